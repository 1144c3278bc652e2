// The tickets behind a number of the board: a list, and beside it the card of the one that was picked.

import { get } from '../api.js';
import { h, paged, select, table } from '../dom.js';
import { exportsOf } from '../search/export.js';
import { mount } from '../ticket/card.js';
import { limit, moment, remaining } from '../words.js';

const CARDS = { yellow: '黄牌', red: '红牌' };

function marks(row) {
  const chip = (text, kind = '') => h('span', { class: 'hotline-chip ' + kind }, text);
  return [row.card ? chip(CARDS[row.card], 'hotline-card-' + row.card) : null, row.urgent ? chip('紧急', 'hotline-warn') : null,
    row.supervised ? chip('督办', 'hotline-warn') : null, row.confidential ? chip('保密', 'hotline-warn') : null,
    row.urges ? chip('催办 ×' + row.urges) : null, row.returns ? chip('退回 ×' + row.returns) : null];
}

/**
 * Shows the list. `wish` is `{jurisdiction, what, unit, to}`, `sorts` the orders on offer as `[[code, words]]`, `ahead` how
 * many milliseconds the server's clock is ahead of this one, `name()` what the list is called when it is taken away. Answers `stop()`.
 */
export function tickets(box, wish, sorts, ahead, name) {
  let card = null;
  let picked = null;
  const beside = h('div', { class: 'board-card', hidden: true });
  const order = select(sorts, { 'aria-label': '排序', onchange: () => list.first() });

  function pick(row, button) {
    picked?.removeAttribute('aria-pressed');
    picked = button;
    picked.setAttribute('aria-pressed', 'true');
    card?.close();
    const place = h('div');
    beside.hidden = false;
    split.classList.add('picked');
    beside.replaceChildren(h('div', { class: 'board-card-head' }, h('button', { type: 'button', onclick: close }, '收起工单')), place);
    card = mount(place, { ticketNo: row.ticketNo, place: 'cockpit' });
    if (beside.offsetTop > button.offsetTop + 200) {
      beside.scrollIntoView({ block: 'nearest' });
    }
  }

  function close() {
    card?.close();
    card = null;
    beside.hidden = true;
    split.classList.remove('picked');
    picked?.removeAttribute('aria-pressed');
    picked?.focus();
  }

  const list = paged({
    size: 20,
    read: (page, size) => get('/api/board/tickets', { ...wish, sort: order.value, page, size }),
    render: rows => table({
      caption: '工单', rows, empty: '现在没有这样的工单。',
      columns: [
        {
          title: '工单号', kind: 'nowrap',
          cell: row => {
            const open = h('button', { type: 'button', class: 'plain hotline-number', onclick: () => pick(row, open) }, row.ticketNo);
            return open;
          },
        },
        { title: '标题', kind: 'wide', cell: row => [h('span', { class: 'board-title' }, row.title), ...marks(row).filter(Boolean)] },
        { title: '状态', kind: 'nowrap', cell: row => row.statusName },
        { title: '单位', kind: 'unit', cell: row => row.unitName || '' },
        {
          title: '办理截止', kind: 'nowrap',
          cell: row => {
            if (!row.until) {
              return '';
            }
            const left = remaining(row.until, new Date(Date.now() + ahead));
            return [limit(row.until), h('span', { class: 'hotline-chip hotline-' + left.state }, left.text)];
          },
        },
        { title: '登记时间', kind: 'nowrap', cell: row => moment(row.registeredAt) },
      ],
    }),
  });
  const split = h('div', { class: 'board-split' }, h('div', { class: 'board-list' }, list), beside);
  const away = exportsOf(() => '运行看板：' + name(), (page, size) => get('/api/board/tickets', { ...wish, sort: order.value, page, size }));
  box.replaceChildren(h('div', { class: 'board-order' }, h('span', {}, '排序 '), order, away), split);
  return { stop: () => card?.close() };
}
