// Reads /api/tickets/{ticketNo}/clocks. Texts are set as text, never as markup.
const state = document.getElementById('state');
const table = document.querySelector('table');
const title = document.getElementById('ticket');
const printed = document.getElementById('printed');
const print = document.getElementById('print');

function time(value) {
  return value ? new Date(value).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false }) : '';
}

/** The end of a limit: midnight is the end of the day before, as people say it. */
function end(value) {
  const text = time(value);
  return text.endsWith(' 00:00:00') ? time(new Date(new Date(value) - 1)).replace(/ .*/, ' 24:00') : text;
}

function cell(row, text, className) {
  const td = document.createElement('td');
  td.textContent = text || '';
  if (className) {
    td.className = className;
  }
  row.appendChild(td);
}

async function show(ticketNo) {
  table.hidden = title.hidden = printed.hidden = print.disabled = true;
  state.hidden = false;
  state.textContent = '正在读取……';
  let entries;
  try {
    const response = await fetch('/api/tickets/' + encodeURIComponent(ticketNo) + '/clocks', { headers: { Accept: 'application/json' } });
    entries = await response.json();
    if (!response.ok) {
      throw new Error(entries.detail);
    }
  } catch (problem) {
    state.textContent = (problem.message || '无法读取。') + ' 请核对工单号，或重新登录后再试。';
    return;
  }
  const body = table.tBodies[0];
  body.replaceChildren();
  for (const entry of entries) {
    const row = body.insertRow();
    cell(row, String(entry.seq), 'nowrap');
    cell(row, time(entry.at), 'nowrap');
    cell(row, entry.unitName || '热线中心');
    cell(row, entry.clockName, 'nowrap');
    cell(row, entry.actName, 'nowrap');
    cell(row, end(entry.until) + (entry.provisional ? '（暂定）' : ''), 'nowrap');
    cell(row, entry.actor === 'system' ? '系统' : entry.actor);
    cell(row, entry.reason);
    cell(row, entry.calendarVersion === 'natural' ? '自然时间' : entry.calendarVersion);
  }
  const empty = entries.length === 0;
  table.hidden = title.hidden = printed.hidden = print.disabled = empty;
  state.hidden = !empty;
  state.textContent = '这件工单还没有时限起算。';
  title.textContent = '工单号：' + ticketNo;
  printed.textContent = '打印时间：' + time(new Date().toISOString());
}

document.getElementById('search').addEventListener('submit', event => {
  event.preventDefault();
  const ticketNo = event.target.ticketNo.value.trim();
  history.replaceState(null, '', '?' + new URLSearchParams({ ticketNo }));
  show(ticketNo);
});
print.addEventListener('click', () => window.print());
const asked = new URLSearchParams(location.search).get('ticketNo');
if (asked) {
  document.getElementById('ticketNo').value = asked;
  show(asked);
}
