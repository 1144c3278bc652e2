// The pages of /admin, in the order of the navigation. `roles` are groups of whom any one is enough, `everybody` stands
// for all who may open /admin; `module` lies beside this file or anywhere below the root and exports `page(box, context)`.

export const pages = [
  { hash: 'quality', title: '质检', roles: ['everybody'], module: '../quality/page.js' },
  { hash: 'audit', title: '审计', roles: ['camunda-admin', 'auditor'], module: '../audit/page.js' },
];
