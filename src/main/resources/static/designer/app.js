// The frame of the designers' page: sections, the hash that names what is shown, sign-out.

import { h, failure, link } from '../hotline/dom.js';
import { equip } from '../hotline/frame.js';
import { showCatalogue } from './catalogue.js';
import { showConflicts } from './conflicts.js';
import { showDrafts } from './drafts.js';
import { showExplain } from './explain.js';
import { showHistory } from './history.js';
import { showModels } from './models.js';
import { showPreview } from './preview.js';
import { showPublish } from './publish.js';

const SECTIONS = [
  { route: 'models', title: '模型', show: showModels },
  { route: 'drafts', title: '草稿', show: showDrafts },
  { route: 'preview', title: '预览', show: showPreview },
  { route: 'publish', title: '发布', show: showPublish },
  { route: 'history', title: '历史', show: showHistory },
  { route: 'conflicts', title: '冲突', show: showConflicts },
  { route: 'catalogue', title: '目录', show: showCatalogue },
  { route: 'explain', title: '为什么', show: showExplain },
];

const content = document.getElementById('content');
const sections = document.getElementById('sections');

sections.append(h('ul', {}, SECTIONS.map(section => h('li', {}, link(section.title, '#/' + section.route)))));

/** `#/drafts/12?x=1` is the section `drafts`, the path `['12']` and the query. */
function asked() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [route, ...rest] = path.split('/').map(part => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  return { section: SECTIONS.find(section => section.route === route) || SECTIONS[0], path: rest.filter(Boolean), query: new URLSearchParams(query) };
}

function show(focus) {
  const { section, path, query } = asked();
  for (const anchor of sections.querySelectorAll('a')) {
    if (anchor.getAttribute('href') === '#/' + section.route) {
      anchor.setAttribute('aria-current', 'page');
    } else {
      anchor.removeAttribute('aria-current');
    }
  }
  const heading = h('h1', { tabindex: '-1' }, section.title);
  const place = h('section', { class: section.route });
  content.replaceChildren(heading, place);
  document.title = section.title + ' · 规则设计';
  scrollTo(0, 0);
  if (focus) {
    heading.focus();
  }
  try {
    section.show(place, path, query, heading);
  } catch (problem) {
    place.replaceChildren(failure(problem));
  }
}

addEventListener('hashchange', () => show(true));
equip();
show(false);
