// 工单查找 in Cockpit: the same page as in Tasklist.

import { h, link } from '../../../../../hotline/dom.js';
import { mount } from '../../../../../hotline/search/page.js';

const PATH = '/search';
let page = null;

export default [
  {
    id: 'hotline.search.page', pluginPoint: 'cockpit.route', priority: 50, properties: { path: PATH },
    render: container => {
      page?.close();
      const box = h('div');
      container.replaceChildren(box);
      document.title = '工单查找 · 12345热线';
      page = mount(box, { place: 'cockpit' });
    },
    unmount: () => {
      page?.close();
      page = null;
    },
  },
  {
    id: 'hotline.search.entry', pluginPoint: 'cockpit.navigation', priority: 195, properties: { label: '工单查找', pagePath: '#' + PATH, priority: 195 },
    render: container => {
      container.append(link('工单查找', '#' + PATH));
    },
    unmount: () => {},
  },
];
