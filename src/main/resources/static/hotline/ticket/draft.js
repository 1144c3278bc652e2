// The reply that waits for the unit's leader.

import { part, words } from './parts.js';

export function section(card) {
  const waiting = card.draft;
  return waiting ? part('draft', '待审签的答复', { kind: 'hotline-note' }, words(waiting.text),
    waiting.publicText ? words('公开答复：' + waiting.publicText) : null) : null;
}
