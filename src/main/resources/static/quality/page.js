// 质检: results (everybody the own), draws, figures, score sheets.

import { call, download, get, once, post, search, segment } from '../hotline/api.js';
import { act, announce, badge, button, confirm, count, field, h, link, load, note, paged, select, table, time } from '../hotline/dom.js';

const PARTS = [['registration', '受理登记'], ['dispatch', '派单'], ['reply', '单位答复'], ['review', '复核'], ['callback', '回访通话']];
const FLAGS = [['', '不限'], ['urgent', '紧急'], ['confidential', '保密'], ['returned', '有过退回'], ['supervised', '督办'], ['dissatisfied', '不满意']];
const STATES = [['', '全部'], ['waiting', '待评分'], ['scored', '可申诉'], ['appealed', '申诉中'], ['final', '已确定']];

export async function page(box, context) {
  const has = (...groups) => groups.some(group => context.me.groups.includes(group));
  const sees = has('inspector', 'supervisor', 'camunda-admin');
  const tabs = [['', sees ? '结果' : '我的质检', results], ...(sees ? [['draws', '抽样', draws], ['figures', '统计', figures]] : []),
    ['sheets', '评分表', sheets]];
  const open = tabs.find(([tab]) => tab === (context.path[0] || '')) || tabs[0];
  const places = await once('/api/jurisdictions');
  const asked = context.query.get('jurisdiction') || '';
  const place = h('div');
  const city = select([['', '本系统默认区域'], ...places.map(each => [each.code, each.name])], { value: asked, onchange: () =>
    context.go('quality' + (open[0] ? '/' + open[0] : '') + search({ jurisdiction: city.value })) });
  box.append(places.length > 1 && sees ? h('div', { class: 'filter' }, field('热线区域', city)) : '',
    h('nav', { class: 'tabs', 'aria-label': '质检' }, tabs.map(([tab, title]) => link(title, '#/quality' + (tab ? '/' + tab : '') + search({ jurisdiction: asked }),
      { 'aria-current': tab === open[0] ? 'page' : null }))), place);
  await open[2](place, { ...context, jurisdiction: asked, sees, keeps: has('supervisor', 'camunda-admin'), draws: has('inspector', 'supervisor') });
}

async function results(place, { jurisdiction, sees, query, go }) {
  const state = select(STATES, { value: query.get('state') || '' });
  const person = h('input', { type: 'search', maxlength: '64', value: query.get('person') || '' });
  if (sees) {
    place.append(h('form', { class: 'row', onsubmit: event => {
      event.preventDefault();
      go('quality' + search({ jurisdiction, state: state.value, person: person.value.trim() }));
    } }, field('状态', state), field('被检人账号', person), h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '查询'))));
  } else {
    place.append(h('p', { class: 'lead' }, '您的工作被抽中质检后的得分。对扣分不同意的，可以在限期内申诉一次，由督办员裁定。'));
  }
  const list = paged({ read: (page, size) => get('/api/quality/results', { jurisdiction, state: state.value, person: sees ? person.value : '', page, size }),
    render: rows => table({ caption: '质检结果', rows, empty: sees ? '没有符合条件的质检。' : '还没有您的质检结果。', columns: [
      { title: '抽样时间', kind: 'nowrap', cell: row => time(row.drawnAt) },
      { title: '工单', kind: 'nowrap', cell: row => [h('span', {}, row.ticketNo), h('small', {}, row.partName)] },
      { title: '被检人', cell: row => [h('span', {}, row.personName), h('small', {}, row.unitName)] },
      { title: '得分', kind: 'number', cell: row => row.points === undefined ? '—' : [String(row.points), row.pointsBefore !== undefined && row.pointsBefore !== row.points ? h('small', {}, '原 ' + row.pointsBefore) : null] },
      { title: '状态', kind: 'nowrap', cell: row => [badge(row.stateName, row.state === 'appealed' ? 'warning' : 'quiet'), row.fatal ? badge('否决', 'error') : null] },
      { title: '不合格项和评语', kind: 'wide', cell: words },
      { title: '申诉', kind: 'half', cell: row => appeal(row, list) },
    ] }) });
  place.append(list);
}

const words = row => [(row.failed || []).length ? h('ul', { class: 'words' }, row.failed.map(item => h('li', {}, item))) : row.points === undefined ? '' : '没有扣分',
  row.remark ? h('small', {}, row.remark + (row.scoredByName ? '（' + row.scoredByName + '）' : '')) : null];

function appeal(row, list) {
  if (row.mayAppeal) {
    const answer = h('div');
    const start = button('申诉', async () => {
      const reason = await confirm({ title: '对这次质检申诉？', action: '提交申诉', ask: { text: '申诉理由（不少于6个字）', needed: true },
        body: h('p', {}, '申诉只有一次，由评分人以外的督办员裁定，裁定为最终结果。') });
      if (reason && await act(start, answer, () => post('/api/quality/results/' + segment(row.id) + '/appeal', { reason }))) {
        announce('申诉已提交');
        list.again();
      }
    });
    return [h('small', {}, '可申诉至 ' + row.appealUntil), start, answer];
  }
  return [row.appeal ? h('p', {}, row.appeal) : null, row.rulingName ? h('small', {}, `${row.rulingName}：${row.rulingReason}（${row.ruledByName}）`) : null,
    !row.appeal && row.state === 'scored' && row.appealUntil ? h('small', {}, '可申诉至 ' + row.appealUntil) : null];
}

async function draws(place, context) {
  const { jurisdiction } = context;
  const part = select(PARTS);
  const from = h('input', { type: 'date', required: true });
  const until = h('input', { type: 'date', required: true });
  const amount = h('input', { type: 'number', min: '1', max: '500', value: '10', required: true });
  const measure = select([['size', '个'], ['percent', '%']]);
  const perPerson = h('input', { type: 'checkbox' });
  const units = await once('/api/units', { jurisdiction });
  const unit = select([['', '不限'], ...units.map(each => [each.code, each.name])]);
  const flag = select(FLAGS);
  const seed = h('input', { type: 'number', placeholder: '自动' });
  const answer = h('div');
  const draw = h('button', { type: 'submit', class: 'primary' }, '抽样');
  let list;
  const form = h('form', { class: 'row', onsubmit: async event => {
    event.preventDefault();
    const plan = { jurisdiction: jurisdiction || null, part: part.value, from: from.value, until: until.value, [measure.value]: Number(amount.value),
      perPerson: perPerson.checked, unit: unit.value || null, flag: flag.value || null, seed: seed.value === '' ? null : Number(seed.value) };
    const done = await act(draw, answer, () => post('/api/quality/draws', plan));
    if (done) {
      const told = `从 ${count(done.population)} 个中抽到 ${count(done.drawn)} 个，其中 ${count(done.fresh)} 个是新样本，已列入质检员的待办。种子 ${done.seed}。`;
      answer.replaceChildren(note(told, 'good'));
      announce(told);
      list.first();
    }
  } }, field('环节', part), field('工单登记日期自', from), field('至', until), field('数量', amount), field('按', measure),
  h('div', { class: 'field check' }, perPerson, h('label', { for: perPerson.id = 'per-person' }, '每人各抽这么多')),
  field('承办单位', unit), field('风险', flag), field('种子', seed, '填相同的种子可以重抽出相同的样本'), h('div', { class: 'actions' }, draw));
  place.append(h('p', { class: 'lead' }, '随机抽取一个环节的工作。方案和种子留档，任何人都能照样重抽核对。'), context.draws ? form : note('抽样由质检员和督办员进行。'), answer);
  list = paged({ read: (page, size) => get('/api/quality/draws', { jurisdiction, page, size }), render: rows => table({
    caption: '抽样记录', rows, empty: '还没有抽样。', columns: [
      { title: '时间', kind: 'nowrap', cell: row => time(row.drawnAt) },
      { title: '环节', kind: 'nowrap', cell: row => row.partName },
      { title: '方案', kind: 'wide', cell: row => plan(row.plan, units) },
      { title: '总数', kind: 'number', cell: row => count(row.population) },
      { title: '抽到', kind: 'number', cell: row => count(row.drawn) },
      { title: '新样本', kind: 'number', cell: row => count(row.fresh) },
      { title: '种子', kind: 'number', cell: row => h('span', { class: 'code' }, String(row.seed)) },
      { title: '抽样人', kind: 'nowrap', cell: row => row.drawnByName },
    ] }) });
  place.append(list);
}

const plan = (wish, units) => [`${wish.from} 至 ${wish.until} 登记，`, wish.percent ? wish.percent + '%' : wish.size + ' 个', wish.perPerson ? '（每人）' : '',
  wish.unit ? '，' + (units.find(each => each.code === wish.unit)?.name || wish.unit) : '', wish.flag ? '，' + (FLAGS.find(([code]) => code === wish.flag)?.[1] || wish.flag) : ''].join('');

async function figures(place, { jurisdiction, query, go }) {
  const wish = { jurisdiction, by: query.get('by') || 'person', from: query.get('from'), until: query.get('until') };
  const by = select([['person', '人员'], ['unit', '单位']], { value: wish.by });
  const from = h('input', { type: 'date', required: true, value: wish.from || '' });
  const until = h('input', { type: 'date', required: true, value: wish.until || '' });
  const answer = h('div');
  const take = button('导出', () => act(take, answer, () => download('/api/quality/summary/export' + search(wish), '质检结果.xlsx')), { disabled: !wish.from });
  place.append(h('form', { class: 'row', onsubmit: event => {
    event.preventDefault();
    go('quality/figures' + search({ jurisdiction, by: by.value, from: from.value, until: until.value }));
  } }, field('按', by), field('抽样日期自', from), field('至', until), h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '统计'), take)), answer);
  if (!wish.from || !wish.until) {
    place.append(note('请选择抽样日期的起止。'));
    return;
  }
  const list = h('div');
  place.append(list);
  await load(list, () => get('/api/quality/summary', wish), rows => table({ caption: '质检统计', rows, empty: '这段时间没有已评分的质检。', columns: [
    { title: wish.by === 'unit' ? '单位' : '人员', cell: row => row.name, by: row => row.name },
    { title: '单位', cell: row => row.unitName, by: row => row.unitName },
    { title: '已评分', kind: 'number', cell: row => count(row.checked), by: row => row.checked },
    { title: '平均得分', kind: 'number', cell: row => (row.points / row.checked).toFixed(1), by: row => row.points / row.checked },
    { title: '合格', kind: 'number', cell: row => count(row.passed), by: row => row.passed },
    { title: '否决', kind: 'number', cell: row => count(row.fatal), by: row => row.fatal },
    { title: '申诉', kind: 'number', cell: row => count(row.appealed), by: row => row.appealed },
    { title: '申诉改判', kind: 'number', cell: row => count(row.changed), by: row => row.changed },
  ] }));
}

async function sheets(place, { jurisdiction, keeps }) {
  const list = h('div');
  place.append(h('p', { class: 'lead' }, '每个环节一张评分表，满分100分，不合格的项扣分，否决项不合格为0分。修改生成新版本，只用于此后抽取的样本。'), list);
  const show = () => load(list, () => get('/api/quality/sheets', { jurisdiction }), found => PARTS.map(([part, title]) => {
    const sheet = found.find(each => each.part === part);
    const head = h('h2', {}, title);
    const box = h('section', { class: 'card' }, head, sheet ? [h('p', { class: 'soft' }, `${sheet.name}，第 ${sheet.version} 版，${sheet.changedByName} ${time(sheet.changedAt)}`),
      table({ caption: title + '评分表', rows: sheet.items, columns: [
        { title: '代号', kind: 'nowrap', cell: item => h('span', { class: 'code' }, item.code) },
        { title: '内容', kind: 'wide', cell: item => item.name },
        { title: '扣分', kind: 'number', cell: item => item.fatal ? badge('否决', 'error') : String(item.points) },
      ] })] : h('p', { class: 'state' }, '还没有评分表，建立之前不能抽取这个环节的样本。'));
    if (keeps) {
      box.append(button(sheet ? '修改' : '建立', () => box.replaceChildren(head, editor(jurisdiction, part, title, sheet, show)), { 'aria-label': (sheet ? '修改' : '建立') + title + '评分表' }));
    }
    return box;
  }));
  await show();
}

/** One item a line, so that a sheet can be pasted from a workbook. */
function editor(jurisdiction, part, title, sheet, done) {
  const name = h('input', { type: 'text', maxlength: '60', required: true, value: sheet?.name || title + '评分表' });
  const items = h('textarea', { rows: '10', required: true, maxlength: '8000',
    value: (sheet?.items || []).map(item => [item.code, item.name, item.fatal ? '否决' : item.points].join('\t')).join('\n') });
  const answer = h('div');
  const keep = h('button', { type: 'submit', class: 'primary' }, '保存为新版本');
  return h('form', { onsubmit: async event => {
    event.preventDefault();
    const read = items.value.split('\n').filter(line => line.trim()).map(line => {
      const [code, text, points] = line.split('\t').map(cell => cell.trim());
      return { code, name: text, points: points === '否决' ? 100 : Number(points) || 0, fatal: points === '否决' };
    });
    if (await act(keep, answer, () => call('PUT', '/api/quality/sheets/' + segment(part) + search({ jurisdiction }), { name: name.value, items: read }))) {
      announce('评分表已保存');
      done();
    }
  } }, field('名称', name), field('项目', items, '每行一项：代号、内容、扣分（或“否决”），用制表符隔开，可以从表格中复制三列粘贴'),
  h('div', { class: 'actions' }, keep, button('取消', done)), answer);
}
