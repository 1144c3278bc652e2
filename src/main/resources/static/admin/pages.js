// The pages of /admin, in the order of the navigation. `roles` are groups of whom any one is enough, `everybody` stands
// for all who may open /admin, except whoever is nothing but `notFor`; `module` lies beside this file or anywhere below the root and exports `page(box, context)`.

export const pages = [
  { hash: 'checklist', title: '开城检查表', roles: ['camunda-admin'], module: '../opening/checklist.js' },
  { hash: 'opening', title: '开城导入', roles: ['camunda-admin'], module: '../opening/import.js' },
  { hash: 'settings', title: '设置', roles: ['camunda-admin'], module: '../opening/settings.js' },
  { hash: 'people', title: '人员与账号', roles: ['camunda-admin'], module: '../people/page.js' },
  { hash: 'units', title: '单位变更', roles: ['camunda-admin'], module: '../units/page.js' },
  { hash: 'handover', title: '旧系统接续', roles: ['camunda-admin'], module: '../handover/page.js' },
  { hash: 'quality', title: '质检', roles: ['everybody'], notFor: ['auditor'], module: '../quality/page.js' },
  { hash: 'audit', title: '审计', roles: ['camunda-admin', 'auditor'], module: '../audit/page.js' },
];
