// The ticket's files: looked at, taken away, released, and added from a desk or from a phone on the spot.

import { get, post, remove, root, segment, upload } from '../api.js';
import { button, failure, h } from '../dom.js';
import { moment } from '../words.js';
import { ask } from './ask.js';
import { chip, nothing, part, small } from './parts.js';

const MOST_SHOWN = 200;
/** A picture up to this size is shown small at once; larger ones when somebody looks at them. */
const SHOWN_AT_ONCE = 1 << 20;
const STATES = { waiting: 'hotline-soon', infected: 'hotline-warn', removed: '' };

/** Uploads by ticket number: they go on while the card is read anew or another ticket is looked at. */
const uploads = new Map();

const pathOf = (ticketNo, id) => '/api/tickets/' + segment(ticketNo) + '/attachments' + (id ? '/' + segment(id) : '');
const addressOf = (ticketNo, file) => new URL(pathOf(ticketNo, file.id).slice(1), root).href;

export function sizeOf(bytes) {
  return bytes < 1024 ? bytes + ' B' : bytes < 1 << 20 ? Math.round(bytes / 1024) + ' KB' : (bytes / (1 << 20)).toFixed(1) + ' MB';
}

// ---------------------------------------------------------------- looking

function look(ticketNo, file) {
  const before = document.activeElement;
  const address = addressOf(ticketNo, file);
  const told = h('p', { class: 'state', role: 'status' });
  const failed = () => { told.textContent = '无法显示，请下载后查看。'; };
  const shown = file.kind === 'picture' ? h('img', { src: address, alt: file.name, onerror: failed })
    : h(file.kind, { src: address, controls: true, preload: 'metadata', onerror: failed });
  const close = () => {
    dialog.close();
    dialog.remove();
    before?.isConnected && before.focus();
  };
  const dialog = h('dialog', { class: 'hotline-wide hotline-preview', 'aria-label': file.name },
    h('h2', {}, file.name), shown, told,
    h('div', { class: 'actions' }, h('a', { href: address, download: file.name }, '下载'), button('关闭', close)));
  dialog.addEventListener('cancel', event => { event.preventDefault(); close(); });
  document.body.append(dialog);
  dialog.showModal();
}

function thumbnail(ticketNo, file) {
  if (file.kind !== 'picture' || file.state !== 'ready' || file.size > SHOWN_AT_ONCE) {
    return null;
  }
  return h('button', { type: 'button', class: 'hotline-thumbnail', 'aria-label': '查看' + file.name, onclick: () => look(ticketNo, file) },
    h('img', { src: addressOf(ticketNo, file), alt: '', loading: 'lazy' }));
}

const reason = hint => [{ name: 'reason', label: '理由', control: h('textarea', { rows: '2', maxlength: '500', required: true }), hint }];

function line(file, context, again) {
  const there = file.state === 'ready';
  const place = h('div');
  const acts = [
    there && file.kind !== 'document' ? button('查看', () => look(context.ticketNo, file), { 'aria-label': '查看' + file.name }) : null,
    there ? h('a', { href: addressOf(context.ticketNo, file), download: file.name, 'aria-label': '下载' + file.name }, '下载') : null,
    file.mayRelease ? button('开放给承办单位', async () => {
      const done = await ask({
        title: '开放附件' + file.number, told: '工单保密。请先确认“' + file.name + '”中没有诉求人的姓名、电话、住址、相貌等信息；开放后承办单位可以查看和下载。',
        action: '开放', fields: reason('不少于4个字，会记入工单过程。'),
        send: values => post(pathOf(context.ticketNo, file.id) + '/release', values),
      });
      done && again('已开放附件' + file.number + '。');
    }) : null,
    file.mayRemove ? button('移除', async () => {
      const done = await ask({
        title: '移除附件' + file.number, told: '“' + file.name + '”的内容将删除，不能恢复；名称、移除人和理由会保留。',
        action: '移除', fields: reason('不少于4个字，例如：选错了文件。'),
        send: values => remove(pathOf(context.ticketNo, file.id) + '?' + new URLSearchParams(values)),
      });
      done && again('已移除附件' + file.number + '。');
    }, { 'aria-label': '移除' + file.name }) : null,
  ].filter(Boolean);
  return h('li', { class: 'hotline-file' + (file.removed ? ' hotline-gone' : '') },
    thumbnail(context.ticketNo, file),
    h('div', { class: 'hotline-file-words' },
      h('div', {}, h('span', { class: 'hotline-file-name' }, file.number + '. ' + file.name),
        file.state === 'ready' ? null : chip(file.stateName, STATES[file.state]),
        file.released === true ? chip('已开放', 'hotline-ok') : file.released === false ? chip('未开放给承办单位', 'hotline-warn') : null),
      small([file.kindName, file.size ? sizeOf(file.size) : null, file.unitName || '热线中心', moment(file.at)].filter(Boolean).join(' · ')),
      file.removed ? small((file.removed.by === 'system' ? '系统' : file.removed.by) + ' ' + moment(file.removed.at) + '：' + file.removed.reason) : null,
      acts.length ? h('div', { class: 'actions' }, acts) : null, place));
}

// ---------------------------------------------------------------- adding

function waitingOf(ticketNo) {
  if (!uploads.has(ticketNo)) {
    uploads.set(ticketNo, { files: [], show: () => {}, done: () => {}, busy: false });
  }
  return uploads.get(ticketNo);
}

/** What the browser can already tell; the server judges by content. */
function objection(file, limits) {
  const ending = (/\.([^.]+)$/.exec(file.name)?.[1] || '').toLowerCase();
  const most = file.type.startsWith('video/') ? limits.maxVideoMegabytes : limits.maxMegabytes;
  return file.size === 0 ? '文件是空的，请重新选择。'
    : file.size > most * (1 << 20) ? '文件超过' + most + 'MB，请压缩或分段后上传。'
      : ending === 'heic' || ending === 'heif' ? '暂不支持HEIC照片，请在手机相机设置中选择“兼容性最佳”，或另存为JPG后上传。'
        : ending && !limits.endings.includes(ending) ? '不支持“.' + ending + '”文件。' : null;
}

function add(ticketNo, files, limits) {
  const waiting = waitingOf(ticketNo);
  waiting.files = waiting.files.filter(one => one.state !== 'done');
  for (const file of files) {
    const problem = objection(file, limits);
    waiting.files.push({ file, state: problem ? 'refused' : 'waiting', told: problem, part: 0, final: !!problem });
  }
  waiting.show();
  send(ticketNo);
}

/** One after the other: a phone's line carries no more. */
async function send(ticketNo) {
  const waiting = waitingOf(ticketNo);
  if (waiting.busy) {
    return;
  }
  waiting.busy = true;
  let added = 0;
  for (let next = upcoming(waiting); next; next = upcoming(waiting)) {
    next.state = 'sending';
    waiting.show();
    try {
      await upload(pathOf(ticketNo), next.file, {
        progress: sent => { next.part = sent; next.moved?.(); }, stop: how => { next.stop = how; },
      });
      next.state = 'done';
      added++;
    } catch (problem) {
      next.state = problem.name === 'AbortError' ? 'stopped' : 'refused';
      next.told = problem.name === 'AbortError' ? '已取消。' : problem.message;
      next.final = problem.status === 400;
    }
    waiting.show();
  }
  waiting.busy = false;
  if (added) {
    waiting.done(added);
  }
}

const upcoming = waiting => waiting.files.find(one => one.state === 'waiting');

window.addEventListener('beforeunload', event => {
  if ([...uploads.values()].some(waiting => waiting.busy)) {
    event.preventDefault();
  }
});

function uploadLine(one, ticketNo) {
  const waiting = waitingOf(ticketNo);
  const leave = () => {
    waiting.files = waiting.files.filter(other => other !== one);
    waiting.show();
  };
  if (one.state === 'waiting' || one.state === 'sending') {
    const bar = h('progress', { max: 1, value: one.part, 'aria-label': '上传' + one.file.name });
    const told = h('span', {});
    one.moved = () => {
      bar.value = one.part;
      told.textContent = one.part >= 1 ? '正在检查……' : Math.floor(one.part * 100) + '%';
    };
    one.moved();
    return h('li', {}, h('span', { class: 'hotline-file-name' }, one.file.name), h('div', { class: 'actions' }, bar,
      one.state === 'waiting' ? '排队中' : told,
      button('取消', () => { one.state === 'sending' ? one.stop() : leave(); }, { 'aria-label': '取消上传' + one.file.name })));
  }
  return h('li', {}, h('div', { class: 'note error', role: 'alert' }, h('p', {}, one.file.name + '：' + one.told),
    h('div', { class: 'actions' }, one.final ? null : button('重试', () => {
      one.state = 'waiting';
      one.part = 0;
      waiting.show();
      send(ticketNo);
    }), button('知道了', leave))));
}

function adding(ticketNo, answer, again) {
  const waiting = waitingOf(ticketNo);
  const list = h('ul', { class: 'hotline-uploads' });
  waiting.show = () => list.replaceChildren(...waiting.files.filter(one => one.state !== 'done').map(one => uploadLine(one, ticketNo)));
  waiting.done = added => again('已上传' + added + '个附件。');
  waiting.show();
  if (!answer.mayAdd || !answer.room) {
    return [answer.mayAdd ? nothing('附件个数已达上限') : null, list];
  }
  const chosen = event => {
    add(ticketNo, [...event.target.files], answer);
    event.target.value = '';
  };
  const files = h('input', { type: 'file', multiple: true, hidden: true, accept: answer.endings.map(ending => '.' + ending).join(','), onchange: chosen });
  const camera = h('input', { type: 'file', hidden: true, accept: 'image/jpeg', capture: 'environment', onchange: chosen });
  const place = h('div', { class: 'hotline-drop' },
    h('div', { class: 'actions' }, button('选择文件', () => files.click()),
      button('拍照上传', () => camera.click(), { class: 'hotline-camera' }), h('span', { class: 'hotline-drop-words' }, '或把文件拖到这里')),
    small('图片、文档、录音每个不超过' + answer.maxMegabytes + 'MB，视频不超过' + answer.maxVideoMegabytes + 'MB，还可上传' + answer.room + '个。'
      + '照片和录像中的拍摄位置会自动去除；文档原样保存，请先确认没有不应公开的信息。'), files, camera);
  const carries = event => [...(event.dataTransfer?.types || [])].includes('Files');
  place.addEventListener('dragover', event => {
    if (carries(event)) {
      event.preventDefault();
      place.classList.add('hotline-over');
    }
  });
  place.addEventListener('dragleave', () => place.classList.remove('hotline-over'));
  place.addEventListener('drop', event => {
    place.classList.remove('hotline-over');
    if (carries(event)) {
      event.preventDefault();
      add(ticketNo, [...event.dataTransfer.files], answer);
    }
  });
  return [place, list];
}

// ---------------------------------------------------------------- the section

export function section(card, context) {
  const body = h('div');
  const said = h('div', { class: 'unseen', role: 'status' });
  async function read(told) {
    body.setAttribute('aria-busy', 'true');
    if (!body.firstChild) {
      body.append(h('p', { class: 'state' }, '正在读取……'));
    }
    try {
      const answer = await get(pathOf(context.ticketNo), { size: MOST_SHOWN });
      body.replaceChildren(...[answer.items.length
        ? h('ul', { class: 'hotline-files' }, answer.items.map(file => line(file, context, read))) : nothing('没有附件'),
      adding(context.ticketNo, answer, read)].flat().filter(Boolean));
      said.textContent = told || '';
    } catch (problem) {
      body.replaceChildren(failure(problem, () => read()));
    } finally {
      body.removeAttribute('aria-busy');
    }
  }
  return part('attachments', '附件', { opened: () => read() }, body, said);
}
