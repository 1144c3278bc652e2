/*
 * Night duty on a phone: Tasklist's three columns become three steps, one at a time: list, ticket, form. The styles decide
 * whether the screen is narrow; this file only says which step it is.
 */
import {button, h} from '../../../../../hotline/dom.js';

const body = document.body;
let step = 'list';

const openTask = () => new URLSearchParams(window.location.hash.replace(/^[^?]*/, '')).get('task');
let task = openTask();

const list = button('‹ 列表', () => {
  const query = new URLSearchParams(window.location.hash.replace(/^[^?]*/, ''));
  query.delete('task');
  query.delete('detailsTab');
  window.location.hash = '#/?' + query;
});
const ticket = button('工单', () => go('ticket'));
const form = button('表单', () => go('form'));
const steps = h('nav', {class: 'hotline-box hotline-steps', 'aria-label': '步骤'}, list, ticket, form);

function go(wanted) {
  step = wanted;
  body.dataset.hotlineStep = step;
  steps.hidden = step === 'list';
  ticket.setAttribute('aria-current', step === 'ticket' ? 'step' : 'false');
  form.setAttribute('aria-current', step === 'form' ? 'step' : 'false');
  document.querySelector('.page-wrap')?.scrollTo(0, 0);
}

function followed() {
  const now = openTask();
  if (now !== task || !now) {
    task = now;
    go(now ? 'ticket' : 'list');
  }
}

body.append(steps);
go(task ? 'ticket' : 'list');
window.addEventListener('hashchange', followed);
document.addEventListener('hotline:form', () => go('form'));
// Selecting a task changes the address without telling: the browser's own record of it does.
for (const change of ['pushState', 'replaceState']) {
  const original = window.history[change];
  window.history[change] = function (...given) {
    const answer = original.apply(this, given);
    followed();
    return answer;
  };
}

export default [];
