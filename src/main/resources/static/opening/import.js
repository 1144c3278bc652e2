// 开城导入: templates and exports to download, a workbook to check and import, the history of imports.

import { get, post, remove, root, search, segment, upload } from '../hotline/api.js';
import { h, act, announce, badge, button, confirm, count, failure, field, link, load, note, paged, select, table, time } from '../hotline/dom.js';

const STATES = {
  checking: ['正在核对', 'advice'], refused: ['文件被拒收', 'error'], wrong: ['有问题，未导入', 'error'], checked: ['核对通过，等待确认', 'warning'],
  importing: ['正在导入', 'advice'], done: ['已导入', 'good'], discarded: ['已作废', ''],
};
const state = one => badge(...(STATES[one.state] || [one.state, '']));
const LARGEST = 10_000_000;

export async function page(box, context) {
  if (context.path[0]) {
    return one(box, context, context.path[0]);
  }
  const cities = await get('/api/jurisdictions');
  const history = paged({
    read: (number, size) => get('/api/opening/imports', { page: number, size }),
    render: items => table({
      caption: '导入历史', rows: items, empty: '还没有上传过文件。',
      columns: [
        { title: '文件', kind: 'wide', cell: row => [link(row.fileName, '#/opening/' + segment(row.id)), h('small', { class: 'code' }, '校验值 ' + row.fileHash.slice(0, 12))] },
        { title: '热线', cell: row => row.jurisdiction || '' },
        { title: '状态', kind: 'nowrap', cell: state },
        { title: '变化', cell: row => changes(row) },
        { title: '上传', kind: 'nowrap', cell: row => [time(row.uploadedAt), h('small', {}, row.uploadedBy)] },
        { title: '导入', kind: 'nowrap', cell: row => row.importedAt ? [time(row.importedAt), h('small', {}, row.importedBy)] : '' },
      ],
    }),
  });
  box.append(
    h('p', { class: 'lead' }, '下载模板填写，上传后先逐格核对，不写入任何内容；核对通过并确认以后才导入。已有的行按代码更新，没有写到的行不变，同一个文件再导入一次没有变化。'),
    h('div', { class: 'columns even' }, sender(context, cities), downloads(cities)),
    h('h2', {}, '导入历史'), history);
}

function downloads(cities) {
  const place = h('div');
  const chosen = cities.length ? select(cities.map(city => [city.code, city.name + '（' + city.code + '）'])) : null;
  const file = (text, path) => link(text, new URL(path, root), { class: 'button', download: true });
  const exported = () => file('导出现有数据', 'api/opening/export' + search({ jurisdiction: chosen.value }));
  const button = h('span', {}, chosen ? exported() : null);
  chosen?.addEventListener('change', () => button.replaceChildren(exported()));
  return h('div', { class: 'card' }, h('h2', {}, '下载'),
    h('div', { class: 'actions' }, file('下载空白模板', 'api/opening/template')),
    chosen ? [field('热线', chosen, '导出的表格与模板相同，改好后可以再导入；含人员和值班电话，导出会留下记录。'), h('div', { class: 'actions' }, button)]
      : note('还没有开通热线；先下载模板，填写“热线”等工作表后上传。'), place);
}

function sender(context, cities) {
  const input = h('input', { type: 'file', id: 'workbook', accept: '.xlsx,.csv', required: true });
  const target = select([['', '由文件中的“热线”表决定'], ...cities.map(city => [city.code, city.name + '（' + city.code + '）'])]);
  const answer = h('div');
  const bar = h('progress', { max: 1, value: 0, hidden: true, 'aria-label': '上传进度' });
  const send = h('button', { type: 'submit', class: 'primary' }, '上传并核对');
  return h('form', {
    class: 'card', onsubmit: event => {
      event.preventDefault();
      const file = input.files[0];
      if (!file) {
        return answer.replaceChildren(note('请先选择文件。', 'warning'));
      }
      if (file.size > LARGEST) {
        return answer.replaceChildren(note('文件超过 10MB，请删除与内容无关的部分，或分成几个文件上传。', 'warning'));
      }
      return act(send, answer, async () => {
        bar.hidden = false;
        try {
          const taken = await upload('/api/opening/imports' + search({ jurisdiction: target.value }), file, { progress: part => { bar.value = part; } });
          context.go('opening/' + segment(taken.id));
        } finally {
          bar.hidden = true;
        }
      });
    },
  }, h('h2', {}, '上传'), field('文件', input, '.xlsx 工作簿，可含全部或几个工作表；或一张表的 .csv，文件名为工作表名称，例如 单位.csv。'),
  field('导入到', target, '没有“热线”表的文件须选择热线。'), bar, answer, h('div', { class: 'actions' }, send));
}

function changes(row) {
  if (!row.counts) {
    return row.reason || (row.problemCount ? count(row.problemCount) + ' 个问题' : '');
  }
  if (row.nothingChanges) {
    return '没有变化';
  }
  const sum = name => Object.values(row.counts).reduce((all, tally) => all + tally[name], 0);
  return `新增 ${count(sum('added'))}，变更 ${count(sum('changed'))}，不变 ${count(sum('same'))}`;
}

// ------------------------------------------------------------------ one upload

async function one(box, context, id) {
  const place = h('div');
  box.append(h('p', {}, link('← 返回开城导入', '#/opening')), place);
  let seen = '';
  async function follow() {
    const row = await get('/api/opening/imports/' + segment(id));
    if (!place.isConnected) {
      return;
    }
    if (row.state + row.step + row.rows !== seen) {
      seen = row.state + row.step + row.rows;
      place.replaceChildren(...shown(row));
      announce(STATES[row.state]?.[0] || '');
    }
    if (row.state === 'checking' || row.state === 'importing') {
      setTimeout(() => follow().catch(problem => place.isConnected && place.replaceChildren(failure(problem, follow))), 700);
    }
  }

  function shown(row) {
    const answer = h('div');
    return [
      h('dl', { class: 'facts' },
        fact('文件', [row.fileName, h('small', { class: 'code' }, 'SHA-256 ' + row.fileHash + '，' + count(row.fileSize) + ' 字节')]),
        fact('热线', row.jurisdiction || '未定'), fact('状态', state(row)),
        fact('上传', time(row.uploadedAt) + ' ' + row.uploadedBy),
        row.importedAt ? fact('导入', time(row.importedAt) + ' ' + row.importedBy) : null),
      row.state === 'checking' || row.state === 'importing' ? h('div', { class: 'progress', role: 'status' },
        h('p', {}, (row.state === 'checking' ? '正在核对' : '正在导入') + (row.step ? '：' + row.step + '，' + count(row.rows) + ' 行' : '……')), h('progress', { 'aria-label': '进行中' })) : null,
      row.reason ? note(row.reason, 'error') : null,
      row.problemCount ? problems(row) : null,
      row.waitsForApproval ? note('派单目录已提交，须由另一名流程设计员在“规则设计”中批准后生效。', 'warning') : null,
      row.counts ? tallies(row) : null,
      row.state === 'done' ? note(row.nothingChanges ? '文件与现有数据完全相同，没有变化。' : '导入完成，已经生效。', 'good') : null,
      row.state === 'done' ? h('div', { class: 'actions' }, link('查看开城检查表', '#/checklist?city=' + segment(row.jurisdiction), { class: 'button' })) : null,
      answer, row.state === 'checked' ? actions(row, answer) : ['wrong', 'refused'].includes(row.state) ? h('div', { class: 'actions' }, link('重新上传', '#/opening', { class: 'button' })) : null,
    ].filter(Boolean);
  }

  function actions(row, answer) {
    const go = button(row.nothingChanges ? '确认（没有变化）' : '确认导入', () => act(go, answer, async () => {
      setTimeout(() => follow().catch(() => null), 300);
      await post('/api/opening/imports/' + segment(id) + '/confirmation');
      seen = '';
      await follow();
    }), { class: 'primary', id: 'confirm-import' });
    const drop = button('作废', async () => {
      if (await confirm({ title: '作废这次上传', body: h('p', {}, '文件会被删除，上传的记录保留。'), action: '作废', danger: true })) {
        await act(drop, answer, () => remove('/api/opening/imports/' + segment(id)).then(() => context.go('opening')));
      }
    });
    return h('div', { class: 'actions' }, go, drop);
  }

  await load(place, () => get('/api/opening/imports/' + segment(id)), row => shown(row));
  return follow();
}

const fact = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));

function problems(row) {
  return h('section', {}, h('h2', {}, '问题（' + count(row.problemCount) + ' 个）'),
    h('p', { class: 'soft' }, '没有写入任何内容。请在原文件中改正后重新上传。' + (row.problemCount > row.problems.length ? '这里列出前 ' + row.problems.length + ' 个。' : '')),
    table({
      caption: '问题', rows: row.problems, columns: [
        { title: '工作表', kind: 'nowrap', cell: one => one.sheet, by: one => one.sheet },
        { title: '行', kind: 'number', cell: one => one.row || '', by: one => one.row },
        { title: '列', kind: 'nowrap', cell: one => one.column ? one.column + ' ' + (one.head || '') : '' },
        { title: '问题', kind: 'wide', cell: one => one.text },
      ],
    }));
}

function tallies(row) {
  return h('section', {}, h('h2', {}, row.state === 'done' ? '已经发生的变化' : '将要发生的变化'), table({
    caption: '各表的变化', rows: Object.entries(row.counts), empty: '文件中没有内容。', columns: [
      { title: '工作表', cell: ([sheet]) => sheet },
      { title: '新增', kind: 'number', cell: ([, tally]) => count(tally.added) },
      { title: '变更', kind: 'number', cell: ([, tally]) => count(tally.changed) },
      { title: '不变', kind: 'number', cell: ([, tally]) => count(tally.same) },
    ],
  }));
}
