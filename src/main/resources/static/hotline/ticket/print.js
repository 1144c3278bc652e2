// The ticket on paper: 交办单 and 办理单 as PDF, in a window of their own.

import { root, segment } from '../api.js';
import { h } from '../dom.js';

const paper = (card, code, text) => h('a', {
  href: new URL('api/tickets/' + segment(card.ticketNo) + '/documents/' + code, root).href, target: '_blank', rel: 'noopener', 'aria-label': text + '（PDF，新窗口）',
}, text);

export function section(card) {
  return h('p', { class: 'hotline-print' }, '打印：', card.units?.length ? [paper(card, 'assignment', '交办单'), ' '] : null, paper(card, 'handling', '办理单'));
}
