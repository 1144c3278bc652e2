// The supervisors' board in Cockpit: its numbers on the front page, the whole of it on a page of its own, and the
// tickets behind each number.

import { get, once, root, search } from '../../../../../hotline/api.js';
import { failure, h, link as anchor, select } from '../../../../../hotline/dom.js';
import { figures, pairs, shortFigures, units } from '../../../../../hotline/board/figures.js';
import { live } from '../../../../../hotline/board/live.js';
import { tickets } from '../../../../../hotline/board/tickets.js';

const PATH = '/hotline-board';

/** Address of a page of the board. */
const address = wish => '#' + PATH + search(wish);

function asked() {
  const query = new URLSearchParams((location.hash.split('?')[1] || ''));
  return { jurisdiction: query.get('jurisdiction'), what: query.get('what'), unit: query.get('unit'), to: query.get('to') };
}

const linkTo = jurisdiction => (what, unit, to) => address({ jurisdiction, what, unit, to });

function board(box, wish) {
  const place = h('span', { class: 'board-place' });
  const whole = h('div');
  box.replaceChildren(h('div', { class: 'board-head' }, h('h2', {}, '运行看板'), place,
    anchor('大屏', new URL('wall' + search({ jurisdiction: wish.jurisdiction }), root), { class: 'board-wall', target: '_blank' })), whole);
  once('/api/jurisdictions').then(known => {
    if (known.length > 1) {
      const chosen = select([['', '本热线'], ...known.map(one => [one.code, one.name])], {
        'aria-label': '热线', value: wish.jurisdiction || '', onchange: () => { location.hash = address({ jurisdiction: chosen.value }); },
      });
      place.replaceChildren(chosen);
    }
  }).catch(problem => place.replaceChildren(failure(problem)));
  const link = linkTo(wish.jurisdiction);
  return live(whole, {
    jurisdiction: wish.jurisdiction,
    denied: () => whole.replaceChildren(h('p', { class: 'state' }, '只有热线中心人员可以查看运行看板。')),
    render: now => [figures(now, link),
      h('div', { class: 'board-halves' },
        h('section', {}, h('h3', {}, `问题单位（${now.unitsInTrouble}）`), units(now, link)),
        h('section', {}, h('h3', {}, '近30天退回（申请单位 → 建议单位）'), pairs(now, link)))],
  });
}

function drilled(box, wish) {
  const title = h('h2', { tabindex: '-1' }, '工单');
  const meaning = h('p', { class: 'board-meaning' });
  const place = h('div');
  let shown = null;
  let stopped = false;
  box.replaceChildren(h('div', { class: 'board-head' }, anchor('← 运行看板', address({ jurisdiction: wish.jurisdiction })), title), meaning, place);
  get('/api/board', { jurisdiction: wish.jurisdiction }).then(async now => {
    const figure = now.figures.find(one => one.code === wish.what);
    const known = await once('/api/units', { jurisdiction: now.jurisdiction });
    const named = code => known.find(unit => unit.code === code)?.name || code;
    title.textContent = (figure?.label || '工单') + (wish.unit ? ' · ' + named(wish.unit) : '') + (wish.to ? ' → ' + named(wish.to) : '');
    meaning.textContent = figure?.meaning || '';
    if (!stopped) {
      const orders = [['registered', '登记早的在前'], ['-registered', '登记晚的在前']];
      const limited = ['atUnits', 'unsigned', 'dueToday', 'overdue', 'yellow', 'red', 'returning', 'suspended'].includes(wish.what);
      shown = tickets(place, wish, limited ? [['until', '截止早的在前'], ...orders] : orders, new Date(now.now) - Date.now(), () => title.textContent);
    }
  }).catch(problem => place.replaceChildren(failure(problem, () => drilled(box, wish))));
  return { stop() { stopped = true; shown?.stop(); } };
}

/** A plugin whose content may be shown many times, one after the other. */
function plugin(id, pluginPoint, properties, show) {
  let shown = null;
  return {
    id, pluginPoint, priority: 50, properties,
    render: container => {
      shown?.stop();
      shown = show(container);
    },
    unmount: () => {
      shown?.stop();
      shown = null;
    },
  };
}

function page(container) {
  const box = h('div', { class: 'hotline-box board-page' });
  container.replaceChildren(box);
  const wish = asked();
  document.title = '运行看板 · 12345热线';
  return wish.what ? drilled(box, wish) : board(box, wish);
}

function front(container) {
  const box = h('section', { class: 'hotline-box board-front' });
  const whole = h('div');
  container.replaceChildren(box);
  const link = linkTo(null);
  box.replaceChildren(h('div', { class: 'board-head' }, h('h3', {}, '工单运行'), anchor('打开运行看板', address({}))), whole);
  return live(whole, { render: now => shortFigures(now, link), denied: () => box.remove() });
}

function entry(container) {
  container.append(anchor('运行看板', '#' + PATH, { class: 'board-entry' }));
  return { stop() {} };
}

export default [
  plugin('hotline.board.page', 'cockpit.route', { path: PATH }, page),
  plugin('hotline.board.front', 'cockpit.dashboard', { label: '工单运行' }, front),
  plugin('hotline.board.entry', 'cockpit.navigation', { label: '运行看板', pagePath: '#' + PATH, priority: 200 }, entry),
];
