// What a supervisor does to a running ticket, each with a reason and a question first: urge, order, meeting, reassign,
// extend, raise. Shown in Cockpit and on pages, not beside a form.

import { get, once, post, segment } from '../api.js';
import { button, failure, h, select } from '../dom.js';
import { moment } from '../words.js';
import { ask } from './ask.js';
import { part, small, words } from './parts.js';

const OPEN = ['open', 'signed', 'returning', 'signing-off', 'interim'];
const SOURCES = [['leaderInstruction', '领导批示'], ['overdue', '办理超期'], ['repeatedRework', '多次重办'], ['dissatisfiedTwice', '两次不满意'],
  ['urges', '多次催办'], ['media', '媒体曝光'], ['spotCheck', '抽查不满意'], ['actionOverdue', '会议事项逾期'],
  ['earlySign', '苗头预警']];

const reason = (hint = '记入工单，承办单位可见；不写诉求人的姓名和电话。') => ({
  name: 'reason', label: '理由', control: h('textarea', { rows: '3', maxlength: '1000', required: true }), hint,
});

/** A select of the units that have the ticket now; `all` offers every one of them at once. */
function unitOf(card, label, all) {
  const units = card.units.filter(unit => OPEN.includes(unit.state));
  return { units, field: { name: 'unit', label, control: select([...(all && units.length > 1 ? [['', '全部在办单位']] : []), ...units.map(unit => [unit.unit, unit.name || unit.unit])]) } };
}

const path = (card, door) => '/api/tickets/' + segment(card.ticketNo) + '/' + door;

const urge = card => ask({
  title: '催办承办单位', told: '通知单位并记入工单；时限不变。', action: '催办',
  fields: [unitOf(card, '催办哪个单位', true).field, reason()],
  send: values => post(path(card, 'unit-urges'), { unit: values.unit || null, reason: values.reason }),
});

const order = card => ask({
  title: '下达督办单', told: '督办单写明责任人和要求，办结前工单不能归档；级别和期限按决策表确定。', action: '下达督办单',
  fields: [
    { name: 'unit', label: '被督办单位', control: select(card.units.filter(unit => unit.state !== 'returned' && unit.state !== 'ended').map(unit => [unit.unit, unit.name || unit.unit])) },
    { name: 'source', label: '督办来源', control: select(SOURCES) },
    { name: 'responsiblePerson', label: '责任人', control: h('input', { type: 'text', maxlength: '100', required: true }), hint: '单位的分管负责人，不能只写单位。' },
    { name: 'text', label: '督办要求', control: h('textarea', { rows: '4', maxlength: '2000', required: true }) },
  ],
  send: values => post(path(card, 'orders'), values).then(done => ({ text: '已下达督办单' + done.orderNo + '。' })),
});

const meeting = card => ask({
  title: '提请联席会议', told: '各单位未了结的办理立即中止，等待会议决定；会议须在任务“召开联席会议”中记录。', action: '提请联席会议',
  fields: [reason()],
  send: values => post(path(card, 'meetings'), values),
});

async function reassign(card) {
  const from = unitOf(card, '现承办单位', false);
  const known = await once('/api/units', { jurisdiction: card.jurisdiction });
  const held = new Set(from.units.map(unit => unit.unit));
  const list = h('datalist', { id: 'hotline-units' }, known.filter(unit => !held.has(unit.code)).map(unit => h('option', { value: unit.name })));
  const to = h('input', { type: 'text', list: 'hotline-units', required: true, autocomplete: 'off' });
  document.body.append(list);
  return ask({
    title: '改派其他单位', told: '现承办单位的办理、审批和时限随之了结，接办单位的时限自现在起算；不计为退回。', action: '改派',
    fields: [from.field, { name: 'to', label: '接办单位', control: to, hint: '输入名称查找，从列表中选。' }, reason()],
    send: values => {
      const unit = known.find(one => one.name === values.to || one.code === values.to || (one.aliases || []).includes(values.to));
      return post(path(card, 'reassignments'), { fromUnit: values.unit, toUnit: unit ? unit.code : values.to, reason: values.reason });
    },
  }).finally(() => list.remove());
}

const extend = card => ask({
  title: '准予延期', told: '不占用单位自己的一次延期；期限、黄牌和红牌随之顺延，并告知诉求人。', action: '准予延期',
  fields: [unitOf(card, '承办单位', false).field,
    { name: 'days', label: '延长几个工作日', control: h('input', { type: 'number', min: '1', max: '30', value: '3', required: true }), hint: '一次一般不超过10个工作日。' }, reason()],
  send: values => post(path(card, 'extensions'), { unit: values.unit, days: Number(values.days), reason: values.reason }),
});

const raise = (card, orders) => ask({
  title: '督办提级', told: '不等答复即提高一级，改由上级单位或上一级责任人答复，期限重新起算。', action: '提级',
  fields: [
    { name: 'orderNo', label: '督办单', control: select(orders.map(one => [one.orderNo, `${one.orderNo}（${one.level}级，${one.unitName || one.unit}）`])) },
    { name: 'higherPerson', label: '上一级责任人（可不填）', control: h('input', { type: 'text', maxlength: '100' }), hint: '单位没有上级承办单位时必须填写。' },
    reason()],
  send: values => post(path(card, 'raises'), { orderNo: values.orderNo, higherPerson: values.higherPerson || null, reason: values.reason }),
});

/** Steps the engine gave up on; nothing while there are none. */
function failedSteps(card, context, told) {
  const place = h('div');
  get('/api/incidents', { ticketNo: card.ticketNo }).then(({ items }) => place.replaceChildren(...items.map(step => failedStep(step, done => {
    told.textContent = done;
    context.again();
  })))).catch(() => place.replaceChildren());
  return place;
}

/** One failed step in words with its retry. */
export function failedStep(step, tried) {
  return h('div', { class: 'hotline-failed note error', 'data-incident': step.id },
    h('p', {}, h('strong', {}, `“${step.step || step.process}”执行失败`), small(`${step.process} · ${moment(step.since)}`)), words(step.text),
    step.detail ? h('details', {}, h('summary', {}, '系统记录'), h('pre', { class: 'code' }, step.detail)) : null,
    button('重试', () => retry(step).then(done => done && tried('已重试，结果稍后可见。'))));
}

/** Asks why and lets the engine try again. */
export const retry = step => ask({
  title: '重试失败的步骤', told: '“' + (step.step || '这一步') + '”将立即再执行一次；理由记入工单。', action: '重试',
  fields: [reason('例如：数据库已恢复。')],
  send: values => post('/api/incidents/' + segment(step.id) + '/retry', values),
});

/** What somebody did a moment ago stays readable while the card is read anew. */
let said = { ticketNo: null, text: '' };

export function section(card, context) {
  const groups = card.me.groups;
  if (context.place === 'tasklist' || card.closedAt || !groups.some(group => group === 'supervisor' || group === 'camunda-admin')) {
    return null;
  }
  const told = h('p', { class: 'hotline-said', role: 'status' }, said.ticketNo === card.ticketNo ? said.text : '');
  const refusal = h('div', { class: 'hotline-refusal' });
  const offered = [];
  function offer(text, start) {
    offered.push(button(text, async () => {
      refusal.replaceChildren();
      try {
        const done = await start();
        if (done) {
          said = { ticketNo: card.ticketNo, text: (done.repeated ? '刚才已经办过：' : '') + (done.text || '已办理。') };
          await context.again();
        }
      } catch (problem) {
        refusal.replaceChildren(failure(problem));
      }
    }));
  }
  if (groups.includes('supervisor')) {
    const withUnits = (card.units || []).some(unit => OPEN.includes(unit.state));
    if (withUnits) {
      offer('催办', () => urge(card));
      offer('准予延期', () => extend(card));
      offer('改派', () => reassign(card));
      offer('提请联席会议', () => meeting(card));
    }
    if ((card.units || []).length) {
      offer('下达督办单', () => order(card));
      offer('督办提级', async () => {
        const orders = (await get(path(card, 'orders'))).filter(one => one.status === 'issued');
        if (!orders.length) {
          said = { ticketNo: card.ticketNo, text: '没有待答复的督办单，请先下达督办单。' };
          told.textContent = said.text;
          return null;
        }
        return raise(card, orders);
      });
    }
  }
  return part('acts', '督办操作', {},
    offered.length ? h('div', { class: 'actions hotline-supervise' }, offered)
      : small(groups.includes('supervisor') ? '工单不在承办单位，没有可办的督办操作。' : '督办操作由督办员办理。'),
    told, refusal, failedSteps(card, context, told));
}
