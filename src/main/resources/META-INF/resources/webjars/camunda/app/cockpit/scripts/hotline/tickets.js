// Tickets in Cockpit: a tab on each process instance, a page for any ticket by its number (ended ones too), and the steps
// the engine gave up on, in words.

import { get, Problem, search, segment } from '../../../../../hotline/api.js';
import { button, failure, h, link, load, paged, select, table } from '../../../../../hotline/dom.js';
import { failedStep, retry } from '../../../../../hotline/ticket/acts.js';
import { mount } from '../../../../../hotline/ticket/card.js';
import { moment } from '../../../../../hotline/words.js';

const TICKETS = '/hotline-tickets';
const FAILED = '/hotline-failed-steps';
const STATUSES = [['', '全部状态'], ['dispatching', '待派单'], ['handling', '办理中'], ['returning', '退回待裁定'], ['meeting', '联席会议'], ['suspended', '已挂起'],
  ['reviewing', '复核中'], ['callback', '回访中'], ['archived', '已归档'], ['invalid', '无效'], ['withdrawn', '已撤回'], ['merged', '已并单']];

const address = (path, query) => '#' + path + search(query);

/** The tab: whichever case of a ticket it is, the whole ticket. */
function tab(container, { processInstanceId }) {
  const box = h('div', { class: 'hotline-box hotline-tab' });
  container.replaceChildren(box);
  let card = null;
  let left = false;
  load(box, () => get('/engine-rest/process-instance/' + segment(processInstanceId)), instance => {
    if (!left && instance.businessKey) {
      const place = h('div');
      card = mount(place, { ticketNo: instance.businessKey, place: 'cockpit' });
      return [h('p', { class: 'hotline-tab-head' }, link('打开工单页面', address(TICKETS, { ticketNo: instance.businessKey }))), place];
    }
    return h('p', { class: 'state' }, '本流程不属于某一件工单。');
  });
  return { stop() { left = true; card?.close(); } };
}

function ticketsPage(container) {
  const asked = new URLSearchParams(location.hash.split('?')[1] || '').get('ticketNo');
  document.title = '工单查询 · 12345热线';
  const number = h('input', { type: 'search', id: 'hotline-ticket-no', placeholder: '例如 SY202302080000019', value: asked || '', maxlength: '40', autocomplete: 'off' });
  const form = h('form', {
    class: 'hotline-search', role: 'search', onsubmit: event => {
      event.preventDefault();
      location.hash = address(TICKETS, { ticketNo: number.value.trim() });
    },
  }, h('label', { for: 'hotline-ticket-no' }, '工单编号'), number, h('button', { type: 'submit', class: 'primary' }, '查询'));
  const body = h('div');
  const box = h('div', { class: 'hotline-box hotline-tickets' }, h('h2', {}, '工单查询'), form, body);
  container.replaceChildren(box);
  if (asked) {
    const place = h('div', { class: 'hotline-one' });
    const cases = h('div');
    body.replaceChildren(h('p', {}, link('← 全部工单', address(TICKETS))), cases, place);
    const card = mount(place, { ticketNo: asked, place: 'cockpit' });
    // Ended tickets have no case any more; a supervisor's engine answers an empty list.
    get('/engine-rest/process-instance', { businessKey: asked, processDefinitionKey: 'ticket-lifecycle', maxResults: 1 })
      .then(found => found.length && cases.replaceChildren(h('p', {}, link('在流程图上查看', '#/process-instance/' + found[0].id)))).catch(() => {});
    return { stop: () => card.close() };
  }
  const status = select(STATUSES, { 'aria-label': '状态', onchange: () => list.first() });
  const list = paged({
    size: 20,
    read: (page, size) => get('/api/tickets', { status: status.value, page, size }),
    render: rows => table({
      caption: '工单', rows, empty: '没有这样的工单。',
      columns: [
        { title: '工单编号', kind: 'nowrap', cell: row => link(row.ticketNo, address(TICKETS, { ticketNo: row.ticketNo })) },
        { title: '标题', kind: 'wide', cell: row => h('span', { class: 'board-title' }, row.title) },
        { title: '状态', kind: 'nowrap', cell: row => row.statusName },
        { title: '登记时间', kind: 'nowrap', cell: row => moment(row.registeredAt) },
        { title: '结束时间', kind: 'nowrap', cell: row => (row.closedAt ? moment(row.closedAt) : '') },
      ],
    }),
  });
  body.replaceChildren(h('div', { class: 'hotline-filter' }, h('span', {}, '状态 '), status), list);
  return { stop() {} };
}

function failedPage(container) {
  document.title = '异常步骤 · 12345热线';
  const told = h('p', { class: 'hotline-said', role: 'status' });
  const list = paged({
    size: 20,
    read: (page, size) => get('/api/incidents', { page, size }),
    render: steps => steps.length ? steps.map(step => h('div', { class: 'hotline-failed-case' },
      step.businessKey ? link(step.businessKey, address(TICKETS, { ticketNo: step.businessKey })) : null,
      failedStep(step, done => {
        told.textContent = done;
        list.again();
      }))) : h('p', { class: 'state' }, '没有异常步骤，系统自动步骤都已执行。'),
  });
  container.replaceChildren(h('div', { class: 'hotline-box hotline-tickets' }, h('h2', {}, '异常步骤'),
    h('p', {}, '系统多次自动执行仍未成功的步骤。工单停在这一步，重试成功后自动继续。'), told, list));
  return { stop() {} };
}

/** The shipped list of incidents of a process instance: the same retry with the same question. */
function incidentAction(container, { incidentId }) {
  const place = h('span', { class: 'hotline-box hotline-incident' });
  container.replaceChildren(place);
  const again = button('重试', async () => {
    try {
      if (await retry({ id: incidentId })) {
        again.disabled = true;
        again.textContent = '已重试';
      }
    } catch (problem) {
      place.append(failure(problem instanceof Problem ? problem : new Problem(0)));
    }
  });
  place.append(again);
  return { stop() {} };
}

const entry = (text, path) => container => {
  container.append(link(text, '#' + path));
  return { stop() {} };
};

/** A plugin whose content may be shown many times, one after the other. */
function plugin(id, pluginPoint, properties, show) {
  let shown = null;
  return {
    id, pluginPoint, priority: properties.priority ?? 50, properties,
    render: (container, parameters) => {
      shown?.stop();
      shown = show(container, parameters || {});
    },
    unmount: () => {
      shown?.stop();
      shown = null;
    },
  };
}

export default [
  plugin('hotline.ticket.tab', 'cockpit.processInstance.runtime.tab', { label: '工单', priority: 1000 }, tab),
  plugin('hotline.tickets.page', 'cockpit.route', { path: TICKETS }, ticketsPage),
  plugin('hotline.failed.page', 'cockpit.route', { path: FAILED }, failedPage),
  { id: 'hotline.incident.retry', pluginPoint: 'cockpit.incident.action', priority: 50, properties: {}, render: incidentAction },
  plugin('hotline.tickets.entry', 'cockpit.navigation', { label: '工单查询', pagePath: '#' + TICKETS, priority: 190 }, entry('工单查询', TICKETS)),
  plugin('hotline.failed.entry', 'cockpit.navigation', { label: '异常步骤', pagePath: '#' + FAILED, priority: 180 }, entry('异常步骤', FAILED)),
];
