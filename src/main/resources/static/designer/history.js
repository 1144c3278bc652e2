// 历史: who published what, when and why; and the way back.

import { get, post, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, h, link, load, note, paged, table, time } from '../hotline/dom.js';
import { CHANGES } from './drafts.js';
import { ORIGINS, who } from './models.js';

export function showHistory(place, path, query, heading) {
  if (path.length) {
    showPublication(place, path[0], heading);
    return;
  }
  place.append(h('p', { class: 'lead' }, '每一次发布：谁、何时、为什么、改了什么。选一次可以回退到它之前的状态。'), paged({
    read: (page, size) => get('/api/designer/publications', { page, size }),
    render: items => table({ caption: '发布历史', rows: items, empty: '还没有发布记录。', columns: [
      { title: '序号', kind: 'number', cell: item => count(item.number) },
      { title: '时间', kind: 'nowrap', cell: item => link(time(item.at), '#/history/' + segment(item.id)) },
      { title: '来源', kind: 'nowrap', cell: originBadge },
      { title: '发布人', kind: 'nowrap', cell: people },
      { title: '说明', kind: 'wide', cell: item => item.note || '' },
      { title: '文件', cell: filesOf },
      { title: '迁移', kind: 'nowrap', cell: moved },
    ] }),
  }));
}

const originBadge = item => badge(ORIGINS[item.origin] || item.origin || '', item.origin === 'designer' ? 'advice' : item.origin === 'rollback' ? 'warning' : 'quiet');

const people = item => [who(item.by), item.approvedBy ? h('small', {}, '同意：' + who(item.approvedBy)) : null];

/** Running cases that moved along, and those that finish on their old version. */
function moved(item) {
  if (!item.migration || item.migration === 'none') {
    return '—';
  }
  return [item.migration === 'running' ? badge('迁移中', 'warning') : null, h('span', {}, `迁移 ${count(item.migrated)}`), h('small', {}, `留在原版本 ${count(item.left)}`)];
}

function filesOf(item) {
  const files = item.files || [];
  return files.length > 3 ? [h('span', { class: 'code' }, files.slice(0, 3).map(file => file.resource).join('、')), h('small', {}, `等 ${files.length} 个`)]
    : h('span', { class: 'code' }, files.map(file => file.resource).join('、'));
}

function showPublication(place, id, heading) {
  heading.textContent = '发布记录';
  const body = h('div');
  place.append(h('p', {}, link('← 发布历史', '#/history')), body);
  load(body, () => get('/api/designer/publications/' + segment(id)), item => {
    const answer = h('div');
    const back = button('回退到这次发布之前', async () => {
      const words = await confirm({
        title: '回退？', action: '回退', danger: true, ask: { text: '回退说明（必填）', needed: true },
        body: [h('p', {}, `将恢复到 ${time(item.at)} 这次发布之前的整套模型，作为一次新的发布记入历史。在它之后的发布也一并撤销。`), h('p', {}, '已经在新版本上运行的工单留在新版本走完。')],
      });
      if (words) {
        const done = await act(back, answer, () => post('/api/designer/publications/' + segment(id) + '/rollback', { note: words }));
        if (done) {
          const waits = done.state === 'submitted';
          announce(waits ? '回退已提交，等待第二人同意' : '已回退');
          location.hash = waits ? '#/publish/' + segment(done.id) : '#/history';
        }
      }
    }, { class: 'danger' });
    return [h('dl', { class: 'facts' }, fact('时间', time(item.at)), fact('来源', originBadge(item)), fact('发布人', people(item)), fact('说明', item.note || '（无）'),
      fact('迁移', moved(item)), item.deployment ? fact('部署', h('span', { class: 'code' }, item.deployment)) : null),
    item.number === 1 ? null : h('div', { class: 'actions' }, back), answer, h('h2', {}, '改了什么'), changesOf(item.files)];
  });
}

export const fact = (title, value) => h('div', {}, h('dt', {}, title), h('dd', {}, value));

/** What a publication changed, file by file, in words. */
function changesOf(files) {
  return files?.length ? h('div', {}, files.map(file => h('section', {}, h('h3', {}, h('span', { class: 'code' }, file.resource), ' ', badge(CHANGES[file.change] || file.change || '', 'advice')), wordsOf(file.changes))))
    : note('没有文件变化。');
}

export const wordsOf = changes => changes?.length ? h('ul', { class: 'words' }, changes.map(line => h('li', {}, line))) : h('p', { class: 'soft' }, '没有逐项说明。');
