/* The card of the ticket, or of the other matter, beside the form of the open task. */
import {mount as mountMatter} from '../../../../../hotline/matter.js';
import {mount as mountTicket} from '../../../../../hotline/ticket/card.js';
import {lineOf} from './lines.js';

const WIDE = 700;

function beside(container, scope) {
  const box = document.createElement('aside');
  let card = null;
  let shown = null;
  let opened = 0;

  // The plugin point is the row of buttons above the task; the card belongs beside the form below it.
  function place() {
    const column = container.closest('.task-details');
    const task = column && column.querySelector('[cam-tasklist-task]');
    if (task && box.parentElement !== task.parentElement) {
      task.parentElement.insertBefore(box, task);
    }
    if (task) {
      task.parentElement.classList.toggle('hotline-beside', task.parentElement.clientWidth >= WIDE);
    }
  }

  // Signed for on the card: Tasklist reads task and list anew, as after its own button.
  function changed() {
    scope.$apply(() => {
      scope.taskData.changed('task');
      scope.taskData.changed('taskList');
    });
  }

  // The line knows what the task is about; where it cannot be read, the card says why.
  async function open(taskId) {
    const mine = ++opened;
    const line = await lineOf(taskId).catch(() => null);
    if (mine === opened) {
      card = line?.matter ? mountMatter(box, {taskId}) : mountTicket(box, {taskId, place: 'tasklist', changed});
    }
  }

  function show(taskId) {
    box.hidden = !taskId;
    if (taskId && taskId === shown) {
      card?.again();
      return;
    }
    card?.close();
    card = null;
    shown = taskId;
    opened++;
    if (taskId) {
      open(taskId);
    }
  }

  const resized = new ResizeObserver(place);
  resized.observe(container.closest('.task-details') || document.body);
  // Another task, or another assignee (signing), means another card.
  const unwatch = scope.$watch(() => {
    place();
    const task = scope.task;
    return JSON.stringify(task ? [task.id, task.assignee] : []);
  }, state => show(JSON.parse(state)[0] || null));
  // A refused submission leaves the task open and may have left a note on the card, such as the refused reply.
  const submitted = ({detail}) => detail.status >= 400 && detail.taskId === shown && card?.again();
  document.addEventListener('hotline:submitted', submitted);
  return () => {
    unwatch();
    resized.disconnect();
    document.removeEventListener('hotline:submitted', submitted);
    opened++;
    card?.close();
    box.remove();
  };
}

let stop = () => {};

export default {
  id: 'hotline-ticket-card',
  pluginPoint: 'tasklist.task.action',
  priority: 1,
  render: (container, context, scope) => {
    stop();
    // The bridge attaches the container only after rendering it.
    window.setTimeout(() => { stop = beside(container, scope); });
  },
  unmount: () => {
    stop();
    stop = () => {};
  }
};
