// What the citizen asked for.

import { part, words } from './parts.js';

export function section(card) {
  return part('text', '诉求内容', {}, words(card.content || '（无内容）'));
}
