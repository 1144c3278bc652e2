// Builds what is shown. Every text becomes a text node: nothing a person or a file says can become markup.

import { Problem, root } from './api.js';

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'max', 'indeterminate', 'files']);

/** An element; attributes that are null or false are left out, `on…` are listeners. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (PROPERTIES.has(name)) {
      element[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Tells it to people who do not see the screen. */
export function announce(text) {
  document.getElementById('announce').textContent = text;
}

/** `2026-03-09 14:05` in the hotline's time; takes ISO text or epoch milliseconds. */
export function time(value) {
  if (value === undefined || value === null || value === '') {
    return '';
  }
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) {
    return String(value);
  }
  const parts = Object.fromEntries(new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).formatToParts(at).map(part => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

/** A number as people read it; empty for what is not there. */
export const count = value => value === undefined || value === null ? '' : Number(value).toLocaleString('zh-CN');

/** Any value of an answer as one line of text. */
export function plain(value) {
  if (value === undefined || value === null || value === '') {
    return '（空）';
  }
  if (Array.isArray(value)) {
    return value.map(plain).join('、');
  }
  if (typeof value === 'object') {
    return Object.entries(value).map(([name, inner]) => name + '：' + plain(inner)).join('；');
  }
  if (typeof value === 'boolean') {
    return value ? '是' : '否';
  }
  return String(value);
}

export const badge = (text, kind) => h('span', { class: 'badge ' + kind }, text);

/** Name first, code small beneath. */
export const named = (name, code) => [h('span', {}, name || code || ''), name && code && name !== code ? h('small', { class: 'code' }, code) : null];

export const note = (text, kind = 'info') => h('p', { class: 'note ' + kind }, text);

export const button = (text, onclick, attributes = {}) => h('button', { type: 'button', onclick, ...attributes }, text);

export const link = (text, href, attributes = {}) => h('a', { href, ...attributes }, text);

/** A labelled field; `hint` stands beneath and is read with it. */
export function field(label, control, hint) {
  const id = control.id || (control.id = 'f' + ++fields);
  if (hint) {
    control.setAttribute('aria-describedby', id + '-hint');
  }
  return h('div', { class: 'field' }, h('label', { for: id }, label), control,
    hint ? h('small', { id: id + '-hint', class: 'hint' }, hint) : null);
}
let fields = 0;

export const select = (options, attributes = {}) => {
  const { value, ...rest } = attributes;
  const list = h('select', rest, options.map(([code, text]) => h('option', { value: code }, text)));
  if (value !== undefined) {
    list.value = value;
  }
  return list;
};

/** A refusal with the server's sentence, and what to do next. */
export function failure(problem, retry) {
  const known = problem instanceof Problem;
  if (!known) {
    console.error(problem);
  }
  const box = h('div', { class: 'note error', role: 'alert' },
    h('p', {}, known ? problem.message : '页面出错，请刷新后重试。'),
    known && Array.isArray(problem.errors) && problem.errors.length
      ? h('ul', {}, problem.errors.map(error => h('li', {}, typeof error === 'string' ? error : plain(error.message || error)))) : null,
    problem.code ? h('small', { class: 'code' }, problem.code) : null);
  if (problem.status === 401) {
    box.append(h('p', {}, link('重新登录', new URL('login', root))));
  } else if (retry) {
    box.append(button('重试', retry));
  }
  return box;
}

/** Shows that it reads, then what `render` makes of the answer, or why not. */
export async function load(place, read, render) {
  place.setAttribute('aria-busy', 'true');
  place.replaceChildren(h('p', { class: 'state' }, '正在读取……'));
  try {
    const answer = await read();
    place.replaceChildren(...[await render(answer)].flat(Infinity).filter(Boolean));
  } catch (problem) {
    place.replaceChildren(failure(problem, () => load(place, read, render)));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

/**
 * A table. Columns: `title`, `cell(row)` (text or elements), `by(row)` to sort by, `kind` (`number`, `nowrap`, `wide`).
 * Sorting is for lists that are complete; lists read page by page come sorted.
 */
export function table({ caption, columns, rows, empty = '没有内容。', sorted }) {
  if (!rows.length) {
    return h('p', { class: 'state' }, empty);
  }
  let order = sorted ? { column: columns.findIndex(column => column.title === sorted.title), down: sorted.down } : null;
  const body = h('tbody');
  const heads = columns.map((column, index) => h('th', { scope: 'col', class: column.kind },
    column.by ? button(column.title, () => {
      order = { column: index, down: order?.column === index ? !order.down : column.kind === 'number' };
      fill();
    }, { class: 'sort' }) : column.title));
  function fill() {
    let shown = rows;
    if (order && order.column >= 0) {
      const by = columns[order.column].by;
      shown = [...rows].sort((a, b) => compare(by(a), by(b)) * (order.down ? -1 : 1));
    }
    heads.forEach((head, index) => {
      if (columns[index].by) {
        head.setAttribute('aria-sort', order?.column !== index ? 'none' : order.down ? 'descending' : 'ascending');
      }
    });
    body.replaceChildren(...shown.map(row => h('tr', {}, columns.map(column => h('td', { class: column.kind }, column.cell(row))))));
  }
  fill();
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', { class: 'unseen' }, caption), h('thead', {}, h('tr', {}, heads)), body));
}

function compare(a, b) {
  if (a === undefined || a === null || b === undefined || b === null) {
    return (a === undefined || a === null ? 1 : 0) - (b === undefined || b === null ? 1 : 0);
  }
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN', { numeric: true });
}

/** A list that the server gives page by page: `read(page, size)` answers `{items, total}`. */
export function paged({ read, render, size = 20 }) {
  let page = 0;
  const list = h('div');
  const place = h('span', { 'aria-live': 'polite' });
  const previous = button('上一页', () => turn(-1));
  const next = button('下一页', () => turn(1));
  const pager = h('div', { class: 'pager', hidden: true }, previous, place, next);
  async function turn(by) {
    page = Math.max(0, page + by);
    await show();
    if (by) {
      (by > 0 ? next.disabled ? previous : next : previous.disabled ? next : previous).focus();
    }
  }
  function show() {
    return load(list, () => read(page, size), found => {
      // A reader may bring along what its rows need besides.
      const [answer, ...more] = Array.isArray(found) ? found : [found];
      const items = answer?.items || [];
      const total = answer?.total ?? (page * size + items.length + (answer?.more ? 1 : 0));
      const pages = Math.max(1, Math.ceil(total / size));
      pager.hidden = pages === 1 && page === 0;
      place.textContent = answer?.total === undefined ? `第 ${page + 1} 页` : `第 ${page + 1} / ${pages} 页，共 ${count(total)} 条`;
      previous.disabled = page === 0;
      next.disabled = page + 1 >= pages;
      return render(items, answer, ...more);
    });
  }
  const whole = h('div', {}, list, pager);
  whole.again = () => turn(0);
  whole.first = () => { page = 0; return show(); };
  show();
  return whole;
}

/**
 * Asks before something that others will feel. Resolves to null when turned down, else to what was typed.
 *
 * `ask.text` is the label of a text to be given; `ask.needed` whether it must not be empty.
 */
export function confirm({ title, body, action, danger, ask }) {
  return new Promise(resolve => {
    const before = document.activeElement;
    const text = ask ? h('textarea', { rows: '3', maxlength: '500', required: ask.needed }) : null;
    const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' });
    const form = h('form', {
      method: 'dialog', onsubmit: event => {
        event.preventDefault();
        if (text && ask.needed && !text.value.trim()) {
          text.setCustomValidity('请填写。');
          text.reportValidity();
          return;
        }
        end(text ? text.value.trim() : true);
      },
    },
    h('h2', { id: 'dialog-title' }, title), h('div', { class: 'dialog-body' }, body),
    text ? field(ask.text, text) : null,
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, action), button('取消', () => end(null))));
    text?.addEventListener('input', () => text.setCustomValidity(''));
    dialog.append(form);
    dialog.addEventListener('cancel', event => { event.preventDefault(); end(null); });
    function end(answer) {
      dialog.close();
      dialog.remove();
      if (before?.isConnected) {
        before.focus();
      }
      resolve(answer);
    }
    document.body.append(dialog);
    dialog.showModal();
    (text || form.querySelector('.actions button:last-child')).focus();
  });
}

/** Runs what a button starts: once at a time; a refusal is shown beside it. */
export async function act(trigger, place, work) {
  trigger.disabled = true;
  trigger.setAttribute('aria-busy', 'true');
  place.replaceChildren();
  try {
    return await work();
  } catch (problem) {
    place.replaceChildren(failure(problem));
    place.firstChild.scrollIntoView({ block: 'nearest' });
    return undefined;
  } finally {
    trigger.disabled = false;
    trigger.removeAttribute('aria-busy');
  }
}
