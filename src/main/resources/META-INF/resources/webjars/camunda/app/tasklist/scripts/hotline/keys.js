/* The keys of the desk. Each has a modifier: single letters would fire while somebody dictates or types. */
import {button, h} from '../../../../../hotline/dom.js';

const bound = [];

/** The keys people are told of besides those bound here: they come with Tasklist (see config.js). */
const SHIPPED = [
  ['↑ ↓', '在任务列表中：上一件、下一件'],
  ['Ctrl + Alt + C', '签收（认领）当前任务'],
  ['Ctrl + Alt + L', '转到任务列表'],
  ['Ctrl + Alt + F', '转到表单第一个字段'],
  ['Ctrl + Shift + F', '转到筛选列表']
];

/** Binds a key such as `{name: 'Ctrl + Alt + N', code: 'KeyN', ctrl: true, alt: true}`; `act` returns false when it does not apply now. */
export function bind(key, description, act) {
  bound.push({...key, description, act});
}

export const isHelpOpen = () => Boolean(document.querySelector('dialog.hotline-keys'));

export function help() {
  if (isHelpOpen()) {
    return;
  }
  const before = document.activeElement;
  const rows = [...bound.filter(key => key.name).map(key => [key.name, key.description]), ...SHIPPED];
  const dialog = h('dialog', {class: 'hotline-dialog hotline-keys', 'aria-labelledby': 'hotline-keys-title'},
    h('h2', {id: 'hotline-keys-title'}, '快捷键'),
    h('table', {}, h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, '按键'), h('th', {scope: 'col'}, '作用'))),
      h('tbody', {}, rows.map(([name, what]) => h('tr', {}, h('td', {}, h('kbd', {}, name)), h('td', {}, what))))),
    h('div', {class: 'hotline-dialog-actions'}, button('关闭', () => dialog.close(), {class: 'btn btn-primary'})));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (before && before.isConnected) {
      before.focus();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener('keydown', event => {
  // A dialog that waits for an answer has the keys; so has an input method that composes.
  if (event.isComposing || document.querySelector('dialog[open]')) {
    return;
  }
  // The number pad's digits and Enter are as good as the others.
  const code = event.code.replace(/^Numpad(\d)$/, 'Digit$1').replace('NumpadEnter', 'Enter');
  const key = bound.find(one => one.code === code && Boolean(one.ctrl) === event.ctrlKey
    && Boolean(one.alt) === event.altKey && Boolean(one.shift) === event.shiftKey && !event.metaKey);
  if (key && key.act(event) !== false) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);
