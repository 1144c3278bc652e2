// Which language the webapps speak: Chinese, unless this person chose English on this computer.

const CHOICE = 'hotline-language';

function chosen() {
  try {
    return window.localStorage.getItem(CHOICE) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

/** `zh` or `en`. */
export const language = chosen();

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

// The webapps keep texts in this browser by their own version, which stays when our texts change.
try {
  Object.keys(window.localStorage).filter(key => key.includes('_locales_data_')).forEach(key => window.localStorage.removeItem(key));
} catch {
  // Without storage there is nothing kept.
}
