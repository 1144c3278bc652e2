// 冲突: a new product version changed a file that a designer had changed too; the choice is theirs.

import { get, post } from './api.js';
import { act, announce, button, confirm, h, link, load, note, plain } from './dom.js';
import { changesOf } from './history.js';

export function showConflicts(place) {
  const body = h('div');
  const again = () => load(body, () => get('/api/designer/conflicts'), answer => {
    const conflicts = Array.isArray(answer) ? answer : answer.items || [];
    return conflicts.length ? conflicts.map(conflict => card(conflict, again))
      : note('没有冲突：产品升级没有触及设计员改过的文件。', 'good');
  });
  place.append(h('p', { class: 'lead' }, '产品新版本与设计员的发布改了同一个文件时，系统保留设计员的版本并列在这里，由您决定用哪一个。'), body);
  again();
}

function card(conflict, again) {
  const answer = h('div');
  const choose = (keep, text, consequence) => {
    const chosen = button(text, async () => {
      const sure = await confirm({ title: text + '？', body: [h('p', { class: 'code' }, conflict.resource), h('p', {}, consequence)], action: text });
      if (sure && await act(chosen, answer, async () => (await post('/api/designer/conflicts', { resource: conflict.resource, keep })) || true)) {
        announce('已决定：' + text);
        again();
      }
    }, { class: keep === 'designer' ? 'primary' : '' });
    return chosen;
  };
  const { resource, product, published, diff, changes, ...rest } = conflict;
  const differences = diff ?? changes;
  return h('section', { class: 'card' }, h('h2', { class: 'code' }, resource),
    h('p', {}, '产品版本：', plain(product), '；设计员发布：', typeof published === 'string' ? link(published, '#/history/' + encodeURIComponent(published)) : plain(published)),
    Object.entries(rest).filter(([, value]) => typeof value === 'string').map(([, value]) => h('p', { class: 'soft' }, value)),
    differences ? (Array.isArray(differences) ? changesOf(differences) : typeof differences === 'object' ? changesOf(differences) : h('pre', {}, String(differences))) : null,
    h('div', { class: 'actions' }, choose('designer', '保留设计员的版本', '继续使用设计员发布的文件，产品新版本中的改动不生效。'),
      choose('product', '采用产品的版本', '改用产品自带的文件，设计员的改动不再生效，但仍留在历史中，可以回退。')), answer);
}
