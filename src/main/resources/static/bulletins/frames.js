// 版头版记: what a city prints around its bulletins and numbers them by, for all kinds or for one; used by those begun from then on.

import { call, get, once, remove, search } from '../hotline/api.js';
import { act, announce, badge, button, confirm, field, h, link, load, note, select, table } from '../hotline/dom.js';
import { watch } from '../hotline/unsaved.js';

const SOURCES = { kind: ['单独设置', 'good'], all: ['用全部种类的', 'quiet'], standard: ['没有设置，系统拟定', 'warning'] };
const SET = { all: ['已设置', 'good'], standard: SOURCES.standard };
// As the server takes them: longest allowed, whether it must be there, what stands beneath.
const FIELDS = [
  { code: 'issuer', title: '发文机关', most: 100, needed: true },
  { code: 'mark', title: '机关代字', most: 40, needed: true, pattern: '\\s*[\\p{Script=Han}A-Za-z0-9]+\\s*', said: '只能用汉字、字母和数字，例如：邵行审发', hint: '只能用汉字、字母和数字。文号按代字和年度连续编号，代字相同的一起编。' },
  { code: 'sentTo', title: '发', most: 500, long: true, hint: '可空；各单位用逗号或顿号隔开，下同' },
  { code: 'deliveredTo', title: '送', most: 500, long: true, hint: '可空；报送的领导' },
  { code: 'copiedTo', title: '抄送', most: 500, long: true, hint: '可空' },
  { code: 'publicity', title: '公开属性', most: 40, needed: true, hint: '例如：主动公开、依申请公开、不予公开' },
  { code: 'contact', title: '联系人和电话', most: 200, hint: '可空' },
];
const ALL = 'all';

export async function page(box, context) {
  const cities = await once('/api/jurisdictions');
  const jurisdiction = context.query.get('jurisdiction') || '';
  const keeps = ['bulletin-editor', 'supervisor', 'camunda-admin'].some(group => context.me.groups.includes(group));
  const place = h('div');
  const read = () => get('/api/bulletins/frames/overview', { jurisdiction });
  const asked = context.path[0];
  if (asked && keeps) {
    box.append(h('p', {}, link('‹ 各种通报的版头版记', '#/frames' + search({ jurisdiction }))), place);
    await load(place, read, found => {
      const one = found.kinds.find(each => (each.kind || ALL) === asked);
      return one ? form(context, found, one, jurisdiction) : note('没有这种通报，请返回列表选择。', 'warning');
    });
    return;
  }
  const city = select([['', '本系统默认区域'], ...cities.map(each => [each.code, each.name])], { value: jurisdiction,
    onchange: () => context.go('frames' + search({ jurisdiction: city.value })) });
  box.append(h('p', { class: 'lead' }, '拟编通报时带入的发文机关、机关代字和发送范围，拟稿时除代字外还可以改。没有单独设置的种类用“全部种类”的；都没有设置的由系统拟定，印发前请先设置。'),
    cities.length > 1 ? h('div', { class: 'filter' }, field('热线区域', city)) : '', place);
  await load(place, read, found => list(found, keeps, jurisdiction));
}

const source = one => (one.kind ? SOURCES : SET)[one.source];
const number = (found, mark) => `${mark}〔${found.year}〕${found.nextNumbers[mark] || 1}号`;

const list = (found, keeps, jurisdiction) => table({ caption: found.jurisdictionName + '各种通报的版头版记', rows: found.kinds, columns: [
  { title: '种类', kind: 'nowrap', cell: one => one.kindName },
  { title: '设置', kind: 'nowrap', cell: one => badge(...source(one)) },
  { title: '发文机关', cell: one => one.frame.issuer },
  { title: '机关代字', kind: 'nowrap', cell: one => one.frame.mark },
  { title: '下一个文号', kind: 'nowrap', cell: one => number(found, one.frame.mark) },
  { title: '发送范围', kind: 'wide', cell: one => [['送', 'deliveredTo'], ['发', 'sentTo'], ['抄送', 'copiedTo']].filter(([, code]) => one.frame[code])
    .map(([title, code]) => h('div', {}, title + '：' + one.frame[code])) },
  { title: '公开属性', kind: 'nowrap', cell: one => one.frame.publicity },
  { title: '联系人和电话', cell: one => one.frame.contact || '—' },
  keeps && { title: '操作', kind: 'nowrap', cell: one => link('设置', '#/frames/' + (one.kind || ALL) + search({ jurisdiction }), { 'aria-label': '设置' + one.kindName + '的版头版记' }) },
].filter(Boolean) });

/** Every field of a frame, and the number the next bulletin signed with it would get. */
function form({ heading, go }, found, one, jurisdiction) {
  heading.textContent = '版头版记：' + one.kindName;
  const back = 'frames' + search({ jurisdiction });
  const own = one.source === (one.kind ? 'kind' : 'all');
  const inputs = FIELDS.map(each => h(each.long ? 'textarea' : 'input', { ...(each.long ? { rows: '3' } : { type: 'text' }), maxlength: String(each.most),
    required: each.needed, pattern: each.pattern, title: each.said, value: one.frame[each.code] || '' }));
  // A paper has no lines within a field.
  const values = () => Object.fromEntries(FIELDS.map((each, index) => [each.code, inputs[index].value.trim().replace(/\s*\n\s*/g, ' ') || null]));
  let kept = JSON.stringify(values());
  const preview = h('output', { class: 'number-preview', 'aria-live': 'polite' });
  const mark = inputs[FIELDS.findIndex(each => each.code === 'mark')];
  const show = () => { preview.textContent = mark.value.trim() && mark.validity.valid ? number(found, mark.value.trim()) : '—'; };
  mark.addEventListener('input', show);
  show();
  const answer = h('div');
  const save = h('button', { type: 'submit', class: 'primary' }, '保存');
  const drop = button('取消设置', async () => {
    const sure = await confirm({ title: `取消${one.kindName}的设置？`, action: '取消设置', danger: true, body: h('p', {}, (one.kind ? '此后拟编的改用全部种类的设置，没有的由系统拟定。'
      : '此后拟编的、没有单独设置的各种通报由系统拟定。') + '已拟编的通报不变。') });
    if (sure && await act(drop, answer, () => remove('/api/bulletins/frames' + search({ jurisdiction, kind: one.kind })).then(() => true))) {
      kept = JSON.stringify(values());
      announce('已取消' + one.kindName + '的设置');
      go(back);
    }
  });
  const standing = h('p', {}, '现在：', badge(...source(one)), one.kind && !own ? '　保存后这种通报单独使用下面的内容。' : '');
  drop.hidden = !own;
  const filled = h('form', { onsubmit: async event => {
    event.preventDefault();
    const sent = values();
    if (await act(save, answer, () => call('PUT', '/api/bulletins/frames' + search({ jurisdiction }), { kind: one.kind, ...sent }))) {
      kept = JSON.stringify(sent);
      answer.replaceChildren(note('已保存，用于此后拟编的通报；已拟编的不变。', 'good'));
      announce('已保存');
      standing.replaceChildren('现在：', badge(...source({ kind: one.kind, source: one.kind ? 'kind' : 'all' })));
      drop.hidden = false;
    }
  } }, FIELDS.map((each, index) => field(each.title, inputs[index], each.hint)),
  h('p', {}, '下一份签发的通报编为：', preview),
  h('div', { class: 'actions' }, save, drop, link('返回', '#/' + back)));
  watch(filled, () => JSON.stringify(values()) !== kept);
  return [standing, filled, answer];
}
