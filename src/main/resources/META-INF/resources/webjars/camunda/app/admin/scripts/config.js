export default {
  app: {
    name: '工单',
    vendor: '12345热线'
  },
  customScripts: [
    'scripts/hotline/sign-in'
  ]
};
