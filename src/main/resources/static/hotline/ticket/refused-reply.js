// The reply that did not pass the gate, kept for its author.

import { h } from '../dom.js';
import { part, words } from './parts.js';

export function section(card) {
  const refused = card.refusedReply;
  return refused ? part('refused-reply', '未发出的答复（已为您保留，可复制修改后重新提交）', { kind: 'hotline-alert' },
    h('ul', {}, (refused.problems || []).map(problem => h('li', {}, typeof problem === 'string' ? problem : problem.message))),
    words(refused.text)) : null;
}
