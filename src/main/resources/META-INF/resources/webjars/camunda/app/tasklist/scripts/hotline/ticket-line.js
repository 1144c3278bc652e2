/* One line in the task list: which ticket or other matter a task belongs to, how long it may still take, and what sets it apart. */
import {h} from '../../../../../hotline/dom.js';
import {limit} from '../../../../../hotline/words.js';
import {choose, isChosen} from './chosen.js';
import {known, lineOf} from './lines.js';

const CARDS = {yellow: '黄牌', red: '红牌'};
const SHOWN_FLAGS = 4;

const chip = (text, className, why) => h('span', {class: 'hotline-chip ' + (className || ''), title: why}, text);

function marks(line) {
  const found = [
    CARDS[line.card] && chip(CARDS[line.card], 'hotline-card-' + line.card),
    line.urgent && chip('紧急', 'hotline-warn'),
    line.supervised && chip('督办', 'hotline-warn'),
    line.urges > 0 && chip('催办 ×' + line.urges, 'hotline-warn'),
    line.returns > 0 && chip('退回 ×' + line.returns),
    line.reworks > 0 && chip('重办 ×' + line.reworks),
    line.confidential && chip('保密')
  ].filter(Boolean);
  // A flag that says the same as a mark is told once, with its reason.
  const said = new Set(found.map(mark => mark.textContent));
  line.flags.forEach(flag => {
    if (said.has(flag.label)) {
      found.find(mark => mark.textContent === flag.label).title = flag.text;
    }
  });
  const more = line.flags.filter(flag => !said.has(flag.label));
  found.push(...more.slice(0, SHOWN_FLAGS).map(flag => chip(flag.label, 'hotline-flag', flag.text)));
  if (more.length > SHOWN_FLAGS) {
    found.push(chip('另 ' + (more.length - SHOWN_FLAGS) + ' 项', 'hotline-flag', more.slice(SHOWN_FLAGS).map(flag => flag.text).join('\n')));
  }
  return found;
}

const nameOf = line => line?.ticketNo || line?.title || '任务';

/** A bulletin or whatever else a task is about that is about no ticket. */
function matter(line) {
  const {kindName, stateName, title, period} = line.matter;
  return [
    h('div', {class: 'hotline-line-head', 'data-matter': line.matter.key}, chip(kindName), stateName && chip(stateName)),
    h('div', {class: 'hotline-line-title'}, title),
    period && h('div', {class: 'hotline-line-unit'}, period),
    line.unitName && h('div', {class: 'hotline-line-unit'}, line.unitName),
    words(line)
  ].filter(Boolean);
}

const words = line => h('div', {class: 'hotline-words hotline-words-' + (line.state || 'none')}, line.words || (line.until ? limit(line.until) + ' 到期' : ''));

/** Only what nobody has claimed can be chosen. */
function chooser(taskId) {
  const box = h('input', {type: 'checkbox', class: 'hotline-choose', 'data-task': taskId, 'aria-label': '选中' + nameOf(known(taskId)),
    checked: isChosen(taskId), onchange: event => choose(taskId, event.target.checked)});
  // A click on the line opens the task.
  return h('label', {class: 'hotline-choose-label', onclick: event => event.stopPropagation()}, box);
}

function show(box, line) {
  box.parentElement?.querySelector('.hotline-choose')?.setAttribute('aria-label', '选中' + nameOf(line));
  if (line && line.matter) {
    box.replaceChildren(...matter(line));
    return;
  }
  if (!line || !line.ticketNo) {
    box.replaceChildren(...(line && line.until ? [h('span', {class: 'hotline-words'}, limit(line.until) + ' 到期')] : []));
    return;
  }
  box.replaceChildren(
    h('div', {class: 'hotline-line-head'}, h('span', {class: 'hotline-number'}, line.ticketNo), line.kindName && chip(line.kindName)),
    ...(line.title === undefined ? [] : [h('div', {class: 'hotline-line-title'}, line.title || '（无标题）')]),
    ...(line.unitName ? [h('div', {class: 'hotline-line-unit'}, line.unitName)] : []),
    words(line),
    h('div', {class: 'hotline-marks'}, marks(line)));
}

export default {
  id: 'hotline-ticket-line',
  pluginPoint: 'tasklist.card',
  priority: 1,
  render: (container, {taskId}, scope) => {
    const box = h('div', {class: 'hotline-line'});
    container.append(...(scope.task && scope.task.assignee ? [] : [chooser(taskId)]), box);
    // The list is drawn anew every few seconds: what is known stands there at once.
    const before = known(taskId);
    if (before) {
      show(box, before);
    } else {
      box.append(h('span', {class: 'hotline-empty'}, '正在读取……'));
    }
    lineOf(taskId).then(line => show(box, line), problem => {
      if (!before) {
        box.replaceChildren(h('span', {class: 'hotline-empty'}, problem.message));
      }
    });
  },
  unmount: () => {}
};
