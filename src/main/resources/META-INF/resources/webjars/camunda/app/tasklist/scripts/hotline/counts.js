/* How many tasks each filter lists, beside its name. */
import {get} from '../../../../../hotline/api.js';
import {count, h} from '../../../../../hotline/dom.js';

const EVERY = 60000;
let counts = new Map();
let planned = 0;

function show() {
  document.querySelectorAll('.task-filter .name').forEach(name => {
    const link = name.querySelector('a');
    const found = link && counts.get([...link.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('').trim());
    let badge = name.querySelector('.hotline-count');
    if (found === undefined || found === null) {
      badge?.remove();
      return;
    }
    if (!badge) {
      badge = h('span', {class: 'hotline-count'});
      name.append(badge);
    }
    const text = count(found);
    if (badge.textContent !== text) {
      badge.textContent = text;
      badge.setAttribute('aria-label', text + ' 件');
      badge.classList.toggle('hotline-count-none', found === 0);
    }
  });
}

/** Reads the counts again, soon; several wishes within a moment are one reading. */
export function recount() {
  window.clearTimeout(planned);
  planned = window.setTimeout(read, 300);
}

async function read() {
  window.clearTimeout(planned);
  planned = window.setTimeout(read, EVERY);
  if (document.hidden || !document.querySelector('.task-filter')) {
    return;
  }
  try {
    counts = new Map((await get('/api/tasks/counts')).map(filter => [filter.name, filter.count]));
    show();
  } catch {
    // The list itself says what is wrong; old counts would mislead.
    counts = new Map();
    show();
  }
}

document.addEventListener('visibilitychange', () => document.hidden || recount());
// The filters are drawn after the page, and again whenever they are read.
new MutationObserver(changes => {
  if (changes.some(change => [...change.addedNodes].some(node => node.nodeType === 1 && (node.matches('.task-filter') || node.querySelector('.task-filter'))))) {
    show();
    recount();
  }
}).observe(document.documentElement, {childList: true, subtree: true});

export default [];
