/* One line in the task list: which ticket a task belongs to and how long it may still take. */
import {remaining} from '../../../../../hotline/words.js';
import {element, readCard, serverNow} from './cards.js';

const KEPT_FOR = 120000;
const AT_ONCE = 3;
const kept = new Map();
const waiting = [];
let running = 0;

function next() {
  while (running < AT_ONCE && waiting.length) {
    running++;
    waiting.shift()().finally(() => {
      running--;
      next();
    });
  }
}

// The list is drawn again every few seconds; a card is asked for only when the last one is old.
function card(taskId) {
  const known = kept.get(taskId);
  if (known && Date.now() - known.at < KEPT_FOR) {
    return known.card;
  }
  const asked = new Promise((resolve, reject) => {
    waiting.push(() => readCard(taskId).then(resolve, reject));
  });
  if (kept.size > 500) {
    kept.clear();
  }
  kept.set(taskId, {at: Date.now(), card: asked});
  asked.catch(() => kept.delete(taskId));
  next();
  return asked;
}

export default {
  id: 'hotline-ticket-line',
  pluginPoint: 'tasklist.card',
  priority: 1,
  render: (container, {taskId}) => {
    const line = element('div', 'hotline-line');
    container.appendChild(line);
    card(taskId).then(found => {
      line.appendChild(element('span', 'hotline-number', found.ticketNo));
      const until = found.deadlines && (found.deadlines.reviewUntil || found.deadlines.handleUntil);
      if (until) {
        const left = remaining(until, serverNow(found));
        line.appendChild(element('span', 'hotline-chip hotline-' + left.state, left.text));
      }
      line.appendChild(element('div', 'hotline-line-title', found.title));
    }, () => {
      line.textContent = '';
    });
  },
  unmount: () => {}
};
