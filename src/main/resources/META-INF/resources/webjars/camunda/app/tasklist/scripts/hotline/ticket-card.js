/* The ticket card: the facts of the case beside the form, read from the API for the person who looks. */
import {limit, moment, remaining} from '../../../../../hotline/words.js';
import {element, readCard, serverNow} from './cards.js';

const LIMITS = [
  ['taskUntil', '本步骤截止'], ['returnUntil', '退回截止'], ['handleUntil', '办理截止'],
  ['interimUntil', '法定程序截止'], ['suspendedUntil', '挂起复查'], ['reviewUntil', '复核截止']
];
const CARDS = {yellow: '黄牌', red: '红牌'};
const WIDE = 800;

function section(card, title, className) {
  const made = element('section', 'hotline-section' + (className ? ' ' + className : ''));
  if (title) {
    made.appendChild(element('h5', null, title));
  }
  card.appendChild(made);
  return made;
}

function chip(text, className) {
  return element('span', 'hotline-chip ' + (className || ''), text);
}

function fact(list, name, value, className) {
  if (value === undefined || value === null || value === '') {
    return;
  }
  list.appendChild(element('dt', null, name));
  list.appendChild(element('dd', className, value));
}

function heading(box, card) {
  const line = element('div', 'hotline-head');
  line.appendChild(element('span', 'hotline-number', card.ticketNo));
  line.appendChild(chip(card.statusName || card.status, 'hotline-status'));
  if (card.kindName) {
    line.appendChild(chip(card.kindName));
  }
  if (card.confidential) {
    line.appendChild(chip('保密', 'hotline-warn'));
  }
  if (card.identityInText) {
    line.appendChild(chip('文字含诉求人信息', 'hotline-warn'));
  }
  if (card.supervised) {
    line.appendChild(chip('督办', 'hotline-warn'));
  }
  const marks = card.marks || {};
  if (marks.urgent) {
    line.appendChild(chip('紧急', 'hotline-warn'));
  }
  if (marks.ownershipPending) {
    line.appendChild(chip('权属待定', 'hotline-warn'));
  }
  if (marks.urges) {
    line.appendChild(chip('催办 ×' + marks.urges, 'hotline-warn'));
  }
  if (marks.reopened) {
    line.appendChild(chip('重新打开 ×' + marks.reopened, 'hotline-warn'));
  }
  if (marks.parentNo) {
    line.appendChild(chip('拆自' + marks.parentNo));
  }
  box.appendChild(line);
  box.appendChild(element('h4', null, card.title || '（无标题）'));
}

function deadlines(box, card) {
  const until = {...card.deadlines};
  // The task's own limit, where it is not one of the ticket's.
  if (card.taskUntil && !Object.values(until).includes(card.taskUntil)) {
    until.taskUntil = card.taskUntil;
  }
  const known = LIMITS.filter(([key]) => until[key]);
  if (!known.length) {
    return;
  }
  const list = element('dl', 'hotline-facts hotline-limits');
  known.forEach(([key, name]) => {
    const left = remaining(until[key], serverNow(card));
    list.appendChild(element('dt', null, name));
    const value = element('dd', null, limit(until[key]) + ' ');
    value.appendChild(chip(left.text, 'hotline-' + left.state));
    if (until.provisional) {
      value.appendChild(chip('暂定'));
    }
    list.appendChild(value);
  });
  section(box, '时限').appendChild(list);
}

function facts(box, card) {
  const contact = card.contact || {};
  const list = element('dl', 'hotline-facts');
  fact(list, '地点', [card.regionName, card.address].filter(Boolean).join(' ') || '未提供');
  fact(list, '诉求人', card.confidential && !contact.name && !contact.phone ? '已保密'
    : [contact.name, contact.phone].filter(Boolean).join(' ') || '未提供');
  fact(list, '被反映单位', card.aboutUnitName || card.aboutUnit);
  fact(list, '分类', card.categoryName || card.category || '未定');
  fact(list, '渠道', card.channelName || card.channel);
  fact(list, '受理时间', moment(card.receivedAt));
  section(box, '概况').appendChild(list);
  section(box, '诉求内容').appendChild(element('p', 'hotline-text', card.content || '（无内容）'));
}

function refusedReply(box, refused) {
  if (!refused) {
    return;
  }
  const part = section(box, '未发出的答复（已为您保留，可复制修改后重新提交）', 'hotline-alert');
  const problems = element('ul');
  (refused.problems || []).forEach(problem => {
    problems.appendChild(element('li', null, typeof problem === 'string' ? problem : problem.message));
  });
  part.appendChild(problems);
  part.appendChild(element('p', 'hotline-text', refused.text));
}

function draft(box, waiting) {
  if (!waiting) {
    return;
  }
  const part = section(box, '待审签的答复', 'hotline-note');
  part.appendChild(element('p', 'hotline-text', waiting.text));
  if (waiting.publicText) {
    part.appendChild(element('p', 'hotline-text', '公开答复：' + waiting.publicText));
  }
}

function proposal(box, proposed) {
  if (!proposed) {
    return;
  }
  const list = element('dl', 'hotline-facts');
  fact(list, '建议', proposed.rulingName || proposed.ruling);
  fact(list, '依据', proposed.basis);
  section(box, '系统裁定建议', 'hotline-note').appendChild(list);
}

function units(box, card) {
  const part = section(box, '承办单位');
  if (!card.units || !card.units.length) {
    part.appendChild(element('p', 'hotline-empty', '尚未派单'));
    return;
  }
  const list = element('ul', 'hotline-units');
  card.units.forEach(unit => {
    const row = element('li');
    row.appendChild(element('strong', null, unit.name || unit.unit));
    row.appendChild(chip(unit.roleName || {lead: '主办', assist: '协办', guide: '指导'}[unit.role] || unit.role));
    row.appendChild(chip(unit.stateName || unit.state, 'hotline-status'));
    if (unit.offNetwork) {
      row.appendChild(chip('未入网', 'hotline-warn'));
    }
    if (unit.firstReceiver) {
      row.appendChild(chip('首接单位'));
    }
    // Where every unit has its own telephone notice, the person must see whose this one is.
    if (unit.unit === card.taskUnit && card.units.length > 1) {
      row.appendChild(chip('本任务', 'hotline-status'));
    }
    if (CARDS[unit.card]) {
      row.appendChild(chip(CARDS[unit.card], 'hotline-card-' + unit.card));
    }
    const words = [];
    if (unit.parentUnit) {
      const parent = card.units.find(other => other.unit === unit.parentUnit);
      words.push('由' + ((parent && parent.name) || unit.parentUnit) + '转派');
    }
    if (unit.dispatchedAt) {
      words.push('派单 ' + moment(unit.dispatchedAt));
    }
    words.push(unit.signedAt ? '签收 ' + moment(unit.signedAt) : '未签收');
    if (unit.handleUntil) {
      words.push('办理截止 ' + limit(unit.handleUntil));
    }
    if (unit.originalUntil) {
      words.push('原截止 ' + limit(unit.originalUntil));
    }
    if (unit.requestRulingUntil) {
      words.push('延期或挂起待审批');
    }
    if (unit.suspendedUntil) {
      words.push('挂起至 ' + limit(unit.suspendedUntil));
    }
    if (unit.interimUntil) {
      words.push('阶段性答复 ' + moment(unit.interimAt), '法定程序截止 ' + limit(unit.interimUntil));
    }
    if (unit.overdueAt) {
      words.push('已超时');
    }
    row.appendChild(element('div', 'hotline-small', words.join(' · ')));
    if (unit.reply) {
      row.appendChild(element('p', 'hotline-text', '答复：' + unit.reply));
    }
    list.appendChild(row);
  });
  part.appendChild(list);
}

function events(box, card) {
  const part = section(box, '办理经过（最近在前）');
  if (!card.events || !card.events.length) {
    part.appendChild(element('p', 'hotline-empty', '暂无记录'));
    return;
  }
  const list = element('ol', 'hotline-events');
  card.events.slice().reverse().forEach(event => {
    const row = element('li');
    row.appendChild(element('div', 'hotline-small',
      [moment(event.at), event.unitName || event.unit, event.actor === 'system' ? '系统' : event.actor].filter(Boolean).join(' · ')));
    row.appendChild(element('strong', null, event.typeName || event.type));
    if (event.text) {
      row.appendChild(element('p', 'hotline-text', event.text));
    }
    list.appendChild(row);
  });
  part.appendChild(list);
}

function show(box, card) {
  box.replaceChildren();
  heading(box, card);
  refusedReply(box, card.refusedReply);
  draft(box, card.draft);
  proposal(box, card.proposal);
  deadlines(box, card);
  facts(box, card);
  units(box, card);
  events(box, card);
}

function tell(box, message, retry) {
  box.replaceChildren(element('p', 'hotline-empty', message));
  if (retry) {
    const button = element('button', 'btn btn-default btn-sm', '重试');
    button.type = 'button';
    button.addEventListener('click', retry);
    box.appendChild(button);
  }
}

let stop = () => {};

function mount(container, scope) {
  const box = element('aside', 'hotline-ticket');
  box.setAttribute('aria-label', '工单卡');
  let shown = null;
  let run = 0;

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
    return !!task;
  }

  async function load(taskId) {
    const mine = ++run;
    box.hidden = !taskId;
    if (!taskId) {
      return;
    }
    if (shown !== taskId) {
      tell(box, '正在读取工单……');
    }
    try {
      const card = await readCard(taskId);
      if (mine === run) {
        show(box, card);
        shown = taskId;
      }
    } catch (e) {
      if (mine === run) {
        shown = null;
        tell(box, e.message, () => load(taskId));
      }
    }
  }

  const resized = new ResizeObserver(place);
  resized.observe(container.closest('.task-details') || document.body);
  // Another task, or another assignee (signing), means another card.
  const unwatch = scope.$watch(() => {
    place();
    const task = scope.task;
    return JSON.stringify(task ? [task.id, task.assignee] : []);
  }, state => load(JSON.parse(state)[0]));
  // A refused submission leaves the task open and may have left a note on the card, such as the refused reply.
  const submitted = new PerformanceObserver(entries => {
    if (shown && entries.getEntries().some(entry => entry.name.endsWith('/task/' + shown + '/submit-form'))) {
      const tried = shown;
      window.setTimeout(() => scope.task && scope.task.id === tried && load(tried), 600);
    }
  });
  submitted.observe({type: 'resource'});
  return () => {
    unwatch();
    resized.disconnect();
    submitted.disconnect();
    box.remove();
  };
}

export default {
  id: 'hotline-ticket-card',
  pluginPoint: 'tasklist.task.action',
  priority: 1,
  render: (container, context, scope) => {
    stop();
    // The bridge attaches the container only after rendering it.
    window.setTimeout(() => { stop = mount(container, scope); });
  },
  unmount: () => {
    stop();
    stop = () => {};
  }
};
