import {locales, names} from '../../../../hotline/language.js';

export default {
  app: {
    name: names.cockpit,
    vendor: '12345热线'
  },
  locales,
  customScripts: [
    '../../../hotline/webapp',
    'scripts/hotline/board',
    'scripts/hotline/steps',
    'scripts/hotline/engine-acts',
    'scripts/hotline/tickets',
    'scripts/hotline/search'
  ]
};
