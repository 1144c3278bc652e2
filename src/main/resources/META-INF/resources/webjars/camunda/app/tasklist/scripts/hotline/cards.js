/* Reads ticket cards from the hotline's API. Everything is shown as text, never as HTML. */

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

/** The server's moment where the card names it (the demo's clock can be moved), else the browser's. */
export function serverNow(card) {
  const named = card.now ? new Date(card.now) : null;
  return named && !isNaN(named) ? named : new Date();
}
