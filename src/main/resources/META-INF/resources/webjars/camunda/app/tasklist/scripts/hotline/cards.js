/* Reads ticket cards from the hotline's API and puts instants into words. Everything is shown as text, never as HTML. */

// This file lies at <root>/camunda/app/tasklist/scripts/hotline/.
const root = new URL('../../../../../', import.meta.url);

export class CardRefused extends Error {}

/** Reads one card; throws CardRefused with a Chinese message. */
export async function readCard(taskId) {
  let response;
  try {
    response = await fetch(new URL('api/tasks/' + encodeURIComponent(taskId) + '/card', root), {
      credentials: 'same-origin',
      headers: {Accept: 'application/json, application/problem+json', 'X-Requested-With': 'XMLHttpRequest'}
    });
  } catch (e) {
    throw new CardRefused('连不上服务器，请检查网络后重试。');
  }
  if (response.ok && (response.headers.get('content-type') || '').includes('json')) {
    return response.json();
  }
  if (response.ok || response.status === 401) {
    throw new CardRefused('登录已失效，请重新登录。');
  }
  if (response.status === 403 || response.status === 404) {
    throw new CardRefused('没有对应的工单，或您无权查看。');
  }
  throw new CardRefused('工单信息读取失败，请稍后重试。');
}

/** Makes an element whose content, if any, is text. */
export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined && text !== null) {
    made.textContent = String(text);
  }
  return made;
}

const inChina = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai', hourCycle: 'h23',
  year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit'
});

function parts(instant) {
  const found = {};
  inChina.formatToParts(instant).forEach(part => { found[part.type] = part.value; });
  return found;
}

/** 2026年11月25日 09:30, Chinese time whatever the browser's zone. */
export function moment(iso) {
  const instant = new Date(iso);
  if (!iso || isNaN(instant)) {
    return '';
  }
  const p = parts(instant);
  return `${p.year}年${p.month}月${p.day}日 ${p.hour}:${p.minute}`;
}

/** A limit ends at an exclusive instant; midnight belongs to the day before and is read as 24:00. */
export function limit(iso) {
  const instant = new Date(iso);
  if (!iso || isNaN(instant)) {
    return '';
  }
  const p = parts(instant);
  if (p.hour !== '00' || p.minute !== '00') {
    return moment(iso);
  }
  const day = parts(new Date(instant.getTime() - 1));
  return `${day.year}年${day.month}月${day.day}日 24:00`;
}

/** How long until a limit, or since it passed: {text, state} with state ok, soon or passed. */
export function remaining(iso, now) {
  const minutes = Math.floor((new Date(iso) - now) / 60000);
  const distance = Math.abs(minutes);
  const days = Math.floor(distance / 1440);
  const hours = Math.floor(distance % 1440 / 60);
  const words = days > 0 ? `${days}天${hours > 0 ? hours + '小时' : ''}`
    : hours > 0 ? `${hours}小时${distance % 60 > 0 ? distance % 60 + '分' : ''}` : `${distance}分`;
  if (minutes < 0) {
    return {text: '已超' + words, state: 'passed'};
  }
  return {text: '剩' + words, state: minutes < 1440 ? 'soon' : 'ok'};
}

/** The server's moment where the card names it (the demo's clock can be moved), else the browser's. */
export function serverNow(card) {
  const named = card.now ? new Date(card.now) : null;
  return named && !isNaN(named) ? named : new Date();
}
