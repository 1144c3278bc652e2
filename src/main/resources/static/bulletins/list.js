// 通报: the list, a new one, and one bulletin by its id.

import { get, once, post, search, segment } from '../hotline/api.js';
import { act, announce, badge, field, h, link, load, note, paged, select, table, time } from '../hotline/dom.js';
import { one } from './one.js';

const KINDS = [['daily', '日报'], ['weekly', '周报'], ['monthly', '月报'], ['facts', '月度数据图'], ['assessment', '三率考核通报'], ['annual', '年度报告'], ['special', '特报']];
const STATES = [['draft', '拟稿'], ['objecting', '核对数据'], ['review', '待审核'], ['signing', '待签发'], ['issued', '已印发'], ['dropped', '已作废']];

export async function page(box, context) {
  if (context.path[0] && context.path[0] !== 'new') {
    await one(box, context, context.path[0]);
    return;
  }
  const cities = await once('/api/jurisdictions');
  const edits = context.me.groups.includes('bulletin-editor');
  if (context.path[0] === 'new' && edits) {
    await compose(box, context, cities);
    return;
  }
  list(box, context, cities, edits);
}

function list(box, { query, go }, cities, edits) {
  const wish = { jurisdiction: query.get('jurisdiction') || '', kind: query.get('kind') || '', state: query.get('state') || '' };
  const city = select([['', '本系统默认区域'], ...cities.map(each => [each.code, each.name])], { value: wish.jurisdiction });
  const kind = select([['', '全部种类'], ...KINDS], { value: wish.kind });
  const state = select([['', '全部状态'], ...STATES], { value: wish.state });
  box.append(h('form', { class: 'row', onsubmit: event => {
    event.preventDefault();
    go('bulletins' + search({ jurisdiction: city.value, kind: kind.value, state: state.value }));
  } }, field('热线区域', city), field('种类', kind), field('状态', state), h('div', { class: 'actions' },
    h('button', { type: 'submit', class: 'primary' }, '查询'), edits ? link('拟编通报', '#/bulletins/new' + search({ jurisdiction: wish.jurisdiction }), { class: 'button' }) : null)),
  paged({ read: (page, size) => get('/api/bulletins', { ...wish, page, size }), render: rows => table({ caption: '通报', rows,
    empty: edits ? '没有符合条件的通报。点“拟编通报”开始一份。' : '没有您可以查看的通报。', columns: [
      { title: '标题', kind: 'wide', cell: row => [link(row.title, '#/bulletins/' + encodeURIComponent(row.id)), row.correction ? badge('更正第' + row.correction + '号', 'warning') : null] },
      { title: '种类', kind: 'nowrap', cell: row => row.kindName },
      { title: '统计期', kind: 'nowrap', cell: row => row.from === row.to ? row.from : [row.from + ' 至', h('br'), row.to] },
      { title: '状态', kind: 'nowrap', cell: row => badge(row.stateName, row.state === 'issued' ? 'good' : row.state === 'dropped' ? 'quiet' : 'advice') },
      { title: '文号', kind: 'nowrap', cell: row => row.number || '—' },
      { title: '印发日期', kind: 'nowrap', cell: row => row.issuedOn || '—' },
      { title: '拟编', kind: 'nowrap', cell: row => [h('span', {}, row.createdByName), h('small', {}, time(row.createdAt))] },
    ] }) }));
}

/** A special report from an early sign shows which, with what the sign says filled in. */
async function compose(box, context, cities) {
  const { query, heading } = context;
  heading.textContent = '拟编通报';
  if (!query.get('sign')) {
    begin(box, context, cities, null);
    return;
  }
  await load(box, () => get('/api/early-signs/' + segment(query.get('sign')) + '/topic'), sign => {
    const form = h('div');
    begin(form, context, cities, sign);
    return form;
  });
}

const about = sign => note(sign.ticketNos.length ? `这份特报只统计苗头“${sign.title}”所列的 ${sign.ticketNos.length} 件工单。`
  : `这份特报只统计苗头“${sign.title}”所指${sign.category ? '诉求类别' : '地区'}及其下级的工单。`);

function begin(box, { query, go }, cities, sign) {
  const city = select([['', '本系统默认区域'], ...cities.map(each => [each.code, each.name])], { value: sign?.jurisdiction || query.get('jurisdiction') || '' });
  const kind = select(KINDS, { value: query.get('kind') || 'monthly', onchange: () => { topics.hidden = kind.value !== 'special'; } });
  const from = h('input', { type: 'date', value: sign?.from || query.get('from') || '' });
  const to = h('input', { type: 'date', value: sign?.to || query.get('to') || '' });
  const topic = h('input', { type: 'text', maxlength: '100', value: (sign?.title || query.get('topic') || '').slice(0, 100) });
  const filter = h('input', { type: 'text', maxlength: '400', value: query.get('filter') || '' });
  const title = h('input', { type: 'text', maxlength: '200' });
  const topics = h('div', { hidden: kind.value !== 'special' }, sign ? [about(sign), field('专题或事件', topic, '只是称呼，统计的是苗头的工单')]
    : [field('专题或事件', topic, '填诉求类别、地区或专题标签的名称，或者事件的说法'),
      field('涉及的词', filter, '可空；多个词用空格分开，标题或内容中含有其中之一的工单计入专题')]);
  const answer = h('div');
  const start = h('button', { type: 'submit', class: 'primary' }, '冻结数据并拟稿');
  box.append(h('p', { class: 'lead' }, '系统按统计期计算并冻结数据，之后的草稿、附件、网页和文件都用这一份数据。'),
    h('form', { onsubmit: async event => {
      event.preventDefault();
      const begun = await act(start, answer, () => post('/api/bulletins', { jurisdiction: city.value || null, kind: kind.value, from: from.value || null, to: to.value || null,
        topic: topic.value.trim() || null, topicFilter: filter.value.trim() || null, title: title.value.trim() || null, sign: sign?.signId || null }));
      if (begun) {
        announce('已开始拟编');
        go('bulletins/' + encodeURIComponent(begun.id));
      }
    } }, cities.length > 1 ? field('热线区域', city) : null, field('种类', kind), topics, field('统计期自', from, sign ? '苗头工单的起止日；不填的特报取自苗头' : '不填的取上一个完整的日、周、月、年'), field('至', to),
    field('标题', title, '不填的按种类和统计期拟'), h('div', { class: 'actions' }, start, link('返回', '#/bulletins'))), answer);
}
