import {locales} from '../../../../hotline/language.js';

export default {
  app: {
    name: '工单',
    vendor: '12345热线'
  },
  locales,
  customScripts: [
    '../../../hotline/webapp'
  ]
};
