// What experts were asked about the ticket and what they said; whoever may ask does so here.

import { get, post, segment } from '../api.js';
import { act, button, confirm, failure, field, h, select } from '../dom.js';
import { moment } from '../words.js';
import { chip, nothing, part, small, words } from './parts.js';

export const TEAMS = [['expert', '业务专家'], ['legal', '法律顾问'], ['supervision', '督查督办']];
const STATES = { asked: 'hotline-soon', given: 'hotline-ok', declined: 'hotline-warn', withdrawn: '' };
const ASKING_ROLES = ['dispatcher', 'reviewer', 'supervisor'];
const MOST_FOUND = 50;

/** Whether the person stands on the side that asked. */
function isMine(opinion, me) {
  const groups = me?.groups || [];
  return opinion.askedUnit ? groups.includes('unit-' + opinion.askedUnit) : ASKING_ROLES.some(role => groups.includes(role));
}

function line(opinion, context) {
  const place = h('div');
  async function withdraw(event) {
    const reason = await confirm({ title: '撤回征询', body: h('p', {}, '专家的任务随即取消，问题和撤回的原因仍留在工单上。'),
      action: '撤回', danger: true, ask: { text: '撤回的原因', needed: true } });
    if (reason) {
      await act(event.target, place, async () => {
        await post('/api/tickets/' + segment(context.ticketNo) + '/opinions/' + segment(opinion.id) + '/withdrawal', { reason });
        await context.again();
      });
    }
  }
  return h('li', { class: 'hotline-opinion' },
    h('div', {}, h('strong', {}, opinion.expertName), chip(opinion.teamName), chip(opinion.stateName, STATES[opinion.state]),
      opinion.overdue ? chip(opinion.state === 'asked' ? '已逾期' : '曾逾期', 'hotline-warn') : null),
    small([opinion.askedByName + '征询', moment(opinion.askedAt), opinion.state === 'asked' ? opinion.dueOn + ' 前答复' : null]
      .filter(Boolean).join(' · ')),
    words('问：' + opinion.question),
    opinion.answer ? words(({ given: '意见：', declined: '谢绝：', withdrawn: '撤回：' })[opinion.state] + opinion.answer) : null,
    opinion.answeredAt ? small(moment(opinion.answeredAt)) : null,
    opinion.state === 'asked' && isMine(opinion, context.me)
      ? h('div', { class: 'actions' }, button('撤回征询', withdraw)) : null, place);
}

/** The form in which somebody is asked; opened by a button, so that the card stays short. */
function asking(card, context, again) {
  const place = h('div', { 'aria-live': 'polite' });
  const found = h('small', { class: 'hint', 'aria-live': 'polite' });
  const team = select([['', '全部队伍'], ...TEAMS], { onchange: find });
  const words = h('input', { type: 'search', maxlength: '60', oninput: soon });
  const expert = select([], { required: true });
  const question = h('textarea', { rows: '4', maxlength: '2000', required: true });
  const until = h('input', { type: 'date', min: card.now?.slice(0, 10) });
  const send = h('button', { type: 'submit', class: 'primary' }, '征询');
  let timer;
  let run = 0;

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(find, 300);
  }
  async function find() {
    const mine = ++run;
    try {
      const page = await get('/api/experts', { jurisdiction: card.jurisdiction, team: team.value, q: words.value.trim(), size: MOST_FOUND });
      if (mine !== run) {
        return;
      }
      expert.replaceChildren(...page.items.map(one =>
        h('option', { value: one.code }, `${one.name}（${one.field}${one.unitName ? '，' + one.unitName : ''}）`)));
      found.textContent = !page.items.length ? '没有符合条件的专家。'
        : page.more ? `只列出前${MOST_FOUND}位，请输入姓名或专业方向缩小范围。` : `共${page.items.length}位。`;
    } catch (problem) {
      if (mine === run) {
        place.replaceChildren(failure(problem, find));
      }
    }
  }
  async function ask(event) {
    event.preventDefault();
    await act(send, place, async () => {
      await post('/api/tickets/' + segment(context.ticketNo) + '/opinions',
        { expert: expert.value, question: question.value.trim(), until: until.value || null });
      await again();
    });
  }
  const form = h('form', { class: 'hotline-ask', hidden: true, onsubmit: ask },
    field('队伍', team), field('查找', words, '姓名或专业方向'), field('专家', expert), found,
    field('征询的问题', question, '写明需要专家回答什么；姓名和电话号码会自动隐去'),
    field('答复日期', until, '不填的，按本热线规定的工作日'),
    h('div', { class: 'actions' }, send, button('取消', () => toggle(false))), place);
  const open = button('征询专家意见', () => toggle(true), { 'aria-expanded': 'false' });
  function toggle(shown) {
    form.hidden = !shown;
    open.hidden = shown;
    if (shown) {
      find();
      team.focus();
    } else {
      open.focus();
    }
  }
  return [h('div', { class: 'actions' }, open), form];
}

export function section(card, context) {
  if (card.advice) {
    return null;
  }
  const body = h('div');
  const path = '/api/tickets/' + segment(context.ticketNo) + '/opinions';
  const made = part('opinions', '专家意见', { folded: true, opened: () => read() }, body);
  async function read() {
    body.setAttribute('aria-busy', 'true');
    try {
      const answer = await get(path);
      const inside = { ...context, again: read };
      body.replaceChildren(...[answer.opinions.length
        ? h('ul', { class: 'hotline-opinions' }, answer.opinions.map(opinion => line(opinion, inside))) : nothing('没有征询过专家意见'),
      answer.mayAsk ? asking(card, inside, read) : null].flat(Infinity).filter(Boolean));
    } catch (problem) {
      body.replaceChildren(failure(problem, read));
    } finally {
      body.removeAttribute('aria-busy');
    }
  }
  return made;
}
