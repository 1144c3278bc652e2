// 领导轮值: the roster, the shifts and what leaders handed over. Shown inside Tasklist.

import { get } from '../api.js';
import { button, h, load, select } from '../dom.js';
import { experts, leaders } from './registers.js';
import { promises } from './promises.js';
import { roster } from './roster.js';
import { shift } from './shift.js';

/** Shows the page in an element; answers `close()`. */
export function mount(box) {
  const body = h('div');
  let closed = false;
  box.classList.add('hotline-box', 'hotline-shifts');

  function frame([rights, jurisdictions]) {
    if (!rights.reads) {
      return h('p', { class: 'note warning', role: 'alert' }, '只有热线中心人员和轮值领导可以查看轮值安排。');
    }
    const place = select(jurisdictions.map(one => [one.code, one.name]), { value: rights.jurisdiction, 'aria-label': '热线区域', onchange: () => open('roster') });
    const context = { rights, jurisdiction: () => place.value, enter: id => show(shift(context, id)), back: () => open('roster') };
    const views = { roster: ['轮值表', roster], promises: ['领导交办', promises], leaders: ['轮值领导', leaders] };
    if (rights.centre) {
      views.experts = ['专家名册', experts];
    }
    const links = Object.entries(views).map(([name, [title]]) => button(title, () => open(name), { 'data-view': name }));
    const inside = h('div', { class: 'hotline-shift-view' });
    function show(view) {
      inside.replaceChildren(view);
      inside.querySelector('h2')?.focus();
    }
    function open(name) {
      links.forEach(link => link.setAttribute('aria-current', link.getAttribute('data-view') === name ? 'page' : 'false'));
      show(views[name][1](context));
    }
    open('roster');
    return [h('header', { class: 'hotline-shift-head' }, h('h1', {}, '领导接听轮值'),
      jurisdictions.length > 1 ? h('div', { class: 'field' }, place) : null,
      h('nav', { class: 'actions', 'aria-label': '领导轮值' }, links)), inside];
  }

  box.replaceChildren(body);
  load(body, () => Promise.all([get('/api/shift-rights'), get('/api/jurisdictions')]), answer => closed ? null : frame(answer));
  return {
    close() {
      closed = true;
      box.replaceChildren();
    },
  };
}
