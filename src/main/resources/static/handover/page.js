// 旧系统接续: upload, read what the check says, confirm, reconcile.

import { call, get, post, remove, segment, once } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, field, h, link, load, note, paged, select, table, time } from '../hotline/dom.js';

const STATES = {
  checking: ['检查中', 'warning'], checked: ['待确认', 'advice'], importing: ['接续中', 'warning'], done: ['已完成', 'good'], discarded: ['已放弃', ''],
};
const PROBLEMS = 50;
const EVERY = 2000;

const state = view => badge(...(STATES[view.state] || [view.state, '']));
const busy = view => view.state === 'checking' || view.state === 'importing';
const api = id => '/api/handover/imports/' + segment(id);
const file = (path, text) => link(text, new URL('..' + path, new URL('./', import.meta.url)), { class: 'button', download: true });

export async function page(box, context) {
  if (context.path.length) {
    one(box, context, context.path[0]);
  } else {
    every(box, context);
  }
}

// -------------------------------------------------------------------- all of them

async function every(box, context) {
  const jurisdictions = await once('/api/jurisdictions');
  const answer = h('div', { class: 'answer' });
  const system = h('input', { required: true, maxlength: '40', autocomplete: 'off' });
  const jurisdiction = select(jurisdictions.map(one => [one.code, one.name]));
  const workbook = h('input', { type: 'file', required: true, accept: '.xlsx' });
  const send = h('button', { type: 'submit', class: 'primary' }, '上传并检查');
  const form = h('form', {
    class: 'card', onsubmit: event => {
      event.preventDefault();
      act(send, answer, async () => {
        const data = new FormData();
        data.append('jurisdiction', jurisdiction.value);
        data.append('system', system.value.trim());
        data.append('file', workbook.files[0]);
        const view = await call('POST', '/api/handover/imports', data);
        context.go('handover/' + view.id);
      });
    },
  },
  h('h2', {}, '上传旧系统的工单'),
  h('p', { class: 'lead' }, '先下载模板，把旧系统的工单填入或导出到模板中。上传后只作检查，不会产生工单；看过问题、核对件数后再确认接续。同一个文件可以重复上传，已接续的工单不会重复。'),
  h('div', { class: 'pairs' }, field('热线', jurisdiction), field('旧系统名称', system, '与旧工单号一起认定一件工单，每次须写得一样'),
    field('工作簿（.xlsx）', workbook)),
  h('div', { class: 'actions' }, send, file('/api/handover/template', '下载模板')), answer);
  const list = paged({
    read: (number, size) => get('/api/handover/imports', { page: number, size }),
    render: items => table({
      caption: '历次接续', rows: items, empty: '还没有接续过旧系统的工单。', columns: [
        { title: '上传时间', kind: 'nowrap', cell: view => link(time(view.uploadedAt), '#/handover/' + segment(view.id)) },
        { title: '旧系统', cell: view => view.system },
        { title: '文件', kind: 'wide', cell: view => view.fileName },
        { title: '状态', kind: 'nowrap', cell: state },
        { title: '件数', kind: 'number', cell: view => count(view.tickets) },
        { title: '已接续', kind: 'number', cell: view => count(view.imported + view.same) },
        { title: '未接续', kind: 'number', cell: view => count(view.refused) },
        { title: '上传人', cell: view => view.uploadedBy },
      ],
    }),
  });
  box.replaceChildren(form, h('h2', {}, '历次接续'), list);
}

// -------------------------------------------------------------------- one of them

function one(box, context, id) {
  const head = h('div', { 'aria-live': 'polite' });
  const sums = h('div');
  const problems = h('div');
  let before = '';
  box.replaceChildren(h('p', {}, link('返回历次接续', '#/handover')), head, sums, problems);

  async function look() {
    if (!box.isConnected) {
      return;
    }
    const view = await get(api(id));
    head.replaceChildren(...summary(view, show));
    if (view.state !== before) {
      before = view.state;
      announce('状态：' + (STATES[view.state] || [view.state])[0]);
      if (!busy(view)) {
        details(view);
      }
    }
    if (busy(view)) {
      setTimeout(() => look().catch(() => setTimeout(show, EVERY * 5)), EVERY);
    }
  }
  function show() {
    return load(head, async () => { before = ''; await look(); }, () => [...head.children]);
  }
  function details(view) {
    load(sums, () => get(api(id) + '/reconciliation'), sheet => reconciliation(id, view, sheet));
    problems.replaceChildren(view.problems ? h('h2', {}, '问题（' + count(view.problems) + '）') : h('p', { class: 'state' }, '没有发现问题。'),
      view.problems ? paged({
        size: PROBLEMS, read: (number, size) => get(api(id) + '/problems', { page: number, size }),
        render: items => table({
          caption: '问题', rows: items, columns: [
            { title: '旧工单号', kind: 'nowrap', cell: problem => problem.oldNumber || '' },
            { title: '问题', kind: 'wide', cell: problem => problem.message },
          ],
        }),
      }) : '');
  }
  look().catch(() => show());
}

function summary(view, again) {
  const answer = h('div', { class: 'answer' });
  const done = view.imported + view.same + view.refused;
  const part = view.state === 'checking' ? view.tickets - view.unchecked : done;
  const give = button('确认接续 ' + count(view.ready) + ' 件', () => act(give, answer, async () => {
    const sure = await confirm({
      title: '确认接续', action: '接续',
      body: [h('p', {}, '将接续 ' + count(view.ready) + ' 件工单：已办结的直接归档，在办的从旧系统办到的环节继续，时限按原派单时间计算。'),
        view.refused ? h('p', {}, '有问题的 ' + count(view.refused) + ' 件不接续，列在核对表中。') : null],
    });
    if (sure) {
      await post(api(view.id) + '/confirmation');
      await again();
    }
  }), { class: 'primary' });
  const drop = button('放弃', () => act(drop, answer, async () => {
    if (await confirm({ title: '放弃这次接续', action: '放弃', danger: true, body: h('p', {}, '等待接续的内容将删除，不会产生工单。') })) {
      await remove(api(view.id));
      await again();
    }
  }), { class: 'danger' });
  return [
    h('p', {}, state(view), ' ', view.system, '，', view.fileName, '，', view.uploadedBy, ' 于 ', time(view.uploadedAt), ' 上传'),
    busy(view) ? h('div', {}, h('progress', { max: view.tickets || 1, value: String(part), 'aria-label': '进度' }),
      h('p', { class: 'state' }, count(part) + ' / ' + count(view.tickets) + ' 件；可以离开本页，稍后再看。')) : null,
    h('p', {}, '文件中 ' + count(view.tickets) + ' 件：可接续 ' + count(view.ready) + '，本次已接续 ' + count(view.imported) + '，以前已接续 '
      + count(view.same) + '，未接续 ' + count(view.refused) + '。'),
    view.state === 'checked' ? h('div', { class: 'actions' }, view.ready ? give : note('没有可以接续的工单。'), drop) : null,
    answer,
  ].filter(Boolean);
}

function reconciliation(id, view, sheet) {
  return [
    h('h2', {}, '核对'),
    view.state === 'done' ? note(sheet.agrees ? '文件中的件数与本系统中的件数一致。' : '件数不一致，见下表标出的行；请把核对表交系统管理员核查。',
      sheet.agrees ? 'good' : 'error') : null,
    table({
      caption: '核对', rows: sheet.lines, columns: [
        { title: '项目', kind: 'nowrap', cell: line => line.byName },
        { title: '内容', cell: line => line.name },
        { title: '文件中', kind: 'number', cell: line => count(line.file) },
        { title: '本次接续', kind: 'number', cell: line => count(line.imported) },
        { title: '以前已接续', kind: 'number', cell: line => count(line.same) },
        { title: '未接续', kind: 'number', cell: line => count(line.refused) },
        { title: '本系统中', kind: 'number', cell: line => count(line.stored) },
        { title: '是否一致', kind: 'nowrap', cell: line => view.state !== 'done' ? '' : line.agrees ? '一致' : badge('不一致', 'error') },
      ],
    }),
    h('div', { class: 'actions' }, file(api(id) + '/reconciliation/sheet', '下载核对表')),
    view.state === 'done' ? files(id) : null,
  ];
}

/** The files of the tickets, out of an archive. */
function files(id) {
  const answer = h('div', { class: 'answer', 'aria-live': 'polite' });
  const archive = h('input', { type: 'file', accept: '.zip', required: true });
  const send = h('button', { type: 'submit' }, '上传附件');
  return h('form', {
    class: 'card', onsubmit: event => {
      event.preventDefault();
      act(send, answer, async () => {
        const data = new FormData();
        data.append('file', archive.files[0]);
        const result = await call('POST', api(id) + '/files', data);
        answer.replaceChildren(note('本次挂上 ' + count(result.added) + ' 个附件，还缺 ' + count(result.missing) + ' 个。', result.problems.length ? 'warning' : 'good'),
          result.problems.length ? h('ul', { class: 'words' }, result.problems.map(text => h('li', {}, text))) : '');
      });
    },
  }, h('h2', {}, '附件'), field('压缩包（.zip）', archive, '文件的路径须与“附件”表一致；可以分几次上传，已挂上的不会重复。'),
  h('div', { class: 'actions' }, send), answer);
}
