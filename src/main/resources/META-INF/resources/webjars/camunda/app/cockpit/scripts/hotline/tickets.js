// Tickets in Cockpit: a tab on each process instance, a page for one ticket (ended ones too), and the steps
// the engine gave up on, in words.

import { get, Problem, search, segment } from '../../../../../hotline/api.js';
import { button, failure, h, link, load, paged } from '../../../../../hotline/dom.js';
import { failedStep, retry } from '../../../../../hotline/ticket/acts.js';
import { mount } from '../../../../../hotline/ticket/card.js';

const TICKETS = '/hotline-tickets';
const FAILED = '/hotline-failed-steps';
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

function ticketPage(container) {
  const asked = new URLSearchParams(location.hash.split('?')[1] || '').get('ticketNo');
  if (!asked) {
    location.replace('#/search');
    return { stop() {} };
  }
  document.title = '工单 · 12345热线';
  const place = h('div', { class: 'hotline-one' });
  const cases = h('div');
  container.replaceChildren(h('div', { class: 'hotline-box hotline-tickets' }, h('p', {}, link('← 工单查找', '#/search')), cases, place));
  const card = mount(place, { ticketNo: asked, place: 'cockpit' });
  // Ended tickets have no case any more; a supervisor's engine answers an empty list.
  get('/engine-rest/process-instance', { businessKey: asked, processDefinitionKey: 'ticket-lifecycle', maxResults: 1 })
    .then(found => found.length && cases.replaceChildren(h('p', {}, link('在流程图上查看', '#/process-instance/' + found[0].id)))).catch(() => {});
  return { stop: () => card.close() };
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
  plugin('hotline.tickets.page', 'cockpit.route', { path: TICKETS }, ticketPage),
  plugin('hotline.failed.page', 'cockpit.route', { path: FAILED }, failedPage),
  { id: 'hotline.incident.retry', pluginPoint: 'cockpit.incident.action', priority: 50, properties: {}, render: incidentAction },
  plugin('hotline.failed.entry', 'cockpit.navigation', { label: '异常步骤', pagePath: '#' + FAILED, priority: 180 }, entry('异常步骤', FAILED)),
];
