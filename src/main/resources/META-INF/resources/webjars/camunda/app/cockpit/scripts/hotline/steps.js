// On a process diagram: tickets waiting at each step, those past its limit, and the median working time of the step in
// the period somebody chose. Over all versions of the diagram.

import { get } from '../../../../../hotline/api.js';
import { failure, h, select } from '../../../../../hotline/dom.js';

const PERIODS = [['7', '近7天'], ['30', '近30天'], ['90', '近90天'], ['365', '近一年'], ['own', '自选']];
const REFRESH = 60_000;
/** Kept while the page lives, so that the next diagram shows the same period. */
const chosen = { days: '30', from: '', to: '' };

const day = date => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(date);

/** `3.5 小时`, `1.2 个工作日`: working time in words. */
function words(minutes, perDay) {
  if (minutes < 1) {
    return '不到 1 分钟';
  }
  if (minutes < 60) {
    return minutes + ' 分钟';
  }
  return minutes < perDay ? (minutes / 60).toFixed(1) + ' 小时' : (minutes / perDay).toFixed(1) + ' 个工作日';
}

function badge(step, perDay) {
  const parts = [];
  if (step.tickets) {
    parts.push(h('span', { class: 'steps-open' }, `在办 ${step.tickets}`));
  }
  if (step.overdue) {
    parts.push(h('span', { class: 'steps-overdue' }, `超期 ${step.overdue}`));
  }
  if (step.medianMinutes !== undefined) {
    parts.push(h('span', { class: 'steps-median' }, `中位 ${words(step.medianMinutes, perDay)}`));
  }
  const told = `停在此步骤 ${step.tickets} 件，其中超期 ${step.overdue} 件；期间办完 ${step.finished} 次`
    + (step.medianMinutes === undefined ? '' : `，用时中位数 ${words(step.medianMinutes, perDay)}（工作时间）`);
  return h('div', { class: 'hotline-box steps-badge', title: told, 'data-step': step.step }, parts);
}

function show(viewer, process) {
  const canvas = viewer.get('canvas');
  const overlays = viewer.get('overlays');
  const elements = viewer.get('elementRegistry');
  let stopped = false;
  let next = null;

  const periods = select(PERIODS, { 'aria-label': '用时统计期间', value: chosen.days, onchange: () => { chosen.days = periods.value; own.hidden = chosen.days !== 'own'; read(); } });
  const from = h('input', { type: 'date', 'aria-label': '从', value: chosen.from, onchange: () => { chosen.from = from.value; read(); } });
  const to = h('input', { type: 'date', 'aria-label': '到', value: chosen.to, onchange: () => { chosen.to = to.value; read(); } });
  const own = h('span', { class: 'steps-own', hidden: chosen.days !== 'own' }, from, ' 至 ', to);
  const told = h('span', { class: 'steps-told', role: 'status' });
  const picker = h('div', { class: 'hotline-box steps-picker' }, h('span', {}, '各步骤用时 '), periods, own, told);
  // What is typed and chosen here must not move the diagram.
  ['mousedown', 'wheel', 'dblclick', 'keydown', 'click'].forEach(event => picker.addEventListener(event, happened => happened.stopPropagation()));

  function period() {
    if (chosen.days === 'own') {
      return { from: chosen.from, to: chosen.to };
    }
    const now = Date.now();
    return { from: day(new Date(now - (Number(chosen.days) - 1) * 86_400_000)), to: day(new Date(now)) };
  }

  function clear() {
    overlays.remove({ type: 'hotline-steps' });
  }

  async function read() {
    clearTimeout(next);
    try {
      const view = await get('/api/board/steps', { process, ...period() });
      if (stopped) {
        return;
      }
      if (!picker.isConnected) {
        canvas.getContainer().append(picker);
      }
      told.replaceChildren(view.asOf ? '' : '正在进行首次统计……');
      clear();
      for (const step of view.steps) {
        if (elements.get(step.step) && (step.tickets || step.finished)) {
          overlays.add(step.step, 'hotline-steps', { position: { top: -2, left: 0 }, scale: { min: .75, max: 1.1 }, html: badge(step, view.minutesPerDay) });
        }
      }
    } catch (problem) {
      if (stopped || problem.status === 403) {
        // Designers read diagrams without tickets.
        return;
      }
      clear();
      if (!picker.isConnected) {
        canvas.getContainer().append(picker);
      }
      told.replaceChildren(failure(problem, read));
    }
    next = setTimeout(read, REFRESH);
  }

  read();
  return {
    stop() {
      stopped = true;
      clearTimeout(next);
      picker.remove();
    },
  };
}

let shown = null;

export default {
  id: 'hotline.steps',
  pluginPoint: 'cockpit.processDefinition.diagram.plugin',
  priority: 50,
  properties: { label: '各步骤用时' },
  render: (viewer, { processDefinitionId }) => {
    shown?.stop();
    shown = show(viewer, processDefinitionId.split(':')[0]);
  },
  unmount: () => {
    shown?.stop();
    shown = null;
  },
};
