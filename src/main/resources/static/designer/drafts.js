// 草稿: upload changed files, read what the checks found, discard.

import { call, get, remove, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, field, h, link, load, note, paged, plain, select, table, time } from '../hotline/dom.js';

export const STATES = { open: '待发布', submitted: '待第二人同意', published: '已发布', rejected: '已退回', discarded: '已作废' };
const STATE_KINDS = { open: 'advice', submitted: 'warning', published: 'good', rejected: 'error', discarded: 'quiet' };
const DECIDED = { published: '发布', rejected: '退回', discarded: '作废' };
export const CHANGES = { added: '新增', changed: '有修改', same: '无变化', removed: '删除', moved: '移动' };
const SEVERITIES = { error: '错误', warning: '警告', advice: '建议' };
const ALLOWED = /\.(bpmn|dmn|form)$/i;
const LARGEST = 5 * 1024 * 1024;

export const me = document.querySelector('meta[name=signed-in]').content;

export const stateBadge = draft => badge(STATES[draft.state] || draft.state, STATE_KINDS[draft.state] || 'quiet');

export const severityOf = finding => String(finding.severity || '').toLowerCase();

export const errorsOf = draft => countsOf(draft).error || 0;

/** What a draft is called in lists: its files. */
export function titleOf(draft) {
  const changed = (draft.files || []).filter(file => file.change !== 'same').map(file => file.resource);
  const all = changed.length ? changed : (draft.files || []).map(file => file.resource);
  return all.length > 3 ? all.slice(0, 3).join('、') + ` 等 ${all.length} 个文件` : all.join('、') || '（没有文件）';
}

const CHOSEN = 'designer.draft';
export const remember = id => sessionStorage.setItem(CHOSEN, id);

/** The draft that 预览 and 发布 are about: the one in the address, else the last one looked at, else the newest open one. */
export async function chosenDraft(id) {
  if (id) {
    remember(id);
    return get('/api/designer/drafts/' + segment(id));
  }
  const last = sessionStorage.getItem(CHOSEN);
  const lists = await Promise.all(['open', 'submitted'].map(state => get('/api/designer/drafts', { state, page: 0, size: 20 })));
  const drafts = lists.flatMap(list => list.items || []);
  const found = drafts.find(draft => String(draft.id) === last) || drafts[0];
  return found ? get('/api/designer/drafts/' + segment(found.id)) : null;
}

export function showDrafts(place, path, query, heading) {
  if (path.length) {
    showDraft(place, path[0], heading);
    return;
  }
  const drafts = list();
  place.append(uploader(), h('h2', {}, '草稿列表'), drafts);
}

function list() {
  const state = select([['', '全部状态'], ...Object.entries(STATES)], { 'aria-label': '草稿状态' });
  const rows = paged({
    read: (page, size) => get('/api/designer/drafts', { state: state.value, page, size }),
    render: items => table({
      caption: '草稿', rows: items,
      empty: state.value ? '没有这种状态的草稿。' : '还没有草稿。请在上方上传修改过的文件。', columns: [
        { title: '草稿', kind: 'wide', cell: draft => [link(titleOf(draft), '#/drafts/' + segment(draft.id)), draft.note ? h('small', {}, draft.note) : null] },
        { title: '状态', kind: 'nowrap', cell: stateBadge },
        { title: '检查', kind: 'nowrap', cell: draft => summaryOf(countsOf(draft)) },
        { title: '上传人', kind: 'nowrap', cell: draft => draft.by },
        { title: '时间', kind: 'nowrap', cell: draft => time(draft.at) },
      ],
    }),
  });
  state.addEventListener('change', () => rows.first());
  return h('div', {}, h('div', { class: 'filter' }, state), rows);
}

function countsOf(draft) {
  return draft.counts || tally(draft.findings || []);
}

const tally = findings => Object.fromEntries(Object.keys(SEVERITIES).map(severity => [severity, findings.filter(finding => severityOf(finding) === severity).length]));

function summaryOf(counts) {
  const parts = Object.keys(SEVERITIES).map(severity => [severity, counts[severity] || 0])
    .filter(([, many]) => many).map(([severity, many]) => badge(SEVERITIES[severity] + ' ' + many, severity));
  return parts.length ? h('span', { class: 'badges' }, parts) : badge('没有发现问题', 'good');
}

function uploader() {
  let chosen = [];
  const input = h('input', { type: 'file', id: 'files', class: 'unseen', multiple: true, accept: '.bpmn,.dmn,.form', 'aria-label': '选择文件' });
  const names = h('ul', { class: 'chosen', 'aria-label': '已选的文件' });
  const words = h('input', { type: 'text', maxlength: '500', autocomplete: 'off' });
  const send = button('上传并检查', upload, { class: 'primary', disabled: true });
  const answer = h('div');
  const drop = h('div', {
    class: 'drop',
    ondragover: event => { event.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: event => { event.preventDefault(); drop.classList.remove('over'); add([...event.dataTransfer.files]); },
  }, h('p', {}, '把修改过的 .bpmn、.dmn、.form 文件拖到这里，或者 ', button('选择文件', () => input.click(), { id: 'choose' })), input, names);
  input.addEventListener('change', () => { add([...input.files]); input.value = ''; });

  function add(files) {
    const wrong = files.filter(file => !ALLOWED.test(file.name) || file.size > LARGEST);
    answer.replaceChildren(...wrong.map(file => note(ALLOWED.test(file.name)
      ? `“${file.name}”超过 5 MB，不像是模型文件。` : `“${file.name}”不是模型文件，只接受 .bpmn、.dmn、.form。`, 'error')));
    const fine = files.filter(file => !wrong.includes(file));
    chosen = [...chosen.filter(file => !fine.some(added => added.name === file.name)), ...fine];
    fill();
    announce(`已选 ${chosen.length} 个文件`);
  }
  function fill() {
    names.replaceChildren(...chosen.map(file => h('li', {}, h('span', { class: 'code' }, file.name), ' ', h('small', {}, count(Math.ceil(file.size / 1024)) + ' KB'),
      button('移除', () => { chosen = chosen.filter(other => other !== file); fill(); document.getElementById('choose').focus(); }, { class: 'plain', 'aria-label': '移除 ' + file.name }))));
    send.disabled = chosen.length === 0;
  }
  async function upload() {
    const body = new FormData();
    chosen.forEach(file => body.append('files', file, file.name));
    if (words.value.trim()) {
      body.append('note', words.value.trim());
    }
    announce('正在上传并检查');
    const draft = await act(send, answer, () => call('POST', '/api/designer/drafts', body));
    if (draft) {
      remember(draft.id);
      location.hash = '#/drafts/' + segment(draft.id);
    } else {
      send.disabled = chosen.length === 0;
    }
  }
  return h('div', { class: 'card' }, h('h2', {}, '上传'), drop, field('说明（可不填）', words, '例如：市场监管局退回时限由 2 个工作日改为 1 个工作日'),
    h('div', { class: 'actions' }, send), answer);
}

function showDraft(place, id, heading) {
  remember(id);
  heading.textContent = '草稿';
  const body = h('div');
  place.append(h('p', {}, link('← 全部草稿', '#/drafts')), body);
  load(body, () => get('/api/designer/drafts/' + segment(id)), draft => {
    const answer = h('div');
    const findings = draft.findings || [];
    const errors = errorsOf(draft);
    announce(findings.length ? `检查发现 ${findings.length} 个问题，其中错误 ${errors} 个` : '检查没有发现问题');
    return [header(draft), actions(draft, errors, answer), answer, filesOf(draft), diffOf(draft), h('h2', {}, '检查结果 ', summaryOf(tally(findings))), findingsOf(findings, draft.files)];
  });
}

function header(draft) {
  return h('div', {}, h('p', { class: 'draft-title' }, stateBadge(draft), ' ', h('strong', {}, titleOf(draft))),
    h('p', { class: 'soft' }, `${draft.by || ''} 于 ${time(draft.at)} 上传`, draft.decidedBy ? `，${draft.decidedBy} 于 ${time(draft.decidedAt)} ${DECIDED[draft.state] || '处理'}` : ''), draft.note ? h('p', {}, draft.note) : null);
}

function actions(draft, errors, answer) {
  if (draft.state !== 'open' && draft.state !== 'submitted') {
    return draft.reason ? note('退回理由：' + draft.reason, 'warning') : null;
  }
  const discard = button('作废草稿', async () => {
    const sure = await confirm({ title: '作废这份草稿？', body: h('p', {}, titleOf(draft), '。作废后还能查看，不能再发布；正在运行的模型不受影响。'), action: '作废草稿', danger: true });
    if (sure && await act(discard, answer, async () => { await remove('/api/designer/drafts/' + segment(draft.id)); return true; })) {
      announce('草稿已作废');
      location.hash = '#/drafts';
    }
  }, { class: 'danger' });
  return h('div', {}, errors ? note(`有 ${errors} 个错误，不能发布。请在 Camunda Modeler 中改正后重新上传。`, 'error') : null,
    h('div', { class: 'actions' }, link('预览效果', '#/preview/' + segment(draft.id), { class: 'button' }),
      errors ? link('上传改正后的文件', '#/drafts', { class: 'button primary' }) : link(draft.state === 'submitted' ? '第二人审核' : '去发布', '#/publish/' + segment(draft.id), { class: 'button primary' }), discard));
}

/** Where the content of one file of a draft is. */
function fileOf(draft, resource) {
  const kind = { bpmn: 'process', dmn: 'decision', form: 'form' }[resource.split('.').pop()];
  return '/api/designer/drafts/' + segment(draft.id) + '/files/' + kind + '/' + segment(resource.split('/').pop().replace(/\.[^.]+$/, ''));
}

function filesOf(draft) {
  return [h('h2', {}, '文件'), table({ caption: '草稿中的文件', rows: draft.files || [], empty: '没有文件。', columns: [
    { title: '文件', kind: 'wide', by: file => file.resource, cell: file => h('span', { class: 'code' }, file.resource) },
    { title: '与运行中的相比', kind: 'nowrap', by: file => file.change, cell: file => badge(CHANGES[file.change] || file.change || '', file.change === 'same' ? 'quiet' : 'advice') },
    { title: '操作', kind: 'nowrap', cell: file => link('下载', fileOf(draft, file.resource), { download: file.resource.split('/').pop(), 'aria-label': '下载 ' + file.resource }) },
  ] })];
}

/** What an imported sheet changes, row by row. */
export function diffOf(draft) {
  return draft.diff?.length ? [h('h2', {}, '逐行变化'), diffTable(draft.diff)] : null;
}

export const diffTable = diff => table({ caption: '逐行变化', rows: diff, columns: [
  { title: '行', kind: 'id', by: line => line.row, cell: line => [h('span', { class: 'code' }, String(line.row ?? '')), line.description ? h('small', {}, line.description) : null] },
  { title: '变化', kind: 'nowrap', by: line => line.change, cell: line => badge(CHANGES[line.change] || line.change || '', line.change === 'removed' ? 'error' : line.change === 'added' ? 'good' : 'advice') },
  { title: '原来', kind: 'half', cell: line => line.before ? cells(line.before) : '—' },
  { title: '改为', kind: 'half', cell: line => line.after ? cells(line.after) : '—' },
] });

/** The cells of a row, with their column's name where there is one. */
export function cells(row) {
  if (row === null || typeof row !== 'object') {
    return plain(row);
  }
  const pairs = Array.isArray(row) ? row.map((value, index) => [String(index + 1), value]) : Object.entries(row);
  return h('dl', { class: 'cells' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) =>
    h('div', {}, h('dt', {}, name), h('dd', {}, plain(value)))));
}

/**
 * Findings by file, the worst file first. What was found in files that the draft does not touch was there before; unless it
 * is an error it waits, folded, at the end.
 */
export function findingsOf(findings, files = []) {
  if (!findings.length) {
    return note('模型规则、决策表覆盖与冲突、安全规则都已检查，没有发现问题。', 'good');
  }
  const touched = new Set(files.filter(file => file.change !== 'same').map(file => file.resource));
  const before = touched.size ? findings.filter(finding => severityOf(finding) !== 'error' && finding.resource && !touched.has(finding.resource)) : [];
  const own = findings.filter(finding => !before.includes(finding));
  return h('div', {}, own.length ? filtered(own) : note('改动的文件没有发现问题。', 'good'),
    before.length ? h('details', {}, h('summary', {}, `没有改动的文件里原有的 ${before.length} 条提示`), grouped(before)) : null);
}

const ORDER = Object.keys(SEVERITIES);

function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const resource = finding.resource || '';
    groups.set(resource, [...(groups.get(resource) || []), finding]);
  }
  const rank = list => Math.min(...list.map(finding => ORDER.indexOf(severityOf(finding))));
  return [...groups].sort(([one, first], [other, second]) => rank(first) - rank(second) || one.localeCompare(other))
    .map(([resource, list]) => group(resource, [...list].sort((x, y) => ORDER.indexOf(severityOf(x)) - ORDER.indexOf(severityOf(y)))));
}

function filtered(findings) {
  const least = select([['advice', '全部'], ['warning', '错误和警告'], ['error', '只看错误']], { 'aria-label': '显示哪些问题' });
  const shown = h('div');
  function fill() {
    const wanted = findings.filter(finding => ORDER.indexOf(severityOf(finding)) <= ORDER.indexOf(least.value));
    shown.replaceChildren(...(wanted.length ? grouped(wanted) : [h('p', { class: 'state' }, '没有这种问题。')]));
  }
  least.addEventListener('change', fill);
  fill();
  return h('div', {}, findings.length > 3 ? h('div', { class: 'filter' }, least) : null, shown);
}

function group(resource, findings) {
  return h('section', { class: 'findings' }, h('h3', {}, h('span', { class: 'code' }, resource || '整套模型'), ' ', summaryOf(tally(findings))),
    h('ul', {}, findings.map(finding => h('li', { class: severityOf(finding) },
      h('div', {}, badge(SEVERITIES[severityOf(finding)] || finding.severity || '', severityOf(finding)), finding.elementId ? [' ', h('span', { class: 'code element' }, finding.elementId)] : null),
      h('p', {}, finding.message || ''),
      finding.input && Object.keys(finding.input).length ? h('div', { class: 'proof' }, h('span', {}, '这样的输入可以看到：'),
        h('dl', { class: 'cells' }, Object.entries(finding.input).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, plain(value)))))) : null,
      finding.code ? h('small', { class: 'code' }, finding.code) : null))));
}
