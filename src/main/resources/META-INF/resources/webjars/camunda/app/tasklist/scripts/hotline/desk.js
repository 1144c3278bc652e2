/* The bar above the task list: choosing and claiming together, going on to the next task by itself, the keys. */
import {button, h} from '../../../../../hotline/dom.js';
import {batchClaim} from './batch-claim.js';
import {exportList} from './export-list.js';
import {choose, chosen, isChosen, keepOnly, none, watch} from './chosen.js';
import {recount} from './counts.js';
import {bind, help} from './keys.js';
import {forget, lineOf} from './lines.js';

const SIGNED_BY_CLAIMING = 'Task_HandleTicket';
const PREFERENCE = 'hotline-go-on';
/** Whoever works these as a queue goes on by itself unless told otherwise. */
const QUEUES = ['待复核', '待回访', '二次回访'];

const link = taskId => document.querySelector(`.tasks-list li.task a[href*="task=${CSS.escape(taskId)}"]`);
const taskOf = item => new URLSearchParams((item.querySelector('a[href*="task="]')?.getAttribute('href') || '').split('?')[1]).get('task');
const listed = () => [...document.querySelectorAll('ol.tasks-list > li.task')].map(taskOf).filter(Boolean);
const current = () => { const item = document.querySelector('ol.tasks-list > li.task.active'); return item && taskOf(item); };
const claimable = () => [...document.querySelectorAll('.hotline-choose')];

function open(taskId) {
  const found = link(taskId);
  if (found) {
    found.click();
    found.closest('li').scrollIntoView({block: 'nearest'});
  }
  return Boolean(found);
}

function step(by) {
  const ids = listed();
  const at = ids.indexOf(current());
  const next = at < 0 ? ids[0] : ids[at + by];
  return next ? open(next) : false;
}

// ------------------------------------------------------------------ going on

let tried = null;

const completeButton = () => [...document.querySelectorAll('.form-actions .btn-primary')].find(found => found.offsetParent);

/** Remembers what stands after the task that is being submitted. */
function remember() {
  const ids = listed();
  const taskId = current();
  const at = ids.indexOf(taskId);
  tried = taskId ? {taskId, after: at < 0 ? [] : [...ids.slice(at + 1), ...ids.slice(0, at).reverse()]} : null;
}

document.addEventListener('click', event => {
  const pressed = event.target instanceof Element && event.target.closest('.form-actions .btn-primary');
  if (pressed && !pressed.disabled) {
    remember();
  }
}, true);

function goesOn() {
  const told = window.sessionStorage.getItem(PREFERENCE);
  return told === null ? QUEUES.some(name => [...document.querySelectorAll('.task-filter .name a')].some(found => found.textContent.includes(name)))
    : told === 'yes';
}

function afterList(ids) {
  keepOnly(ids);
  if (!tried || ids.includes(tried.taskId)) {
    return;
  }
  const left = tried.after.find(taskId => ids.includes(taskId)) || ids[0];
  tried = null;
  recount();
  if (left && goesOn() && !new URLSearchParams(window.location.hash.split('?')[1]).get('task')) {
    // The list is drawn after it was read.
    window.setTimeout(() => open(left), 150);
  }
}

// ------------------------------------------------------------------ submitting by key

function warn(flags) {
  return new Promise(resolve => {
    const answer = value => { dialog.close(); dialog.remove(); resolve(value); };
    const dialog = h('dialog', {class: 'hotline-dialog', 'aria-labelledby': 'hotline-warn-title'},
      h('h2', {id: 'hotline-warn-title'}, `这件有 ${flags.length} 项提示，请看过再提交`),
      h('ul', {}, flags.map(flag => h('li', {}, h('strong', {}, flag.label), '：', flag.text))),
      h('div', {class: 'hotline-dialog-actions'}, button('看过了，提交', () => answer(true), {class: 'btn btn-primary'}),
        button('返回再看', () => answer(false), {class: 'btn btn-default', autofocus: true})));
    dialog.addEventListener('cancel', event => { event.preventDefault(); answer(false); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Submits what the person filled in; nothing is submitted unseen, and what is flagged only after its flags were read. */
async function submit() {
  const pressed = completeButton();
  const taskId = current();
  if (!pressed || pressed.disabled || !taskId || !document.querySelector('.hotline-ticket .hotline-number')) {
    return;
  }
  const line = await lineOf(taskId).catch(() => null);
  if (line && line.flags.length && !await warn(line.flags)) {
    return;
  }
  if (current() === taskId && !pressed.disabled) {
    pressed.click();
  }
}

function pick(number) {
  const group = [...document.querySelectorAll('.fjs-form-field-radio')].find(found => found.offsetParent);
  const option = group && group.querySelectorAll('input[type=radio]')[number - 1];
  if (!option || option.disabled) {
    return false;
  }
  option.click();
  option.focus();
  return true;
}

bind({name: 'Ctrl + Alt + N', code: 'KeyN', ctrl: true, alt: true}, '打开下一件', () => step(1));
bind({name: 'Ctrl + Alt + B', code: 'KeyB', ctrl: true, alt: true}, '打开上一件', () => step(-1));
for (let number = 1; number <= 9; number++) {
  bind({name: number === 1 ? 'Ctrl + Alt + 1…9' : null, code: 'Digit' + number, ctrl: true, alt: true}, '选表单第一组选项中的第几项（如复核结论、回访结果）', () => pick(number));
}
bind({name: 'Ctrl + Enter', code: 'Enter', ctrl: true}, '提交当前任务；有风险提示的先列出提示', event => {
  if (!completeButton() || (event.target instanceof Element && event.target.closest('.modal, .hotline-ticket, dialog'))) {
    return false;
  }
  submit();
  return true;
});
bind({name: 'Ctrl + Alt + X', code: 'KeyX', ctrl: true, alt: true}, '选中或取消选中当前任务（批量签收、认领）', () => {
  const taskId = current();
  const box = taskId && link(taskId)?.closest('li').querySelector('.hotline-choose');
  return box ? (box.click(), true) : false;
});
bind({name: 'Ctrl + Alt + A', code: 'KeyA', ctrl: true, alt: true}, '选中或取消选中本页全部未签收任务', () => chooseAll());
bind({name: 'Ctrl + Alt + H', code: 'KeyH', ctrl: true, alt: true}, '显示本说明', () => help());

function chooseAll() {
  const boxes = claimable();
  const wanted = boxes.some(box => !box.checked);
  boxes.forEach(box => choose(box.dataset.task, wanted));
  return boxes.length > 0;
}

// ------------------------------------------------------------------ the bar

let stop = () => {};

function mount(container, scope) {
  const all = h('input', {type: 'checkbox', id: 'hotline-choose-all', onchange: () => chooseAll()});
  const claim = button('批量认领', claimChosen, {class: 'btn btn-default btn-sm', disabled: true});
  const onward = h('input', {type: 'checkbox', id: 'hotline-go-on', checked: goesOn(),
    onchange: event => window.sessionStorage.setItem(PREFERENCE, event.target.checked ? 'yes' : 'no')});
  const bar = h('div', {class: 'hotline-bar', role: 'toolbar', 'aria-label': '任务列表操作'},
    h('label', {for: 'hotline-choose-all'}, all, ' 全选本页'), claim,
    h('label', {for: 'hotline-go-on', title: '提交后自动打开列表中的下一件'}, onward, ' 办完开下一件'),
    exportList(), button('快捷键', help, {class: 'btn btn-link btn-sm', title: 'Ctrl + Alt + H'}));
  container.append(bar);
  let signing = false;

  async function show() {
    const boxes = claimable();
    const ids = chosen();
    boxes.forEach(box => { box.checked = isChosen(box.dataset.task); });
    all.disabled = boxes.length === 0;
    all.checked = boxes.length > 0 && boxes.every(box => box.checked);
    all.indeterminate = !all.checked && boxes.some(box => box.checked);
    onward.checked = goesOn();
    const lines = await Promise.all((ids.length ? ids : boxes.map(box => box.dataset.task)).map(id => lineOf(id).catch(() => null)));
    signing = lines.length > 0 && lines.every(line => line && line.taskKey === SIGNED_BY_CLAIMING);
    claim.disabled = ids.length === 0;
    claim.textContent = '批量' + (signing ? '签收' : '认领') + (ids.length ? `（${ids.length}）` : '');
  }

  async function claimChosen() {
    const ids = listed().filter(isChosen);
    const items = await Promise.all(ids.map(taskId => lineOf(taskId).catch(() => null).then(line => line || {taskId})));
    const user = scope.$root.authentication && scope.$root.authentication.name;
    if (!items.length || !user) {
      return;
    }
    const done = await batchClaim(items, user, signing);
    none();
    forget(...done);
    if (done.length) {
      scope.tasklistData.changed('taskList');
      scope.tasklistData.changed('task');
      recount();
    }
  }

  const data = scope.tasklistData.newChild(scope);
  data.observe('taskList', list => {
    if (list && list._embedded) {
      afterList((list._embedded.task || []).map(task => task.id));
      window.setTimeout(show, 50);
    }
  });
  const unwatch = watch(show);
  show();
  return () => {
    unwatch();
    bar.remove();
  };
}

export default {
  id: 'hotline-desk',
  pluginPoint: 'tasklist.list',
  priority: 200,
  render: (container, context, scope) => {
    stop();
    stop = mount(container, scope);
  },
  unmount: () => {
    stop();
    stop = () => {};
  }
};
