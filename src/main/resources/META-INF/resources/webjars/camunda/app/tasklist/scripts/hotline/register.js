// The way from the task list to the desk, for people who register requests.

import { get, root } from '../../../../../hotline/api.js';
import { h } from '../../../../../hotline/dom.js';

export default {
  id: 'hotline-register-link',
  pluginPoint: 'tasklist.navbar.action',
  priority: 60,
  render: container => {
    get('/api/places').then(places => places.filter(place => place.path === '/desk')
      .forEach(place => container.append(h('a', { class: 'hotline-register-link', href: new URL(place.path.slice(1), root) }, place.title))), () => {});
  },
  unmount: () => {},
};
