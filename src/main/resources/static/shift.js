// The record of a shift, to print: /shift.html?id=…

import { get, segment } from './hotline/api.js';
import { h, load, table, time } from './hotline/dom.js';
import { changes, decisionLine, heading } from './hotline/shift/shift.js';

const print = document.getElementById('print');
const id = new URLSearchParams(location.search).get('id');

function show(record) {
  print.disabled = false;
  return [heading(record), h('h2', {}, '列入的工单和处理意见'), table({ caption: '列入的工单', empty: '本班没有列入工单。', rows: record.tickets, columns: [
    { title: '工单号', kind: 'nowrap', cell: one => one.ticketNo }, { title: '标题', cell: one => one.title || '' },
    { title: '来源', kind: 'nowrap', cell: one => one.wayName },
    { title: '处理意见', kind: 'wide', cell: one => one.decisions.length ? h('ul', {}, one.decisions.map(decisionLine)) : '尚无处理意见' },
  ] }), h('h2', {}, '班次经过'), changes(record), h('p', {}, '打印时间：' + time(Date.now()))];
}

print.addEventListener('click', () => window.print());
load(document.getElementById('record'), () => get('/api/shifts/' + segment(id || 'none')), show);
