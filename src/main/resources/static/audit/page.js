// 审计: what was done, who saw a ticket, and whether the trail is as it was written.

import { download, get, post, search } from '../hotline/api.js';
import { act, announce, badge, button, count, field, h, link, load, note, paged, select, table, time } from '../hotline/dom.js';

const TABS = [['', '记录'], ['looks', '谁看过工单'], ['checks', '完整性校验']];

export async function page(box, context) {
  const open = TABS.some(([tab]) => tab === context.path[0]) ? context.path[0] : '';
  const place = h('div');
  box.append(h('nav', { class: 'tabs', 'aria-label': '审计' }, TABS.map(([tab, title]) =>
    link(title, '#/audit' + (tab ? '/' + tab : ''), { 'aria-current': tab === open ? 'page' : null }))), place);
  await { '': entries, looks, checks }[open](place, context);
}

const person = row => [h('span', {}, row.actorName || row.actor), row.actorName !== row.actor ? h('small', { class: 'code' }, row.actor) : null];

async function entries(place, { query, go }) {
  const asked = Object.fromEntries(query);
  const kinds = await get('/api/audit/kinds');
  const kind = select([['', '全部类别'], ...Object.entries(kinds)], { value: asked.kind || '' });
  const who = h('input', { type: 'search', maxlength: '100', value: asked.who || '' });
  const ticketNo = h('input', { type: 'search', maxlength: '32', value: asked.ticketNo || '' });
  const words = h('input', { type: 'search', maxlength: '100', value: asked.words || '' });
  const from = h('input', { type: 'date', value: asked.from || '' });
  const until = h('input', { type: 'date', value: asked.until || '' });
  const wish = () => ({ kind: kind.value, who: who.value.trim(), ticketNo: ticketNo.value.trim(), words: words.value.trim(), from: from.value, until: until.value });
  const answer = h('div');
  const take = button('导出', () => act(take, answer, () => download('/api/audit/entries/export' + search(wish()), '审计记录.xlsx')));
  const form = h('form', { class: 'row', onsubmit: event => { event.preventDefault(); go('audit' + search(wish())); } },
    field('类别', kind), field('账号或姓名', who), field('工单编号', ticketNo), field('对象或说明中的文字', words), field('自', from), field('至', until),
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '查询'), take));
  const list = h('div');
  place.append(h('p', { class: 'lead' }, '谁在什么时候做了什么、从哪里来、被拒绝了什么。只增不改，任何人都不能修改或删除。按姓名或文字查询时，日期范围最多92天。'), form, answer, list);
  await turns(list, asked, []);
}

/** Page after page by the place where the one before ended, so that the last page is as fast as the first. */
async function turns(list, asked, trail) {
  await load(list, () => get('/api/audit/entries', { ...asked, before: trail[trail.length - 1], size: 50 }), found => [
    table({ caption: '审计记录', rows: found.items, empty: '没有符合条件的记录，请放宽条件再查。', columns: [
      { title: '时间', kind: 'nowrap', cell: row => time(row.at) },
      { title: '类别', kind: 'nowrap', cell: row => badge(row.kindName, row.kind === 'refused' ? 'warning' : 'quiet') },
      { title: '人员', cell: person },
      { title: '对象', kind: 'half', cell: row => [h('span', {}, row.subject), row.ticketNo ? h('small', {}, link(row.ticketNo, '#/audit/looks?ticketNo=' + encodeURIComponent(row.ticketNo))) : null] },
      { title: '说明', kind: 'wide', cell: row => [h('span', {}, row.text), row.times > 1 ? badge(count(row.times) + ' 次', 'warning') : null] },
      { title: '来源地址', kind: 'nowrap', cell: row => row.address || '—' },
    ] }),
    h('div', { class: 'pager', hidden: !found.next && !trail.length },
      button('上一页', () => turns(list, asked, trail.slice(0, -1)), { disabled: !trail.length }),
      h('span', { 'aria-live': 'polite' }, `第 ${trail.length + 1} 页`),
      button('下一页', () => turns(list, asked, [...trail, found.next]), { disabled: !found.next })),
  ]);
}

async function looks(place, { query, go }) {
  const ticketNo = h('input', { type: 'search', maxlength: '32', value: query.get('ticketNo') || '' });
  const actor = h('input', { type: 'search', maxlength: '64', value: query.get('actor') || '' });
  const wish = { ticketNo: ticketNo.value, actor: actor.value };
  place.append(h('p', { class: 'lead' }, '查看工单、查看诉求人信息、下载附件、打印和导出，每人每件每种方式半小时记一次。'),
    h('form', { class: 'row', onsubmit: event => {
      event.preventDefault();
      go('audit/looks' + search({ ticketNo: ticketNo.value.trim(), actor: actor.value.trim() }));
    } }, field('工单编号', ticketNo), field('账号', actor), h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '查询'))));
  if (!wish.ticketNo && !wish.actor) {
    place.append(note('填写工单编号，看哪些人看过它；填写账号，看这个账号看过哪些工单；两项都填则查这个人是否看过这件工单。'));
    return;
  }
  place.append(paged({ size: 50, read: (page, size) => get('/api/audit/ticket-looks', { ...wish, page, size }), render: rows => table({
    caption: '谁看过工单', rows, empty: '没有查到查看记录。', columns: [
      { title: '时间', kind: 'nowrap', cell: row => time(row.at) },
      { title: '工单', kind: 'nowrap', cell: row => link(row.ticketNo, '#/audit/looks?ticketNo=' + encodeURIComponent(row.ticketNo)) },
      { title: '人员', cell: person },
      { title: '方式', kind: 'nowrap', cell: row => badge(row.lookName, row.look === 'card' ? 'quiet' : 'warning') },
      { title: '来源地址', kind: 'nowrap', cell: row => row.address || '—' },
    ] }) }));
}

const RESULTS = { running: ['校验中', 'advice'], intact: ['完整', 'good'], broken: ['不完整', 'error'] };

async function checks(place) {
  const answer = h('div');
  const list = h('div');
  const start = button('现在校验', async () => {
    if (await act(start, answer, () => post('/api/audit/checks'))) {
      announce('校验已开始');
      show();
    }
  }, { class: 'primary' });
  place.append(h('p', { class: 'lead' }, '每条审计记录都与前一条连成一条链并加封印。校验逐环核对，能发现被改动、删去或插入的记录。把封印抄存在系统之外，日后可以证明当时的记录没有被截短。'),
    h('div', { class: 'actions' }, start), answer, list);
  let waiting;
  const show = () => load(list, () => get('/api/audit/checks'), found => {
    clearTimeout(waiting);
    if (found.items.some(item => item.result === 'running') && list.isConnected) {
      waiting = setTimeout(show, 3000);
    }
    return [
      found.guarded ? note('数据库本身拒绝修改和删除审计记录。', 'good')
        : note('数据库账号无权建立保护触发器，修改要靠校验才能发现。请数据库管理员设置 log_bin_trust_function_creators=1 后重启本系统。', 'warning'),
      table({ caption: '最近的校验', rows: found.items, empty: '还没有校验过。', columns: [
        { title: '开始', kind: 'nowrap', cell: row => time(row.startedAt) },
        { title: '发起人', kind: 'nowrap', cell: row => row.startedByName },
        { title: '结果', cell: row => [badge(...RESULTS[row.result]), row.finding ? h('p', {}, row.finding) : null] },
        { title: '环数', kind: 'number', cell: row => count(row.checked) },
        { title: '结束', kind: 'nowrap', cell: row => time(row.finishedAt) || '—' },
        { title: '封印', cell: row => h('span', { class: 'code' }, row.headSeal || '—') },
      ] }),
    ];
  });
  await show();
}
