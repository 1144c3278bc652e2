// 为什么: which rows of which tables decided, and which they overshadowed.

import { get, once, post, segment } from './api.js';
import { act, announce, badge, button, field, h, note, plain, select, table } from './dom.js';

const KINDS = [['', '不限'], ['complaint', '投诉'], ['consult', '咨询'], ['help', '求助'], ['suggestion', '意见建议'], ['report', '举报'], ['praise', '表扬'], ['other', '其他']];
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
  const about = h('input', { type: 'text', maxlength: '100', autocomplete: 'off' });
  const address = h('input', { type: 'text', maxlength: '500', autocomplete: 'off' });
  const problem = h('div');
  const send = h('button', { type: 'submit', class: 'primary' }, '判定');
  const places = h('div', { role: 'status' });
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
      const candidates = Array.isArray(found) ? found : found.candidates || [];
      places.replaceChildren(candidates.length ? h('div', {}, h('small', {}, candidates.length > 1 ? '有同名地点，请选一个：' : '认出：'),
        candidates.map(candidate => button(candidate.path || candidate.fullName || candidate.name || candidate.region, () => { region.value = candidate.region || candidate.district || candidate.code || ''; }, { class: 'plain' })))
        : h('small', {}, '没有认出地点，请在“区域”中选择。'));
      if (candidates.length === 1) {
        region.value = candidates[0].region || candidates[0].district || candidates[0].code || '';
      }
    }
  });
  return h('form', {
    class: 'card', onsubmit: async event => {
      event.preventDefault();
      const asked = { jurisdiction: jurisdiction.value, kind: kind.value, category: category.value, region: region.value, address: address.value.trim(), aboutUnit: about.value.trim() };
      const body = Object.fromEntries(Object.entries(asked).filter(([, value]) => value));
      const answer = await act(send, problem, () => post('/api/routing/explain', body));
      if (answer) {
        show(place, answer);
      }
    },
  }, h('h2', {}, '假设一件诉求'), h('div', { class: 'pairs' }, field('热线区域', jurisdiction), field('诉求类型', kind), field('诉求分类', category), field('区域', region),
    field('地址（可不填）', address), field('被反映的单位（可不填）', about)), places, h('div', { class: 'actions' }, send, find), problem);
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
        show(place, answer, number.value.trim());
      }
    },
  }, h('h2', {}, '已有的工单'), field('工单号', number, '只有中心人员和承办单位可以查看工单；流程设计员请用左边的假设。'), h('div', { class: 'actions' }, send), problem);
}

function show(place, answer, ticketNo) {
  const box = place.querySelector('.answer');
  const rounds = Array.isArray(answer) ? answer : answer.rounds || answer.items || [answer];
  box.replaceChildren(...(rounds.length ? rounds.flatMap((round, index) => one(round, rounds.length > 1 ? `第 ${round.round ?? index + 1} 次派单` : ticketNo ? '工单 ' + ticketNo : '判定结果'))
    : [note('这件工单还没有派单记录。')]).filter(Boolean));
  announce('判定完成');
  box.focus();
  box.scrollIntoView({ block: 'start' });
}

const table4 = (caption, rows, columns, empty) => table({ caption, rows: rows || [], columns, empty });
const unitOf = part => part.name || part.unitName || part.unit;

function one(answer, title) {
  const automatic = answer.decision === 'auto' || answer.automatic === true;
  return [h('h2', {}, title, ' ', answer.decision || answer.automatic !== undefined ? badge(automatic ? '自动派单' : '由派单员决定', automatic ? 'good' : 'warning') : null),
    answer.confidence !== undefined ? h('p', {}, `把握 ${Math.round(answer.confidence * 100)}%`) : null,
    answer.reason ? h('p', {}, answer.reason) : null,
    answer.place ? h('p', {}, '地点：', plain(answer.place.name || answer.place)) : null,
    answer.overridden ? note('派单员改派了系统的建议。', 'warning') : null,
    answer.units ? [h('h3', {}, automatic ? '派往' : '建议'), table4('派往的单位', answer.units, [
      { title: '单位', cell: part => h('span', {}, unitOf(part)) },
      { title: '角色', kind: 'nowrap', cell: part => ROLES[part.role] || part.role || '' },
      { title: '依据', kind: 'wide', cell: part => part.basis || part.reason || '' },
    ], '没有建议的单位。')] : null,
    h('h3', {}, '命中的行'), table4('命中的行', (answer.rows || []).filter(row => row.outcome !== 'shadowed'), [
      { title: '表', cell: row => h('span', { class: 'code' }, row.decision) },
      { title: '行', kind: 'id', cell: row => h('span', { class: 'code' }, row.row || row.ruleId || '') },
      { title: '依据与说明', kind: 'wide', cell: row => row.description || '' },
    ], '没有行命中。'),
    h('h3', {}, '被挡住的行'), table4('被挡住的行', answer.shadowed || (answer.rows || []).filter(row => row.outcome === 'shadowed'), [
      { title: '表', cell: row => h('span', { class: 'code' }, row.decision) },
      { title: '行', kind: 'id', cell: row => h('span', { class: 'code' }, row.row || row.ruleId || '') },
      { title: '依据与说明', kind: 'wide', cell: row => row.description || '' },
      { title: '被谁挡住', cell: row => plain(row.by || '') },
    ], '没有行被挡住。'),
    answer.candidates?.length ? [h('h3', {}, '全部候选单位'), table4('候选单位', answer.candidates, [
      { title: '单位', cell: unitOf },
      { title: '角色', kind: 'nowrap', cell: part => ROLES[part.role] || part.role || '' },
      { title: '权重', kind: 'number', by: part => part.weight, cell: part => plain(part.weight) },
      { title: '依据', kind: 'wide', cell: part => part.basis || part.description || '' },
    ])] : null,
    answer.parts?.length ? [h('h3', {}, '拆分'), h('ul', {}, answer.parts.map(part => h('li', {}, plain(part))))] : null].flat(Infinity).filter(Boolean);
}
