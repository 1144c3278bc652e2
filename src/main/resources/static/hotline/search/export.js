// Takes a list of tickets away as a workbook.

import { downloadPosted } from '../api.js';
import { act, button, h } from '../dom.js';

const MOST = 10000;

function offering(label, make, attributes = {}) {
  const said = h('span', { class: 'search-exported', role: 'status' });
  const pressed = button(label, () => act(pressed, said, async () => {
    said.textContent = '正在生成……';
    const name = await make();
    said.textContent = name ? '已导出 ' + name : '';
  }), attributes);
  return h('div', { class: 'search-export' }, pressed, said);
}

/** A button that exports what a search finds. */
export const exports = wish => offering('导出 Excel', () => downloadPosted('/api/search/export', wish));

/**
 * A button that exports the list of another screen: `list()` names it, `read(page, size)` answers `{items, more}` whose
 * items have a `ticketNo`.
 */
export const exportsOf = (list, read, label = '导出 Excel', attributes = {}) => offering(label, async () => {
  const ticketNos = [];
  let more = true;
  for (let page = 0; more && ticketNos.length < MOST; page++) {
    const answer = await read(page, 200);
    ticketNos.push(...answer.items.map(item => item.ticketNo).filter(Boolean));
    more = answer.more && answer.items.length > 0;
  }
  return downloadPosted('/api/search/export/tickets', { list: list() + (more ? '（只列出前' + MOST + '件）' : ''), ticketNos: [...new Set(ticketNos)].slice(0, MOST) });
}, attributes);
