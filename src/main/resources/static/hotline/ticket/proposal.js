// What the ruling table proposes for a return.

import { facts, part } from './parts.js';

export function section(card) {
  const proposed = card.proposal;
  return proposed ? part('proposal', '系统裁定建议', { kind: 'hotline-note' }, facts([
    ['建议', proposed.rulingName || proposed.ruling], ['依据', proposed.basis], ['退回理由', proposed.returnReason],
    ['建议单位', proposed.proposedUnitName], ['法律依据', proposed.legalBasis],
  ])) : null;
}
