// 话务导入: daily call totals of the telephone platform, tried first, then taken in; what a file corrected stays readable.

import { call, get, once, search, segment } from '../hotline/api.js';
import { act, announce, button, count, field, h, link, note, paged, select, table, time } from '../hotline/dom.js';

const TOTALS = [['callsIn', '呼入'], ['answered', '接听'], ['invalid', '无效来电'], ['callsOut', '呼出'], ['waitSeconds', '等待时长（秒）'],
  ['talkSeconds', '通话时长（秒）'], ['longestSeconds', '最长通话（秒）']];

export async function page(box, context) {
  const keeps = ['supervisor', 'camunda-admin'].some(group => context.me.groups.includes(group));
  const places = await once('/api/jurisdictions');
  const asked = context.query.get('jurisdiction') || '';
  const until = context.query.get('to') || today();
  const from = context.query.get('from') || until.slice(0, 8) + '01';
  const city = select([['', '本系统默认区域'], ...places.map(each => [each.code, each.name])], { value: asked });
  const first = h('input', { type: 'date', value: from, required: true });
  const last = h('input', { type: 'date', value: until, required: true });
  box.append(h('p', { class: 'lead' }, '话务平台每天的呼入、接听、无效来电、呼出和时长，按号码（12345和并入的号码）分列，供通报中的话务指标使用。'));
  const list = paged({ size: 50, read: (number, size) => get('/api/reports/calls', { jurisdiction: asked, from, to: until, page: number, size }),
    render: rows => table({ caption: '各日话务量', rows, empty: '这段时间还没有话务量。', columns: [
      { title: '日期', kind: 'nowrap', cell: row => row.day },
      { title: '号码', kind: 'nowrap', cell: row => row.line },
      ...TOTALS.map(([key, title]) => ({ title, kind: 'number', cell: row => count(row[key]) })),
    ] }) });
  const imports = keeps ? history(asked) : null;
  if (keeps) {
    box.append(taking(asked, () => { list.first(); imports.first(); }));
  }
  box.append(h('h2', {}, '各日话务量'),
    h('form', { class: 'row', onsubmit: event => {
      event.preventDefault();
      context.go('calls' + search({ jurisdiction: city.value, from: first.value, to: last.value }));
    } }, places.length > 1 ? field('热线区域', city) : '', field('自', first), field('至', last),
    h('div', { class: 'actions' }, h('button', { type: 'submit' }, '查询'))), list);
  if (keeps) {
    box.append(h('h2', {}, '导入记录'), imports);
  }
}

/** The day in China, wherever the screen is. */
const today = () => time(Date.now()).slice(0, 10);

/** The form: try the file, read what would happen, take it in. */
function taking(jurisdiction, done) {
  const answer = h('div', { class: 'answer', 'aria-live': 'polite' });
  const file = h('input', { type: 'file', required: true, accept: '.xlsx,.csv', onchange: () => answer.replaceChildren() });
  const trial = h('button', { type: 'submit', class: 'primary' }, '核对');
  // What was tried is what is taken in, even if somebody goes on writing in the file meanwhile.
  let tried;
  const send = onlyTrying => {
    const data = new FormData();
    data.append('file', tried);
    return call('POST', '/api/reports/calls/imports' + search({ jurisdiction, trial: onlyTrying }), data);
  };
  return h('form', { class: 'card', onsubmit: event => {
    event.preventDefault();
    act(trial, answer, async () => {
      const chosen = file.files[0];
      tried = new File([await chosen.arrayBuffer()], chosen.name);
      answer.replaceChildren(...outcome(await send(true), send, answer, done));
    });
  } }, h('h2', {}, '导入话务量'),
  field('工作簿（.xlsx 或 .csv）', file, '先核对，看过将要新增和修改的数再导入；有一处问题就整份不导入。同一份文件重复导入不改变任何数。'),
  h('div', { class: 'actions' }, trial, link('下载模板', new URL('../api/reports/calls/template', new URL('./', import.meta.url)), { class: 'button', download: true })), answer);
}

function outcome(result, send, answer, done) {
  if (result.problemCount) {
    return [note(`有 ${count(result.problemCount)} 处问题，没有导入。请改好后重新选择文件。`, 'warning'),
      h('ul', { class: 'words' }, result.problems.map(text => h('li', {}, text)))];
  }
  if (result.added + result.changed === 0) {
    return [note('文件中的数与已有的完全相同，不需要导入。')];
  }
  const confirm = button('确认导入', () => act(confirm, said, async () => {
    const stored = await send(false);
    const told = `已导入：新增 ${count(stored.added)} 行，修改 ${count(stored.changed)} 行。`;
    answer.replaceChildren(note(told, 'good'));
    announce(told);
    done();
  }), { class: 'primary' });
  const said = h('div');
  return [note(`共 ${count(result.lines)} 行，将新增 ${count(result.added)} 行，修改 ${count(result.changed)} 行。`),
    result.changes.length ? replaced(result.changes) : null, h('div', { class: 'actions' }, confirm), said].filter(Boolean);
}

const replaced = rows => table({ caption: '将要修改的数', rows, columns: [
  { title: '日期', kind: 'nowrap', cell: row => row.day },
  { title: '号码', kind: 'nowrap', cell: row => row.line },
  { title: '项目', cell: row => row.total },
  { title: '原来', kind: 'number', cell: row => count(row.before) },
  { title: '改为', kind: 'number', cell: row => count(row.after) },
] });

function history(jurisdiction) {
  return paged({ read: (number, size) => get('/api/reports/calls/imports', { jurisdiction, page: number, size }),
    render: rows => table({ caption: '导入记录', rows, empty: '还没有导入过话务量。', columns: [
      { title: '时间', kind: 'nowrap', cell: row => time(row.at) },
      { title: '文件', kind: 'wide', cell: row => row.fileName },
      { title: '起止日期', kind: 'nowrap', cell: row => row.from === row.to ? row.from : row.from + ' 至 ' + row.to },
      { title: '行数', kind: 'number', cell: row => count(row.lines) },
      { title: '新增', kind: 'number', cell: row => count(row.added) },
      { title: '修改', kind: 'number', cell: row => count(row.changed) },
      { title: '导入人', kind: 'nowrap', cell: row => row.byName },
      { title: '修改内容', cell: row => row.changed ? changes(row) : '' },
    ] }) });
}

/** What a file replaced, read when somebody wants to know. */
function changes(row) {
  const place = h('div', { tabindex: -1 });
  const open = button('查看', () => {
    open.remove();
    place.replaceChildren(paged({ read: (number, size) => get('/api/reports/calls/imports/' + segment(row.id) + '/changes', { page: number, size }),
      render: rows => table({ caption: row.fileName + '修改的数', rows, columns: [
        { title: '日期', kind: 'nowrap', cell: each => each.day }, { title: '号码', kind: 'nowrap', cell: each => each.line },
        { title: '项目', kind: 'nowrap', cell: each => each.total }, { title: '原来', kind: 'number', cell: each => count(each.before) },
        { title: '改为', kind: 'number', cell: each => count(each.after) }] }) }));
    place.focus();
  }, { 'aria-label': '查看' + row.fileName + '修改的数' });
  return [open, place];
}
