// What Tasklist, Cockpit, Admin and Welcome have in common here: one sign-in page, the language and who chooses it.

import { h } from './dom.js';
import { get, root } from './api.js';
import { language, choose } from './language.js';
import { speakChinese } from './spoken.js';

// People sign in on one page. When a session has ended, or after signing out, the webapps would show a form of their own.
function goToSignIn() {
  if (/^#!?\/login/.test(window.location.hash)) {
    window.location.replace(new URL('login', root));
  }
}
window.addEventListener('hashchange', goToSignIn);
goToSignIn();

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
if (language === 'zh') {
  speakChinese();
}

async function ownApps() {
  try {
    const me = await get('/camunda/api/admin/auth/user/default');
    return me?.authorizedApps || [];
  } catch {
    return [];
  }
}
const apps = await ownApps();
// Tasklist links every task with its process in Cockpit, also for people who may not go there.
document.documentElement.classList.toggle('hotline-without-cockpit', !apps.includes('cockpit'));
document.documentElement.classList.toggle('hotline-without-admin', !apps.includes('admin'));

/**
 * Parts of the shipped screens that say nothing here: the engine's history of a task, which the ticket card tells in whole,
 * a description no task has, and external tasks, which no diagram uses.
 */
const WITHOUT_MEANING = new Set(['task-detail-history', 'task-detail-description', 'external-tasks-process-instance-runtime']);
if (!apps.includes('admin')) {
  // Counted over what the engine lets one person see task by task, which is wrong for everybody but an administrator.
  WITHOUT_MEANING.add('tasks').add('task-dashboard');
}
window.angular?.module('ngLocale').run(['$injector', injector => {
  if (injector.has('Views')) {
    const views = injector.get('Views');
    const all = views.getProviders;
    views.getProviders = function getProviders(...asked) {
      return all.apply(this, asked).filter(view => !WITHOUT_MEANING.has(view.id));
    };
  }
}]);

const places = await get('/api/places').catch(() => []);

/** The footer's right half names the maker of the shipped webapps; the hotline's other pages and the choice of the language stand there instead. */
function furnishFooter() {
  const maker = document.querySelector('[cam-widget-footer] .row > :last-child');
  if (!maker || maker.querySelector('.hotline-languages')) {
    return Boolean(maker);
  }
  const option = (code, text, tag) => h('button', { type: 'button', lang: tag, 'aria-pressed': String(code === language), onclick: () => choose(code) }, text);
  maker.replaceChildren(h('nav', { class: 'hotline-places', 'aria-label': '其他页面' },
    places.map(place => h('a', { href: new URL(place.path.slice(1), root) }, place.title))), h('span', { class: 'hotline-languages', role: 'group', 'aria-label': language === 'zh' ? '界面语言' : 'Language' },
    option('zh', '中文', 'zh-CN'), option('en', 'English', 'en')));
  return true;
}
if (!furnishFooter()) {
  const waiting = new MutationObserver(() => furnishFooter() && waiting.disconnect());
  waiting.observe(document.body, { childList: true, subtree: true });
}

export default [];
