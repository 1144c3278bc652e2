// What may be done with the ticket besides filling in the form: sign for it, record the first contact, ask the centre to
// call, add what the citizen says. None of them moves a clock. At phone width they are the bar at the lower edge.

import { post, segment } from '../api.js';
import { act, button, h, select } from '../dom.js';
import { ask, instantOf, localTime } from './ask.js';
import { chip } from './parts.js';

const OUTCOMES = ['已联系上，已告知办理安排', '已联系上，已约定现场查看', '无人接听', '关机或停机', '号码有误', '诉求人不便接听，另约时间'];
const CENTRE = ['operator', 'dispatcher', 'reviewer', 'callback', 'supervisor', 'camunda-admin'];
const OPEN = ['open', 'signed', 'interim'];

/** The person's own dispatch that can still be worked on, or undefined. */
export function own(card) {
  const groups = card.me.groups;
  return (card.units || []).find(unit => OPEN.includes(unit.state) && (unit.offNetwork ? groups.includes('operator')
    : groups.includes('unit-' + unit.unit) || groups.some(group => group === 'section-' + unit.unit + '-' + unit.section)));
}

export const ofCentre = card => card.me.groups.some(group => CENTRE.includes(group));

const path = (card, below) => '/api/tickets/' + segment(card.ticketNo) + '/' + below;

function contact(card, context) {
  return ask({
    title: '记录先行联系',
    told: '与诉求人联系的情况，记入办理经过；任务仍在您处，时限不变。',
    action: '记录',
    fields: [
      { name: 'outcome', label: '联系结果', control: select(OUTCOMES.map(text => [text, text])) },
      { name: 'note', label: '补充说明（可不填）', control: h('textarea', { rows: '3', maxlength: '1000' }), hint: '不写诉求人的姓名和电话。' },
      { name: 'contactAt', label: '联系时间', control: h('input', { type: 'datetime-local', value: localTime(card.now), max: localTime(card.now) }) },
    ],
    send: values => post(path(card, 'contacts'), {
      outcome: values.outcome, note: values.note || null,
      // Left as it was it means now, to the second.
      at: values.contactAt === localTime(card.now) ? null : instantOf(values.contactAt),
    }),
  }).then(done => done && context.again());
}

function relayedCall(card, context) {
  return ask({
    title: '请热线中心代为联系',
    told: '话务员联系诉求人后把答复转给您；联系上的记为本单位的先行联系。',
    action: '提出请求',
    fields: [{ name: 'question', label: '要了解什么', control: h('textarea', { rows: '4', maxlength: '1000', required: true }), hint: '不少于4个字。' }],
    send: values => post(path(card, 'relayed-calls'), values),
  }).then(done => done && context.again());
}

function supplement(card, context) {
  return ask({
    title: '补充诉求',
    told: '诉求人补充的情况，承办单位立即可见。',
    action: '补充',
    fields: [{ name: 'text', label: '补充内容', control: h('textarea', { rows: '5', maxlength: '4000', required: true }), hint: '不写诉求人的姓名和电话。' }],
    send: values => post(path(card, 'supplements'), values),
  }).then(done => done && context.again());
}

/** Signing, or who has signed. */
function signing(card, context, refusal) {
  const task = card.task;
  if (task.assignee) {
    const signed = task.key === 'Task_HandleTicket' ? '签收' : '领取';
    return chip(task.assignee === context.me.user ? '您已' + signed : '已由' + (task.assigneeName || task.assignee) + signed, 'hotline-status');
  }
  const sign = button(task.key === 'Task_HandleTicket' ? '签收' : '领取任务', () => act(sign, refusal, async () => {
    await post('/engine-rest/task/' + segment(task.id) + '/claim', { userId: context.me.user });
    context.changed();
    await context.again();
  }), { class: 'primary hotline-sign' });
  return sign;
}

/** On a phone the files are far below. */
function files(pressed) {
  const part = pressed.closest('.hotline-ticket').querySelector('[data-part=attachments]');
  part.open = true;
  part.scrollIntoView({ block: 'start' });
  part.querySelector('summary').focus({ preventScroll: true });
}

export function section(card, context) {
  const mine = own(card);
  const running = !card.closedAt;
  const refusal = h('div', { class: 'hotline-refusal' });
  const offered = [
    context.taskId && card.task ? signing(card, context, refusal) : null,
    context.place === 'tasklist' && mine ? button('先行联系', () => contact(card, context)) : null,
    context.place === 'tasklist' && mine && !mine.offNetwork ? button('请中心联系', () => relayedCall(card, context)) : null,
    running && ofCentre(card) ? button('补充诉求', () => supplement(card, context)) : null,
    context.taskId ? button('附件', event => files(event.target), { class: 'hotline-to-files' }) : null,
    context.taskId ? button('填写表单', () => document.dispatchEvent(new CustomEvent('hotline:form')), { class: 'hotline-to-form' }) : null,
  ].filter(Boolean);
  return offered.length ? h('div', { class: 'hotline-acts' }, h('div', { class: 'actions' }, offered), refusal) : null;
}
