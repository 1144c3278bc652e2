/* Which lines of the list are chosen for being claimed together. */

const tasks = new Map();
const listeners = new Set();

function changed() {
  listeners.forEach(listener => listener());
}

export const isChosen = taskId => tasks.has(taskId);
export const chosen = () => [...tasks.keys()];

export function choose(taskId, wanted) {
  if (wanted) {
    tasks.set(taskId, true);
  } else {
    tasks.delete(taskId);
  }
  changed();
}

/** Only what is still listed can be claimed. */
export function keepOnly(taskIds) {
  const listed = new Set(taskIds);
  const gone = chosen().filter(taskId => !listed.has(taskId));
  gone.forEach(taskId => tasks.delete(taskId));
  if (gone.length) {
    changed();
  }
}

export function none() {
  tasks.clear();
  changed();
}

/** Calls the listener at every change until the returned function is called. */
export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
