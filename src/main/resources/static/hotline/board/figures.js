// The numbers of the board as elements: what stands on the page in Cockpit, on its front page and on the wall.

import { h } from '../dom.js';

/** Which numbers stand together, and which of them are alarming as soon as they are not zero. */
const GROUPS = [
  { title: '在办', figures: ['open', 'urgent', 'dispatching', 'needInfo', 'urged'] },
  { title: '单位办理时限', figures: ['atUnits', 'unsigned', 'dueToday', 'overdue', 'yellow', 'red', 'suspended'] },
  { title: '中心环节', figures: ['returning', 'reviewing', 'reviewOverdue', 'callback', 'meeting'] },
  { title: '督办与异常', figures: ['returns', 'orders', 'ordersOverdue', 'incidents'] },
];
const KINDS = {
  urgent: 'alarm', overdue: 'alarm', red: 'alarm', reviewOverdue: 'alarm', ordersOverdue: 'alarm', incidents: 'alarm',
  yellow: 'warn', dueToday: 'warn', unsigned: 'warn', returning: 'warn',
};

const number = value => Number(value).toLocaleString('zh-CN');

/** One number; `href` leads to its tickets, without one it is no link. */
function tile(figure, href) {
  const kind = figure.tickets > 0 ? KINDS[figure.code] || '' : 'zero';
  const inside = [h('span', { class: 'board-label' }, figure.label), h('strong', { class: 'board-number' }, number(figure.tickets))];
  return h('li', {}, href
    ? h('a', { class: 'board-tile ' + kind, href, title: figure.meaning, 'aria-label': `${figure.label} ${figure.tickets} 件` }, inside)
    : h('span', { class: 'board-tile ' + kind, title: figure.meaning }, inside));
}

/** All numbers in their groups. `link(code)` gives the address of a number's tickets, or null. */
export function figures(board, link) {
  const known = Object.fromEntries(board.figures.map(figure => [figure.code, figure]));
  return h('div', { class: 'board-groups' }, GROUPS.map(group => h('section', { class: 'board-group' }, h('h3', {}, group.title),
    h('ul', { class: 'board-tiles' }, group.figures.filter(code => known[code]).map(code => tile(known[code], link(code)))))));
}

/** Only the numbers that ask for something today. */
export function shortFigures(board, link) {
  const known = Object.fromEntries(board.figures.map(figure => [figure.code, figure]));
  return h('ul', { class: 'board-tiles' }, ['open', 'urgent', 'dueToday', 'overdue', 'red', 'returning', 'reviewing', 'callback',
    'orders', 'incidents'].filter(code => known[code]).map(code => tile(known[code], link(code))));
}

/** A number and how much of the longest it is, as a bar. */
function bar(value, most, kind) {
  const line = h('span', { class: 'board-bar-line ' + kind, 'aria-hidden': 'true' });
  // Not an attribute: the pages' security policy lets none be.
  line.style.width = `${most ? Math.round(value / most * 60) : 0}%`;
  return h('span', { class: 'board-bar' }, h('span', { class: 'board-bar-number' }, number(value)), line);
}

/** `cell` of a table: the number as a link to its tickets when there are any. */
const linked = (value, href) => value && href ? h('a', { href }, number(value)) : number(value);

/** The units that are in trouble, worst first. */
export function units(board, link, most = 20) {
  const shown = board.units.slice(0, most);
  if (!shown.length) {
    return h('p', { class: 'state' }, '没有超期、红牌或督办逾期的单位。');
  }
  const longest = Math.max(...shown.map(unit => unit.overdue));
  const columns = [['单位', ''], ['超期', 'wide'], ['红牌', 'number'], ['黄牌', 'number'], ['今日到期', 'number'], ['待签收', 'number'],
    ['督办逾期', 'number'], ['在办', 'number']];
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '问题单位' }, h('table', {},
    h('caption', { class: 'unseen' }, '问题单位，按超期件数从多到少'),
    h('thead', {}, h('tr', {}, columns.map(([title, kind]) => h('th', { scope: 'col', class: kind }, title)))),
    h('tbody', {}, shown.map(unit => h('tr', {}, h('th', { scope: 'row' }, unit.name),
      h('td', { class: 'wide' }, link('overdue', unit.unit) && unit.overdue
        ? h('a', { href: link('overdue', unit.unit) }, bar(unit.overdue, longest, 'alarm')) : bar(unit.overdue, longest, 'alarm')),
      [['red', 'red'], ['yellow', 'yellow'], ['dueToday', 'dueToday'], ['unsigned', 'unsigned'], ['ordersOverdue', 'ordersOverdue'], ['atUnits', 'atUnits']]
        .map(([key, code]) => h('td', { class: 'number' }, linked(unit[key], link(code, unit.unit)))))))));
}

/** Which unit wanted to hand tickets to which, most frequent first. */
export function pairs(board, link, most = 20) {
  const shown = board.returnPairs.slice(0, most);
  if (!shown.length) {
    return h('p', { class: 'state' }, '近30天没有单位申请退回。');
  }
  const longest = Math.max(...shown.map(pair => pair.tickets));
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': '近30天退回' }, h('table', {},
    h('caption', { class: 'unseen' }, '近30天退回，申请退回的单位和它建议的单位'),
    h('thead', {}, h('tr', {}, ['申请退回', '建议转给'].map(title => h('th', { scope: 'col' }, title)), h('th', { scope: 'col', class: 'wide' }, '件数'))),
    h('tbody', {}, shown.map(pair => h('tr', {}, h('th', { scope: 'row' }, pair.fromName), h('td', {}, pair.toName || '未写明'),
      h('td', { class: 'wide' }, link('returns', pair.from, pair.to)
        ? h('a', { href: link('returns', pair.from, pair.to) }, bar(pair.tickets, longest, 'warn')) : bar(pair.tickets, longest, 'warn')))))));
}
