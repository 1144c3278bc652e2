// The pages of /bulletins, in the order of the navigation. `roles` are groups of whom any one is enough, `everybody` stands
// for all who may open /bulletins; `module` lies beside this file or anywhere below the root and exports `page(box, context)`.

export const pages = [
  { hash: 'bulletins', title: '通报', roles: ['everybody'], module: './list.js' },
  { hash: 'statistics', title: '统计', roles: ['everybody'], module: './figures.js' },
  { hash: 'signs', title: '苗头', roles: ['supervisor', 'bulletin-editor', 'bulletin-signer', 'camunda-admin'], module: '../earlysign/page.js' },
  { hash: 'overdue', title: '逾期催告', roles: ['operator', 'dispatcher', 'reviewer', 'callback', 'supervisor', 'inspector', 'bulletin-editor', 'camunda-admin'], module: '../supervision/page.js' },
  { hash: 'measures', title: '指标目录', roles: ['everybody'], module: './measures.js' },
  { hash: 'calls', title: '话务导入', roles: ['operator', 'dispatcher', 'reviewer', 'callback', 'supervisor', 'inspector', 'bulletin-editor', 'camunda-admin'], module: '../calls/page.js' },
  { hash: 'template', title: '通报模板', roles: ['bulletin-editor', 'supervisor', 'camunda-admin'], module: './template.js' },
  { hash: 'frames', title: '版头版记', roles: ['bulletin-editor', 'bulletin-signer', 'supervisor', 'camunda-admin'], module: './frames.js' },
];
