// The form of an account: new, or changed; a move hands over what the person has in hand.

import { call, get, once, post, segment } from '../hotline/api.js';
import { act, announce, button, field, h, link, note, select } from '../hotline/dom.js';
import { unitChoices } from './page.js';
import { handOverFields } from './person.js';
import { showPassword } from './passwords.js';

/** @param person null for somebody new */
export async function showForm(box, { go }, person) {
  const [units, { roles, conflicts }] = await Promise.all([unitChoices(), get('/api/people-roles')]);
  const held = new Set((person?.roles || []).map(role => role.code));
  const account = h('input', { required: true, maxlength: '64', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', name: 'account' });
  const name = h('input', { required: true, maxlength: '30', autocomplete: 'off', name: 'name', value: person?.name || '' });
  const unit = select([['', '热线中心（不属于承办单位）'], ...units], { name: 'unit', value: person?.unit || '' });
  const phone = h('input', { maxlength: '30', autocomplete: 'off', name: 'phone', value: person?.phone || '' });
  const email = h('input', { type: 'email', maxlength: '120', autocomplete: 'off', name: 'email', value: person?.email || '' });
  const reason = h('textarea', { rows: '2', maxlength: '300', name: 'reason' });
  const chosen = h('div', { class: 'roles' });
  const warnings = h('div', { 'aria-live': 'polite' });
  const work = h('div');
  const handOver = handOverFields(person);
  let sections = [];

  const moved = () => person && (person.unit || '') !== unit.value;
  const ticked = () => [...chosen.querySelectorAll('input:checked')].map(tick => tick.value);

  function warn() {
    const labels = new Set(ticked().map(code => roles.find(role => role.code === code)?.label));
    const found = conflicts.filter(pair => labels.has(pair.one) && labels.has(pair.other));
    warnings.replaceChildren(...found.map(pair => note(pair.why, 'warning')));
    const loses = person && (moved() || [...held].some(code => !ticked().includes(code)));
    work.replaceChildren(...(loses ? [handOver.box] : []));
  }

  async function offer() {
    sections = [];
    if (unit.value) {
      sections = (await once('/api/units/' + segment(unit.value) + '/practice').catch(() => ({ sections: [] }))).sections
        .map(section => ({ code: 'section-' + section.code, label: section.name + '（科室）', may: '办理本单位分办到该科室的工单' }));
    }
    const offered = [...(unit.value ? [...roles.filter(role => role.inUnit), ...sections] : []), ...roles.filter(role => !role.inUnit)];
    // Groups of another unit stay visible, so that saving does not take them away unseen.
    (person?.roles || []).filter(role => !moved() && !offered.some(one => one.code === role.code)).forEach(role => offered.push({ ...role, may: '' }));
    const before = chosen.childElementCount ? new Set(ticked()) : held;
    chosen.replaceChildren(h('fieldset', {}, h('legend', {}, '角色'), offered.map((role, i) => h('div', { class: 'field check' },
      h('input', { type: 'checkbox', id: 'role-' + i, value: role.code, checked: before.has(role.code), onchange: warn }),
      h('label', { for: 'role-' + i }, role.label, role.may ? h('small', {}, role.may) : null)))));
    warn();
  }
  unit.addEventListener('change', offer);
  await offer();

  const answer = h('div');
  const submit = h('button', { type: 'submit', class: 'primary' }, person ? '保存' : '新建并生成一次性密码');
  const form = h('form', {
    class: 'account', onsubmit: async event => {
      event.preventDefault();
      const body = { name: name.value, unit: unit.value || null, roles: ticked(), phone: phone.value || null, email: email.value || null, reason: reason.value || null };
      await act(submit, answer, async () => {
        if (person) {
          const done = await call('PUT', '/api/people/' + segment(person.account), { ...body, colleague: handOver.colleague() });
          announce('已保存');
          go('people/' + segment(done.account));
        } else {
          const made = await post('/api/people', { ...body, account: account.value.trim() });
          form.replaceChildren(showPassword(made.account, made.password),
            h('div', { class: 'actions' }, link('查看该账号', '#/people/' + segment(made.account), { class: 'button' }), button('再建一个', () => location.reload())));
        }
      });
    },
  },
  h('div', { class: 'pairs' }, person ? field('账号', h('input', { value: person.account, disabled: true }), '账号一经使用不再更改')
    : field('账号', account, '小写字母、数字和连字符，例如 zhang-san'), field('姓名', name), field('所属单位', unit, '改单位即调动：原单位的权限立即失效'),
  field('办公电话', phone), field('电子邮箱', email)), chosen, warnings, work,
  field('原因', reason, person ? '调动时必填；记入账号操作记录' : '可不填；记入账号操作记录'), answer,
  h('div', { class: 'actions' }, submit, link('返回', person ? '#/people/' + segment(person.account) : '#/people', { class: 'button' })));
  box.append(form);
}
