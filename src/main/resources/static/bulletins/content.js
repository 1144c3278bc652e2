// A bulletin as it will be printed: the same sections, tables and charts that Word and Excel are made of.

import { h } from '../hotline/dom.js';
import { chart } from './charts.js';

const HEADINGS = ['p', 'h2', 'h3', 'h4'];

/** `own` are codes of units whose rows are marked; `cell(grid, row, column)` may give more for a cell of an attachment. */
export function paper(content, { own = [], cell } = {}) {
  const head = content.header;
  return h('article', { class: 'paper', 'aria-label': '通报内容' },
    h('p', { class: 'issuer' }, head.issuer), h('p', { class: 'mark' }, head.number || '（签发时编号）'),
    head.correction ? h('p', {}, `更正第${head.correction}号（更正${head.correctedNumber}）`) : null,
    h('p', { class: 'title' }, content.title),
    content.sections.map(section => part(section, own, cell)),
    content.facts.map(fact => h('p', { class: 'soft' }, fact)),
    h('p', { class: 'signature' }, head.issuer, h('br'), head.issuedOn || '（签发日期）'),
    content.attachments.map((grid, index) => h('section', {}, h('h2', {}, '附件' + (index + 1)), sheet(grid, own, cell))),
    colophon(head));
}

function part(section, own, cell) {
  const [first, ...more] = section.paragraphs;
  const runIn = section.level === 3 && first;
  return h('section', {},
    section.heading && !runIn ? h(HEADINGS[section.level], {}, section.heading) : null,
    runIn ? h('p', { class: 'say' }, h('strong', {}, section.heading), first) : first ? h('p', { class: 'say' }, first) : null,
    more.map(paragraph => h('p', { class: 'say' }, paragraph)),
    section.grids.map(grid => sheet(grid, own, cell)),
    section.charts.map(each => chart(each)));
}

/** A table as on paper: shares stand in brackets behind the counts they belong to. */
export function sheet(grid, own = [], more) {
  const places = grid.columns.map((column, index) => ({ column, index })).filter(({ column }) => !column.bracketed);
  const text = (row, index) => row.cells[index].text
    + (grid.columns[index + 1]?.bracketed ? '(' + row.cells[index + 1].text + ')' : '');
  const number = index => grid.rows.every(row => row.cells[index].type !== 'words' || row.cells[index].text === '—');
  const line = (row, tag) => h(tag, { class: own.includes(row.key) ? 'mine' : null }, places.map(({ column, index }) =>
    h('td', { class: (number(index) ? 'number' : '') + (own.includes(row.key) ? ' mine' : '') }, text(row, index), more?.(grid, row, column))));
  return [h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': grid.title },
    h('table', {}, h('caption', {}, grid.title),
      h('thead', {}, h('tr', {}, places.map(({ column, index }) => h('th', { scope: 'col', class: number(index) ? 'number' : null }, column.title)))),
      h('tbody', {}, grid.rows.map(row => line(row, 'tr'))),
      grid.total ? h('tfoot', {}, line(grid.total, 'tr')) : null)),
  grid.note ? h('p', { class: 'soft' }, '注：' + grid.note) : null];
}

function colophon(head) {
  const lines = [['送', head.deliveredTo], ['发', head.sentTo], ['抄送', head.copiedTo], ['公开属性', head.publicity], ['联系人', head.contact],
    ['采编', head.editor], ['审核', head.reviewer], ['签发', head.signer]].filter(([, text]) => text);
  return h('dl', { class: 'facts' }, lines.map(([what, text]) => h('div', {}, h('dt', {}, what), h('dd', {}, text))));
}
