// Who is on the registers: leaders who take turns, and the expert, legal and supervision teams.

import { call, get, once, segment } from '../api.js';
import { act, button, field, h, paged, select, table } from '../dom.js';
import { TEAMS } from '../ticket/opinions.js';

const span = one => `${one.validFrom} 至 ${one.validUntil || '今'}`;

/** The fields everybody on a register has, and what to do with them. */
function entry({ context, title, code, codeHint, extra = [], send }) {
  const place = h('div', { 'aria-live': 'polite' });
  const key = h('input', { required: true, maxlength: '64', autocomplete: 'off' });
  const name = h('input', { required: true, maxlength: '60' });
  const unit = select([['', '（无）']]);
  const from = h('input', { type: 'date', required: true, value: context.rights.today });
  const until = h('input', { type: 'date' });
  const save = h('button', { type: 'submit', class: 'primary' }, '保存');
  once('/api/units', { jurisdiction: context.jurisdiction() }).then(units => unit.append(...units.map(one => h('option', { value: one.code }, one.name))),
    () => place.replaceChildren(h('p', { class: 'note error', role: 'alert' }, '没有读到承办单位，请刷新后重试。')));
  const form = h('form', {
    class: 'hotline-row', onsubmit: async event => {
      event.preventDefault();
      await act(save, place, () => send(key.value.trim(), { jurisdiction: context.jurisdiction(), name: name.value.trim(), unit: unit.value || null,
        validFrom: from.value, validUntil: until.value || null }));
    },
  }, field(code, key, codeHint), field('姓名', name), extra, field('所在单位', unit), field('开始日期', from), field('结束日期', until), save);
  const fill = one => {
    key.value = one.code || one.person;
    name.value = one.name;
    unit.value = one.unit || '';
    from.value = one.validFrom;
    until.value = one.validUntil || '';
    name.focus();
  };
  return { element: h('section', {}, h('h3', {}, title), form, place), fill };
}

export function leaders(context) {
  const post = h('input', { required: true, maxlength: '60' });
  const editing = context.rights.plans ? entry({ context, title: '登记或修改', code: '登录账号', codeHint: '由系统管理员加入用户组 duty-leader',
    extra: [field('职务', post)], send: async (person, values) => {
      await call('PUT', '/api/shift-leaders/' + segment(person), { ...values, post: post.value.trim() });
      await list.again();
    } }) : null;
  const list = paged({
    read: (page, size) => get('/api/shift-leaders', { jurisdiction: context.jurisdiction(), all: true, page, size }),
    render: items => table({ caption: '轮值领导', empty: '名册是空的。', rows: items, columns: [
      { title: '姓名', cell: one => one.name }, { title: '职务', cell: one => one.post }, { title: '所在单位', cell: one => one.unitName || '' },
      { title: '任期', kind: 'nowrap', cell: span }, { title: '账号', cell: one => h('span', { class: 'code' }, one.person) },
      ...(editing ? [{ title: '操作', cell: one => button('修改', () => { post.value = one.post; editing.fill(one); }) }] : []),
    ] }),
  });
  return h('section', {}, h('h2', { tabindex: '-1' }, '轮值领导'), list, editing?.element);
}

export function experts(context) {
  const team = select([['', '全部队伍'], ...TEAMS], { onchange: () => list.first() });
  const words = h('input', { type: 'search', maxlength: '60', onchange: () => list.first() });
  const theirTeam = select(TEAMS);
  const about = h('input', { required: true, maxlength: '100' });
  const editing = context.rights.plans ? entry({ context, title: '登记或修改', code: '代码', codeHint: '小写字母、数字和连字符；由系统管理员把本人账号加入用户组 expert-代码',
    extra: [field('队伍', theirTeam), field('专业方向', about)], send: async (code, values) => {
      await call('PUT', '/api/experts/' + segment(code), { ...values, team: theirTeam.value, field: about.value.trim() });
      await list.again();
    } }) : null;
  const list = paged({
    read: (page, size) => get('/api/experts', { jurisdiction: context.jurisdiction(), all: true, team: team.value, q: words.value.trim(), page, size }),
    render: items => table({ caption: '专家名册', empty: '没有符合条件的专家。', rows: items, columns: [
      { title: '队伍', kind: 'nowrap', cell: one => one.teamName }, { title: '姓名', cell: one => one.name },
      { title: '专业方向', cell: one => one.field }, { title: '所在单位', cell: one => one.unitName || '' },
      { title: '聘期', kind: 'nowrap', cell: span }, { title: '代码', cell: one => h('span', { class: 'code' }, one.code) },
      ...(editing ? [{ title: '操作', cell: one => button('修改', () => { theirTeam.value = one.team; about.value = one.field; editing.fill(one); }) }] : []),
    ] }),
  });
  return h('section', {}, h('h2', { tabindex: '-1' }, '专家名册'), h('div', { class: 'hotline-row' }, field('队伍', team), field('姓名或专业方向', words)),
    list, editing?.element);
}
