// What Tasklist, Cockpit, Admin and Welcome have in common here: one sign-in page, the language, and the words they have no key for.

import { h } from './dom.js';
import { root } from './api.js';
import { language, choose } from './language.js';

const app = document.querySelector('base').getAttribute('app-name');
const TITLES = {
  zh: { tasklist: '工单任务', cockpit: '运行监控', admin: '系统管理', welcome: '首页' },
  en: { tasklist: 'Tasklist', cockpit: 'Cockpit', admin: 'Admin', welcome: 'Welcome' }
};

// People sign in on one page. When a session has ended, or after signing out, the webapps would show a form of their own.
function goToSignIn() {
  if (/^#!?\/login/.test(window.location.hash)) {
    window.location.replace(new URL('login', root));
  }
}
window.addEventListener('hashchange', goToSignIn);
goToSignIn();

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
document.title = TITLES[language][app] + ' - 12345热线';

export default [];
