// What stands beside a task that is about no ticket: a bulletin, a consultation, the holidays of a year.

import { get, root, segment } from './api.js';
import { failure, h, link } from './dom.js';
import { chip, facts } from './ticket/parts.js';

const heading = matter => h('header', { class: 'hotline-heading' },
  h('div', { class: 'hotline-head' }, chip(matter.kindName), matter.stateName ? chip(matter.stateName, 'hotline-status') : null),
  h('h4', {}, matter.title));

function judged(card) {
  return card.problems.length ? h('section', { class: 'hotline-part hotline-alert', 'aria-label': '不一致的数据' },
    h('p', {}, '数据前后不一致，改好之前不能提交和印发：'), h('ul', {}, card.problems.map(problem => h('li', {}, problem))))
    : card.sound ? h('p', {}, card.sound) : null;
}

/** Shows it in an element, as the ticket card does for a ticket; answers `again()`, which reads it anew, and `close()`. */
export function mount(box, { taskId }) {
  let run = 0;

  async function again() {
    const mine = ++run;
    box.setAttribute('aria-busy', 'true');
    if (!box.firstChild) {
      box.replaceChildren(h('p', { class: 'hotline-empty' }, '正在读取……'));
    }
    try {
      const card = await get('/api/tasks/' + segment(taskId) + '/matter');
      if (mine === run) {
        box.replaceChildren(...[heading(card.matter), judged(card), facts(card.facts.map(({ name, value }) => [name, value])),
          card.links.length ? h('ul', { 'aria-label': '相关页面' }, card.links.map(({ page, text }) =>
            h('li', {}, link(text, new URL(page, root), { target: '_blank', rel: 'noopener' })))) : null].filter(Boolean));
      }
    } catch (problem) {
      if (mine === run) {
        box.replaceChildren(failure(problem, again));
      }
    } finally {
      if (mine === run) {
        box.removeAttribute('aria-busy');
      }
    }
  }

  box.classList.add('hotline-box', 'hotline-ticket', 'hotline-at-tasklist');
  box.setAttribute('role', 'complementary');
  box.setAttribute('aria-label', '所办事项');
  box.replaceChildren();
  again();
  return {
    again,
    close() {
      run++;
      box.replaceChildren();
    },
  };
}
