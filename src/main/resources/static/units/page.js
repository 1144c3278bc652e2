// 单位变更: units merged, split, renamed, founded or left; what is planned, what has followed, what a person has to decide.

import { get, post, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, h, link, load, named, note, paged, table, time } from '../hotline/dom.js';
import { city } from '../opening/city.js';
import { showForm } from './form.js';

const STATES = { planned: 'advice', running: 'warning', done: 'good', undone: 'quiet' };
const AGAIN = 2000;

export async function page(box, context) {
  const [first] = context.path;
  if (first === 'new') {
    context.heading.textContent = '登记单位变更';
    await showForm(box, context);
  } else if (first) {
    await showOne(box, context, first);
  } else {
    await showList(box, context);
  }
}

/** What the change does, in a sentence. */
export function sentence(change) {
  const parts = change.parts.map(part => part.unitName);
  switch (change.kind) {
    case 'merge': return `并入「${parts[0]}」`;
    case 'split': return `拆分，由${[...new Set(parts)].map(name => '「' + name + '」').join('、')}承接`;
    case 'rename': return `更名为「${change.newName}」`;
    case 'leave': return `退出，未办结工单由「${parts[0]}」办完`;
    default: return '新设';
  }
}

const state = change => badge(change.stateName, STATES[change.state]);

async function showList(box, context) {
  const { code, chooser } = await city(context);
  const list = paged({
    read: (number, size) => get('/api/unit-changes', { jurisdiction: code, page: number, size }),
    render: items => table({ caption: '单位变更', rows: items, empty: '还没有单位变更。单位合并、拆分、更名、退出或新设时，在这里登记。', columns: [
      { title: '生效日期', kind: 'nowrap', cell: one => link(one.day, '#/units/' + segment(one.id)) },
      { title: '单位', cell: one => named(one.unitName, one.unit) },
      { title: '变更', cell: sentence },
      { title: '状态', kind: 'nowrap', cell: state },
      { title: '接续工单', kind: 'number', cell: one => one.state === 'planned' || one.state === 'undone' ? '' : count(one.tickets) },
      { title: '待改派', kind: 'number', cell: one => one.kept ? count(one.kept) : '' },
      { title: '登记', cell: one => [one.enteredBy, h('small', {}, time(one.enteredAt))] },
    ] }),
  });
  box.append(h('p', { class: 'lead' }, '变更从生效日期起生效：派单、在办工单、任务、权限、别名随之接续，时限不变；生效前的工单和统计仍记在原单位名下。'),
    chooser || '', h('div', { class: 'actions' }, link('登记变更', '#/units/new?city=' + code, { class: 'button primary' })), list);
  list.again();
}

async function showOne(box, { heading }, id) {
  const place = h('div');
  box.append(place, h('div', { class: 'actions' }, link('返回列表', '#/units', { class: 'button' })));
  const show = () => load(place, () => get('/api/unit-changes/' + segment(id)), change => {
    heading.textContent = `「${change.unitName}」${change.kindName}`;
    return whole(change, again);
  });
  // The open work follows in the background; the page goes on looking until it has.
  async function again() {
    if (!place.isConnected) {
      return;
    }
    await show();
  }
  await show();
}

function whole(change, again) {
  const answer = h('div');
  const facts = [['生效日期', change.day], ['变更', sentence(change)], ['依据', change.basis], ['人员', change.withPeople ? '随迁到承接其余工作的单位' : '不随迁，原单位权限停止'],
    ['登记', `${change.enteredBy} ${time(change.enteredAt)}`]];
  if (change.startedAt) {
    facts.push(['生效', time(change.startedAt)], ['已接续的工单', count(change.tickets)], ['随迁账号', count(change.people)]);
  }
  if (change.finishedAt) {
    facts.push(['完成', time(change.finishedAt)]);
  }
  if (change.undoneAt) {
    facts.push(['撤销', `${change.undoneBy} ${time(change.undoneAt)}：${change.undoReason}`]);
  }
  const undo = change.undoable ? button('撤销变更', async () => {
    const reason = await confirm({ title: '撤销变更？', body: h('p', {}, `「${change.unitName}」自${change.day}起${sentence(change)}，撤销后不再生效。`), action: '撤销变更', danger: true, ask: { text: '撤销理由', needed: true } });
    if (reason) {
      await act(undo, answer, async () => {
        await post('/api/unit-changes/' + segment(change.id) + '/undo', { reason });
        announce('已撤销');
        await again();
      });
    }
  }, { class: 'danger' }) : null;
  if (change.state === 'running') {
    setTimeout(again, AGAIN);
  }
  return [h('p', {}, state(change), change.state === 'running' ? h('span', { role: 'status' }, ` 正在接续，已移交 ${count(change.tickets)} 件工单……`) : null),
    h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
    change.parts.length > 1 ? partsTable(change) : null,
    change.kept ? kept(change) : null,
    h('div', { class: 'actions' }, undo), answer];
}

export const partsTable = change => table({ caption: '承接分工', rows: change.parts, columns: [
  { title: '诉求类别', cell: one => one.category ? named(one.categoryName, one.category) : one.region ? '全部' : '其余全部' },
  { title: '区划', cell: one => one.region ? named(one.regionName, one.region) : '全部' },
  { title: '承接单位', cell: one => named(one.unitName, one.unit) },
] });

function kept(change) {
  const list = paged({
    read: (number, size) => get('/api/unit-changes/' + segment(change.id) + '/kept', { page: number, size }),
    render: items => items.length ? h('ul', {}, items.map(number => h('li', {}, number))) : h('p', { class: 'state' }, '已全部改派。'),
  });
  list.again();
  return h('section', {}, h('h2', {}, '须由督办员改派的工单'), note('承接单位就是被反映的单位，须回避，没有自动移交。请督办员在驾驶舱改派。', 'warning'), list);
}
