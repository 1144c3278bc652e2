// What leaders handed to units, the next due first.

import { get } from '../api.js';
import { field, h, paged, select, table } from '../dom.js';
import { chip } from '../ticket/parts.js';

const STATES = [['open', '办理中'], ['reported', '待核销'], ['done', '已核销'], ['', '全部']];

export function promises(context) {
  const state = select(STATES, { onchange: () => list.first() });
  const list = paged({
    read: (page, size) => get('/api/shift-promises', { jurisdiction: context.jurisdiction(), state: state.value, page, size }),
    render: items => table({ caption: '领导交办', empty: '没有这样的交办事项。', rows: items, columns: [
      { title: '完成日期', kind: 'nowrap', cell: one => [one.dueOn, one.overdue ? chip('已逾期', 'hotline-warn') : null] },
      { title: '责任单位', cell: one => one.unitName },
      { title: '事项', kind: 'wide', cell: one => [chip(one.kindName), ' ' + one.text, one.result ? h('small', { class: 'code' }, '报告结果：' + one.result) : null] },
      { title: '工单号', kind: 'nowrap', cell: one => one.ticketNo },
      { title: '状态', kind: 'nowrap', cell: one => chip(one.stateName, one.state === 'done' ? 'hotline-ok' : 'hotline-status') },
    ] }),
  });
  return h('section', {}, h('h2', { tabindex: '-1' }, '领导交办'), field('状态', state), list);
}
