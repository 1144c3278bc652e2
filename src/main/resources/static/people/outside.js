// Which group of the identity provider means which role here.

import { call, get } from '../hotline/api.js';
import { act, announce, button, h, link, load, select } from '../hotline/dom.js';
import { unitChoices } from './page.js';

export async function showOutsideGroups(box, { heading }) {
  heading.textContent = '统一身份认证的组';
  const place = h('div');
  box.append(h('p', {}, link('← 人员与账号', '#/people')),
    h('p', { class: 'lead' }, '认证平台的一个组对应这里的一个角色；每人下次从认证平台登录时生效。表里没有提到的角色保持管理员所设。'), place);
  const [units, { roles }] = await Promise.all([unitChoices(), get('/api/people-roles')]);
  await load(place, () => get('/api/people-outside-groups'), lines => {
    const body = h('tbody');
    const add = line => {
      const group = h('input', { 'aria-label': '认证平台的组', maxlength: '200', required: true, value: line.group || '' });
      const role = select([['', '请选择'], ...roles.map(one => [one.code, one.label])], { 'aria-label': '角色', required: true });
      if (line.role && ![...role.options].some(option => option.value === line.role)) {
        role.append(h('option', { value: line.role }, line.role));
      }
      role.value = line.role || '';
      const unit = select([['', '—'], ...units], { 'aria-label': '单位', value: line.unit || '' });
      const row = h('tr', {}, h('td', {}, group), h('td', {}, role), h('td', {}, unit), h('td', {}, button('删除', () => row.remove())));
      row.read = () => ({ group: group.value.trim(), role: role.value, unit: unit.value || null });
      body.append(row);
      return group;
    };
    lines.forEach(add);
    const answer = h('div', { 'aria-live': 'polite' });
    const save = h('button', { type: 'submit', class: 'primary' }, '保存');
    return h('form', {
      onsubmit: async event => {
        event.preventDefault();
        if (await act(save, answer, () => call('PUT', '/api/people-outside-groups', [...body.rows].map(row => row.read())))) {
          announce('已保存');
          answer.replaceChildren(h('p', { class: 'note good' }, '已保存。'));
        }
      },
    }, h('table', {}, h('caption', { class: 'unseen' }, '组与角色'), h('thead', {}, h('tr', {}, ['认证平台的组', '角色', '单位（单位角色必填）', '操作']
      .map(title => h('th', { scope: 'col' }, title)))), body), answer, h('div', { class: 'actions' }, button('添加一行', () => add({}).focus()), save));
  });
}
