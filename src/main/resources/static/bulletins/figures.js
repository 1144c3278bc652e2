// 统计: a measure over a period by any dimension, drawn and listed, down to the tickets behind every number; rates and lists.

import { get, once, search } from '../hotline/api.js';
import { button, count, field, h, link, load, note, select, table, time } from '../hotline/dom.js';
import { mount } from '../hotline/ticket/card.js';
import { chart } from './charts.js';

const FIRST = 'received';
const SHOWN = 15;

export async function page(box, context) {
  const rates = context.path[0] === 'rates';
  const wish = await wishes(context);
  box.append(h('nav', { class: 'tabs', 'aria-label': '统计' },
    tab('指标', 'statistics', wish, !rates), tab('三率和名单', 'statistics/rates', wish, rates)));
  const place = h('div');
  box.append(form(context, wish, rates), place);
  await (rates ? showRates(place, wish) : showFigures(place, wish, context));
}

const tab = (title, hash, wish, open) => link(title, '#/' + hash + search(wish.kept), { 'aria-current': open ? 'page' : null });

/** What is asked for: from the address, else this month. */
async function wishes({ query }) {
  const [cities, catalogue] = await Promise.all([once('/api/jurisdictions'), once('/api/reports/measures')]);
  const today = time(Date.now()).slice(0, 10);
  const jurisdiction = query.get('jurisdiction') || '';
  const from = query.get('from') || today.slice(0, 8) + '01';
  const to = query.get('to') || today;
  const measure = catalogue.measures.find(each => each.code === query.get('measure')) || catalogue.measures.find(each => each.code === FIRST);
  const offered = groupings(catalogue, measure);
  const asked = query.get('dimension');
  const dimension = offered.find(each => each.code === asked) || usual(offered);
  // What the address asks for and the measure, or the reader's sight, does not give.
  const missing = asked && dimension?.code !== asked ? catalogue.dimensions.find(each => each.code === asked) : null;
  return { cities, catalogue, jurisdiction, from, to, measure, dimension, missing, item: missing ? null : query.get('item'), kept: { jurisdiction, from, to } };
}

/** By what a measure can be told apart for this reader: whoever does not read the whole city reads the rows of the own unit. */
const groupings = ({ dimensions, sight }, measure) =>
  dimensions.filter(each => measure.dimensions.includes(each.code) && (sight.all || each.code === 'unit'));

/** By unit; else the first that tells anything apart; a measure that cannot be told apart has its whole. */
const usual = offered => offered.find(each => each.code === 'unit') || offered.find(each => each.code !== 'all') || offered[0];

function form({ go }, wish, rates) {
  const city = select([['', '本系统默认区域'], ...wish.cities.map(each => [each.code, each.name])], { value: wish.jurisdiction });
  const from = h('input', { type: 'date', required: true, value: wish.from });
  const to = h('input', { type: 'date', required: true, value: wish.to });
  const measures = wish.catalogue.measures.filter(each => each === wish.measure || groupings(wish.catalogue, each).length);
  const measure = select(measures.map(each => [each.code, each.name]), { value: wish.measure.code, onchange: () => {
    const offered = groupings(wish.catalogue, measures.find(each => each.code === measure.value));
    const kept = offered.find(each => each.code === dimension.value) || usual(offered);
    dimension.replaceChildren(...offered.map(each => h('option', { value: each.code }, each.label)));
    dimension.value = kept?.code || '';
  } });
  const dimension = select(groupings(wish.catalogue, wish.measure).map(each => [each.code, each.label]), { value: wish.dimension?.code || '' });
  return h('form', { class: 'row', onsubmit: event => {
    event.preventDefault();
    go((rates ? 'statistics/rates' : 'statistics') + search({ jurisdiction: city.value, from: from.value, to: to.value,
      ...(rates ? {} : { measure: measure.value, dimension: dimension.value }) }));
  } }, field('热线区域', city), field('日期自', from), field('至', to), rates ? null : [field('指标', measure), field('分组', dimension)],
  h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '统计')));
}

async function showFigures(place, wish, context) {
  const { measure, dimension, missing } = wish;
  const { sight } = wish.catalogue;
  if (missing) {
    place.append(note((measure.dimensions.includes(missing.code) ? `按${missing.label}分组是全市的数，只对热线中心人员和通报签发人开放`
      : `“${measure.name}”不分${missing.label}统计`) + (dimension ? `，下面按${dimension.label}列出。` : '。'), 'warning'));
  }
  if (!dimension) {
    place.append(note(`“${measure.name}”不分单位统计，没有本单位的数；全市的数只对热线中心人员和通报签发人开放。`));
    return;
  }
  // Shares say something only of parts that add up to a whole, all of which the reader sees.
  const shared = measure.additive && sight.all && dimension.code !== 'all';
  const followed = row => measure.tickets && (sight.tickets || dimension.code === 'unit' && sight.units.includes(row.item));
  const tickets = h('div');
  const list = h('div');
  place.append(list, tickets);
  let name = wish.item?.trim() || '';
  const behind = item => context.go('statistics' + search({ ...wish.kept, measure: measure.code, dimension: dimension.code, item: item === '' ? ' ' : item }));
  await load(list, () => get('/api/reports/figures', { ...wish.kept, measures: measure.code, dimension: dimension.code }), found => {
    const rows = found.cells.filter(cell => cell.measure === measure.code && cell.dimension === dimension.code && (cell.item !== '' || cell.count))
      .sort((a, b) => dimension.code === 'day' ? a.item.localeCompare(b.item) : b.count - a.count);
    name = named(rows.find(row => row.item === name) || { item: name });
    const sum = rows.reduce((all, row) => all + row.count, 0);
    const follows = rows.some(followed);
    return [h('p', { class: 'soft' }, `${measure.name}（${measure.unit}）：${measure.note}${measure.exclusions ? '。不计：' + measure.exclusions : ''}。`),
      h('p', { class: 'soft' }, `统计期 ${found.from} 至 ${found.to}，统计时刻 ${time(found.asOf)}，口径版本 `, h('span', { class: 'code' }, found.formulas)),
      rows.length > 1 ? chart(drawn(measure, dimension, rows), index => rows[index] && followed(rows[index]) && behind(rows[index].item)) : null,
      table({ caption: measure.name + '按' + dimension.label, rows, empty: nothing(measure, sight), sorted: dimension.code === 'day' ? undefined : { title: measure.name, down: true },
        columns: [
          { title: dimension.label, cell: row => [h('span', {}, named(row)), row.name && row.name !== row.item ? h('small', { class: 'code' }, row.item) : null], by: named },
          { title: measure.name, kind: 'number', cell: row => count(row.count), by: row => row.count },
          shared && { title: '占合计', kind: 'number', cell: row => sum ? (row.count * 100 / sum).toFixed(2) + '%' : '—', by: row => row.count },
          follows && { title: '工单', kind: 'nowrap',
            cell: row => followed(row) ? button('查看', () => behind(row.item), { 'aria-label': '查看' + named(row) + '的工单' }) : '' },
        ].filter(Boolean) })];
  });
  if (wish.item !== null && !followed({ item: wish.item.trim() })) {
    tickets.append(note(measure.tickets ? '这个件数对应的工单只对热线中心人员开放。' : `“${measure.name}”按日汇总统计，没有对应的工单。`));
  } else if (wish.item !== null) {
    await showTickets(tickets, wish, measure, dimension, name);
  }
}

const named = row => row.name || (row.item === '' ? '全部或未登记' : row.item);

/** Why there is nothing: a count of none, or for calls perhaps a file that has yet to be taken in. */
function nothing(measure, sight) {
  const whose = sight.all ? '' : '本单位的';
  return measure.tickets ? `这段时间${whose}“${measure.name}”为0。` : `这段时间${whose}“${measure.name}”为0，或者话务量还没有导入（见“话务导入”）。`;
}

function drawn(measure, dimension, rows) {
  const day = dimension.code === 'day';
  return { title: measure.name + '按' + dimension.label + (!day && rows.length > SHOWN ? `（前${SHOWN}项）` : ''), unit: measure.unit, additive: measure.additive, shape: day ? 'LINE' : 'BARS',
    points: (day ? rows : rows.slice(0, SHOWN)).map(row => ({ label: named(row), value: row.count })) };
}

/** The tickets behind one number, part by part. */
async function showTickets(place, wish, measure, dimension, name) {
  const item = wish.item.trim();
  const heading = h('h2', { tabindex: '-1' }, '数字背后的工单：' + measure.name + '，' + name);
  const body = h('div');
  place.append(heading, body);
  let after;
  const rows = [];
  const next = () => load(body, () => get('/api/reports/tickets', { ...wish.kept, measure: measure.code, dimension: dimension.code, item, after }), part => {
    rows.push(...part.items);
    after = part.next;
    return [part.hidden ? note(`另有 ${part.hidden} 件您无权查看，已计入件数。`) : null,
      table({ caption: '工单', rows, empty: '没有可以逐件列出的工单。', columns: [
        { title: '工单', kind: 'nowrap', cell: row => button(row.ticketNo, () => card(row.ticketNo), { class: 'plain' }) },
        { title: '标题', kind: 'wide', cell: row => row.title },
        { title: '类型和分类', cell: row => [h('span', {}, row.kindName), h('small', {}, row.categoryName)] },
        { title: '状态', kind: 'nowrap', cell: row => row.statusName },
        { title: '单位', cell: row => row.unitName || row.unit || '' },
        { title: '计入时刻', kind: 'nowrap', cell: row => time(row.at) },
        { title: '计数', kind: 'number', cell: row => count(row.amount) },
      ] }), after ? button('再看一些', next) : null];
  });
  await next();
  heading.focus();
}

/** The card of one ticket, over the page. */
function card(ticketNo) {
  const before = document.activeElement;
  const place = h('div');
  const dialog = h('dialog', { class: 'broad', 'aria-label': '工单' + ticketNo }, h('div', { class: 'actions' }, button('关闭', () => dialog.close())), place);
  const shown = mount(place, { ticketNo, place: 'cockpit' });
  dialog.addEventListener('close', () => {
    shown.close();
    dialog.remove();
    before?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

async function showRates(place, wish) {
  await load(place, () => get('/api/reports/rates', wish.kept), found => {
    const rates = Object.values(found.three || {}).map(code => (found.rates || wish.catalogue.rates).find(rate => rate.code === code)).filter(Boolean);
    return [h('p', { class: 'soft' }, `统计时刻 ${time(found.asOf)}。${found.minimumVolume ? `办件量少于 ${found.minimumVolume} 件的单位不参加考核，列在名单之外。` : ''}阈值按精确分数比较，不按四舍五入后的数。`),
      // Whoever reads the own unit only gets no rates of the whole city.
      found.rates ? h('ul', { class: 'statistics' }, rates.map(rate => h('li', {}, h('strong', {}, percent(rate.percent)), ` ${rate.name}（${count(rate.part)} / ${count(rate.base)}）`,
        rate.withoutHotline ? h('small', {}, `不含热线自办 ${percent(rate.withoutHotline.percent)}`) : null))) : null,
      (found.lists || []).map(list => h('section', { class: 'card' }, h('h2', {}, list.title),
        table({ caption: list.title, rows: list.units, empty: '没有符合条件的单位。', columns: [
          { title: '单位', cell: row => row.name },
          { title: '件数', kind: 'number', cell: row => count(row.part) },
          { title: '基数', kind: 'number', cell: row => count(row.base) },
          { title: '比率', kind: 'number', cell: row => percent(row.percent) },
        ] }))),
      h('h2', {}, '各单位'), table({ caption: '各单位三率', rows: found.units, empty: '这段时间没有办件。', columns: [
        { title: '单位', cell: row => [h('span', {}, row.name), row.assessed === false ? h('small', {}, '不参加考核') : null], by: row => row.name },
        { title: '办件量', kind: 'number', cell: row => count(row.volume), by: row => row.volume },
        ...rates.map(rate => ({ title: rate.name, kind: 'number', cell: row => share(row, rate), by: row => fraction(row, rate) })),
      ] })];
  });
}

const percent = text => text === undefined || text === null || text === '—' ? '—' : text + '%';
const of = (row, rate) => row.rates.find(each => each.code === rate.code);
const share = (row, rate) => [h('span', {}, percent(of(row, rate)?.percent)), of(row, rate) ? h('small', {}, `${of(row, rate).part}/${of(row, rate).base}`) : null];
const fraction = (row, rate) => of(row, rate)?.base ? of(row, rate).part / of(row, rate).base : null;
