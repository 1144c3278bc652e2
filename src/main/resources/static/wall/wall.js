// The board on a wall: the same numbers as in Cockpit, large, without links and without anybody's data.

import { figures, pairs, units } from '../hotline/board/figures.js';
import { live } from '../hotline/board/live.js';
import { h } from '../hotline/dom.js';

const nowhere = () => null;
const time = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', month: 'long', day: 'numeric', weekday: 'long', hour: '2-digit', minute: '2-digit' });
const clock = document.getElementById('clock');
/** The server's time less this machine's: a wall's own clock is nobody's care. */
let ahead = 0;

const tick = () => { clock.textContent = time.format(new Date(Date.now() + ahead)); };
setInterval(tick, 1000);
tick();

live(document.getElementById('board'), {
  jurisdiction: new URLSearchParams(location.search).get('jurisdiction'),
  render: board => {
    ahead = new Date(board.now) - Date.now();
    document.getElementById('place').textContent = board.name;
    return [figures(board, nowhere), h('div', { class: 'board-halves' },
      h('section', {}, h('h3', {}, `问题单位（${board.unitsInTrouble}）`), units(board, nowhere, 9)),
      h('section', {}, h('h3', {}, '近30天退回（申请单位 → 建议单位）'), pairs(board, nowhere, 9)))];
  },
});
