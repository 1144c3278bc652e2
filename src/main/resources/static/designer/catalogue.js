// 目录: the rows of a decision with what became of them, as a sheet and back, and rows that practice proposes.

import { call, get, post, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, field, h, link, load, note, paged, select, table, time } from '../hotline/dom.js';
import { cells, diffTable, findingsOf, remember } from './drafts.js';
import { fact } from './history.js';
import { who } from './models.js';

const SOON = 90;

export function showCatalogue(place, path) {
  const proposals = path[0] === 'proposals';
  place.append(h('div', { class: 'tabs' }, link('规则行', '#/catalogue', { 'aria-current': proposals ? null : 'true' }),
    link('建议新增的行', '#/catalogue/proposals', { 'aria-current': proposals ? 'true' : null })));
  if (proposals) {
    showProposals(place);
    return;
  }
  const body = h('div');
  place.append(body);
  load(body, () => get('/api/designer/models'), answer => {
    const decisions = (answer.models || []).filter(model => model.kind === 'decision')
      .sort((a, b) => (a.name || a.id).localeCompare(b.name || b.id, 'zh-CN'));
    if (!decisions.length) {
      return note('没有决策表。');
    }
    const chosen = decisions.find(model => model.id === path[0]) || decisions.find(model => model.id.startsWith('catalogue-')) || decisions[0];
    const list = select(decisions.map(model => [model.id, (model.name || model.id) + '（' + model.id + '）']), { value: chosen.id });
    list.addEventListener('change', () => { location.hash = '#/catalogue/' + segment(list.value); });
    return [h('div', { class: 'filter' }, field('决策表', list)), sheet(chosen), rowsOf(chosen)];
  });
}

/** Out as .xlsx, and back as a draft with what it changes. */
function sheet(decision) {
  const path = '/api/designer/decisions/' + segment(decision.id) + '/sheet';
  const input = h('input', { type: 'file', class: 'unseen', accept: '.xlsx', 'aria-label': '选择 .xlsx 文件' });
  const answer = h('div', { role: 'status' });
  const choose = button('导入修改后的 .xlsx', () => input.click());
  input.addEventListener('change', async () => {
    const body = new FormData();
    body.append('file', input.files[0], input.files[0].name);
    input.value = '';
    const draft = await act(choose, answer, () => call('POST', path, body));
    if (draft) {
      const { id, diff = [], findings = [], files = [] } = draft;
      remember(id);
      announce(`已存为草稿，${diff.length} 行有变化`);
      answer.replaceChildren(note([`已存为草稿，${diff.length} 行有变化。`, link('查看检查结果', '#/drafts/' + segment(id)), '，', link('预览', '#/preview/' + segment(id)), '，', link('发布', '#/publish/' + segment(id))], 'good'),
        diff.length ? diffTable(diff) : note('表格与运行中的规则相同。'), h('h3', {}, '检查结果'), findingsOf(findings, files));
    }
  });
  return h('div', {}, h('div', { class: 'actions' }, link('导出 .xlsx', path, { class: 'button', download: decision.id + '.xlsx' }), choose, input,
    h('small', { class: 'hint' }, '目录的主管部门不必使用 Modeler：导出、在表格里改、导入，系统列出每一行的变化并存为草稿。')), answer);
}

const SORTS = [['table', '表中顺序'], ['hits', '命中最多'], ['returns', '退回最多'], ['overrides', '改派最多'], ['lastHit', '最近命中'], ['expiry', '快要到期']];

function rowsOf(decision) {
  const sort = select(SORTS);
  const list = paged({
    size: 50,
    read: (page, size) => get('/api/designer/decisions/' + segment(decision.id) + '/rows', { sort: sort.value, page, size }),
    render: items => table({ caption: '规则行', rows: items, empty: '这张表没有行。', columns: [
      { title: '行', kind: 'id', cell: row => h('span', { class: 'code' }, row.row) },
      { title: '依据与说明', kind: 'wide', cell: row => row.description || '' },
      { title: '内容', kind: 'half', cell: row => cells(row.cells) },
      { title: '命中', kind: 'number', cell: row => [h('span', {}, count(row.hits)), row.lastHit ? h('small', {}, day(row.lastHit)) : null] },
      { title: '退回', kind: 'number', cell: row => count(row.returns) },
      { title: '改派', kind: 'number', cell: row => count(row.overrides) },
      { title: '有效期', kind: 'nowrap', cell: expiry },
    ] }),
  });
  sort.addEventListener('change', () => list.first());
  return h('div', {}, h('div', { class: 'filter' }, field('排序', sort)), list);
}

function expiry(row) {
  if (!row.validFrom && !row.validTo) {
    return '长期';
  }
  const left = row.expiresInDays;
  return [h('div', {}, `${day(row.validFrom) || '…'} 至 ${day(row.validTo) || '…'}`),
    left === undefined || left === null ? null : left < 0 ? badge('已过期', 'error') : left <= SOON ? badge(`还有 ${left} 天`, 'warning') : null];
}

const day = value => typeof value === 'string' ? value.slice(0, 10) : time(value).slice(0, 10);

function showProposals(place) {
  const list = paged({
    read: (page, size) => get('/api/routing/proposals', { page, size }),
    render: items => items.length ? items.map(proposal => card(proposal, () => list.again())) : note('没有建议。联席会议的裁定，以及同一单位反复退回同一类诉求，会在这里形成建议。'),
  });
  place.append(h('p', { class: 'lead' }, '会议裁定和反复退回形成的建议：采纳后写入一份草稿，照常检查、预览、发布，发布后才算数；建议本身不参与派单。'), list);
}

const PROPOSAL_STATES = { proposed: ['待处理', 'warning'], drafted: ['已写入草稿', 'advice'], accepted: ['已采纳', 'good'], rejected: ['不采纳', 'quiet'] };

function card(proposal, again) {
  const answer = h('div');
  const path = '/api/routing/proposals/' + segment(proposal.id);
  const accept = button('采纳，写入草稿', async () => {
    const draft = await act(accept, answer, () => post(path + '/acceptance'));
    if (draft) {
      remember(draft.id);
      announce('已写入草稿');
      location.hash = '#/drafts/' + segment(draft.id);
    }
  }, { class: 'primary' });
  const refuse = button('不采纳', async () => {
    const reason = await confirm({ title: '不采纳这条建议？', body: h('p', {}, '建议和理由都会保留。'), action: '不采纳', ask: { text: '理由（必填）', needed: true } });
    if (reason && await act(refuse, answer, async () => (await post(path + '/rejection', { reason })) || true)) {
      announce('已记录：不采纳');
      again();
    }
  });
  return h('section', { class: 'card' },
    h('h2', {}, `${proposal.category || '全部分类'} → ${proposal.unitName || proposal.unit}`, ' ', badge(...(PROPOSAL_STATES[proposal.status] || [proposal.status || '', 'quiet']))),
    h('dl', { class: 'facts' }, fact('范围', [proposal.jurisdiction, proposal.region].filter(Boolean).join('，') || '不限'), fact('依据', proposal.basis || '（无）'),
      proposal.returnedBy ? fact('反复退回', proposal.returnedByName || proposal.returnedBy) : null,
      fact('提出', `${who(proposal.proposedBy)} ${time(proposal.proposedAt)}`),
      proposal.decidedBy ? fact('处理', `${who(proposal.decidedBy)} ${time(proposal.decidedAt)}`) : null, proposal.reason ? fact('理由', proposal.reason) : null),
    h('h3', {}, '证据'), table({ caption: '证据', rows: proposal.evidence || [], empty: '没有列出证据。', columns: [
      { title: '编号', kind: 'id', cell: item => h('span', { class: 'code' }, item.number || '') },
      { title: '内容', kind: 'wide', cell: item => item.reference || '' },
      { title: '时间', kind: 'nowrap', cell: item => time(item.at) }] }),
    proposal.status === 'proposed' ? h('div', { class: 'actions' }, accept, refuse)
      : proposal.draft && proposal.status === 'drafted' ? h('p', {}, link('查看草稿', '#/drafts/' + segment(proposal.draft))) : null, answer);
}
