// Which city a page of the administrators is about: the one in the address, else the one this browser looked at last.

import { get, once } from '../hotline/api.js';
import { h, field, select } from '../hotline/dom.js';

const KEPT = 'hotline.admin.city';

function last() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** `{cities, code, chooser}`; `chooser` is null where there is nothing to choose. */
export async function city(context, { fresh = false } = {}) {
  const cities = fresh ? await get('/api/jurisdictions') : await once('/api/jurisdictions');
  const wanted = context.query.get('city') || last();
  const code = (cities.find(one => one.code === wanted) || cities[0])?.code;
  const page = location.hash.replace(/^#\/?/, '').split(/[/?]/)[0];
  const chooser = cities.length > 1 ? field('热线', select(cities.map(one => [one.code, one.name + '（' + one.code + '）']), {
    value: code, onchange: event => {
      try {
        localStorage.setItem(KEPT, event.target.value);
      } catch {
        // Nothing is lost but convenience.
      }
      context.go(page + '?city=' + event.target.value);
    },
  })) : null;
  return { cities, code, chooser: chooser && h('div', { class: 'filter' }, chooser) };
}
