// What the shipped webapps say without asking their locale: dates, form messages, tips and names written into their code.

const FIXED = new Map(Object.entries({
  // header and panels
  Welcome: '首页', Admin: '系统管理', Cockpit: '运行监控', Tasklist: '工单任务',
  'Toggle this section': '展开或收起此部分', 'Suspended Job Definition': '已暂停的作业定义',
  Actions: '操作', Download: '下载', Upload: '上传', Close: '关闭', Empty: '空', Value: '值', 'Value Info': '值的信息',
  'Select all': '全选', 'Unselect all': '取消全选', 'Loading diagram': '正在读取流程图', 'Message is null.': '没有信息。',
  'Invalid Date Value.': '日期无效。', 'Invalid date': '日期无效', 'Session expiry': '登录失效', Error: '错误',
  'zoom in': '放大', 'zoom out': '缩小', 'reset zoom': '恢复大小', 'Open element documentation': '查看说明文档',
  'Powered by bpmn.io': '流程图组件', 'Error in localization configuration': '语言设置有误',
  // what the form renderer and its pickers say
  'Field is required.': '此项必填。', 'Value is not a number.': '请填写数字。', 'Value is expected to be an integer.': '请填写整数。',
  'Field must be a valid email.': '电子邮箱格式不正确。', 'Date and time must both be entered.': '日期和时间都要填写。',
  'Field must be a valid  international phone number. (e.g. +4930664040900)': '电话号码格式不正确。',
  'No results': '没有匹配的选项', Select: '请选择', Search: '输入文字查找', 'Remove tag': '移除', 'Nothing to show.': '没有内容。',
  'No content to show.': '没有内容。', 'Previous page': '上一页', 'Next page': '下一页', 'Add new': '添加', Collapse: '收起',
  Increment: '增加', Decrement: '减少', 'hh:mm': '时:分', 'hh:mm ?m': '时:分', 'yyyy/M/d': '年/月/日', 'yyyy/MM/dd': '年/月/日',
  'Scroll to increment': '滚动鼠标调整', 'Click to toggle': '点击切换', 'Optional form fields': '选填', Month: '月', Year: '年',
  Hour: '时', Minute: '分', HH: '时', MM: '分', SS: '秒'
}));
const COUNTED = [
  [/^Field must have minimum length of (\d+)\.$/, '至少填写$1个字。'],
  [/^Field must have maximum length of (\d+)\.$/, '最多填写$1个字。'],
  [/^Field must have minimum value of (\S+)\.$/, '不能小于$1。'],
  [/^Field must have maximum value of (\S+)\.$/, '不能大于$1。'],
  [/^Field must match pattern .*$/, '格式不正确。'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多$1位小数。'],
  [/^Please select a valid value, the two nearest valid values are (\S+) and (\S+)\.$/, '请填写有效的值，最接近的是$1和$2。'],
  [/^Expand all \((\d+)\)$/, '全部展开（$1）'],
  [/^(\d+) of (\d+)$/, '第$1页，共$2页']
];
const ATTRIBUTES = ['title', 'placeholder', 'aria-label', 'alt'];
// Here others' words are shown: they stay as they were written.
const QUOTED = '[class*="hotline"], textarea, pre, code, .fjs-form-field-text';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const SHORT_WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1 + '月');

function chinese(text) {
  const said = text.trim();
  const fixed = FIXED.get(said);
  if (fixed) {
    return text.replace(said, fixed);
  }
  const counted = COUNTED.find(([pattern]) => pattern.test(said));
  return counted ? said.replace(counted[0], counted[1]) : null;
}

function speakText(node) {
  const said = chinese(node.data);
  // The value of an option without one is its text.
  if (said && node.parentElement && !node.parentElement.closest(QUOTED) && !node.parentElement.matches('option:not([value])')) {
    node.data = said;
  }
}

function speakAttributes(element) {
  for (const name of ATTRIBUTES) {
    const said = element.hasAttribute(name) && chinese(element.getAttribute(name));
    if (said && !element.closest('[class*="hotline"]')) {
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
