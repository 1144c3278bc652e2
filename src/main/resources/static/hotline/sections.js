// A frame of several pages: whose pages are shown, the hash that names the one open, sign-out.

import { h, failure, link, note } from './dom.js';
import { equip } from './frame.js';
import { moves } from './unsaved.js';

/**
 * Runs a frame named `title`. Of `pages` everybody sees those of the own roles (`everybody` stands for all who may open the
 * frame) except whoever is nothing but `notFor`; their modules are addresses below `base` and export `page(box, context)`.
 */
export function run({ pages, title, base }) {
  const said = name => document.querySelector(`meta[name="${name}"]`).content;
  const me = { user: said('signed-in'), groups: said('groups').split(' ').filter(Boolean) };
  const only = groups => me.groups.length > 0 && me.groups.every(group => groups.includes(group));
  const mine = pages.filter(page => page.roles.some(role => role === 'everybody' || me.groups.includes(role)) && !only(page.notFor || []));
  const content = document.getElementById('content');
  const sections = document.getElementById('sections');
  let turn = 0;

  if (only(['auditor'])) {
    // The engine's applications are closed to auditors.
    document.querySelector('.who a[href^="/camunda/"]').remove();
  }
  sections.append(h('ul', {}, mine.map(page => h('li', {}, link(page.title, '#/' + page.hash)))));

  /** `#/people/wang?x=1` is the page `people`, the path `['wang']` and the query. */
  function asked() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    const [hash, ...rest] = path.split('/').map(part);
    return { page: mine.find(page => page.hash === hash) || mine[0], path: rest.filter(Boolean), query: new URLSearchParams(query) };
  }

  /** Opens a page of this frame: `people/wang`, with or without `#/`. */
  function go(hash) {
    location.hash = '#/' + hash.replace(/^#?\/?/, '');
  }

  async function show(focus) {
    const mineNow = ++turn;
    const { page, path, query } = asked();
    if (!page) {
      content.replaceChildren(h('h1', {}, title), note('您的角色在这里没有可用的页面。如需使用，请联系系统管理员。'));
      return;
    }
    for (const anchor of sections.querySelectorAll('a')) {
      if (anchor.getAttribute('href') === '#/' + page.hash) {
        anchor.setAttribute('aria-current', 'page');
      } else {
        anchor.removeAttribute('aria-current');
      }
    }
    const heading = h('h1', { tabindex: '-1' }, page.title);
    const box = h('section', { class: page.hash });
    content.replaceChildren(heading, box);
    document.title = page.title + ' · ' + title;
    scrollTo(0, 0);
    if (focus) {
      heading.focus();
    }
    box.append(h('p', { class: 'state' }, '正在读取……'));
    try {
      const module = await import(new URL(page.module, base));
      if (mineNow === turn) {
        box.replaceChildren();
        await module.page(box, { me, go, path, query, heading });
      }
    } catch (problem) {
      if (mineNow === turn) {
        box.replaceChildren(failure(problem, () => show(true)));
      }
    }
  }

  addEventListener('hashchange', async event => await moves(event) && show(true));
  equip();
  show(false);
}

function part(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
