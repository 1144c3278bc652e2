// 为什么: which rows of which tables decided, and which they overshadowed.

import { get, once, post, segment } from '../hotline/api.js';
import { act, announce, badge, button, field, h, note, plain, select, table, time } from '../hotline/dom.js';

const KINDS = [['', '不限'], ['complaint', '投诉'], ['consult', '咨询'], ['help', '求助'], ['suggestion', '意见建议'], ['report', '举报'], ['praise', '表扬'], ['other', '其他']];
const ORIGINS = { instructed: '领导批示或已督办', provincial: '上级平台交办', confidential: '保密' };
const ROLES = { lead: '主办', assist: '协办', guide: '指导', supervise: '督办' };

export function showExplain(place, path, query) {
  const byTicket = query.has('ticketNo') || path[0] === 'ticket';
  place.append(h('p', { class: 'lead' }, '一件诉求会派给谁、为什么：哪些表的哪些行命中，哪些行被挡住、被谁挡住。只判定，不派单，不保存。'),
    h('div', { class: 'columns' }, whatIf(place), ofTicket(place, query.get('ticketNo'))), h('div', { class: 'answer', role: 'region', 'aria-label': '判定结果', tabindex: '-1' }));
  if (byTicket && query.get('ticketNo')) {
    place.querySelector('#ticket-form').requestSubmit();
  }
}

function whatIf(place) {
  const jurisdiction = select([['', '默认']]);
  const kind = select(KINDS);
  const category = select([['', '不限']]);
  const region = select([['', '不限']]);
  const text = attributes => h('input', { type: 'text', autocomplete: 'off', ...attributes });
  const about = text({ maxlength: '100' });
  const address = text({ maxlength: '500' });
  const content = h('textarea', { rows: '3', maxlength: '20000' });
  const flags = Object.entries(ORIGINS).map(([name, label]) => [name, h('input', { type: 'checkbox', id: 'origin-' + name }), label]);
  const problem = h('div');
  const places = h('div', { role: 'status' });
  const send = h('button', { type: 'submit', class: 'primary' }, '判定');
  once('/api/jurisdictions').then(list => jurisdiction.append(...list.map(item => h('option', { value: item.code }, item.name))), () => null);
  async function choices() {
    const query = { jurisdiction: jurisdiction.value };
    const [categories, regions] = await Promise.all([once('/api/categories', query).catch(() => []), once('/api/regions', query).catch(() => [])]);
    const names = new Map(categories.map(item => [item.code, item.name]));
    category.replaceChildren(h('option', { value: '' }, '不限'), ...categories.filter(item => item.parent).map(item =>
      h('option', { value: item.code }, (names.get(item.parent) || '') + ' / ' + item.name)));
    region.replaceChildren(h('option', { value: '' }, '不限'), ...regions.map(item => h('option', { value: item.code }, item.name)));
  }
  jurisdiction.addEventListener('change', choices);
  choices();
  const find = button('从地址认地点', async () => {
    const found = await act(find, problem, () => post('/api/routing/places', { jurisdiction: jurisdiction.value || null, text: address.value.trim() }));
    if (found) {
      region.value = found.region || '';
      places.replaceChildren(...placeOf(found, new Map([...region.options].map(option => [option.value, option.text])), code => { region.value = code; region.focus(); }));
    }
  });
  return h('form', {
    class: 'card', onsubmit: async event => {
      event.preventDefault();
      const asked = { jurisdiction: jurisdiction.value, kind: kind.value, category: category.value, region: region.value, address: address.value.trim(),
        aboutUnit: about.value.trim(), content: content.value.trim(), ...Object.fromEntries(flags.map(([name, box]) => [name, box.checked])) };
      const body = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
      const answer = await act(send, problem, () => post('/api/routing/explain', body));
      if (answer) {
        show(place, names => one(answer, '判定结果', names), jurisdiction.value);
      }
    },
  }, h('h2', {}, '假设一件诉求'), h('div', { class: 'pairs' }, field('热线区域', jurisdiction), field('诉求类型', kind), field('诉求分类', category), field('区域', region),
    field('地址（可不填）', address), field('被反映的单位（可不填）', about)), field('诉求内容（可不填）', content, '从中看出事项和情形，例如一个电话里的几件事'),
  h('div', { class: 'flags' }, flags.map(([, box, label]) => h('div', { class: 'field check' }, box, h('label', { for: box.id }, label)))),
  places, h('div', { class: 'actions' }, send, find), problem);
}

/** What an address says about the place; the same name in two districts is for a person to choose. */
function placeOf(found, names, choose) {
  const candidates = found.candidates || [];
  return [h('p', { class: 'soft' }, found.why || (candidates.length ? '认出的地点：' : '没有认出地点，请在“区域”中选择。')),
    candidates.length ? h('div', { class: 'actions' }, candidates.map(candidate => button(
      candidate.name + (names.get(candidate.region) ? `（${names.get(candidate.region)}）` : ''), () => choose(candidate.region)))) : null].filter(Boolean);
}

function ofTicket(place, ticketNo) {
  const number = h('input', { type: 'text', maxlength: '32', autocomplete: 'off', spellcheck: 'false', required: true, value: ticketNo || '' });
  const problem = h('div');
  const send = h('button', { type: 'submit', class: 'primary' }, '查询');
  return h('form', {
    class: 'card', id: 'ticket-form', onsubmit: async event => {
      event.preventDefault();
      const answer = await act(send, problem, () => get('/api/tickets/' + segment(number.value.trim()) + '/routing'));
      if (answer) {
        show(place, names => history(answer, names));
      }
    },
  }, h('h2', {}, '已有的工单'), field('工单号', number, '只有中心人员和承办单位可以查看工单；流程设计员请用左边的假设。'), h('div', { class: 'actions' }, send), problem);
}

async function show(place, parts, jurisdiction) {
  const box = place.querySelector('.answer');
  const names = new Map((await once('/api/units', { jurisdiction }).catch(() => [])).map(unit => [unit.code, unit.name]));
  box.replaceChildren(...parts(names).flat(Infinity).filter(Boolean));
  announce('判定完成');
  box.focus();
  box.scrollIntoView({ block: 'start' });
}

/** What sent a ticket, decision by decision, and what the rules would say today. */
function history(answer, names) {
  return [h('h2', {}, '工单 ', h('span', { class: 'code' }, answer.ticketNo)),
    answer.decisions?.length ? answer.decisions.map(sent => [h('h3', {}, `第 ${sent.round} 轮，${time(sent.at)} `, badge(sent.automatic ? '自动派单' : '由派单员决定', sent.automatic ? 'good' : 'warning')),
      h('p', {}, sent.automatic ? '派往：' : '建议：', sent.leadName || sent.lead || '没有建议', sent.chosen ? `；派单员选定：${sent.chosenName || sent.chosen}` : ''),
      sent.overridden ? note('派单员没有采纳建议。', 'warning') : null, rowsOf(sent)]) : note('这件工单还没有派单记录。'),
    answer.today ? one(answer.today, '按现行规则会怎么派', names) : null];
}

const listOf = (caption, rows, columns, empty) => table({ caption, rows: rows || [], columns, empty });
const roleOf = part => ROLES[part.role] || part.role || '';

/** `decision#row`, a setting, or the validity of the row. */
const byWhat = row => row.by === 'validity' ? '不在有效期内' : row.by || '';

const TABLE = { title: '表', kind: 'id', cell: row => h('span', { class: 'code' }, row.decision) };
const ROW = { title: '行', kind: 'id', cell: row => h('span', { class: 'code' }, row.row || '') };
const WORDS = { title: '依据与说明', kind: 'wide', cell: row => [row.description || '', row.basis ? h('small', {}, row.basis) : null] };

function one(answer, title, names) {
  const automatic = answer.decision === 'auto';
  const unitOf = part => [names.get(part.unit) || part.unitName || part.unit];
  return [h('h2', {}, title, ' ', answer.decision ? badge(automatic ? '自动派单' : '由派单员决定', automatic ? 'good' : 'warning') : null,
    answer.supervise ? [' ', badge('全程督办', 'warning')] : null),
  answer.confidence !== undefined ? h('p', {}, `把握 ${Math.round(answer.confidence * 100)}%。`, answer.reason || '') : answer.reason ? h('p', {}, answer.reason) : null,
  answer.place ? h('p', {}, '地点：', answer.place.why || plain(answer.place.region)) : null,
  answer.units ? [h('h3', {}, automatic ? '派往' : '建议'), listOf('派往的单位', answer.units, [
    { title: '单位', cell: unitOf }, { title: '角色', kind: 'nowrap', cell: roleOf }, { title: '依据', kind: 'wide', cell: part => part.basis || '' },
  ], '没有建议的单位，须由人决定。')] : null,
  answer.parts?.length ? [h('h3', {}, '一个电话里的几件事'), listOf('拆分', answer.parts, [
    { title: '事项', cell: part => plain(part.names || part.categories || []) }, { title: '单位', kind: 'wide', cell: part => (part.units || []).map(unit => names.get(unit.unit) || unit.unit).join('、') },
    { title: '派单', kind: 'nowrap', cell: part => part.automatic ? '自动' : '由派单员决定' }])] : null,
  rowsOf(answer),
  answer.candidates?.length ? [h('h3', {}, '全部候选单位'), listOf('候选单位', answer.candidates, [
    { title: '单位', cell: unitOf }, { title: '角色', kind: 'nowrap', cell: roleOf }, { title: '权重', kind: 'number', by: part => part.weight, cell: part => plain(part.weight) },
    { title: '依据', kind: 'wide', cell: part => part.basis || '' }])] : null].flat(Infinity).filter(Boolean);
}

function rowsOf({ rows = [], shadowed = [] }) {
  return [h('h3', {}, '命中的行'), listOf('命中的行', rows, [TABLE, ROW, WORDS, ...(rows.some(row => row.principle) ? [{ title: '原则', cell: row => row.principle || '' }] : [])], '没有行命中。'),
    h('h3', {}, '被挡住的行'), listOf('被挡住的行', shadowed, [TABLE, ROW, WORDS,
      { title: '被谁挡住', kind: 'id', cell: row => [h('span', { class: 'code' }, byWhat(row)), row.why ? h('small', {}, row.why) : null] }], '没有行被挡住。')];
}
