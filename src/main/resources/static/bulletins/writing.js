// What people write around the figures of a draft: its texts and its head. Two may write at once: only what was changed is
// sent, together with what it was, and what somebody else saved meanwhile is shown beside it.

import { call, get, once } from '../hotline/api.js';
import { act, announce, button, field, h, link, load, note, table } from '../hotline/dom.js';
import { watch } from '../hotline/unsaved.js';

const LINES = [['title', '标题', 200], ['issuer', '发文机关', 100], ['sentTo', '发', 500], ['deliveredTo', '送', 500], ['copiedTo', '抄送', 500],
  ['publicity', '公开属性', 40], ['contact', '联系人和电话', 200]];

/** Every part a person writes; what is proposed stands in it only when somebody takes it up. Checked at once. */
export async function texts(body, { path, home }) {
  await load(body, async () => Promise.all([get(path + '/pieces'), once('/api/reports/measures')]), ([pieces, catalogue]) => {
    const parts = pieces.map(piece => part(piece.code, piece.title, piece.kept ?? null,
      h('textarea', { rows: String(Math.max(3, Math.min(12, (piece.kept || '').split('\n').length + 2))), maxlength: '8000' })));
    pieces.forEach((piece, index) => piece.proposed && propose(parts[index], piece));
    const form = written(parts, { read: async () => new Map((await get(path + '/pieces')).map(piece => [piece.code, piece.kept ?? null])),
      save: edits => call('PUT', path + '/pieces', edits),
      saved: (problems, answer) => answer.replaceChildren(problems.length
        ? h('div', { class: 'note error' }, h('p', {}, '已保存，但有不一致：'), h('ul', {}, problems.map(each => h('li', {}, each.text))))
        : note('已保存，勾稽核对一致。', 'good')),
      more: link('查看内容', home, { class: 'button' }) });
    form.classList.add('pieces');
    return [h('p', { class: 'lead' }, '事实和表格由冻结的数据生成，这里只写评述、案例和要求。文中的件数请写成占位符，例如 {overdue}、{satisfied/calledBack}，由系统填入；自己数出的件数写成 {=3件}。建议的文字来自本期工单，已隐去个人信息，请核对修改。'),
      form,
      h('details', {}, h('summary', {}, '可用的占位符'), table({ caption: '可用的占位符', rows: catalogue.measures, columns: [
        { title: '写法', kind: 'nowrap', cell: row => h('span', { class: 'code' }, '{' + row.code + '}') }, { title: '指标', cell: row => row.name }, { title: '说明', kind: 'wide', cell: row => row.note }] }))];
  });
}

/** Title, issuer, recipients and the like. */
export async function head(body, { path, found, show }) {
  body.append(written(LINES.map(([code, title, most]) => part(code, title, found.header[code] ?? null, h('input', { type: 'text', maxlength: String(most) }))), {
    read: async () => { const { header } = await get(path); return new Map(LINES.map(([code]) => [code, header[code] ?? null])); },
    save: edits => call('PUT', path + '/header', edits), saved: show }));
}

/** One text: `kept` is what the server had when it was read, `shown` how the box showed that. */
function part(code, title, kept, box) {
  const one = { code, title, box, beside: h('div', { 'aria-live': 'polite' }) };
  one.read = text => {
    one.kept = text ?? null;
    one.shown = (text || '').replace(/\r\n?/g, '\n');
  };
  one.take = text => {
    one.read(text);
    box.value = one.shown;
    one.shown = box.value;
    box.dispatchEvent(new Event('input'));
  };
  one.changed = () => box.value !== one.shown;
  one.take(kept);
  return one;
}

/** Puts the first words into a box that is empty, when asked to. */
function propose(one, piece) {
  const name = piece.kept === null ? '填入建议文字' : '恢复建议文字';
  const take = button(name, () => {
    one.box.value = piece.proposed;
    one.box.dispatchEvent(new Event('input'));
    one.box.focus();
  }, { 'aria-label': name + '：' + piece.title });
  one.proposal = h('div', { class: 'actions' }, take);
  const look = () => { one.proposal.hidden = one.box.value.trim() !== ''; };
  one.box.addEventListener('input', look);
  look();
}

function written(parts, { read, save, saved, more }) {
  const answer = h('div');
  const keep = h('button', { type: 'submit', class: 'primary' }, '保存');
  const form = h('form', { onsubmit: async event => {
    event.preventDefault();
    const sent = parts.filter(one => one.changed()).map(one => ({ one, text: one.box.value }));
    if (!sent.length) {
      answer.replaceChildren(note('没有需要保存的修改。'));
      return;
    }
    let refused = null;
    const answered = await act(keep, answer, () => save(Object.fromEntries(sent.map(({ one, text }) => [one.code, { before: one.kept, text }])))
      .catch(problem => { refused = problem; throw problem; }));
    if (refused) {
      if (refused.code === 'bulletin.textChanged') {
        answer.append(compared(parts, read, answer));
      }
      return;
    }
    sent.forEach(({ one, text }) => {
      one.kept = text.trim() ? text : '';
      one.shown = text;
      one.beside.replaceChildren();
    });
    announce('已保存');
    saved(answered, answer);
  } }, parts.map(one => [field(one.title, one.box), one.proposal, one.beside]),
  h('div', { class: 'actions' }, keep, more), answer);
  watch(form, () => parts.some(one => one.changed()));
  return form;
}

/** The button that reads again: what the person did not touch is taken over, what both changed is put beside. */
function compared(parts, read, answer) {
  const look = button('查看他人保存的文字', async () => {
    const failed = h('div');
    look.after(failed);
    const stored = await act(look, failed, read);
    if (!stored) {
      return;
    }
    const both = parts.filter(one => stored.has(one.code) && (stored.get(one.code) ?? null) !== one.kept && !untouched(one, stored.get(one.code)));
    both.forEach(one => beside(one, stored.get(one.code)));
    answer.replaceChildren(note(both.length ? '请选定用哪一份，再保存：' + both.map(one => one.title).join('、') + '。' : '已换成现存的文字，您写的都还在，请再保存。', 'warning'));
    both[0]?.beside.querySelector('button').focus();
  });
  return look;
}

function untouched(one, stored) {
  if (one.changed()) {
    return false;
  }
  one.take(stored);
  return true;
}

function beside(one, stored) {
  const choose = (name, how) => button(name, () => {
    how(stored);
    one.beside.replaceChildren();
    one.box.focus();
  }, { 'aria-label': name + '：' + one.title });
  one.beside.replaceChildren(h('div', { class: 'note warning' }, h('p', {}, stored ? '他人保存的文字：' : '他人已删去这段文字。'), stored ? h('p', { class: 'stored' }, stored) : null,
    h('div', { class: 'actions' }, choose('改用他人的文字', one.take), choose('保留我写的文字', one.read))));
}
