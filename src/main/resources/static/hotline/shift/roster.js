// Whose turn it is, day by day; supervisors plan, leaders swap.

import { get, post, segment } from '../api.js';
import { act, button, confirm, field, h, paged, select, table } from '../dom.js';
import { chip } from '../ticket/parts.js';

const DAYS = 14;
const STATES = { planned: '', open: 'hotline-ok', closed: 'hotline-status', missed: 'hotline-warn', cancelled: '' };
const WEEK = '日一二三四五六';

/** `2026-11-23` of a moment, in Chinese time. */
export const dayOf = iso => new Date(new Date(iso).getTime() + 8 * 3600000).toISOString().slice(0, 10);
export const timeOf = iso => new Date(new Date(iso).getTime() + 8 * 3600000).toISOString().slice(11, 16);
export const dayInWords = iso => { const day = dayOf(iso); return day + ' 周' + WEEK[new Date(day + 'T00:00:00Z').getUTCDay()]; };
const plus = (day, days) => new Date(new Date(day + 'T00:00:00Z').getTime() + days * 86400000).toISOString().slice(0, 10);

export const stateOf = shift => chip(shift.stateName, STATES[shift.state]);

export async function leaderChoices(jurisdiction, except) {
  const page = await get('/api/shift-leaders', { jurisdiction, size: 200 });
  return page.items.filter(one => one.person !== except).map(one => [one.person, `${one.name}（${one.post}）`]);
}

export function roster(context) {
  const today = context.rights.today;
  let from = today;
  const place = h('div', { 'aria-live': 'polite' });
  const span = h('span', {});
  const list = paged({
    size: 31,
    read: (page, size) => get('/api/shifts', { jurisdiction: context.jurisdiction(), from, to: plus(from, DAYS - 1), page, size }),
    render: items => {
      span.textContent = `${from} 至 ${plus(from, DAYS - 1)}`;
      return table({ caption: '轮值表', empty: '这两周没有安排轮值。', rows: items, columns: [
        { title: '日期', kind: 'nowrap', cell: one => dayInWords(one.from) },
        { title: '时间', kind: 'nowrap', cell: one => `${timeOf(one.from)}—${timeOf(one.until)}` },
        { title: '轮值领导', cell: one => [h('span', {}, one.leaderName), h('small', { class: 'code' }, one.post),
          one.plannedName ? h('small', { class: 'code' }, '原排：' + one.plannedName) : null] },
        { title: '状态', kind: 'nowrap', cell: stateOf },
        { title: '工单', kind: 'number', cell: one => String(one.tickets) },
        { title: '处理意见', kind: 'number', cell: one => String(one.decisions) },
        { title: '操作', cell: one => h('div', { class: 'actions' }, actions(one)) },
      ] });
    },
  });
  const move = by => { from = plus(from, by); list.first(); };

  function actions(one) {
    const hosts = one.mine || context.rights.plans;
    const ahead = one.state === 'planned' && hosts;
    return [
      one.mine || context.rights.centre ? button(one.state === 'open' ? '进入' : '查看记录', () => context.enter(one.id)) : null,
      ahead && dayOf(one.from) === today ? button('开始轮值', event => act(event.target, place, async () => {
        await post(`/api/shifts/${segment(one.id)}/opening`);
        context.enter(one.id);
      }), { class: 'primary' }) : null,
      ahead ? button('换班', event => swap(event.target, one)) : null,
      ahead ? button('代班', event => standIn(event.target, one)) : null,
      ahead && context.rights.plans ? button('取消', event => cancel(event.target, one), { class: 'danger' }) : null,
    ].filter(Boolean);
  }
  const whose = one => h('p', {}, `${dayInWords(one.from)} ${timeOf(one.from)}—${timeOf(one.until)}，${one.leaderName}`);

  async function swap(trigger, one) {
    await act(trigger, place, async () => {
      const page = await get('/api/shifts', { jurisdiction: context.jurisdiction(), from: today, to: plus(today, 62), size: 200 });
      const others = page.items.filter(other => other.state === 'planned' && other.leader !== one.leader
        && (context.rights.plans || one.mine || other.mine));
      const choice = select(others.map(other => [other.id, `${dayInWords(other.from)} ${timeOf(other.from)} ${other.leaderName}`]));
      const reason = await confirm({ title: '换班', body: [whose(one), others.length ? field('与哪一班互换', choice) : h('p', {}, '没有可以互换的班次。')],
        action: '换班', ask: { text: '换班的原因', needed: true } });
      if (reason && choice.value) {
        await post(`/api/shifts/${segment(one.id)}/swap`, { other: choice.value, reason });
        await list.again();
      }
    });
  }
  async function standIn(trigger, one) {
    await act(trigger, place, async () => {
      const choice = select(await leaderChoices(context.jurisdiction(), one.leader));
      const reason = await confirm({ title: '代班', body: [whose(one), field('由谁代班', choice)], action: '代班',
        ask: { text: '不能到岗的原因', needed: true } });
      if (reason && choice.value) {
        await post(`/api/shifts/${segment(one.id)}/absence`, { standIn: choice.value, reason });
        await list.again();
      }
    });
  }
  async function cancel(trigger, one) {
    const reason = await confirm({ title: '取消班次', body: [whose(one), h('p', {}, '取消后仍留记录。')], action: '取消班次', danger: true,
      ask: { text: '取消的原因', needed: true } });
    if (reason) {
      await act(trigger, place, async () => {
        await post(`/api/shifts/${segment(one.id)}/cancellation`, { reason });
        await list.again();
      });
    }
  }

  return h('section', {}, h('h2', { tabindex: '-1' }, '轮值表'),
    h('div', { class: 'actions' }, button('前两周', () => move(-DAYS)), button('今天起', () => { from = today; list.first(); }),
      button('后两周', () => move(DAYS)), span),
    place, list, context.rights.plans ? planning(context, today, () => list.again()) : null);
}

/** Supervisors add a turn. */
function planning(context, today, done) {
  const place = h('div', { 'aria-live': 'polite' });
  const leader = select([], { required: true });
  const day = h('input', { type: 'date', required: true, min: today, value: today });
  const from = h('input', { type: 'time', required: true, value: '08:30' });
  const until = h('input', { type: 'time', required: true, value: '22:00' });
  const send = h('button', { type: 'submit', class: 'primary' }, '排班');
  const form = h('form', {
    class: 'hotline-row', onsubmit: async event => {
      event.preventDefault();
      await act(send, place, async () => {
        await post('/api/shifts', { jurisdiction: context.jurisdiction(), leader: leader.value, day: day.value, from: from.value, until: until.value });
        await done();
      });
    },
  }, field('轮值领导', leader), field('日期', day), field('开始', from), field('结束', until), send);
  leaderChoices(context.jurisdiction()).then(
    choices => leader.replaceChildren(...choices.map(([value, text]) => h('option', { value }, text))),
    () => place.replaceChildren(h('p', { class: 'note error', role: 'alert' }, '没有读到轮值领导名册，请刷新后重试。')));
  return h('section', {}, h('h3', {}, '增加一班'), form, place);
}
