// 工单查找: what to look for, what was found, and beside it the card of the one that was picked. Shown inside Tasklist and Cockpit.

import { get, once, post } from '../api.js';
import { button, count, failure, field, h, load, paged, select, table } from '../dom.js';
import { mount as card } from '../ticket/card.js';
import { moment } from '../words.js';
import { exports } from './export.js';
import { marked } from './marked.js';

const STATUSES = [['', '全部'], ['registered', '已登记'], ['need-info', '待补充'], ['dispatching', '待派单'], ['handling', '办理中'], ['returning', '退回待裁定'],
  ['meeting', '联席会议'], ['suspended', '挂起'], ['reviewing', '待复核'], ['callback', '待回访'], ['archived', '已归档'], ['closed-instant', '即时办结'],
  ['legal-route', '已告知法定途径'], ['praised', '表扬已登记'], ['transferred', '已转接'], ['declined', '不予受理'], ['withdrawn', '已撤回'],
  ['merged', '已并单'], ['invalid', '无效来电']];
const KINDS = [['', '全部'], ['consult', '咨询'], ['complaint', '投诉'], ['report', '举报'], ['help', '求助'], ['suggestion', '建议'], ['praise', '表扬'], ['other', '其他']];
const CHANNELS = [['', '全部'], ['phone', '电话'], ['wechat', '微信'], ['app', '手机应用'], ['sms', '短信'], ['weibo', '微博'], ['email', '电子邮件'],
  ['letter', '信函'], ['web', '网站'], ['onsite', '现场接待'], ['province', '省平台转办'], ['city', '市县平台转办'], ['police110', '110转办'],
  ['open311', 'Open311接口'], ['other', '其他渠道']];

const text = (label, name, attributes) => {
  const input = h('input', { type: 'text', name, autocomplete: 'off', maxlength: '100', ...attributes });
  return field(label, input);
};

/** What the person wrote, without what was left empty. */
const asked = form => Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

function state(index) {
  if (!index) {
    return null;
  }
  if (!index.ready) {
    return h('p', { class: 'note warning', role: 'status' },
      `查找索引正在建立，已收录 ${count(index.indexed)} / ${count(index.of)} 件，较早的工单可能暂时找不到；完整编号和电话不受影响。`);
  }
  return index.behind ? h('p', { class: 'note warning', role: 'status' }, '查找索引暂未跟上最新变化，最近登记或改动的工单可能找不到；完整编号和电话不受影响。') : null;
}

function chips(row) {
  const chip = words => h('span', { class: 'hotline-chip hotline-warn' }, words);
  return [row.urgent && chip('紧急'), row.supervised && chip('督办'), row.confidential && chip('保密')].filter(Boolean);
}

/** Shows the page in an element; `place` is `tasklist` or `cockpit`, `wish` what to look for at once. Answers `close()`. */
export function mount(box, { place, wish = {} }) {
  let open = null;
  let picked = null;
  let closed = false;
  const beside = h('div', { class: 'board-card', hidden: true });
  const results = h('div', { class: 'board-list' });
  const split = h('div', { class: 'board-split' }, results, beside);

  function pick(row, pressed) {
    picked?.removeAttribute('aria-pressed');
    picked = pressed;
    picked.setAttribute('aria-pressed', 'true');
    open?.close();
    const inside = h('div');
    beside.hidden = false;
    split.classList.add('picked');
    beside.replaceChildren(h('div', { class: 'board-card-head' }, button('收起工单', putAway)), inside);
    open = card(inside, { ticketNo: row.ticketNo, place });
    if (beside.offsetTop > pressed.offsetTop + 200) {
      beside.scrollIntoView({ block: 'nearest' });
    }
  }

  function putAway() {
    open?.close();
    open = null;
    beside.hidden = true;
    split.classList.remove('picked');
    picked?.removeAttribute('aria-pressed');
    picked?.focus();
  }

  function show(form) {
    open?.close();
    open = null;
    beside.hidden = true;
    split.classList.remove('picked');
    const now = asked(form);
    const told = h('div', { class: 'search-told' });
    const columns = words => [
      {
        title: '工单号', kind: 'nowrap',
        cell: row => {
          const pressed = h('button', { type: 'button', class: 'plain hotline-number', onclick: () => pick(row, pressed) }, row.ticketNo);
          return pressed;
        },
      },
      {
        title: '标题和内容', kind: 'wide',
        cell: row => [h('span', { class: 'board-title' }, marked(row.title, words)), ...chips(row),
          h('small', { class: 'search-text' }, marked(row.text || '', words)),
          row.address ? h('small', { class: 'search-place' }, '地点：', marked(row.address, words)) : null],
      },
      { title: '状态', kind: 'nowrap', cell: row => row.statusName },
      { title: '类型', cell: row => [row.kindName, row.categoryName ? h('small', { class: 'search-place' }, row.categoryName) : null] },
      { title: '单位', kind: 'unit', cell: row => row.unitName || '' },
      { title: '登记时间', kind: 'nowrap', cell: row => moment(row.registeredAt) },
      { title: '办结时间', kind: 'nowrap', cell: row => row.closedAt ? moment(row.closedAt) : '' },
    ];
    const list = paged({
      size: 20,
      read: (page, size) => post('/api/search', { ...now, page, size }).then(answer => {
        // The pager knows a total only where it is exact.
        const { total, ...rest } = answer;
        return answer.atLeast ? { ...rest, least: total } : answer;
      }),
      render: (rows, answer) => {
        told.replaceChildren(...[state(answer.index),
          h('p', { class: 'search-total', role: 'status' }, answer.least ? `找到 ${count(answer.least)} 件以上` : `找到 ${count(answer.total)} 件`)].filter(Boolean));
        return table({ caption: '找到的工单', rows, empty: '没有找到。可以少写几个词、放宽日期，或只写编号的最后几位。', columns: columns(answer.words || []) });
      },
    });
    results.replaceChildren(h('div', { class: 'search-head' }, told, exports(now)), list);
  }

  function frame([index, jurisdictions]) {
    const centre = index.byPhone;
    const unit = h('select', { name: 'unit' }, h('option', { value: '' }, '全部'));
    const category = h('select', { name: 'category' }, h('option', { value: '' }, '全部'));
    const region = h('select', { name: 'region' }, h('option', { value: '' }, '全部'));
    const jurisdiction = select([...(jurisdictions.length > 1 ? [['', '全部']] : []), ...jurisdictions.map(one => [one.code, one.name])],
      { name: 'jurisdiction', onchange: () => fill() });
    const wrong = h('div');
    async function fill() {
      try {
        const query = jurisdiction.value ? { jurisdiction: jurisdiction.value } : {};
        const [units, categories, regions] = await Promise.all([once('/api/units', query), once('/api/categories', query), once('/api/regions', query)]);
        const offer = (list, known) => list.replaceChildren(h('option', { value: '' }, '全部'), ...known.map(one => h('option', { value: one.code }, one.name)));
        offer(unit, units);
        offer(category, categories);
        offer(region, regions);
        wrong.replaceChildren();
      } catch (problem) {
        wrong.replaceChildren(failure(problem, fill));
      }
    }
    const form = h('form', { class: 'search-form', role: 'search', 'aria-label': '工单查找', onsubmit: event => { event.preventDefault(); show(form); } },
      h('div', { class: 'search-fields' },
        text('工单编号', 'number', { placeholder: '完整，或末尾4位起' }),
        centre ? text('联系电话', 'phone', { placeholder: '完整号码', inputmode: 'tel' }) : null,
        text('关键词', 'words', { placeholder: '用空格隔开' }),
        text('地点', 'place', { placeholder: '地址或区县名' }),
        field('承办单位', unit), field('状态', select(STATUSES, { name: 'status' })),
        field('登记日期从', h('input', { type: 'date', name: 'from' })), field('到', h('input', { type: 'date', name: 'to' }))),
      h('details', { class: 'search-more' }, h('summary', {}, '更多条件'),
        h('div', { class: 'search-fields' },
          jurisdictions.length > 1 ? field('热线', jurisdiction) : null, field('诉求类型', select(KINDS, { name: 'kind' })), field('诉求类别', category),
          field('受理渠道', select(CHANNELS, { name: 'channel' })), field('行政区划', region),
          field('办结日期从', h('input', { type: 'date', name: 'closedFrom' })), field('到', h('input', { type: 'date', name: 'closedTo' })),
          field('排序', select([['-registered', '登记晚的在前'], ['registered', '登记早的在前']], { name: 'sort' })))),
      h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, '查找'), h('button', { type: 'reset' }, '清空')), wrong);
    fill();
    for (const [name, value] of Object.entries(wish)) {
      if (form.elements[name]) {
        form.elements[name].value = value;
      }
    }
    if (Object.keys(wish).length) {
      show(form);
    }
    window.setTimeout(() => form.elements.number?.focus());
    return [form, split];
  }

  const body = h('div');
  box.classList.add('hotline-box', 'hotline-search-page');
  box.replaceChildren(h('h1', {}, '工单查找'), body);
  load(body, () => Promise.all([get('/api/search/index'), once('/api/jurisdictions')]), answer => closed ? null : frame(answer));
  return {
    close() {
      closed = true;
      open?.close();
      box.replaceChildren();
    },
  };
}
