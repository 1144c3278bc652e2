// 人员与账号: who there is, and what an administrator does to an account.

import { get, once, search, segment } from '../hotline/api.js';
import { badge, button, count, h, link, load, named, note, paged, select, table, time } from '../hotline/dom.js';
import { showForm } from './form.js';
import { showOutsideGroups } from './outside.js';
import { fetchFirstPasswords } from './passwords.js';
import { showPerson } from './person.js';

export const STATES = { active: ['在用', 'good'], locked: ['已锁定', 'error'], left: ['已离岗', 'quiet'] };

/** What stands in an account's state column. */
export const stateBadges = person => h('span', { class: 'badges' }, badge(...STATES[person.state]),
  person.state === 'active' && person.password === 'none' ? badge('尚无密码', 'warning') : null,
  person.state === 'active' && person.password === 'once' ? badge('待改密码', 'advice') : null);

/** Units of every hotline by name, as choices. */
export async function unitChoices() {
  const cities = await once('/api/jurisdictions');
  const lists = await Promise.all(cities.map(city => once('/api/units', { jurisdiction: city.code })));
  return lists.flatMap((units, i) => units.map(unit => [unit.code, (cities.length > 1 ? cities[i].name + ' · ' : '') + unit.name]));
}

export async function page(box, context) {
  const [first, second] = context.path;
  if (first === 'roles') {
    await showRoles(box, context);
  } else if (first === 'outside') {
    await showOutsideGroups(box, context);
  } else if (first === 'new') {
    context.heading.textContent = '新建账号';
    await showForm(box, context, null);
  } else if (first && second === 'edit') {
    context.heading.textContent = '修改与调动';
    await load(box, () => get('/api/people/' + segment(first)), async person => {
      const place = h('div');
      await showForm(place, context, person);
      return place;
    });
  } else if (first) {
    showPerson(box, context, first);
  } else {
    await showList(box, context);
  }
}

async function showList(box, { query, go }) {
  const [units, table_] = await Promise.all([unitChoices(), get('/api/people-roles')]);
  const words = h('input', { type: 'search', id: 'people-words', value: query.get('words') || '', placeholder: '账号或姓名', 'aria-label': '账号或姓名' });
  const unit = select([['', '全部单位'], ...units], { id: 'people-unit', 'aria-label': '单位', value: query.get('unit') || '' });
  const role = select([['', '全部角色'], ...table_.roles.map(one => [one.code, one.label])], { id: 'people-role', 'aria-label': '角色', value: query.get('role') || '' });
  const state = select([['', '在用和锁定'], ['active', '在用'], ['waiting', '尚无密码'], ['locked', '已锁定'], ['left', '已离岗']],
    { id: 'people-state', 'aria-label': '状态', value: query.get('state') || '' });
  const sort = select([['account', '按账号'], ['name', '按姓名'], ['unit', '按单位'], ['signedIn', '按最近登录']],
    { id: 'people-sort', 'aria-label': '排序', value: query.get('sort') || 'account' });
  const filter = h('form', { class: 'filter', role: 'search', onsubmit: event => { event.preventDefault(); apply(); } },
    words, unit, role, state, sort, h('button', { type: 'submit' }, '查询'));
  for (const list of [unit, role, state, sort]) {
    list.addEventListener('change', apply);
  }
  const chosen = () => ({ words: words.value.trim(), unit: unit.value, role: role.value, state: state.value, sort: sort.value });
  const rows = paged({
    read: (number, size) => get('/api/people', { ...chosen(), page: number, size }),
    render: items => table({ caption: '人员', rows: items, empty: '没有符合条件的人员。可以清空条件，或新建账号。', columns: [
      { title: '账号', cell: one => link(one.account, '#/people/' + segment(one.account)) },
      { title: '姓名', cell: one => one.name },
      { title: '单位', cell: one => one.unit ? named(one.unitName, one.unit) : '热线中心' },
      { title: '角色', cell: one => [one.roles.map(held => held.label).join('、') || '无', one.warnings.length ? [' ', badge('兼任', 'warning')] : null] },
      { title: '状态', kind: 'nowrap', cell: stateBadges },
      { title: '最近登录', kind: 'nowrap', cell: one => time(one.signedInAt) || '—' },
    ] }),
  });
  function apply() {
    history.replaceState(null, '', '#/people' + search(chosen()));
    rows.first();
  }
  const answer = h('div', { 'aria-live': 'polite' });
  box.append(h('p', { class: 'lead' }, '谁能登录、属于哪个单位、能做什么。账号从不删除：离岗的停用，历史记录里的姓名不变。'),
    h('div', { class: 'actions' }, button('新建账号', () => go('people/new'), { class: 'primary' }), link('角色一览', '#/people/roles', { class: 'button' }), link('统一身份认证的组', '#/people/outside', { class: 'button' }),
      button('下载首个密码', event => fetchFirstPasswords(event.currentTarget, answer, () => rows.again()))),
    answer, filter, rows);
}

async function showRoles(box, { heading }) {
  heading.textContent = '角色一览';
  const place = h('div');
  box.append(h('p', {}, link('← 人员与账号', '#/people')), place);
  await load(place, () => get('/api/people-roles'), found => [
    h('p', { class: 'lead' }, '一人可以有几个角色。承办单位的角色只对本单位的工单有效。'),
    table({ caption: '角色', rows: found.roles, columns: [
      { title: '角色', kind: 'nowrap', cell: one => named(one.label, one.code), by: one => one.label },
      { title: '范围', kind: 'nowrap', cell: one => one.inUnit ? '承办单位' : '热线中心', by: one => one.inUnit },
      { title: '能做什么', kind: 'wide', cell: one => one.may },
      { title: '人数', kind: 'number', cell: one => link(count(one.holders), '#/people' + search({ role: one.code })), by: one => one.holders },
    ] }),
    h('h2', {}, '不宜由一人兼任'),
    note('兼任不会被拒绝，但在人员列表和修改页面上会提醒。'),
    table({ caption: '不宜兼任的角色', rows: found.conflicts, columns: [
      { title: '角色', kind: 'nowrap', cell: one => one.one + '、' + one.other }, { title: '为什么', kind: 'wide', cell: one => one.why },
    ] }),
  ]);
}
