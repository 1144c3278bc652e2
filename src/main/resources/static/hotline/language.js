// Which language the webapps speak: Chinese, unless this person chose English in this browser.

const CHOICE = 'hotline-language';
const NAMES = {
  zh: { tasklist: '工单任务', cockpit: '运行监控', admin: '系统管理', welcome: '首页' },
  en: { tasklist: 'Tasklist', cockpit: 'Cockpit', admin: 'Admin', welcome: 'Welcome' }
};

function chosen() {
  try {
    return window.localStorage.getItem(CHOICE) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

/** `zh` or `en`. */
export const language = chosen();

/** How the webapps are called in that language, by their short names. */
export const names = NAMES[language];

/**
 * The webapps take the browser's language where they offer it. They are offered the chosen one alone, so that an English
 * browser starts in Chinese all the same.
 */
export const locales = { availableLocales: [language], fallbackLocale: language };

/** Speaks the other language from the next page on. */
export function choose(other) {
  window.localStorage.setItem(CHOICE, other);
  window.location.reload();
}

/**
 * Puts today's texts where a webapp looks for them first. It would read them too late for what it says at its start, and
 * would keep yesterday's for one more visit.
 */
async function keepTexts() {
  const base = document.querySelector('base[app-name]');
  const texts = `${base.getAttribute('app-root')}/app/${base.getAttribute('app-name')}/locales/`;
  const answer = await fetch(`${texts}${language}.json?bust=${window.bust}`, { cache: 'no-cache' });
  if (answer.ok) {
    const kept = JSON.parse(window.localStorage.getItem('camunda-web') || '{}');
    kept[`${texts}_locales_data_${language}_${window.bust}`] = JSON.stringify(await answer.json());
    window.localStorage.setItem('camunda-web', JSON.stringify(kept));
  }
}

try {
  await keepTexts();
} catch (unread) {
  console.warn('The webapp reads its texts by itself.', unread);
}
