/*
 * Keeps long texts while they are being written, on the server: machines at the desk are shared, and what the browser
 * keeps the next person finds. A draft comes back when its task is opened again.
 */
import {call, get, remove, segment} from '../../../../../hotline/api.js';
import {button, h, time} from '../../../../../hotline/dom.js';

const WAIT = 1200;
const LEAST_CHARS = 4;
/** What the webapps themselves would leave in the browser. */
const LEFT_BEHIND = /^(camunda-form|camForm):/;

const refuseLeaving = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (!LEFT_BEHIND.test(key)) {
    refuseLeaving.call(this, key, value);
  }
};
Object.keys(window.localStorage).filter(key => LEFT_BEHIND.test(key)).forEach(key => window.localStorage.removeItem(key));

const path = taskId => '/api/tasks/' + segment(taskId) + '/draft';
const form = () => document.querySelector('.task-details .fjs-container');
// An element's id ends with the id it has in the form's file; what stands before differs each time the form is drawn.
const nameOf = element => (element.id || '').replace(/^fjs-form-[^-]+-/, '');
const inputs = root => [...root.querySelectorAll('textarea, input[type=text], input[type=radio]:checked')].filter(nameOf);

let open = null;
let planned = 0;
let before = '';

function written() {
  const fields = {};
  const root = form();
  if (!root) {
    return null;
  }
  inputs(root).forEach(input => {
    fields[nameOf(input)] = input.type === 'radio' ? 'on' : input.value;
  });
  return fields;
}

const worthKeeping = fields => Object.values(fields).some(value => value !== 'on' && value.trim().length >= LEAST_CHARS);

function tell(...what) {
  const root = form();
  if (!root) {
    return;
  }
  let note = root.parentElement.querySelector('.hotline-draft');
  if (!note) {
    note = h('p', {class: 'hotline-draft', role: 'status'});
    root.parentElement.insertBefore(note, root);
  }
  note.replaceChildren(...what);
}

async function keep() {
  window.clearTimeout(planned);
  const taskId = open;
  const fields = written();
  if (!taskId || !fields || !worthKeeping(fields) || JSON.stringify(fields) === before) {
    return;
  }
  try {
    const kept = await call('PUT', path(taskId), {fields});
    before = JSON.stringify(fields);
    if (open === taskId) {
      tell('草稿已保存 ' + time(kept.savedAt).slice(-5));
    }
  } catch (problem) {
    if (open === taskId) {
      tell('草稿没有保存：' + problem.message);
    }
  }
}

function put(input, value) {
  if (input.type === 'radio') {
    if (!input.checked) {
      input.click();
    }
    return;
  }
  const kind = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  // The form listens to what a person types, not to a property that changes.
  Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(input, value);
  input.dispatchEvent(new Event('input', {bubbles: true}));
  input.dispatchEvent(new Event('blur'));
}

/** Puts the draft back: choices first, because they bring up the fields that belong to them. */
async function bring(taskId) {
  const draft = await get(path(taskId));
  if (!draft.savedAt) {
    return;
  }
  const left = new Map(Object.entries(draft.fields));
  for (let turn = 0; turn < 40 && left.size && open === taskId; turn++) {
    const root = form();
    const ready = root && [...root.querySelectorAll('textarea, input[type=text], input[type=radio]')].filter(input => !input.disabled);
    const next = ready && ready.find(input => left.has(nameOf(input)) && (input.type === 'radio' || turn > 2 || ![...left.values()].includes('on')));
    if (next) {
      const value = left.get(nameOf(next));
      left.delete(nameOf(next));
      if (next.type === 'radio' || next.value === '') {
        put(next, value);
      }
    }
    await new Promise(resolve => window.setTimeout(resolve, next ? 40 : 150));
  }
  if (open === taskId && left.size < Object.keys(draft.fields).length) {
    before = JSON.stringify(written());
    tell('已恢复 ' + time(draft.savedAt) + ' 的草稿。', button('不要草稿', () => discard(taskId), {class: 'btn btn-link btn-sm'}));
  }
}

async function discard(taskId) {
  try {
    await remove(path(taskId));
    inputs(form()).filter(input => input.type !== 'radio').forEach(input => put(input, ''));
    before = '';
    tell('草稿已删除。');
  } catch (problem) {
    tell('草稿没有删除：' + problem.message);
  }
}

document.addEventListener('input', event => {
  if (event.target instanceof Element && event.target.closest('.task-details .fjs-container')) {
    window.clearTimeout(planned);
    planned = window.setTimeout(keep, WAIT);
  }
}, true);

// Submitted for good: what was being written is no draft any more.
document.addEventListener('hotline:submitted', ({detail}) => {
  if (detail.status >= 200 && detail.status < 300) {
    window.clearTimeout(planned);
    before = JSON.stringify(written() || {});
    remove(path(detail.taskId)).catch(() => {});
  }
});

// Who leaves the task or the page takes nothing along unkept.
document.addEventListener('visibilitychange', () => document.hidden && keep());
window.addEventListener('hashchange', () => planned && keep());

export default {
  id: 'hotline-drafts',
  pluginPoint: 'tasklist.task.action',
  priority: 0,
  render: (container, context, scope) => {
    scope.$watch(() => JSON.stringify(scope.task ? [scope.task.id, scope.task.assignee] : []), state => {
      const [taskId, assignee] = JSON.parse(state);
      const mine = assignee && assignee === (scope.$root.authentication && scope.$root.authentication.name);
      open = mine ? taskId : null;
      before = '';
      if (open) {
        bring(open).catch(() => {});
      }
    });
  },
  unmount: () => {
    open = null;
  }
};
