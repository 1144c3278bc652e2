// Why the ticket went where it went.

import { facts, part } from './parts.js';

export function section(card) {
  const sent = (card.units || []).filter(unit => unit.basis);
  return sent.length ? part('routing', '派单依据', { folded: true },
    facts(sent.map(unit => [unit.name || unit.unit, unit.basis]))) : null;
}
