// What happened, latest first.

import { h } from '../dom.js';
import { moment } from '../words.js';
import { nothing, part, small, words } from './parts.js';

export function section(card) {
  const events = (card.events || []).slice().reverse();
  return part('history', '办理经过（最近在前）', {}, events.length ? h('ol', { class: 'hotline-events' }, events.map(event => h('li', {},
    small([moment(event.at), event.unitName || event.unit, event.actor === 'system' ? '系统' : event.actor].filter(Boolean).join(' · ')),
    h('strong', {}, event.typeName || event.type),
    event.text ? words(event.text) : null))) : nothing('暂无记录'));
}
