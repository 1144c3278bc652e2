// 苗头: the daily list a person confirms or dismisses, the tickets and days behind a sign, the list of sensitive words.

import { call, get, once, post, search, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, field, h, link, load, note, paged, select, table, time } from '../hotline/dom.js';

const STATES = [['open', '待研判'], ['confirmed', '已确认'], ['dismissed', '已排除'], ['all', '全部']];
const KINDS = [['', '全部'], ['category', '类别上升'], ['place', '地区上升'], ['word', '敏感词句'], ['caller', '反复来电'], ['group', '群体诉求']];

export async function page(box, context) {
  const { path, query, me } = context;
  const kept = { jurisdiction: query.get('jurisdiction') || '' };
  const ours = { ...context, kept, judges: me.groups.includes('supervisor'), keeps: me.groups.some(group => ['supervisor', 'camunda-admin'].includes(group)) };
  if (path[0] && path[0] !== 'words') {
    await one(box, ours, path[0]);
    return;
  }
  const words = path[0] === 'words';
  const places = await once('/api/jurisdictions');
  const city = select([['', '本系统默认区域'], ...places.map(each => [each.code, each.name])], { value: kept.jurisdiction, onchange: () =>
    context.go((words ? 'signs/words' : 'signs') + search({ jurisdiction: city.value })) });
  box.append(places.length > 1 ? h('div', { class: 'filter' }, field('热线区域', city)) : '',
    h('nav', { class: 'tabs', 'aria-label': '苗头' }, tab('每日清单', 'signs', kept, !words), tab('敏感词句', 'signs/words', kept, words)));
  (words ? wordList : list)(box, ours);
}

const tab = (title, hash, kept, open) => link(title, '#/' + hash + search(kept), { 'aria-current': open ? 'page' : null });

// ---------------------------------------------------------------- the list

function list(box, context) {
  const { kept, query, go } = context;
  const state = select(STATES, { value: query.get('state') || 'open' });
  const kind = select(KINDS, { value: query.get('kind') || '' });
  const from = h('input', { type: 'date', value: query.get('from') || '' });
  const to = h('input', { type: 'date', value: query.get('to') || '' });
  const last = h('div');
  box.append(h('p', { class: 'lead' }, '每天自动把前一天的工单与以往比较，列出可能的苗头；是不是苗头，由督办员研判。'), last,
    h('form', { class: 'row', onsubmit: event => {
      event.preventDefault();
      go('signs' + search({ ...kept, state: state.value, kind: kind.value, from: from.value, to: to.value }));
    } }, field('状态', state), field('类型', kind), field('最近出现自', from), field('至', to),
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '查询'))));
  load(last, () => get('/api/early-signs/last-look', kept), ({ last: looked }) => note(looked ? looks(looked) : '还没有生成过清单；每天在设置的时间以后生成前一天的。'));
  const rows = paged({ read: (page, size) => get('/api/early-signs', { ...kept, state: state.value === 'all' ? '' : state.value, kind: kind.value, from: from.value,
    to: to.value, page, size }),
  render: found => table({ caption: '苗头清单', rows: found, empty: '没有符合条件的苗头。', columns: [
    { title: '最近出现', kind: 'nowrap', cell: row => [row.lastOn, row.firstOn !== row.lastOn ? h('small', {}, `自 ${row.firstOn}，共 ${row.days} 天`) : null] },
    { title: '类型', kind: 'nowrap', cell: row => badge(row.kindName, row.kind === 'word' || row.kind === 'group' ? 'warning' : 'advice') },
    { title: '苗头', kind: 'wide', cell: row => [link(row.name + (row.phone ? `（${row.phone}）` : ''), '#/signs/' + segment(row.id) + search(kept)), h('small', {}, row.text)] },
    { title: '状态', kind: 'nowrap', cell: row => badge(row.stateName, stateKind(row)) },
    { title: '研判', kind: 'half', cell: row => decision(row, context, () => rows.again()) },
  ] }) });
  box.append(rows);
}

const looks = looked => looked.historyDays ? `最近一次：${looked.day} 的工单，与此前 ${looked.historyDays} 天比较了 ${count(looked.series)} 个类别和地区，新增 ${looked.signs} 条（${time(looked.at)} 生成）。`
  : `最近一次：${looked.day} 的工单（${time(looked.at)} 生成，新增 ${looked.signs} 条）。以往不足四周，还不比较类别和地区的上升。`;

const stateKind = row => ({ open: 'warning', confirmed: 'error', dismissed: 'quiet' })[row.state];

function decision(row, context, done) {
  if (row.state !== 'open') {
    return [h('span', {}, row.reason), h('small', {}, `${row.decidedByName}，${time(row.decidedAt)}` + (row.orders ? `，下达督办单 ${row.orders} 份` : ''))];
  }
  if (!context.judges) {
    return h('small', {}, '待督办员研判');
  }
  const answer = h('div');
  const decide = (title, action, label, body, way) => async event => {
    const reason = await confirm({ title, action, body: [h('p', {}, row.kindName + '：' + row.name), h('p', {}, body)], ask: { text: label, needed: true } });
    const decided = reason && await act(event.target, answer, () => post(`/api/early-signs/${segment(row.id)}/${way}`, { reason }));
    if (decided) {
      announce(way === 'confirmation' ? `苗头已确认${decided.orders ? `，下达督办单${decided.orders}份` : ''}` : '苗头已排除');
      done(decided);
    }
  };
  return [h('div', { class: 'links' },
    button('确认', decide('确认这是苗头？', '确认', '处置意见（不少于4个字）', '确认后可以编写特报；决策表规定督办的，同时向承办单位下达督办单。', 'confirmation'),
      { 'aria-label': '确认：' + row.name }),
    button('排除', decide('排除这条苗头？', '排除', '理由（不少于4个字）', '排除后在设置的天数内继续出现的不再另列（敏感词句除外）。', 'dismissal'),
      { 'aria-label': '排除：' + row.name })), answer];
}

// ---------------------------------------------------------------- one sign

async function one(box, context, id) {
  const place = h('div');
  box.append(h('p', {}, link('返回清单', '#/signs' + search(context.kept))), place);
  const show = () => load(place, () => get('/api/early-signs/' + segment(id)), sign => [
    h('h2', {}, sign.name + (sign.phone ? `（${sign.phone}）` : '')),
    h('p', {}, badge(sign.kindName, 'advice'), ' ', badge(sign.stateName, stateKind(sign))),
    h('p', {}, sign.text + '。'),
    h('p', { class: 'soft' }, `首次出现 ${sign.firstOn}，最近出现 ${sign.lastOn}，共 ${sign.days} 天。`),
    h('section', { class: 'card' }, h('h2', {}, '研判'), decision(sign, context, show), special(sign, context)),
    days(sign), ticketsOf(sign)]);
  await show();
}

function special(sign, { me }) {
  // The sign itself is handed over: its name is not what its tickets say.
  return sign.state !== 'confirmed' || !me.groups.includes('bulletin-editor') ? null
    : h('p', {}, link('以此编写特报', '#/bulletins/new' + search({ kind: 'special', sign: sign.id, jurisdiction: sign.jurisdiction }), { class: 'button' }));
}

function days(sign) {
  if (sign.kind !== 'category' && sign.kind !== 'place') {
    return '';
  }
  const place = h('div');
  load(place, () => get('/api/early-signs/' + segment(sign.id) + '/days'), found => {
    if (!found.length) {
      return note('以往的工单不足四周，不能逐日比较。');
    }
    const most = Math.max(...found.map(day => Math.max(day.tickets, day.expected)), 1);
    const whole = found.length;
    return [bars(found, most, whole),
      h('details', {}, h('summary', {}, '逐日件数'), table({ caption: '逐日件数', rows: [...found].reverse(), columns: [
        { title: '日期', kind: 'nowrap', cell: day => day.day },
        { title: '登记', kind: 'number', cell: day => count(day.tickets) },
        { title: '按以往', kind: 'number', cell: day => day.expected.toFixed(1) },
      ] }))];
  });
  return h('section', {}, h('h2', {}, '逐日登记件数'), h('p', { class: 'soft' }, '柱为登记件数，横线为按以往同类日子应有的件数；最近七天以深色标出。'), place);
}

const SVG = 'http://www.w3.org/2000/svg';

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  return element;
}

function bars(found, most, whole) {
  const picture = shape('svg', { viewBox: `0 0 ${whole * 10} 120`, class: 'sign-days', role: 'img', preserveAspectRatio: 'none',
    'aria-label': `${found[0].day} 至 ${found[whole - 1].day} 逐日登记件数，最多 ${Math.max(...found.map(day => day.tickets))} 件，数据见下表` });
  found.forEach((day, n) => {
    const tall = day.tickets / most * 116;
    picture.append(shape('rect', { x: n * 10 + 1.5, y: 120 - tall, width: 7, height: tall, fill: n >= whole - 7 ? '#b3261e' : '#9fb3c8' }),
      shape('line', { x1: n * 10, x2: n * 10 + 10, y1: 120 - day.expected / most * 116, y2: 120 - day.expected / most * 116, stroke: '#1f3b5a', 'stroke-width': 1.5 }));
  });
  picture.style.cssText = 'width: 100%; height: 9rem; display: block; border-bottom: 1px solid #8291a3';
  return h('figure', {}, picture, h('figcaption', { class: 'soft' }, `${found[0].day} 至 ${found[whole - 1].day}`));
}

function ticketsOf(sign) {
  return h('section', {}, h('h2', {}, '工单'), paged({ read: (page, size) => get('/api/early-signs/' + segment(sign.id) + '/tickets', { page, size }),
    render: rows => table({ caption: '苗头的工单', rows, empty: '没有您可以查看的工单。', columns: [
      { title: '登记时间', kind: 'nowrap', cell: row => time(row.registeredAt) },
      { title: '工单', kind: 'wide', cell: row => [h('span', { class: 'code' }, row.ticketNo), h('span', {}, ' ' + row.title), h('small', {}, row.text)] },
      { title: '类别', cell: row => row.categoryName || '未分类' },
      { title: '地点', cell: row => [row.regionName || '', row.address ? h('small', {}, row.address) : null] },
      { title: '承办单位', cell: row => row.unitName || '' },
      { title: '状态', kind: 'nowrap', cell: row => row.statusName },
    ] }) }));
}

// ---------------------------------------------------------------- the words

function wordList(box, context) {
  const { kept, keeps } = context;
  const form = h('div');
  let rows;
  box.append(h('p', { class: 'lead' }, '工单登记时，标题和内容中出现下列词句的列入清单。修改生成新版本，原来的保留。'),
    keeps ? h('div', { class: 'actions' }, button('新增条目', () => form.replaceChildren(editor(null, context, form, () => rows.first())))) : '', form);
  rows = paged({ size: 50, read: (page, size) => get('/api/early-signs/words', { ...kept, page, size }),
    render: found => table({ caption: '敏感词句', rows: found, empty: '还没有敏感词句。', columns: [
      { title: '名称', cell: row => [h('span', {}, row.name), row.active ? null : badge('停用', 'quiet')] },
      { title: '出现其一', kind: 'wide', cell: row => row.anyOf.join('、') },
      { title: '并且出现', cell: row => row.togetherWith.join('、') },
      { title: '不得出现', cell: row => row.unless.join('、') },
      { title: '最近修改', kind: 'half', cell: row => [h('span', {}, row.reason), h('small', {}, `第 ${row.version} 版，${row.changedByName}，${time(row.changedAt)}`)] },
      { title: '操作', kind: 'nowrap', cell: row => tools(row, context, form, rows) },
    ] }) });
  box.append(rows);
}

function tools(row, context, form, rows) {
  const past = h('div');
  return [h('div', { class: 'links' },
    context.keeps ? button('修改', () => {
      form.replaceChildren(editor(row, context, form, () => rows.again()));
      form.querySelector('input').focus();
    }, { 'aria-label': '修改' + row.name }) : null,
    button('历史', () => load(past, () => get('/api/early-signs/words/' + segment(row.entry) + '/history'), versions => h('ul', { class: 'words' }, versions.map(each =>
      h('li', {}, `第 ${each.version} 版，${each.changedByName}，${time(each.changedAt)}：${each.anyOf.join('、')}`
        + (each.togetherWith.length ? `，并且 ${each.togetherWith.join('、')}` : '') + (each.unless.length ? `，不得 ${each.unless.join('、')}` : '')
        + (each.active ? '' : '（停用）') + `。${each.reason}`)))), { 'aria-label': row.name + '的修改历史' })), past];
}

function editor(row, { kept }, place, done) {
  const name = h('input', { type: 'text', maxlength: '60', required: true, value: row?.name || '' });
  const area = value => h('textarea', { rows: '3', maxlength: '1000', value: (value || []).join('、') });
  const anyOf = area(row?.anyOf);
  anyOf.required = true;
  const togetherWith = area(row?.togetherWith);
  const unless = area(row?.unless);
  const active = h('input', { type: 'checkbox', checked: row ? row.active : true });
  const reason = h('input', { type: 'text', maxlength: '300', required: true });
  const answer = h('div');
  const keep = h('button', { type: 'submit', class: 'primary' }, row ? '保存为新版本' : '新增');
  return h('form', { class: 'card', onsubmit: async event => {
    event.preventDefault();
    const wish = { name: name.value, anyOf: anyOf.value, togetherWith: togetherWith.value, unless: unless.value, active: active.checked, reason: reason.value };
    const saved = await act(keep, answer, () => row ? call('PUT', '/api/early-signs/words/' + segment(row.entry) + search({ version: row.version }), wish)
      : post('/api/early-signs/words' + search(kept), wish));
    if (saved) {
      announce('已保存');
      place.replaceChildren();
      done();
    }
  } }, h('h2', {}, row ? '修改：' + row.name : '新增条目'), field('名称', name), field('出现其一', anyOf, '用顿号、逗号或换行隔开，每个2至24个字'),
  h('div', { class: 'pairs' }, field('并且出现其一（可空）', togetherWith), field('不得出现（可空）', unless)),
  h('div', { class: 'field check' }, active, h('label', { for: active.id = 'word-active' }, '使用中')), field('理由', reason),
  h('div', { class: 'actions' }, keep, button('取消', () => place.replaceChildren())), answer);
}
