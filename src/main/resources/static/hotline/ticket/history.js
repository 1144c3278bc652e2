// What happened, latest first; older events are read when asked for.

import { get, segment } from '../api.js';
import { button, h, load } from '../dom.js';
import { moment } from '../words.js';
import { nothing, part, small, words } from './parts.js';

const AT_ONCE = 20;

const line = event => h('li', { 'data-seq': event.seq },
  small([moment(event.at), event.unitName || event.unit, event.actor === 'system' ? '系统' : event.actorName || event.actor].filter(Boolean).join(' · ')),
  h('strong', {}, event.typeName || event.type),
  event.text ? words(event.text) : null);

export function section(card) {
  const events = (card.events || []).slice().reverse();
  const list = h('ol', { class: 'hotline-events' }, events.map(line));
  const older = h('div', { 'aria-live': 'polite' });
  // Numbers have no gaps: what is missing below the first one shown can be counted.
  let left = events.length ? events[events.length - 1].seq - 1 : 0;
  function offer() {
    older.replaceChildren(left ? button('更早的经过（还有' + left + '条）', more) : h('span', { class: 'unseen' }, '已全部显示'));
  }
  function more() {
    load(older, () => get('/api/tickets/' + segment(card.ticketNo) + '/events', { last: AT_ONCE, before: left + 1 }), read => {
      list.append(...read.reverse().map(line));
      left = Math.max(0, left - AT_ONCE);
      window.setTimeout(() => {
        offer();
        older.querySelector('button')?.focus();
      });
      return [];
    });
  }
  if (left) {
    offer();
  }
  return part('history', '办理经过（最近在前）', {}, events.length ? [list, older] : nothing('暂无记录'));
}
