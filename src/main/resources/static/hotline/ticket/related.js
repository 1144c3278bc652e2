// Tickets bound to this one: merged, split; for the centre also those that look alike.

import { get, segment } from '../api.js';
import { button, h, load } from '../dom.js';
import { moment } from '../words.js';
import { mount } from './card.js';
import { chip, nothing, part, small } from './parts.js';

function relation(card, row) {
  const marks = card.marks || {};
  return row.ticketNo === card.mergedInto ? '并入的主工单' : row.ticketNo === marks.parentNo ? '拆自'
    : (marks.parts || []).includes(row.ticketNo) ? '拆出' : '并入本单';
}

/** Another ticket's card over this one. */
export function show(ticketNo) {
  const before = document.activeElement;
  const box = h('div');
  const close = () => {
    card.close();
    dialog.close();
    dialog.remove();
    before?.isConnected && before.focus();
  };
  const dialog = h('dialog', { class: 'hotline-wide', 'aria-label': '工单' + ticketNo }, box, h('div', { class: 'actions' }, button('关闭', close)));
  dialog.addEventListener('cancel', event => { event.preventDefault(); close(); });
  document.body.append(dialog);
  const card = mount(box, { ticketNo, place: 'page' });
  dialog.showModal();
}

const line = (row, how) => h('li', {},
  button(row.ticketNo, () => show(row.ticketNo), { class: 'plain hotline-number' }),
  how ? chip(how) : null, chip(row.statusName, 'hotline-status'),
  h('div', {}, row.title), small('登记 ' + moment(row.registeredAt)));

function bound(card) {
  const list = h('ul', {}, card.related.items.map(row => line(row, relation(card, row))));
  const more = h('div');
  let page = 0;
  const size = card.related.size;
  function offer(further) {
    more.replaceChildren(...(further ? [button('更多', () => load(more,
      () => get('/api/tickets/' + segment(card.ticketNo) + '/related', { page: page + 1, size }), answer => {
        page++;
        list.append(...answer.items.map(row => line(row, relation(card, row))));
        window.setTimeout(() => offer(answer.more));
        return [];
      }))] : []));
  }
  offer(card.related.more);
  return part('related', '关联工单', {}, list, more);
}

function similar(card) {
  return part('similar', '相似工单', {
    folded: true,
    opened: body => load(body, () => get('/api/tickets/' + segment(card.ticketNo) + '/similar'),
      rows => rows.length ? h('ul', {}, rows.map(row => line(row))) : nothing('近30天没有同类同地的未结工单')),
  });
}

export function section(card, context) {
  const shown = [
    card.related?.items.length ? bound(card) : null,
    // Looked for by whoever decides where the ticket goes.
    context.taskId && context.me.groups.some(group => ['dispatcher', 'supervisor'].includes(group)) ? similar(card) : null,
  ].filter(Boolean);
  return shown.length ? h('div', {}, shown) : null;
}
