// What the shipped webapps say without asking their locale: dates, form messages, tips and names written into their code.

import { PATTERNS, WORDS } from './spoken-words.js';

const ATTRIBUTES = ['title', 'placeholder', 'aria-label', 'alt'];
// Here others' words are shown: they stay as they were written.
const QUOTED = '.hotline-ticket, .hotline-line, textarea, pre, code';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const SHORT_WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1 + '月');

/** Several words of one kind stand in one text, divided by commas: a person's permissions. */
function together(said, word) {
  const parts = said.split(', ').map(word);
  return parts.every(Boolean) ? parts.join('、') : null;
}

/** What the text is in Chinese at this place; null when it is nobody's but its writer's. */
function chinese(text, element) {
  const said = text.trim();
  if (!/[A-Za-z]{2}/.test(said) || said.length > 500) {
    return null;
  }
  const found = WORDS.find(({ place, said: known }) => together(said, part => known.get(part)) && (!place || element.closest(place)));
  if (found) {
    return text.replace(said, together(said, part => found.said.get(part)));
  }
  const pattern = PATTERNS.find(([known]) => known.test(said));
  return pattern ? said.replace(pattern[0], pattern[1]) : null;
}

function speakText(node) {
  const element = node.parentElement;
  // The value of an option without one is its text.
  if (!element || element.matches('script, style, option:not([value])')) {
    return;
  }
  const said = chinese(node.data, element);
  if (said && !element.closest(QUOTED)) {
    node.data = said;
  }
}

function speakAttributes(element) {
  for (const name of ATTRIBUTES) {
    const said = element.hasAttribute(name) && chinese(element.getAttribute(name), element);
    if (said && !element.closest('.hotline-ticket, .hotline-line')) {
      element.setAttribute(name, said);
    }
  }
}

function speak(added) {
  if (added.nodeType === Node.TEXT_NODE) {
    speakText(added);
  } else if (added.nodeType === Node.ELEMENT_NODE) {
    speakAttributes(added);
    added.querySelectorAll(ATTRIBUTES.map(name => `[${name}]`).join()).forEach(speakAttributes);
    const texts = document.createTreeWalker(added, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      speakText(texts.currentNode);
    }
  }
}

/** Dates of the webapps' own pickers, which are AngularJS's. */
function angularDates() {
  const angular = window.angular;
  if (!angular) {
    return;
  }
  angular.module('ngLocale', [], ['$provide', provide => provide.value('$locale', {
    id: 'zh-cn',
    localeID: 'zh_CN',
    DATETIME_FORMATS: {
      AMPMS: ['上午', '下午'], DAY: WEEKDAYS, SHORTDAY: SHORT_WEEKDAYS, MONTH: MONTHS, STANDALONEMONTH: MONTHS, SHORTMONTH: MONTHS,
      ERANAMES: ['公元前', '公元'], ERAS: ['公元前', '公元'], FIRSTDAYOFWEEK: 0, WEEKENDRANGE: [5, 6],
      fullDate: 'y年M月d日EEEE', longDate: 'y年M月d日', medium: 'y年M月d日 HH:mm:ss', mediumDate: 'y年M月d日',
      mediumTime: 'HH:mm:ss', short: 'y/M/d HH:mm', shortDate: 'y/M/d', shortTime: 'HH:mm'
    },
    NUMBER_FORMATS: {
      CURRENCY_SYM: '¥', DECIMAL_SEP: '.', GROUP_SEP: ',',
      PATTERNS: [
        { gSize: 3, lgSize: 3, maxFrac: 3, minFrac: 0, minInt: 1, negPre: '-', negSuf: '', posPre: '', posSuf: '' },
        { gSize: 3, lgSize: 3, maxFrac: 2, minFrac: 2, minInt: 1, negPre: '-¥', negSuf: '', posPre: '¥', posSuf: '' }
      ]
    },
    // Chinese has one form for every number.
    pluralCat: () => 'other'
  })]).run(['$injector', injector => {
    if (injector.has('uibDatepickerConfig')) {
      Object.assign(injector.get('uibDatepickerConfig'), { formatDayTitle: 'y年M月', formatMonth: 'M月', formatMonthTitle: 'y年', formatYear: 'y年' });
    }
  }]);
}

/** Dates of the form renderer: its calendar, and the order of year, month and day, which it takes from the browser. */
function formDates() {
  window.flatpickr?.localize({
    weekdays: { shorthand: SHORT_WEEKDAYS, longhand: WEEKDAYS }, months: { shorthand: MONTHS, longhand: MONTHS },
    firstDayOfWeek: 1, rangeSeparator: ' 至 ', weekAbbreviation: '周', ordinal: () => '', time_24hr: true,
    scrollTitle: '滚动鼠标调整', toggleTitle: '点击切换', amPM: ['上午', '下午'], yearAriaLabel: '年', monthAriaLabel: '月',
    hourAriaLabel: '时', minuteAriaLabel: '分'
  });
  const Browsers = Intl.DateTimeFormat;
  const Chinese = function DateTimeFormat(locale, options) {
    return new Browsers(!locale || locale === 'default' ? 'zh-CN' : locale, options);
  };
  Chinese.prototype = Browsers.prototype;
  Chinese.supportedLocalesOf = Browsers.supportedLocalesOf;
  Intl.DateTimeFormat = Chinese;
}

/** The footer names the browser's time zone by its code. */
function zoneInWords() {
  const zone = document.querySelector('#footer-timezone i');
  if (zone?.textContent) {
    const name = new Intl.DateTimeFormat('zh-CN', { timeZoneName: 'long' }).formatToParts().find(part => part.type === 'timeZoneName');
    zone.textContent = name ? name.value : zone.textContent;
  }
  return Boolean(zone?.textContent);
}

/** Puts what the webapps say in English on their own into Chinese, now and whenever it appears. */
export function speakChinese() {
  angularDates();
  formDates();
  let zoneNamed = false;
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === 'attributes') {
        speakAttributes(change.target);
      } else if (change.type === 'characterData') {
        speakText(change.target);
      } else {
        change.addedNodes.forEach(speak);
      }
    }
    zoneNamed = zoneNamed || zoneInWords();
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  speak(document.body);
}
