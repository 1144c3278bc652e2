import {locales, names} from '../../../../hotline/language.js';

export default {
  app: {
    name: names.tasklist,
    vendor: '12345热线'
  },
  locales,
  customScripts: [
    '../../../hotline/webapp',
    'scripts/hotline/ticket-card',
    'scripts/hotline/submissions',
    'scripts/hotline/phone',
    'scripts/hotline/ticket-line',
    'scripts/hotline/desk',
    'scripts/hotline/counts',
    'scripts/hotline/drafts',
    'scripts/hotline/shift',
    'scripts/hotline/search',
    'scripts/hotline/register'
  ],
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: '认领（签收）当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: '转到筛选列表'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: '转到任务列表'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: '转到表单第一个字段'
    }
  }
};
