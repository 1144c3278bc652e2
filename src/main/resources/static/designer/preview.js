// 预览: what a draft would have done with past tickets, and what it does with running processes.

import { call, get, once, post, remove, segment } from './api.js';
import { act, announce, badge, button, count, failure, field, h, link, load, named, note, paged, plain, select, table } from './dom.js';
import { chosenDraft, stateBadge, titleOf } from './drafts.js';

const TABS = [['routing', '派单'], ['limits', '时限'], ['migration', '运行中的流程']];
const STATES = { running: '正在计算', done: '已完成', failed: '没有完成', cancelled: '已取消' };
const EVERY = 700;
const DAY = 86400000;

/** `#/preview/{draft}/{tab}/{preview}`. */
export function showPreview(place, path) {
  const body = h('div');
  place.append(h('p', { class: 'lead' }, '发布之前先看效果：同样的历史工单，按草稿和按现行规则各算一遍，只显示不同之处。预览不改动任何工单。'), body);
  load(body, () => chosenDraft(path[0]), draft => {
    if (!draft) {
      return note(['没有待发布的草稿，先到 ', link('草稿', '#/drafts'), ' 上传。']);
    }
    const tab = TABS.some(([code]) => code === path[1]) ? path[1] : tabFor(draft);
    const inner = h('div');
    const show = { routing: showComparison, limits: showComparison, migration: showMigration }[tab];
    show(inner, draft, tab, path[2]);
    return [draftLine(draft, 'preview'), h('div', { class: 'tabs' }, TABS.map(([code, text]) => link(text, '#/preview/' + segment(draft.id) + '/' + code,
      { 'aria-current': code === tab ? 'true' : null }))), inner];
  });
}

/** Which preview a draft most likely asks for: by what it changes. */
function tabFor(draft) {
  const changed = (draft.files || []).filter(file => file.change !== 'same').map(file => file.resource);
  if (changed.some(resource => /deadline|statutory/.test(resource))) {
    return 'limits';
  }
  return changed.length && changed.every(resource => resource.endsWith('.bpmn') || resource.endsWith('.form')) ? 'migration' : 'routing';
}

export function draftLine(draft, section) {
  const other = h('p', { class: 'draft-line' }, '草稿：', link(titleOf(draft), '#/drafts/' + segment(draft.id)), ' ', stateBadge(draft), ' ');
  get('/api/designer/drafts', { state: 'open', page: 0, size: 50 }).then(answer => {
    const rest = (answer.items || []).filter(item => String(item.id) !== String(draft.id));
    if (rest.length) {
      const list = select([['', '换一份草稿……'], ...rest.map(item => [item.id, titleOf(item)])], { 'aria-label': '换一份草稿' });
      list.addEventListener('change', () => { location.hash = '#/' + section + '/' + segment(list.value); });
      other.append(list);
    }
  }, () => null);
  return other;
}

function showComparison(place, draft, kind, previewId) {
  const result = h('div');
  place.append(h('div', { class: 'card' }, order(draft, kind)), result);
  if (previewId) {
    follow(result, previewId, kind);
  }
}

/** The form that orders a preview. */
function order(draft, kind) {
  const jurisdiction = select([['', '正在读取……']]);
  const today = new Date();
  const day = at => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);
  const from = h('input', { type: 'date', value: day(new Date(today - 30 * DAY)) });
  const to = h('input', { type: 'date', value: day(today) });
  const tickets = h('textarea', { rows: '2', spellcheck: 'false', placeholder: '一行一个工单号' });
  const answer = h('div');
  once('/api/jurisdictions').then(list => jurisdiction.replaceChildren(h('option', { value: '' }, '全部热线区域'),
    ...list.map(item => h('option', { value: item.code }, item.name))), () => jurisdiction.replaceChildren(h('option', { value: '' }, '全部热线区域')));
  const start = h('button', { type: 'submit', class: 'primary' }, '开始预览');
  return h('form', {
    class: 'row', onsubmit: async event => {
      event.preventDefault();
      const chosen = tickets.value.split(/[\s,，、;；]+/).filter(Boolean);
      const asked = { kind, jurisdiction: jurisdiction.value || null };
      if (chosen.length) {
        asked.tickets = chosen;
      } else {
        asked.from = from.value || null;
        asked.to = to.value || null;
      }
      const preview = await act(start, answer, () => post('/api/designer/drafts/' + segment(draft.id) + '/previews', asked));
      if (preview) {
        location.hash = '#/preview/' + segment(draft.id) + '/' + kind + '/' + segment(preview.id);
      }
    },
  }, field('热线区域', jurisdiction), field('受理日期从', from), field('到（含当日）', to), field('只看这些工单（可不填）', tickets), h('div', { class: 'actions' }, start), answer);
}

/** Follows a preview to its end and shows it. */
async function follow(place, id, kind) {
  const path = '/api/designer/previews/' + segment(id);
  const bar = h('progress', { max: 1, 'aria-label': '预览进度' });
  const told = h('p', {}, '正在计算……');
  const answer = h('div');
  const cancel = button('取消', () => act(cancel, answer, () => remove(path)));
  place.replaceChildren(h('div', { class: 'card progress' }, told, bar, cancel, answer));
  let announced = -1;
  while (true) {
    let preview;
    try {
      preview = await get(path);
    } catch (problem) {
      place.replaceChildren(failure(problem, () => follow(place, id, kind)));
      return;
    }
    if (!place.isConnected) {
      return;
    }
    if (preview.state !== 'running') {
      announce('预览' + (STATES[preview.state] || preview.state));
      place.replaceChildren(...[outcome(preview, path, kind)].flat(Infinity).filter(Boolean));
      return;
    }
    if (preview.total) {
      bar.max = preview.total;
      bar.value = preview.done;
      told.textContent = `正在计算：${count(preview.done)} / ${count(preview.total)} 件`;
      const tenth = Math.floor(10 * preview.done / preview.total);
      if (tenth !== announced) {
        announced = tenth;
        announce(`已计算百分之 ${tenth * 10}`);
      }
    }
    await new Promise(resolve => setTimeout(resolve, EVERY));
  }
}

function outcome(preview, path, kind) {
  if (preview.state !== 'done') {
    return note(`预览${STATES[preview.state] || preview.state}${preview.error ? '：' + preview.error : '。'}可以重新开始。`, preview.state === 'failed' ? 'error' : 'info');
  }
  const summary = summaryOf(preview);
  const head = [h('h2', {}, '结果'), summary, h('p', {}, link('导出 .xlsx', path + '/export', { download: true, class: 'button' }))];
  return kind === 'limits' ? [head, limits(preview), tickets(preview, path, kind)] : [head, routing(preview, path, kind)];
}

const SUMMARY = { tickets: '件工单', total: '件工单', moved: '件改派', same: '件不变', distinct: '种不同情形', changed: '件不同', toPerson: '件改由派单员派单',
  toAutomatic: '件改为自动派单', failed: '件无法计算' };

function summaryOf(preview) {
  const facts = typeof preview.summary === 'string' ? [] : Object.entries(preview.summary || {});
  const words = typeof preview.summary === 'string' ? preview.summary : preview.summary?.text;
  return [words ? h('p', {}, words) : null, h('ul', { class: 'figures' }, facts.filter(([name]) => name !== 'text').map(([name, value]) =>
    h('li', {}, h('strong', {}, typeof value === 'number' ? count(value) : plain(value)), ' ', SUMMARY[name] || name)))];
}

const change = (row, before, after) => {
  const difference = (row[after] || 0) - (row[before] || 0);
  return difference === 0 ? '0' : h('span', { class: difference > 0 ? 'up' : 'down' }, (difference > 0 ? '+' : '−') + count(Math.abs(difference)));
};

const difference = row => Math.abs((row.after || 0) - (row.before || 0)) || row.moved || 0;

function routing(preview, path, kind) {
  const detail = h('div');
  let unit = null;
  let category = null;
  const show = (chosenUnit, chosenCategory, title) => {
    unit = chosenUnit;
    category = chosenCategory;
    detail.replaceChildren(...tickets(preview, path, kind, unit, category, title));
    detail.querySelector('h2').focus();
  };
  const side = (first, rows, choose) => table({ caption: first, rows: rows || [], empty: '没有不同。', sorted: { title: '变化', down: true }, columns: [
    { title: first, kind: 'wide', by: row => row.name || row.unit || row.category, cell: row => button([row.name || row.unit || row.category || '派单员派单'], () => choose(row), { class: 'plain' }) },
    { title: '现行', kind: 'number', by: row => row.before, cell: row => count(row.before) },
    { title: '草稿', kind: 'number', by: row => row.after, cell: row => count(row.after) },
    { title: '变化', kind: 'number', by: difference, cell: row => change(row, 'before', 'after') },
    { title: '改派', kind: 'number', by: row => row.moved, cell: row => count(row.moved) },
  ] });
  detail.append(...tickets(preview, path, kind));
  return [h('h2', {}, '按承办单位'), side('承办单位', preview.byUnit, row => show(row.unit, null, row.name || row.unit)),
    h('h2', {}, '按诉求分类'), side('诉求分类', preview.byCategory, row => show(null, row.category, row.name || row.category)), detail];
}

const LIMITS = [['overdue', '逾期'], ['lateReturns', '超时退回'], ['returnedTooLate', '超时退回'], ['yellow', '黄牌'], ['red', '红牌'], ['cards', '亮牌'], ['warned', '预警']];

/** Per unit, each figure before and after; figures the answer does not give are left out. */
function limits(preview) {
  const rows = preview.byUnit || [];
  const figures = rows.length ? LIMITS.filter(([name]) => rows.some(row => row[name + 'Before'] !== undefined || typeof row[name] === 'object')) : [];
  const value = (row, name, side) => typeof row[name] === 'object' ? row[name]?.[side] : row[name + (side === 'before' ? 'Before' : 'After')];
  const columns = [{ title: '承办单位', kind: 'wide', by: row => row.name || row.unit, cell: row => row.name || row.unit },
    ...(figures.length ? figures.flatMap(([name, text]) => ['before', 'after'].map(side => ({
      title: text + (side === 'before' ? '（现行）' : '（草稿）'), kind: 'number', by: row => value(row, name, side) || 0, cell: row => count(value(row, name, side) || 0),
    }))) : [
      { title: '现行', kind: 'number', by: row => row.before, cell: row => plain(row.before ?? 0) },
      { title: '草稿', kind: 'number', by: row => row.after, cell: row => plain(row.after ?? 0) },
      { title: '变化', kind: 'number', by: difference, cell: row => change(row, 'before', 'after') },
    ])];
  return [h('h2', {}, '按承办单位'), table({ caption: '按承办单位', rows, empty: '没有不同：新的时限没有改变任何一件工单。', columns })];
}

function tickets(preview, path, kind, unit, category, title) {
  return [h('h2', { tabindex: '-1' }, title ? `逐件：${title}` : '逐件'),
    paged({
      read: (page, size) => get(path + '/tickets', { unit, category, page, size }),
      render: items => table({ caption: '逐件工单', rows: items, empty: '没有不同的工单。', columns: [
        { title: '工单', kind: 'nowrap', cell: item => h('span', { class: 'code' }, item.ticketNo) },
        { title: '标题', kind: 'wide', cell: item => item.title || '' },
        { title: '分类', cell: item => item.categoryName || item.category || '' },
        { title: '现行', cell: item => plainOr(item.before) },
        { title: '草稿', cell: item => plainOr(item.after) },
        { title: kind === 'limits' ? '依据' : '命中的行', kind: 'id', cell: item => rowsOf(item.rows) },
      ] }),
    })];
}

const plainOr = value => value === null || value === undefined || value === '' || value.length === 0 ? '派单员派单' : plain(value);

function rowsOf(rows) {
  if (!rows || !rows.length) {
    return '—';
  }
  return typeof rows === 'string' ? rows : h('ul', { class: 'bare' }, rows.map(row => h('li', {}, typeof row === 'string' ? row
    : [h('span', { class: 'code' }, row.row || row.id || ''), ' ', row.description || row.decision || ''])));
}

function showMigration(place, draft) {
  const body = h('div');
  place.append(body);
  load(body, () => get('/api/designer/drafts/' + segment(draft.id) + '/migration'), migrationOf);
}

/** What runs on each changed process, what of it can move to the new version, what cannot and why. */
export function migrationOf(answer) {
  const processes = answer.processes || [];
  if (!processes.length) {
    return note('草稿没有改动流程图，运行中的工单不涉及迁移。');
  }
  return [table({ caption: '运行中的流程', rows: processes, columns: [
    { title: '流程', kind: 'wide', cell: process => named(process.name, process.id) },
    { title: '运行中', kind: 'number', by: process => process.running, cell: process => count(process.running) },
    { title: '可以迁移', kind: 'number', by: process => process.migratable, cell: process => count(process.migratable) },
    { title: '不能迁移', kind: 'number', cell: process => count(process.running - process.migratable) },
  ] }), ...processes.filter(process => process.blocked?.length).map(process => [h('h3', {}, '不能迁移：', process.name || process.id),
    table({ caption: '不能迁移的原因', rows: process.blocked, columns: [
      { title: '停在哪一步', cell: block => named(block.name, block.element) },
      { title: '件数', kind: 'number', cell: block => count(block.count) },
      { title: '原因', kind: 'wide', cell: block => block.reason || '' },
    ] })])].flat(Infinity);
}
