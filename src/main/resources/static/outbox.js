// Reads /api/outbox page by page. Texts are set as text, never as markup.
const size = 20;
const state = document.getElementById('state');
const table = document.querySelector('table');
const nav = document.querySelector('nav');
const previous = document.getElementById('previous');
const next = document.getElementById('next');
let page = 0;
let ticketNo = '';

function cell(row, text, className) {
  const td = document.createElement('td');
  td.textContent = text;
  if (className) {
    td.className = className;
  }
  row.appendChild(td);
}

async function show() {
  state.hidden = false;
  state.textContent = '正在读取……';
  const query = new URLSearchParams({ page, size });
  if (ticketNo) {
    query.set('ticketNo', ticketNo);
  }
  let answer;
  try {
    const response = await fetch('/api/outbox?' + query, { headers: { Accept: 'application/json' } });
    answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.detail);
    }
  } catch (problem) {
    table.hidden = nav.hidden = true;
    state.textContent = (problem.message || '无法读取发件箱') + ' 请重新登录或稍后再试。';
    return;
  }
  const body = table.tBodies[0];
  body.replaceChildren();
  for (const message of answer.items) {
    const row = body.insertRow();
    cell(row, new Date(message.createdAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false }), 'nowrap');
    cell(row, message.ticketNo, 'nowrap');
    cell(row, message.channel, 'nowrap');
    cell(row, message.text);
  }
  const empty = answer.items.length === 0;
  table.hidden = empty;
  nav.hidden = empty && page === 0;
  state.hidden = !empty;
  state.textContent = ticketNo ? '没有发给该工单诉求人的消息，请核对工单号。' : '还没有消息。工单复核通过后，自动回访会出现在这里。';
  document.getElementById('page').textContent = '第 ' + (page + 1) + ' 页';
  previous.disabled = page === 0;
  next.disabled = !answer.more;
}

document.getElementById('search').addEventListener('submit', event => {
  event.preventDefault();
  ticketNo = event.target.ticketNo.value.trim();
  page = 0;
  show();
});
document.getElementById('search').addEventListener('reset', () => {
  ticketNo = '';
  page = 0;
  show();
});
previous.addEventListener('click', () => { page--; show(); });
next.addEventListener('click', () => { page++; show(); });
show();
