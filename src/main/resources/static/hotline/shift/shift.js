// One shift: tickets brought to the leader, what was decided on each, and its end.

import { get, once, post, segment } from '../api.js';
import { act, button, confirm, failure, field, h, load, select } from '../dom.js';
import { chip, facts, nothing, small, words } from '../ticket/parts.js';
import { mount as card } from '../ticket/card.js';
import { moment } from '../words.js';
import { dayInWords, stateOf, timeOf } from './roster.js';

const WAYS = [['hard', '疑难工单'], ['call', '接听来电'], ['callback', '回访工单']];
const KINDS = [['settled', '当场解决'], ['decision', '决定'], ['promise', '承诺']];

/** What was decided, as the record tells it; also on the page to print. */
export function decisionLine(made) {
  return h('li', {}, chip(made.kindName, made.kind === 'promise' ? 'hotline-warn' : ''), ' ', h('span', { class: 'hotline-text' }, made.text),
    made.unit ? small(`${made.unitName} · ${made.dueOn} 前 · ${made.stateName}${made.overdue ? ' · 曾逾期' : ''}`) : null,
    made.result ? small('报告结果：' + made.result) : null);
}

export function heading(record) {
  const turn = record.shift;
  return facts([['时间', `${dayInWords(turn.from)} ${timeOf(turn.from)}—${timeOf(turn.until)}`], ['轮值领导', `${turn.leaderName}（${turn.post}）`],
    ['原排', turn.plannedName], ['状态', stateOf(turn)], ['开始', moment(turn.openedAt)], ['结束', moment(turn.closedAt)], ['小结', turn.summary]]);
}

export function changes(record) {
  return h('ol', { class: 'hotline-shift-changes' }, record.changes.map(change => h('li', {}, small([moment(change.at), change.kindName,
    change.fromName && change.toName ? `${change.fromName} → ${change.toName}` : change.toName, change.reason].filter(Boolean).join(' · ')))));
}

export function shift(context, id) {
  const body = h('div');
  const path = '/api/shifts/' + segment(id);
  const place = h('div', { 'aria-live': 'polite' });
  const again = () => {
    place.replaceChildren();
    return load(body, () => get(path), show);
  };

  function show(record) {
    const turn = record.shift;
    const works = turn.state === 'open' && (turn.mine || context.rights.plans);
    return [
      h('h2', { tabindex: '-1' }, `${turn.leaderName}的轮值`), heading(record),
      h('div', { class: 'actions' }, button('返回轮值表', context.back),
        h('a', { href: new URL('../../shift.html?id=' + encodeURIComponent(id), import.meta.url), target: '_blank', rel: 'noopener' }, '打印轮值记录'),
        works ? button('结束轮值', close, { class: 'danger' }) : null),
      place,
      works ? taking() : null,
      h('h3', {}, `列入的工单（${record.tickets.length}）`),
      record.tickets.length ? h('ul', { class: 'hotline-shift-tickets' }, record.tickets.map(taken => ticket(taken, works))) : nothing('还没有列入工单'),
      h('h3', {}, '班次经过'), changes(record),
    ];
  }

  function taking() {
    const number = h('input', { required: true, maxlength: '32', autocomplete: 'off' });
    const way = select(WAYS);
    const note = h('input', { maxlength: '500' });
    const send = h('button', { type: 'submit', class: 'primary' }, '列入本班');
    return h('form', {
      class: 'hotline-row', 'aria-label': '列入工单', onsubmit: async event => {
        event.preventDefault();
        await act(send, place, async () => {
          await post(path + '/tickets', { ticketNo: number.value.trim(), way: way.value, note: note.value.trim() || null });
          await again();
        });
      },
    }, field('工单号', number), field('来源', way), field('说明', note), send);
  }

  function ticket(taken, works) {
    const seen = h('div', { hidden: true });
    const toggle = button('查看工单', () => {
      seen.hidden = !seen.hidden;
      toggle.setAttribute('aria-expanded', String(!seen.hidden));
      if (!seen.hidden) {
        card(seen, { path: `${path}/tickets/${segment(taken.ticketNo)}/card`, place: 'page' });
      }
    }, { 'aria-expanded': 'false' });
    return h('li', { class: 'hotline-shift-ticket' },
      h('div', {}, h('span', { class: 'hotline-number' }, taken.ticketNo), ' ', h('strong', {}, taken.title || ''), chip(taken.wayName), chip(taken.statusName)),
      taken.note ? words(taken.note) : null,
      taken.decisions.length ? h('ul', {}, taken.decisions.map(decisionLine)) : chip('还没有处理意见', 'hotline-warn'),
      h('div', { class: 'actions' }, toggle), seen,
      works ? deciding(taken) : null);
  }

  function deciding(taken) {
    const said = h('div', { 'aria-live': 'polite' });
    const text = h('textarea', { rows: '2', maxlength: '1000', required: true });
    const unit = select([['', '（不交办）']]);
    const due = h('input', { type: 'date', min: context.rights.today });
    const handed = h('div', { class: 'hotline-row' }, field('责任单位', unit), field('完成日期', due));
    const kind = select(KINDS, { onchange: () => { handed.hidden = kind.value === 'settled'; } });
    handed.hidden = true;
    const send = h('button', { type: 'submit' }, '记下处理意见');
    const form = h('form', {
      hidden: taken.decisions.length > 0, 'aria-label': taken.ticketNo + '的处理意见', onsubmit: async event => {
        event.preventDefault();
        await act(send, said, async () => {
          const given = kind.value !== 'settled';
          await post(`${path}/tickets/${segment(taken.ticketNo)}/decisions`, { kind: kind.value, text: text.value.trim(),
            unit: given ? unit.value || null : null, dueOn: given ? due.value || null : null });
          await again();
        });
      },
    }, field('处理方式', kind), field('处理意见', text, '写明怎么办；姓名和电话号码会自动隐去'), handed, h('div', { class: 'actions' }, send), said);
    once('/api/units', { jurisdiction: context.jurisdiction() }).then(
      units => unit.append(...units.map(one => h('option', { value: one.code }, one.name))),
      problem => said.replaceChildren(failure(problem)));
    const open = button('再记一条处理意见', () => { form.hidden = false; open.hidden = true; kind.focus(); });
    open.hidden = !form.hidden;
    return [open, form];
  }

  async function close(event) {
    const summary = await confirm({ title: '结束轮值', body: h('p', {}, '结束后不能再列入工单和补记处理意见。'), action: '结束轮值', danger: true,
      ask: { text: '小结', needed: false } });
    if (summary !== null) {
      await act(event.target, place, async () => {
        await post(path + '/closing', { summary: summary || null });
        await again();
      });
    }
  }

  again();
  return h('section', { class: 'hotline-shift' }, body);
}
