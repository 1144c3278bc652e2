// The pages of /admin, in the order of the navigation. `roles` are groups of whom any one is enough, `everybody` stands
// for all who may open /admin; `module` lies beside this file or anywhere below the root and exports `page(box, context)`.

export const pages = [
  { hash: 'handover', title: '旧系统接续', roles: ['camunda-admin'], module: '../handover/page.js' },
];
