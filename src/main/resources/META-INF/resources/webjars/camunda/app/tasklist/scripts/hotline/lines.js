/* Reads what the task list shows of tickets: one request for all lines drawn at once. */
import {get} from '../../../../../hotline/api.js';

const FRESH_FOR = 20000;
const MOST = 100;
const kept = new Map();
let wanted = new Map();
let planned = false;

function keep(taskId, line) {
  if (kept.size > 1000) {
    kept.clear();
  }
  kept.set(taskId, {at: Date.now(), line});
}

async function readSome(asked) {
  try {
    const lines = new Map((await get('/api/tasks/lines', {ids: [...asked.keys()].join(',')})).map(line => [line.taskId, line]));
    asked.forEach((waiting, taskId) => {
      const line = lines.get(taskId) || null;
      keep(taskId, line);
      waiting.forEach(({resolve}) => resolve(line));
    });
  } catch (problem) {
    asked.forEach(waiting => waiting.forEach(({reject}) => reject(problem)));
  }
}

function readAll() {
  planned = false;
  const all = [...wanted];
  wanted = new Map();
  for (let from = 0; from < all.length; from += MOST) {
    readSome(new Map(all.slice(from, from + MOST)));
  }
}

/** The line known so far, however old; undefined when none was read. */
export function known(taskId) {
  return kept.get(taskId)?.line;
}

/** The line of a task, null when there is none for this person. Lines asked for in the same moment share one request. */
export function lineOf(taskId) {
  const found = kept.get(taskId);
  if (found && Date.now() - found.at < FRESH_FOR) {
    return Promise.resolve(found.line);
  }
  return new Promise((resolve, reject) => {
    wanted.set(taskId, [...(wanted.get(taskId) || []), {resolve, reject}]);
    if (!planned) {
      planned = true;
      // The list is drawn line by line within one turn.
      window.setTimeout(readAll, 30);
    }
  });
}

/** The next reading asks again: something was done to these tasks. */
export function forget(...taskIds) {
  taskIds.forEach(taskId => {
    const found = kept.get(taskId);
    if (found) {
      found.at = 0;
    }
  });
}
