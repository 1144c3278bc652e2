// Tickets bound to this one: merged, split.

import { facts, part } from './parts.js';

export function section(card) {
  const marks = card.marks || {};
  const bound = facts([['并入', card.mergedInto], ['拆自', marks.parentNo], ['拆为', (marks.parts || []).join('、')]]);
  return bound ? part('related', '关联工单', {}, bound) : null;
}
