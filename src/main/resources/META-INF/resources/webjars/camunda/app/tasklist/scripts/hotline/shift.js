/* 领导轮值: a link beside the other actions for whoever may see the roster, and the page behind it. */
import {get} from '../../../../../hotline/api.js';
import {h} from '../../../../../hotline/dom.js';
import {mount} from '../../../../../hotline/shift/page.js';

let page = null;

export default [
  {
    id: 'hotline-shift-link',
    pluginPoint: 'tasklist.navbar.action',
    priority: 50,
    render: container => {
      // Whoever has nothing to do with the roster is offered nothing; not being told is no error either.
      get('/api/shift-rights').then(rights => {
        if (rights.reads) {
          container.append(h('a', {class: 'hotline-shift-link', href: '#/shifts'}, '领导轮值'));
        }
      }, () => {});
    },
    unmount: () => {}
  },
  {
    id: 'hotline-shift-page',
    pluginPoint: 'tasklist.route',
    priority: 50,
    properties: {path: '/shifts'},
    render: container => {
      page?.close();
      page = mount(container);
    },
    unmount: () => {
      page?.close();
      page = null;
    }
  }
];
