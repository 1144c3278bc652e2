// 模型: what is in force, its versions, and what runs on each.

import { get, search, segment } from '../hotline/api.js';
import { badge, count, h, link, load, named, paged, table, time } from '../hotline/dom.js';

export const KINDS = { process: '流程', decision: '决策表', form: '表单' };
export const ORIGINS = { product: '产品自带', designer: '设计员发布', rollback: '回退' };

/** A person's id; the product publishes as `system`. */
export const who = id => id === 'system' ? '系统' : id || '';

const file = (model, version) => '/api/designer/models/' + segment(model.kind) + '/' + segment(model.id) + search({ version });

export function showModels(place, path, query, heading) {
  if (path.length === 2) {
    showVersions(place, { kind: path[0], id: path[1] }, heading);
    return;
  }
  const list = h('div');
  place.append(h('p', { class: 'lead' }, '系统此刻运行的全部流程、决策表和表单。下载文件，用 Camunda Modeler 修改后在“草稿”中上传。'), list);
  load(list, () => get('/api/designer/models'), answer => {
    const models = answer.models || [];
    const wanted = h('input', { type: 'search', placeholder: '名称、标识或文件', 'aria-label': '查找模型' });
    const kind = h('select', { 'aria-label': '种类' }, h('option', { value: '' }, '全部种类'),
      Object.entries(KINDS).map(([code, text]) => h('option', { value: code }, text)));
    const found = h('p', { class: 'state', role: 'status' });
    const shown = h('div');
    function fill() {
      const text = wanted.value.trim().toLowerCase();
      const rows = models.filter(model => (!kind.value || model.kind === kind.value)
        && (!text || [model.name, model.id, model.resource].some(value => String(value || '').toLowerCase().includes(text))));
      found.textContent = rows.length === models.length ? `共 ${models.length} 个模型` : `找到 ${rows.length} 个，共 ${models.length} 个模型`;
      shown.replaceChildren(table({ caption: '运行中的模型', rows, empty: '没有符合条件的模型，请换一个词。', columns: columns() }));
    }
    wanted.addEventListener('input', fill);
    kind.addEventListener('change', fill);
    fill();
    return [h('div', { class: 'filter' }, wanted, kind, found), shown];
  });
}

function columns() {
  return [
    { title: '模型', by: model => model.name || model.id, kind: 'wide', cell: model => named(model.name, model.id) },
    { title: '种类', by: model => model.kind, kind: 'nowrap', cell: model => KINDS[model.kind] || model.kind },
    { title: '文件', kind: 'half', by: model => model.resource, cell: model => h('span', { class: 'code' }, model.resource) },
    { title: '版本', by: model => model.version, kind: 'number', cell: model => count(model.version) },
    { title: '来源', by: model => model.origin, kind: 'nowrap', cell: model => badge(ORIGINS[model.origin] || model.origin || '', model.origin === 'designer' ? 'advice' : 'quiet') },
    { title: '发布', by: model => model.publishedAt, kind: 'nowrap', cell: model => [time(model.publishedAt), model.publishedBy ? h('small', {}, who(model.publishedBy)) : null] },
    { title: '运行中', by: model => model.running, kind: 'number', cell: model => count(model.running) },
    { title: '操作', kind: 'nowrap', cell: model => h('span', { class: 'links' },
      link('下载', file(model), { download: model.resource?.split('/').pop() || true, 'aria-label': '下载 ' + (model.name || model.id) }),
      link('历次版本', '#/models/' + segment(model.kind) + '/' + segment(model.id), { 'aria-label': (model.name || model.id) + '的历次版本' })) },
  ];
}

function showVersions(place, model, heading) {
  heading.textContent = '历次版本';
  place.append(h('p', {}, link('← 全部模型', '#/models')), h('p', { class: 'lead' }, KINDS[model.kind] || model.kind, ' ', h('span', { class: 'code' }, model.id), '。每次发布整套模型都得到新的版本号；内容真正变了的标为“有变化”。'),
    paged({
      read: (page, size) => get('/api/designer/models/' + segment(model.kind) + '/' + segment(model.id) + '/versions', { page, size }),
      render: items => table({ caption: '历次版本', rows: items, empty: '没有其他版本。', columns: [
        { title: '版本', kind: 'number', cell: version => count(version.version) },
        { title: '内容', kind: 'nowrap', cell: version => version.changed ? badge('有变化', 'advice') : badge('与前一版相同', 'quiet') },
        { title: '发布时间', kind: 'nowrap', cell: version => time(version.at) },
        { title: '发布人', kind: 'nowrap', cell: version => who(version.by) },
        { title: '说明', kind: 'wide', cell: version => version.note || '' },
        { title: '运行中', kind: 'number', cell: version => count(version.running) },
        { title: '操作', kind: 'nowrap', cell: version => h('span', { class: 'links' },
          link('下载', file(model, version.version), { download: true, 'aria-label': '下载第 ' + version.version + ' 版' }),
          version.publication ? link('发布记录', '#/history/' + segment(version.publication)) : null) },
      ] }),
    }));
}
