// Keeps a board up to date: reads it again and again, and says how old the numbers are when that fails.

import { get } from '../api.js';
import { failure, h } from '../dom.js';

const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** How long ago, in words. */
function ago(seconds) {
  return seconds < 90 ? `${Math.round(seconds)} 秒` : seconds < 5400 ? `${Math.round(seconds / 60)} 分钟` : `${Math.round(seconds / 3600)} 小时`;
}

/**
 * Shows a board in `box`: `render(board)` gives its elements. Answers `stop()`. The old numbers stay until new ones are
 * there; `denied` is called instead of a message when the person may not read it.
 */
export function live(box, { jurisdiction = null, render, denied }) {
  const age = h('p', { class: 'board-age', role: 'status' }, '');
  const body = h('div', { class: 'board-body' }, h('p', { class: 'state' }, '正在读取……'));
  box.replaceChildren(age, body);
  let board = null;
  let readAt = 0;
  let broken = false;
  let stopped = false;
  let next = null;

  function tell() {
    if (!board) {
      return;
    }
    if (!board.asOf) {
      age.textContent = '正在进行首次统计，请稍候……';
      return;
    }
    const old = (new Date(board.now) - new Date(board.asOf)) / 1000 + (performance.now() - readAt) / 1000;
    const stale = board.stale || old > board.everySeconds * 4;
    age.classList.toggle('stale', stale || broken);
    age.textContent = `数据截至 ${clock.format(new Date(board.asOf))}` + (stale ? `，已有 ${ago(old)} 没有更新，请勿据此判断` : broken ? '，暂时连不上服务器，正在重试' : '');
  }

  async function read() {
    try {
      board = await get('/api/board', { jurisdiction });
      readAt = performance.now();
      broken = false;
      if (!stopped) {
        const focused = document.activeElement?.getAttribute('href');
        body.replaceChildren(...[render(board)].flat(Infinity).filter(Boolean));
        if (focused && !document.activeElement?.getAttribute('href')) {
          [...body.querySelectorAll('a')].find(a => a.getAttribute('href') === focused)?.focus();
        }
      }
    } catch (problem) {
      broken = true;
      if (problem.status === 403 && denied) {
        stop();
        denied();
        return;
      }
      if (!board || problem.status === 401) {
        body.replaceChildren(failure(problem, read));
      }
    }
    if (!stopped) {
      tell();
      clearTimeout(next);
      next = setTimeout(read, board?.asOf ? Math.min(board.everySeconds, 30) * 1000 : 2000);
    }
  }

  const ticking = setInterval(tell, 1000);
  function stop() {
    stopped = true;
    clearTimeout(next);
    clearInterval(ticking);
  }
  read();
  return { stop };
}
