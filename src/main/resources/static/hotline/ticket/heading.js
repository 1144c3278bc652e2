// Which ticket this is and what sets it apart.

import { h } from '../dom.js';
import { chip } from './parts.js';

export function section(card) {
  const marks = card.marks || {};
  const warnings = [
    card.confidential && '保密', card.identityInText && '文字含诉求人信息', card.supervised && '督办', marks.urgent && '紧急',
    marks.ownershipPending && '权属待定', marks.urges && '催办 ×' + marks.urges, marks.reopened && '重新打开 ×' + marks.reopened,
    card.returns && '退回 ×' + card.returns,
  ].filter(Boolean);
  return h('header', { class: 'hotline-heading' },
    h('div', { class: 'hotline-head' },
      h('span', { class: 'hotline-number' }, card.ticketNo),
      chip(card.statusName || card.status, 'hotline-status'),
      card.kindName ? chip(card.kindName) : null,
      warnings.map(words => chip(words, 'hotline-warn')),
      (marks.tags || []).map(tag => chip(tag))),
    h('h4', {}, card.title || '（无标题）'));
}
