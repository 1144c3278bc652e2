// One account: what it is, what the person has in hand, what was done to it, and what can be done.

import { get, post, segment } from '../hotline/api.js';
import { act, announce, badge, button, count, field, h, link, load, note, paged, table, time } from '../hotline/dom.js';
import { stateBadges } from './page.js';
import { showPassword } from './passwords.js';

const fact = (title, value) => h('div', {}, h('dt', {}, title), h('dd', {}, value));

/** Who takes the work: the queue, or a colleague found by name. */
export function handOverFields(person) {
  const list = h('datalist', { id: 'colleagues' });
  const input = h('input', { list: 'colleagues', name: 'colleague', autocomplete: 'off', placeholder: '不填则退回待办' });
  input.addEventListener('input', async () => {
    const words = input.value.trim();
    if (words.length > 0) {
      const found = await get('/api/people', { words, state: 'active', size: 8 }).catch(() => ({ items: [] }));
      list.replaceChildren(...found.items.filter(one => one.account !== person?.account)
        .map(one => h('option', { value: one.account }, one.name + '，' + (one.unitName || '热线中心'))));
    }
  });
  const tasks = h('div');
  const box = h('div', { class: 'card' }, h('h2', {}, '手上任务的移交'), tasks, field('接办人账号', input, '输入账号或姓名选择；接办人只接得到其角色能办的任务，其余退回待办'), list);
  if (person) {
    load(tasks, () => get('/api/people/' + segment(person.account) + '/work'), work => workTable(work));
  }
  return { box, colleague: () => input.value.trim() || null };
}

function workTable(work) {
  const lonely = work.tasks.filter(task => task.others < 1).length;
  return [h('p', {}, `在办任务 ${count(work.tasks.length)} 件` + (work.signed ? `，另有 ${count(work.signed)} 件签收过的工单以后改由本单位办理` : '') + '。'),
    lonely ? note(`其中 ${count(lonely)} 件没有其他人能办，请先给别人相应的角色，或指定接办人。`, 'warning') : null,
    work.tasks.length ? table({ caption: '手上的任务', rows: work.tasks.slice(0, 50), columns: [
      { title: '工单', kind: 'nowrap', cell: task => task.ticketNo || '—' }, { title: '任务', cell: task => task.task },
      { title: '其他能办的人', kind: 'number', cell: task => count(task.others) },
    ] }) : null,
    work.tasks.length > 50 ? h('p', { class: 'soft' }, '只列出最早的 50 件。') : null];
}

export function showPerson(box, context, account) {
  const path = '/api/people/' + segment(account);
  const place = h('div');
  box.append(h('p', {}, link('← 人员与账号', '#/people')), place);
  const again = answer => load(place, () => get(path), person => {
    context.heading.textContent = person.name;
    return view(person, context, again, answer);
  });
  again();
}

function view(person, { me, go }, again, said) {
  const answer = h('div', { 'aria-live': 'polite' }, said);
  const path = '/api/people/' + segment(person.account);
  const order = (title, what, options = {}) => button(title, () => ask({ person, title, path: path + '/' + what, again, ...options }), { class: options.danger ? 'danger' : '' });
  const own = person.account === me.user;
  const acts = person.state === 'left' ? [] : [
    button('修改或调动', () => go('people/' + segment(person.account) + '/edit'), { class: 'primary' }),
    order('重置密码', 'password', { words: '生成一个一次性密码，显示一次；已打开的登录全部退出。' }),
    order('强制退出登录', 'sign-out', { words: '结束该账号在所有服务器上的登录；本人可以重新登录。' }),
    person.state === 'locked' ? order('解锁', 'unlock', { words: '账号恢复使用，角色不变。' })
      : own ? null : order('锁定', 'lock', { words: '立即不能登录，已打开的登录同时失效；可以解锁。', work: true, danger: true }),
    own ? null : order('办理离岗', 'departure', { words: '账号永久停用，也不再给别人使用；历史记录里的姓名不变。', work: true, danger: true }),
  ];
  return [answer, h('dl', { class: 'facts' }, fact('账号', h('span', { class: 'code' }, person.account)), fact('单位', person.unitName || '热线中心'),
    fact('角色', person.roles.map(role => role.label).join('、') || '无'), fact('状态', stateBadges(person)),
    person.phone ? fact('办公电话', person.phone) : null, person.email ? fact('电子邮箱', person.email) : null,
    person.passwordUntil ? fact('一次性密码', '有效至 ' + time(person.passwordUntil)) : null, fact('最近登录', time(person.signedInAt) || '—')),
  person.warnings.map(why => note(why, 'warning')),
  person.state === 'left' ? note('已离岗，账号不能再使用。返岗请另设账号。') : h('div', { class: 'actions' }, acts),
  h('h2', {}, '操作记录'), paged({
    read: (page, size) => get(path + '/changes', { page, size }),
    render: items => table({ caption: '操作记录', rows: items, empty: '还没有对该账号的操作。', columns: [
      { title: '时间', kind: 'nowrap', cell: one => time(one.at) }, { title: '操作', kind: 'nowrap', cell: one => badge(one.act, 'advice') },
      { title: '操作人', kind: 'nowrap', cell: one => one.actor === 'system' ? '系统' : one.actorName || one.actor },
      { title: '内容', kind: 'wide', cell: one => one.text || '' }, { title: '原因', cell: one => one.reason || '' },
    ] }),
  })];
}

/** A dialog with the reason, and where work is in hand, who takes it. */
function ask({ person, title, path, words, work, danger, again }) {
  const before = document.activeElement;
  const reason = h('textarea', { rows: '3', maxlength: '300', required: true });
  const handOver = work ? handOverFields(person) : null;
  const answer = h('div');
  const submit = h('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, title);
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, h('form', {
    onsubmit: async event => {
      event.preventDefault();
      const done = await act(submit, answer, () => post(path, { reason: reason.value, colleague: handOver?.colleague() ?? null }));
      if (done) {
        end();
        announce('已完成：' + title);
        const moved = done.handedOver;
        again([done.password ? showPassword(person.account, done.password) : note('已完成：' + title + '。'
          + (moved ? `移交 ${count(moved.toColleague)} 件任务，退回待办 ${count(moved.tasks - moved.toColleague)} 件。` : ''), 'good')]);
      }
    },
  }, h('h2', { id: 'dialog-title' }, title + '：' + person.name), h('p', {}, words), handOver?.box, field('原因（必填，记入操作记录）', reason), answer,
  h('div', { class: 'actions' }, submit, button('取消', end))));
  function end() {
    dialog.close();
    dialog.remove();
    if (before?.isConnected) {
      before.focus();
    }
  }
  dialog.addEventListener('cancel', event => { event.preventDefault(); end(); });
  document.body.append(dialog);
  dialog.showModal();
  reason.focus();
}
