// 逾期催告: what stands overdue and how far the ladder got, interviews and how they went, what is to be referred.

import { call, get, once, search, segment } from '../hotline/api.js';
import { act, announce, badge, button, count, field, h, link, note, paged, select, table, time } from '../hotline/dom.js';

const RUNGS = [['', '全部'], ['redCard', '红牌'], ['urgeNotice', '催办通知'], ['weeklyList', '列入周通报'], ['interview', '约谈'], ['referral', '提请移送']];
const TABS = [['', '超期工单', overdue], ['interviews', '约谈', interviews], ['referrals', '长期逾期移送', referrals]];

export async function page(box, context) {
  const open = TABS.find(([tab]) => tab === (context.path[0] || '')) || TABS[0];
  const kept = { jurisdiction: context.query.get('jurisdiction') || '' };
  const places = await once('/api/jurisdictions');
  const hash = open[0] ? 'overdue/' + open[0] : 'overdue';
  const city = select([['', '本系统默认区域'], ...places.map(each => [each.code, each.name])], { value: kept.jurisdiction,
    onchange: () => context.go(hash + search({ jurisdiction: city.value })) });
  box.append(places.length > 1 ? h('div', { class: 'filter' }, field('热线区域', city)) : '',
    h('nav', { class: 'tabs', 'aria-label': '逾期催告' }, TABS.map(([tab, title]) => link(title, '#/overdue' + (tab ? '/' + tab : '') + search(kept),
      { 'aria-current': tab === open[0] ? 'page' : null }))));
  await open[2](box, { ...context, kept, hash, records: context.me.groups.includes('supervisor') });
}

async function overdue(box, { kept, query, go }) {
  const on = h('input', { type: 'date', value: query.get('on') || '' });
  const rung = select(RUNGS, { value: query.get('rung') || '' });
  const units = await once('/api/units', { jurisdiction: kept.jurisdiction });
  const unit = select([['', '全部'], ...units.map(each => [each.code, each.name])], { value: query.get('unit') || '' });
  const weekly = h('input', { type: 'checkbox', checked: query.get('weekly') === 'true' });
  const sums = h('div');
  box.append(h('p', { class: 'lead' }, '超期的工单和逐级催告到了哪一级：红牌、催办通知、列入周通报、约谈、提请移送。过去的日子何时查询都相同。'),
    h('form', { class: 'row', onsubmit: event => {
      event.preventDefault();
      go('overdue' + search({ ...kept, on: on.value, rung: rung.value, unit: unit.value, weekly: weekly.checked ? 'true' : '' }));
    } }, field('截至（当日终了，默认现在）', on), field('催告到', rung), field('承办单位', unit),
    h('div', { class: 'field check' }, weekly, h('label', { for: weekly.id = 'weekly-only' }, '只看应列入周通报的')),
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '查询'))), sums);
  box.append(paged({ read: async (page, size) => {
    const found = await get('/api/supervision/overdue', { ...kept, on: on.value, rung: rung.value, unit: unit.value, weekly: weekly.checked ? 'true' : '', page, size });
    return { items: found.rows.items, total: found.total, units: found.units, asOf: found.asOf };
  }, render: (rows, found) => {
    sums.replaceChildren(h('p', { class: 'soft' }, `${found.asOf}：${count(found.total)} 件` + (found.units.length ? '。' + found.units.slice(0, 8)
      .map(each => `${each.unitName} ${each.tickets}`).join('，') + (found.units.length > 8 ? `，另 ${found.units.length - 8} 个单位` : '') : '') + '。'));
    return table({ caption: '超期工单', rows, empty: '没有超期的工单。', columns: [
      { title: '工单', kind: 'nowrap', cell: row => h('span', { class: 'code' }, row.ticketNo) },
      { title: '承办单位', cell: row => row.unitName },
      { title: '时限', kind: 'nowrap', cell: row => row.limitOn },
      { title: '超期工作日', kind: 'number', cell: row => count(row.daysOverdue) },
      { title: '催告到', kind: 'nowrap', cell: row => badge(row.rungName, row.rung === 'interview' || row.rung === 'referral' ? 'error' : 'warning') },
      { title: '日期', kind: 'nowrap', cell: row => row.rungOn },
    ] });
  } }));
}

const today = () => time(Date.now()).slice(0, 10);

function period({ kept, query, go, hash }) {
  const from = h('input', { type: 'date', required: true, value: query.get('from') || today().slice(0, 8) + '01' });
  const to = h('input', { type: 'date', required: true, value: query.get('to') || today() });
  const form = h('form', { class: 'row', onsubmit: event => {
    event.preventDefault();
    go(hash + search({ ...kept, from: from.value, to: to.value }));
  } }, field('日期自', from), field('至', to), h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '查询')));
  return { form, asked: () => ({ ...kept, from: from.value, to: to.value }) };
}

function interviews(box, context) {
  const { form, asked } = period(context);
  const sums = h('div');
  const list = paged({ read: async (page, size) => {
    const found = await get('/api/supervision/interviews', { ...asked(), page, size });
    return { items: found.rows.items, total: found.total, units: found.units };
  }, render: (rows, found) => {
    sums.replaceChildren(found.units.length ? table({ caption: '各单位约谈次数', rows: found.units, columns: [
      { title: '承办单位', cell: row => row.unitName, by: row => row.unitName },
      { title: '本年首次', kind: 'number', cell: row => count(row.first), by: row => row.first },
      { title: '第二次', kind: 'number', cell: row => count(row.second), by: row => row.second },
      { title: '第三次及以后', kind: 'number', cell: row => count(row.later), by: row => row.later },
      { title: '已登记约谈情况', kind: 'number', cell: row => count(row.held), by: row => row.held },
    ] }) : '');
    return table({ caption: '约谈名单', rows, empty: '这段时间没有列入约谈的。', columns: [
      { title: '列入日期', kind: 'nowrap', cell: row => row.orderedOn },
      { title: '承办单位', cell: row => [h('span', {}, row.unitName), h('small', {}, `本年第 ${row.nth} 次`)] },
      { title: '工单', kind: 'nowrap', cell: row => h('span', { class: 'code' }, row.ticketNo) },
      { title: '由谁约谈谁', kind: 'wide', cell: row => row.recipient },
      { title: '约谈情况', kind: 'half', cell: row => row.held ? [h('span', {}, row.held.result),
        h('small', {}, `${row.held.on}，${row.held.by} 约谈 ${row.held.attended}；${row.held.recordedByName} 登记`)] : record(row, context, list) },
    ] });
  } });
  box.append(h('p', { class: 'lead' }, '逐级催告列入约谈的单位，首次、第二次、第三次由谁约谈按决策表；约谈以后在这里登记一次。'), form, sums, list);
}

function record(row, { records }, list) {
  if (!records) {
    return h('small', {}, '尚未登记');
  }
  const place = h('div');
  const start = button('登记', () => {
    const on = h('input', { type: 'date', required: true, value: today(), min: row.orderedOn, max: today() });
    const by = h('input', { type: 'text', required: true, maxlength: '100' });
    const attended = h('input', { type: 'text', required: true, maxlength: '200' });
    const result = h('textarea', { rows: '2', required: true, maxlength: '1000' });
    const answer = h('div');
    const keep = h('button', { type: 'submit', class: 'primary' }, '登记');
    place.replaceChildren(h('form', { onsubmit: async event => {
      event.preventDefault();
      const done = await act(keep, answer, async () => {
        await call('PUT', `/api/supervision/interviews/${segment(row.ladderNo)}/${row.seq}`, { on: on.value, by: by.value, attended: attended.value, result: result.value });
        return true;
      });
      if (done) {
        announce('约谈情况已登记');
        list.again();
      }
    } }, field('约谈日期', on), field('约谈方', by), field('被约谈人', attended), field('结果', result),
    h('div', { class: 'actions' }, keep, button('取消', () => place.replaceChildren(start))), answer));
    on.focus();
  }, { 'aria-label': `登记${row.unitName}${row.ticketNo}的约谈情况` });
  place.append(start);
  return place;
}

function referrals(box, context) {
  const { form, asked } = period(context);
  box.append(h('p', { class: 'lead' }, '催告到最后一级、提请移送纪检监察的工单：这段时间提请的，和以前提请、期末仍未了结的。'), form,
    note('移送由督办员在工单上登记，须有接收机关的线索编号。'),
    paged({ read: async (page, size) => {
      const found = await get('/api/supervision/long-overdue', { ...asked(), page, size });
      return { items: found.rows.items, total: found.total };
    }, render: rows => table({ caption: '长期逾期移送名单', rows, empty: '没有提请移送的。', columns: [
      { title: '工单', kind: 'nowrap', cell: each => h('span', { class: 'code' }, each.row.ticketNo) },
      { title: '承办单位', cell: each => each.row.unitName },
      { title: '时限', kind: 'nowrap', cell: each => each.row.limitOn },
      { title: '超期工作日', kind: 'number', cell: each => count(each.row.daysOverdue) },
      { title: '提请日期', kind: 'nowrap', cell: each => each.proposedOn },
      { title: '移送日期', kind: 'nowrap', cell: each => each.referredOn || '未移送' },
      { title: '了结日期', kind: 'nowrap', cell: each => each.settledOn || '未了结' },
    ] }) }));
}
