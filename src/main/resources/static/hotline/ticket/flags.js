// What a reviewer or caller-back should look at first, and why; read apart from the card, which does not wait for it.

import { get } from '../api.js';
import { h } from '../dom.js';

export function section(card, context) {
  if (!context.taskId || card.advice) {
    return null;
  }
  const list = h('ul', {});
  const box = h('section', { class: 'hotline-flags', 'aria-label': '办理提示', hidden: true }, h('h5', {}, '请留意'), list);
  get('/api/tasks/lines', { ids: context.taskId }).then(lines => {
    const flags = lines.length ? lines[0].flags : [];
    list.replaceChildren(...flags.map(flag => h('li', {}, h('strong', {}, flag.label), '：', flag.text)));
    box.hidden = flags.length === 0;
  }, () => { /* The list beside says it as well; the card stands without it. */ });
  return box;
}
