import {locales, names} from '../../../../hotline/language.js';

export default {
  app: {
    name: names.admin,
    vendor: '12345热线'
  },
  locales,
  customScripts: [
    '../../../hotline/webapp'
  ]
};
