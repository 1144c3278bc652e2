// One bulletin: where it stands, the paper, objections of units, steps and files; what a person writes is in writing.js.

import { download, get, once, post, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, h, link, load, note, table, time } from '../hotline/dom.js';
import { leave } from '../hotline/unsaved.js';
import { paper } from './content.js';
import { head, texts } from './writing.js';

const WAITING = 3000;
/** Figures of a year are frozen within seconds; what takes longer has most likely failed. */
const LONGEST = 3 * 60 * 1000;

export async function one(box, context, id) {
  const path = '/api/bulletins/' + segment(id);
  const home = '#/bulletins/' + encodeURIComponent(id);
  const place = h('div');
  let since = null;
  box.append(h('p', {}, link('‹ 通报列表', '#/bulletins')), place);
  const show = () => load(place, () => get(path), found => {
    context.heading.textContent = found.title;
    if (found.state === 'freezing') {
      since ??= Date.now();
      setTimeout(() => place.isConnected && show(), WAITING);
      return Date.now() - since < LONGEST ? note('正在冻结数据，完成后自动显示草稿。')
        : note('数据至今没有冻结完成，可能已经出错。请督办员在“运行监控”的“异常步骤”中查看原因并重试；重试成功后这里自动显示草稿。', 'warning');
    }
    since = null;
    const tabs = [['', '内容', contents], ...(found.may.edit ? [['texts', '编写', texts], ['head', '版头版记', head]] : []), ['objections', '核对和异议', objections],
      ...(found.snapshots.length ? [['steps', '办理过程', steps]] : []), ...(found.state === 'issued' ? [['files', '文件', files]] : [])];
    const open = tabs.find(([tab]) => tab === (context.path[1] || '')) || tabs[0];
    const body = h('div');
    open[2](body, { ...context, path, home, found, show });
    return [standing(path, found, show), h('nav', { class: 'tabs', 'aria-label': '通报' }, tabs.map(([tab, title]) =>
      link(title, home + (tab ? '/' + tab : ''), { 'aria-current': tab === open[0] ? 'page' : null }))), body];
  });
  await show();
}

/** State, open step, contradictions, and what may be done now. */
function standing(path, found, show) {
  const answer = h('div');
  const ask = (text, title, door, danger) => {
    const start = button(text, async () => {
      if (!await leave()) {
        return;
      }
      const reason = await confirm({ title, action: text, danger, ask: { text: '理由', needed: true } });
      if (reason && await act(start, answer, () => post(path + door, { reason }).then(() => true))) {
        announce(text + '完成');
        show();
      }
    });
    return start;
  };
  const submit = button('提交', async () => {
    const next = found.unitsToAsk ? `将请${found.unitsToAsk}家单位核对本单位的数据，提交后不能撤回。` : '不请单位核对，直接送审核；提交后不能撤回，审核人可以退回。';
    if (await leave() && await confirm({ title: '提交这份通报？', body: next, action: '提交' }) && await act(submit, answer, () => post(path + '/submit'))) {
      announce('已提交');
      show();
    }
  }, { class: 'primary' });
  const recheck = button('复核数据', async () => {
    if (!await confirm({ title: '复核这份通报的数据？', body: '将重新计算统计期的数据。与印发时不同的，随即拟编一份有编号的更正，由采编员编写，再经审核和签发；原通报不变。', action: '复核数据' })) {
      return;
    }
    const outcome = await act(recheck, answer, () => post(path + '/recheck'));
    if (outcome) {
      answer.replaceChildren(changed(outcome));
    }
  });
  return h('section', { class: 'card' },
    h('dl', { class: 'facts' }, [['状态', [badge(found.stateName, found.state === 'issued' ? 'good' : 'advice'), found.task ? '　待办：' + found.task : null]],
      ['文号', found.number || '签发时编号'], ['统计期', found.from + ' 至 ' + found.to],
      ['数据', found.header ? `截至 ${time(found.header.asOf)}，口径版本 ${found.header.formulas}` : ''],
      ['责任人', ['采编 ' + (found.editorName || '—'), '审核 ' + (found.reviewerName || '—'), '签发 ' + (found.signerName || '—')].join('，')],
      found.objectionsUntil ? ['核对期限', found.objectionsUntil + ' 止，未答复的视为无异议'] : null].filter(Boolean)
      .map(([what, value]) => h('div', {}, h('dt', {}, what), h('dd', {}, value)))),
    (found.contradictions || []).length ? h('div', { class: 'note error' }, h('p', {}, '数据前后不一致，改好之前不能提交和印发：'),
      h('ul', {}, found.contradictions.map(each => h('li', {}, each.text, h('small', { class: 'code' }, each.cell))))) : found.may.edit ? note('勾稽核对一致。', 'good') : null,
    h('div', { class: 'actions' }, found.may.submit ? submit : null, found.may.freeze ? ask('重新冻结数据', '重新冻结数据？原来的数据保留。', '/snapshots') : null,
      found.may.drop ? ask('作废', '作废这份通报？', '/drop', true) : null, found.may.recheck ? recheck : null), answer);
}

function changed(outcome) {
  if (outcome.comparable === false) {
    return note('指标口径已更新，不能与印发时的数据比较。', 'warning');
  }
  if (!outcome.differences.length) {
    return note('重新计算的数据与印发的一致。', 'good');
  }
  return h('div', {}, note(`有 ${outcome.differences.length} 项数据与印发时不同` + (outcome.correctionId ? '，已拟编更正。' : '。'), 'warning'),
    outcome.correctionId ? link('查看更正', '#/bulletins/' + encodeURIComponent(outcome.correctionId)) : null,
    table({ caption: '有变化的数据', rows: outcome.differences, columns: [
      { title: '指标', cell: row => row.measureName }, { title: '维度', kind: 'nowrap', cell: row => row.item ? row.dimensionName : '' }, { title: '对象', cell: row => row.itemName },
      { title: '印发时', kind: 'number', cell: row => count(row.before) }, { title: '现在', kind: 'number', cell: row => count(row.after) }] }));
}

const FORMATS = { docx: 'Word', xlsx: 'Excel' };

const contents = (body, { path, me, found }) => load(body, () => get(path + '/content'), content => {
  const answer = h('div');
  const takes = Object.entries(FORMATS).map(([format, name]) => {
    const take = button('下载' + name, () => act(take, answer, () => download(path + '/preview/' + format, content.title + '.' + format)));
    return take;
  });
  return [h('div', { class: 'actions' }, takes, h('span', { class: 'soft' }, found.state === 'issued' ? '按现用模板重新排版；印发的原件在“文件”中。' : '按现用模板生成的草稿。')), answer,
    paper(content, { own: me.groups.filter(group => group.startsWith('unit-')).map(group => group.slice(5)) })];
});

const objections = (body, { path }) => load(body, async () => Promise.all([get(path + '/objections'), measureNames()]), ([found, name]) => [
  h('h2', {}, '各单位的答复'), table({ caption: '各单位的答复', rows: found.units, empty: '还没有请单位核对。', columns: [
    { title: '单位', cell: row => row.name }, { title: '答复', cell: row => ANSWERS[row.state] }, { title: '时间', kind: 'nowrap', cell: row => time(row.answeredAt) }] }),
  h('h2', {}, '异议和裁定'), table({ caption: '异议和裁定', rows: found.objections, empty: '没有异议。', columns: [
    { title: '单位', cell: row => row.unitName }, { title: '指标', cell: row => [h('span', {}, name(row.measure)), h('small', {}, '草稿数 ' + count(row.printed))] },
    { title: '工单', kind: 'nowrap', cell: row => row.tickets.map(number => h('div', {}, number)) }, { title: '理由', kind: 'wide', cell: row => [h('span', {}, row.reason), h('small', {}, row.raisedByName + ' ' + time(row.raisedAt))] },
    { title: '裁定', kind: 'wide', cell: row => row.ruling ? [badge(row.ruling === 'upheld' ? '成立' : '不成立', row.ruling === 'upheld' ? 'good' : 'quiet'), h('span', {}, row.rulingReason),
      h('small', {}, [row.ruledByName, time(row.ruledAt), row.changeNote].filter(Boolean).join(' '))] : '待裁定' }] })]);

/** What a measure is called; its code where the catalogue no longer has it. */
async function measureNames() {
  const names = new Map((await once('/api/reports/measures')).measures.map(measure => [measure.code, measure.name]));
  return code => names.get(code) || code;
}

const ANSWERS = { asked: '待答复', agreed: '无异议', objected: '有异议', silent: '逾期未答复，视为无异议' };

const steps = (body, { path, found }) => load(body, () => get(path + '/steps'), rows => [
  table({ caption: '办理过程', rows, empty: '还没有记录。', columns: [
    { title: '时间', kind: 'nowrap', cell: row => time(row.at) }, { title: '人员', kind: 'nowrap', cell: row => row.actor }, { title: '事项', kind: 'nowrap', cell: row => row.what },
    { title: '内容', kind: 'wide', cell: row => row.text }] }),
  found.snapshots.length ? [h('h2', {}, '历次冻结的数据'), table({ caption: '历次冻结的数据', rows: found.snapshots, columns: [
    { title: '截至', kind: 'nowrap', cell: row => time(row.asOf) }, { title: '缘由', kind: 'wide', cell: row => row.reason }, { title: '口径版本', cell: row => h('span', { class: 'code' }, row.formulas) }] })] : null]);

const files = (body, { path }) => load(body, () => get(path + '/files'), rows => {
  const answer = h('div');
  return [h('p', { class: 'soft' }, '印发时的文件原样保存，不再重新生成；校验值为SHA-256。'), table({ caption: '印发的文件', rows, empty: '没有文件。', columns: [
    { title: '文件', kind: 'wide', cell: row => row.name }, { title: '格式', kind: 'nowrap', cell: row => FORMATS[row.format] || row.format },
    { title: '大小', kind: 'number', cell: row => count(Math.ceil(row.size / 1024)) + ' kB' }, { title: '校验值', cell: row => h('span', { class: 'code' }, row.sha256) },
    { title: '下载', cell: row => {
      const take = button('下载', () => act(take, answer, () => download(path + '/files/' + segment(row.format), row.name)), { 'aria-label': '下载' + row.name });
      return take;
    } }] }), answer];
});
