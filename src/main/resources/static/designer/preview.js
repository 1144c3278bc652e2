// 预览: what a draft would have done with past tickets, and what it does with running processes.

import { call, get, once, post, remove, segment } from '../hotline/api.js';
import { act, announce, badge, button, count, failure, field, h, link, load, named, note, paged, select, table, time } from '../hotline/dom.js';
import { chosenDraft, stateBadge, titleOf } from './drafts.js';

const TABS = [['routing', '派单'], ['limits', '时限'], ['migration', '运行中的流程']];
const STATES = { running: '正在计算', done: '已完成', failed: '没有完成', cancelled: '已取消' };
const EVERY = 700;
const DAY = 86400000;
/** The code that stands for a dispatcher's decision, and for no category. */
const NONE = '-';

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
        asked.from = from.value ? from.value + 'T00:00:00+08:00' : null;
        asked.to = to.value ? nextDay(to.value) + 'T00:00:00+08:00' : null;
      }
      const preview = await act(start, answer, () => post('/api/designer/drafts/' + segment(draft.id) + '/previews', asked));
      if (preview) {
        location.hash = '#/preview/' + segment(draft.id) + '/' + kind + '/' + segment(preview.id);
      }
    },
  }, field('热线区域', jurisdiction), field('受理日期从', from), field('到（含当日）', to), field('只看这些工单（可不填）', tickets), h('div', { class: 'actions' }, start), answer);
}

/** The day after `2026-03-09`. */
const nextDay = day => new Date(Date.parse(day + 'T00:00:00Z') + DAY).toISOString().slice(0, 10);

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
      const names = await categoryNames();
      place.replaceChildren(...[outcome(preview, path, kind, names)].flat(Infinity).filter(Boolean));
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

function outcome(preview, path, kind, categories) {
  if (preview.state !== 'done') {
    return note(`预览${STATES[preview.state] || preview.state}。${preview.problem || ''}可以重新开始。`, preview.state === 'failed' ? 'error' : 'info');
  }
  const { summary } = preview;
  const none = kind === 'limits' ? '没有不同：新的时限没有改变任何一件工单。' : '没有不同：草稿和现行规则派得一样。';
  const detail = h('div');
  const show = filter => {
    detail.replaceChildren(...tickets(preview, path, kind, filter));
    detail.querySelector('h2').focus();
  };
  detail.append(...tickets(preview, path, kind, {}));
  return [h('h2', {}, '结果'), h('p', { class: 'soft' }, [periodOf(preview), preview.finishedAt ? `算于 ${time(preview.finishedAt)}` : ''].filter(Boolean).join('，')),
    h('ul', { class: 'figures' }, figure(summary?.tickets, '件工单'), figure(summary?.inputs, '种不同情形'), figure(summary?.changed, '件结果不同'),
      inOrder(summary?.measures || []).map(measure => h('li', {}, measure.name, '：', both(measure)))),
    h('p', {}, link('导出 .xlsx', path + '/export', { download: true, class: 'button' })),
    h('h2', {}, '按承办单位'), pivot('承办单位', preview.byUnit || [], row => [row.unit, row.unit === NONE ? '由派单员派单' : row.name], none, row => show({ unit: row.code, title: row.name })),
    h('h2', {}, '按诉求分类'), pivot('诉求分类', preview.byCategory || [], row => [row.category, row.category === NONE ? '未分类' : categories.get(row.category) || row.name], none, row => show({ category: row.code, title: row.name })), detail];
}

const MEASURES = ['tickets', 'automatic', 'overdue', 'returnedLate', 'yellow', 'red'];

const inOrder = figures => [...figures].sort((one, other) => MEASURES.indexOf(one.measure) - MEASURES.indexOf(other.measure));

const figure = (value, text) => value === undefined ? null : h('li', {}, h('strong', {}, count(value)), ' ', text);

function periodOf(preview) {
  return preview.from ? `受理于 ${time(preview.from)} 至 ${time(preview.to)}` : '';
}

const rise = cell => (cell?.after || 0) - (cell?.before || 0);

const signed = difference => difference === 0 ? '0' : h('span', { class: difference > 0 ? 'up' : 'down' }, (difference > 0 ? '+' : '−') + count(Math.abs(difference)));

const both = cell => [h('span', {}, `${count(cell.before)} → ${count(cell.after)} `), rise(cell) ? ['（', signed(rise(cell)), '）'] : null];

/** One line per unit or category, with every figure before and after. */
function pivot(title, figures, whose, empty, choose) {
  const measures = new Map(inOrder(figures).map(item => [item.measure, item.measureName]));
  const rows = new Map();
  for (const item of figures) {
    const [code, name] = whose(item);
    const row = rows.get(code) || { code, name: name || code, cells: {} };
    row.cells[item.measure] = item;
    rows.set(code, row);
  }
  const first = { title, kind: 'wide', by: row => row.name, cell: row => button(row.name, () => choose(row), { class: 'plain' }) };
  const columns = measures.size === 1 ? [...measures].flatMap(([measure, name]) => [
    { title: name + '：现行', kind: 'number', by: row => row.cells[measure].before, cell: row => count(row.cells[measure].before) },
    { title: '草稿', kind: 'number', by: row => row.cells[measure].after, cell: row => count(row.cells[measure].after) },
    { title: '增减', kind: 'number', by: row => rise(row.cells[measure]), cell: row => signed(rise(row.cells[measure])) },
    { title: '结果不同', kind: 'number', by: row => row.cells[measure].moved, cell: row => count(row.cells[measure].moved) },
  ]) : [...measures].map(([measure, name]) => (
    { title: name, kind: 'number', by: row => rise(row.cells[measure]), cell: row => row.cells[measure] ? both(row.cells[measure]) : '—' }));
  return table({ caption: '按' + title, rows: [...rows.values()], empty, columns: [first, ...columns], sorted: { title: columns[measures.size === 1 ? 3 : 0]?.title, down: true } });
}

function tickets(preview, path, kind, { unit, category, title }) {
  return [h('h2', { tabindex: '-1' }, title ? `逐件：${title}` : '逐件'),
    title ? h('p', {}, button('显示全部', event => event.target.closest('div').replaceChildren(...tickets(preview, path, kind, {})), { class: 'plain' })) : null,
    paged({
      read: async (page, size) => [await get(path + '/tickets', { unit, category, page, size }), await categoryNames()],
      render: (items, answer, names) => table({ caption: '逐件工单', rows: items, empty: '没有不同的工单。', columns: [
        { title: '工单', kind: 'nowrap', cell: item => h('span', { class: 'code' }, item.ticketNo) },
        { title: '标题', kind: 'wide', cell: item => item.title || '' },
        { title: '分类', cell: item => names.get(item.category) || item.category || '' },
        { title: '现行', kind: 'result', cell: item => item.before || '' },
        { title: '草稿', kind: 'result', cell: item => item.after || '' },
        { title: '因为这些行', kind: 'half', cell: item => reasons(item.rows) },
      ] }),
    })].filter(Boolean);
}

const SIDES = { before: '现行', after: '草稿' };

const reasons = rows => rows?.length ? h('ul', { class: 'bare' }, rows.map(row => h('li', {}, badge(SIDES[row.side] || '', row.side === 'after' ? 'advice' : 'quiet'), ' ',
  row.description || '', h('small', { class: 'code' }, [row.decision, row.row].filter(Boolean).join(' # '))))) : '—';

/** Names of the categories of all hotlines, by code. */
async function categoryNames() {
  const jurisdictions = await once('/api/jurisdictions').catch(() => []);
  const lists = await Promise.all(jurisdictions.map(item => once('/api/categories', { jurisdiction: item.code }).catch(() => [])));
  return new Map(lists.flat().map(item => [item.code, item.name]));
}

function showMigration(place, draft) {
  const body = h('div');
  place.append(body);
  load(body, () => get('/api/designer/drafts/' + segment(draft.id) + '/migration'), migrationOf);
}

/** What runs on each process, what of it can move to the new version, what cannot and why. */
export function migrationOf(answer) {
  const processes = (answer.processes || []).filter(process => process.running > 0);
  if (!processes.length) {
    return note('现在没有运行中的流程，不涉及迁移。');
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
