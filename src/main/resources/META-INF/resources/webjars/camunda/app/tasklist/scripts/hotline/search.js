/* 工单查找: a link beside the other actions, and the page behind it. */
import {h} from '../../../../../hotline/dom.js';
import {mount} from '../../../../../hotline/search/page.js';

let page = null;

export default [
  {
    id: 'hotline-search-link',
    pluginPoint: 'tasklist.navbar.action',
    priority: 60,
    render: container => {
      container.append(h('a', {class: 'hotline-shift-link', href: '#/search'}, '工单查找'));
    },
    unmount: () => {}
  },
  {
    id: 'hotline-search-page',
    pluginPoint: 'tasklist.route',
    priority: 50,
    properties: {path: '/search'},
    render: container => {
      page?.close();
      page = mount(container, {place: 'tasklist'});
    },
    unmount: () => {
      page?.close();
      page = null;
    }
  }
];
