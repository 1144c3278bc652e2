// 冲突: a new product version changed a file that a designer had changed too; the choice is theirs.

import { get, post, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, h, link, load, note, time } from '../hotline/dom.js';
import { wordsOf } from './history.js';

export function showConflicts(place) {
  const body = h('div');
  const again = () => load(body, () => get('/api/designer/conflicts'), conflicts => conflicts.length ? conflicts.map(conflict => card(conflict, again))
    : note('没有冲突：产品升级没有触及设计员改过的文件。', 'good'));
  place.append(h('p', { class: 'lead' }, '产品新版本与设计员的发布改了同一个文件时，系统继续用设计员的版本并列在这里，由您决定用哪一个。'), body);
  again();
}

function card(conflict, again) {
  const answer = h('div');
  const held = conflict.state === 'held';
  const choose = (keep, text, consequence) => {
    const chosen = button(text, async () => {
      const sure = await confirm({ title: text + '？', body: [h('p', { class: 'code' }, conflict.resource), h('p', {}, consequence)], action: text });
      const done = sure && await act(chosen, answer, async () => ({ draft: await post('/api/designer/conflicts', { resource: conflict.resource, keep }) }));
      if (done) {
        announce('已决定：' + text);
        if (done.draft?.state === 'submitted') {
          location.hash = '#/publish/' + segment(done.draft.id);
        } else {
          again();
        }
      }
    }, { class: keep === 'designer' ? 'primary' : '' });
    return chosen;
  };
  return h('section', { class: 'card' }, h('h2', {}, h('span', { class: 'code' }, conflict.resource), ' ', badge(held ? '暂缓采用' : '双方都改了', 'warning')),
    held ? h('p', {}, '设计员没有改这个文件，但产品新版本与设计员改过的其他文件合在一起不能通过检查，所以暂未采用。') : null,
    h('div', { class: 'columns even' },
      h('div', {}, h('h3', {}, '产品改了什么'), conflict.product ? wordsOf(conflict.productChanges) : h('p', {}, '产品新版本不再带这个文件。')),
      h('div', {}, h('h3', {}, '设计员改了什么'), conflict.designerChanges?.length ? wordsOf(conflict.designerChanges) : h('p', { class: 'soft' }, '没有改动。'),
        conflict.published ? h('p', { class: 'soft' }, `${conflict.by || ''} 于 ${time(conflict.at)} `, link('发布', '#/history/' + segment(conflict.published))) : null)),
    h('div', { class: 'actions' }, choose('designer', '保留现在的版本', '继续使用正在运行的文件，产品新版本中的改动不生效。'),
      choose('product', '采用产品的版本', '改用产品自带的文件；原来的内容仍留在历史中，可以回退。')), answer);
}
