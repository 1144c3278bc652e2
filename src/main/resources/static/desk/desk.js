// Registers a request while somebody listens: the form, what the caller asked before, where it would go, what to tell the caller.

import { get, once, post } from '../hotline/api.js';
import { act, announce, badge, button, field, h, load, note, select } from '../hotline/dom.js';
import { equip } from '../hotline/frame.js';
import { limit, moment } from '../hotline/words.js';
import { CHANNELS, KINDS, OUTCOMES, ROLES } from './choices.js';

const content = document.getElementById('content');
const ended = new Set(['archived', 'closed-instant', 'legal-route', 'praised', 'transferred', 'declined', 'withdrawn', 'merged', 'invalid']);
/** What ends a request at the desk, unless the rules of acceptance want it dispatched. */
const ENDING = new Set(['instantAnswer', 'legalRoute', 'decline', 'invalid']);
let reference;
let unsaved = false;

/** Waits until nothing has been typed for a moment. */
function settled(work, wait = 600) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
}

const byName = list => new Map(list.flatMap(entry => [[entry.name, entry.code], [`${entry.name}（${entry.code}）`, entry.code], [entry.code, entry.code]]));

/** Names to choose from while typing; equal names are told apart by their codes. */
function choices(id, list) {
  const times = new Map();
  list.forEach(entry => times.set(entry.name, (times.get(entry.name) || 0) + 1));
  return h('datalist', { id }, list.map(entry => h('option', { value: times.get(entry.name) > 1 ? `${entry.name}（${entry.code}）` : entry.name })));
}

function needed(element) {
  element.querySelector('label').classList.add('needed');
  return element;
}

function controls(caller = {}) {
  const input = (attributes = {}) => h('input', { type: 'text', autocomplete: 'off', ...attributes });
  const fields = {
    phone: input({ type: 'tel', maxlength: '40', value: caller.phone }),
    name: input({ maxlength: '60', value: caller.name }),
    channel: select(CHANNELS, { value: caller.channel || 'phone' }),
    kind: select([['', '请选择'], ...KINDS]),
    category: input({ list: 'categories', placeholder: '输入名称后选择，例如：产品质量' }),
    region: select([['', '未指明'], ...reference.regions.map(region => [region.code, region.name])]),
    address: input({ maxlength: '500' }),
    title: input({ maxlength: '200', required: true }),
    content: h('textarea', { rows: '7', maxlength: '20000', required: true }),
    aboutUnit: input({ list: 'units', placeholder: '反映某个单位本身的问题时填写' }),
    externalCutoff: input({ type: 'datetime-local' }),
    outcome: select(OUTCOMES),
    note: h('textarea', { rows: '3', maxlength: '2000' }),
    line: select([['', '请选择'], ...reference.lines.map(line => [line.code, line.name])]),
    confirmationNo: input({ maxlength: '60' }),
    desk: select([['', '请选择'], ...reference.desks.map(desk => [desk.code, desk.name])]),
    confidential: input({ type: 'checkbox' }),
    urgent: input({ type: 'checkbox' }),
  };
  const id = crypto.randomUUID();
  const code = (control, known, what) => {
    const text = control.value.trim();
    if (text && !known.has(text)) {
      control.setCustomValidity(`没有这个${what}，请从列表中选择。`);
      return undefined;
    }
    control.setCustomValidity('');
    return text ? known.get(text) : undefined;
  };
  const asked = () => ({
    region: fields.region.value || undefined,
    address: fields.address.value.trim() || undefined,
    kind: fields.kind.value || undefined,
    category: code(fields.category, reference.categoryCodes, '诉求类别'),
    title: fields.title.value.trim() || undefined,
    content: fields.content.value.trim() || undefined,
    aboutUnit: code(fields.aboutUnit, reference.unitCodes, '单位'),
    confidential: fields.confidential.checked || undefined,
  });
  const outcome = () => fields.outcome.value;
  const request = () => ({
    ...asked(),
    channel: fields.channel.value,
    externalId: 'desk-' + id,
    citizen: { name: fields.name.value.trim() || undefined, phone: fields.phone.value.trim() || undefined },
    externalCutoff: fields.externalCutoff.value ? fields.externalCutoff.value + ':00+08:00' : undefined,
    urgent: fields.urgent.checked || undefined,
    desk: outcome() ? {
      outcome: outcome(), note: fields.note.value.trim(),
      line: outcome() === 'transfer' ? fields.line.value || undefined : undefined,
      confirmationNo: outcome() === 'transfer' ? fields.confirmationNo.value.trim() || undefined : undefined,
      desk: outcome() === 'secondLine' ? fields.desk.value || undefined : undefined,
    } : undefined,
  });
  return { fields, asked, request, outcome };
}

/** Shows an empty form; for the same caller again, with what is known of him. */
function show(caller) {
  content.replaceChildren(...form(caller));
  scrollTo(0, 0);
}

function form(caller) {
  unsaved = false;
  const { fields, asked, request, outcome } = controls(caller);
  const history = h('div', {}, h('p', { class: 'soft' }, '填写来电号码后，显示此人以前的诉求。'));
  const preview = h('div', {}, h('p', { class: 'soft' }, '填写类别、地点和内容后，显示将派往哪里。'));
  const refused = h('div');
  const register = h('button', { type: 'submit', class: 'primary' }, '登记（Ctrl+回车）');

  const ofDesk = {
    note: field('处置说明', fields.note, '答复内容、引导的途径、不予受理的理由或者还缺什么'),
    line: field('转往', fields.line),
    confirmationNo: field('对方确认号', fields.confirmationNo, '三方通话中对方给出的编号；没有则等待对方确认'),
    desk: field('转给', fields.desk),
  };
  const toggle = () => {
    ofDesk.note.hidden = !outcome();
    fields.note.required = Boolean(outcome());
    ofDesk.line.hidden = ofDesk.confirmationNo.hidden = outcome() !== 'transfer';
    fields.line.required = outcome() === 'transfer';
    ofDesk.desk.hidden = outcome() !== 'secondLine';
    fields.desk.required = outcome() === 'secondLine';
  };
  fields.outcome.addEventListener('change', toggle);
  toggle();

  let last = '';
  const look = settled(() => {
    const question = asked();
    if (outcome() || !(question.category || question.content || question.title)) {
      preview.replaceChildren(h('p', { class: 'soft' }, outcome() ? '当场处置的诉求不派单。' : '填写类别、地点和内容后，显示将派往哪里。'));
      last = '';
      return;
    }
    if (last !== JSON.stringify(question)) {
      last = JSON.stringify(question);
      load(preview, () => post('/api/routing/explain', question), explained);
    }
  });
  [fields.kind, fields.category, fields.region, fields.address, fields.title, fields.content, fields.aboutUnit, fields.confidential, fields.outcome]
    .forEach(control => ['input', 'change'].forEach(event => control.addEventListener(event, look)));

  // At once: a name that is not known must not be sent as if none had been given.
  [fields.category, fields.aboutUnit].forEach(control => control.addEventListener('input', asked));

  let asking = '';
  const recall = settled(() => {
    const phone = fields.phone.value.trim();
    if (phone.replace(/\D/g, '').length >= 7 && phone !== asking) {
      asking = phone;
      load(history, () => post('/api/tickets/by-phone', { phone }), before);
    } else if (!phone) {
      asking = '';
      history.replaceChildren(h('p', { class: 'soft' }, '填写来电号码后，显示此人以前的诉求。'));
    }
  });
  fields.phone.addEventListener('input', recall);

  const sheet = h('form', {
    onsubmit: async event => {
      event.preventDefault();
      const ticket = await act(register, refused, () => post('/api/tickets', request()));
      if (ticket) {
        registered(ticket, outcome(), { phone: fields.phone.value.trim(), name: fields.name.value.trim(), channel: fields.channel.value });
      }
    },
    oninput: () => { unsaved = true; },
    onkeydown: event => {
      if (event.key === 'Enter' && event.ctrlKey) {
        event.preventDefault();
        sheet.requestSubmit(register);
      }
    },
  },
  h('div', { class: 'three' }, field('来电号码', fields.phone), field('姓名', fields.name), field('渠道', fields.channel)),
  h('div', { class: 'three' }, field('诉求类型', fields.kind), field('诉求类别', fields.category), field('所在区划', fields.region)),
  field('具体地点', fields.address),
  needed(field('标题', fields.title)), needed(field('诉求内容', fields.content)),
  h('div', { class: 'pairs' }, field('被反映的单位', fields.aboutUnit), field('最晚有用的时间', fields.externalCutoff, '过了这个时间再办已无意义')),
  h('div', { class: 'flags' },
    h('div', { class: 'field check' }, fields.confidential, h('label', { for: fields.confidential.id = 'confidential' }, '要求保密')),
    h('div', { class: 'field check' }, fields.urgent, h('label', { for: fields.urgent.id = 'urgent' }, '危及生命、财产或公共安全'))),
  field('处置', fields.outcome), ofDesk.line, ofDesk.confirmationNo, ofDesk.desk, ofDesk.note,
  refused, h('div', { class: 'actions' }, register));

  // Once it stands on the page.
  setTimeout(() => (fields.phone.value ? (recall(), fields.title) : fields.phone).focus());
  return [h('h1', {}, '登记诉求'),
    h('div', { class: 'desk' }, sheet, h('aside', {}, h('section', { class: 'card' }, h('h2', {}, '将派往'), preview),
      h('section', { class: 'card' }, h('h2', {}, '此人以前的诉求'), history))),
    choices('categories', reference.categories), choices('units', reference.units)];
}

function explained(answer) {
  const unit = part => h('li', {}, h('strong', {}, reference.unitNames.get(part.unit) || part.unit), ' ', badge(ROLES[part.role] || part.role, 'advice'));
  return [
    h('p', {}, answer.decision === 'auto' ? '登记后自动派单：' : '登记后由派单员派单。', answer.decision !== 'auto' && answer.units.length ? '建议：' : ''),
    answer.units.length ? h('ul', { class: 'words' }, answer.units.map(unit)) : null,
    answer.place ? h('p', { class: 'soft' }, '按地址认出：', answer.place.name || answer.place.region) : null,
    answer.parts.length > 1 ? note(`这次诉求包含 ${answer.parts.length} 个事项，可以分开登记。`, 'warning') : null,
    h('p', { class: 'soft' }, answer.reason),
  ];
}

function before(tickets) {
  if (!tickets.length) {
    return h('p', { class: 'state' }, '没有以前的诉求。');
  }
  return h('ul', { class: 'bare' }, tickets.map(ticket => {
    const said = h('div');
    const urge = ended.has(ticket.status) ? null : button('催办', () => act(urge, said, async () => {
      await post(`/api/tickets/${encodeURIComponent(ticket.ticketNo)}/urges`, {});
      said.replaceChildren(note('已催办，承办单位会看到。', 'good'));
    }));
    return h('li', {}, h('p', {}, h('strong', {}, ticket.title), ' ', badge(ticket.statusName, ended.has(ticket.status) ? '' : 'warning'),
      h('small', {}, ticket.ticketNo, ' · ', moment(ticket.registeredAt))), urge, said);
  }));
}

function registered(ticket, outcome, caller) {
  unsaved = false;
  const open = !ended.has(ticket.status);
  const units = (ticket.units || []).map(unit => unit.name).join('、');
  const until = ticket.deadlines?.handleUntil;
  const heading = h('h1', { tabindex: '-1' }, '已登记');
  const similar = h('div');
  const urgent = ticket.marks?.urgent;
  content.replaceChildren(heading, h('section', { class: 'card' },
    h('p', { class: 'number' }, ticket.ticketNo),
    h('p', {}, badge(ticket.statusName, open ? 'warning' : 'good'), urgent ? [' ', badge('紧急', 'error')] : null),
    h('p', { class: 'say' }, '请告诉来电人：您的诉求已登记，编号 ', ticket.ticketNo, '。',
      !open ? '本次诉求已当场办结。' : units ? `由${units}办理。` : '接下来由派单员确定承办单位。',
      until ? `办理期限到 ${limit(until)}。` : ''),
    open && ENDING.has(outcome) ? note(`没有按“${OUTCOMES.find(([code]) => code === outcome)[1]}”结束：受理规则要求这类诉求派单办理。您写的处置说明已记入工单。`, 'warning') : null,
    h('div', { class: 'actions' }, button('登记下一个来电', () => show(), { class: 'primary' }),
      button('同一来电人再登记一件', () => show(caller)))),
  open ? h('section', { class: 'card' }, h('h2', {}, '相似的在办工单'), similar) : null);
  if (open) {
    load(similar, () => get(`/api/tickets/${encodeURIComponent(ticket.ticketNo)}/similar`), rows => rows.length
      ? h('ul', { class: 'words' }, rows.map(row => h('li', {}, row.title, ' ', badge(row.statusName, 'warning'), h('small', {}, row.ticketNo, ' · ', moment(row.registeredAt)))))
      : h('p', { class: 'state' }, '30 天内没有同类别、同区划的在办工单。'));
  }
  announce('已登记，编号 ' + ticket.ticketNo);
  heading.focus();
}

equip();
addEventListener('beforeunload', event => unsaved && event.preventDefault());

function read() {
  return Promise.all([once('/api/categories'), once('/api/units'), once('/api/regions'), once('/api/hotlines'), once('/api/desks')]);
}

load(content, read, ([categories, units, regions, lines, desks]) => {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  const valid = entry => (!entry.validFrom || entry.validFrom <= today) && (!entry.validTo || entry.validTo >= today);
  const matters = categories.filter(category => category.level === 2 && valid(category));
  const known = units.filter(valid);
  reference = {
    categories: matters, units: known, regions: regions.filter(valid), lines, desks,
    categoryCodes: byName(matters), unitCodes: byName(known), unitNames: new Map(units.map(unit => [unit.code, unit.name])),
  };
  return form();
});
