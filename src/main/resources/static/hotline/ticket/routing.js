// Why the ticket went where it went: the rows that sent it, those that were shadowed, what the dispatcher chose.

import { get, once, segment } from '../api.js';
import { h, load } from '../dom.js';
import { moment } from '../words.js';
import { chip, facts, nothing, part, small } from './parts.js';

const ROLES = { lead: '主办', assist: '协办', guide: '指导' };

const row = found => h('li', {}, found.description,
  found.principle || found.basis ? small([found.principle, found.basis].filter(Boolean).join(' · ')) : null,
  found.why ? small('未起作用：' + found.why) : null);

const rows = found => h('ol', { class: 'hotline-rows' }, found.map(row));

function shadowed(found) {
  return found?.length ? h('details', {}, h('summary', {}, '没有起作用的规则（' + found.length + '）'), rows(found)) : null;
}

function decision(sent) {
  const chosen = sent.automatic ? '自动派给' + (sent.leadName || '人工判断')
    : sent.overridden ? '建议' + sent.leadName + '，派单员改派' + sent.chosenName
      : sent.overridden === false ? '派单员采纳建议：' + sent.chosenName
        : sent.chosenName ? '没有建议，派单员派给' + sent.chosenName : '交派单员判断' + (sent.leadName ? '，建议' + sent.leadName : '');
  return h('div', { class: 'hotline-decision' },
    h('strong', {}, chosen), sent.round > 1 ? chip('第' + sent.round + '轮') : null, small(moment(sent.at)),
    sent.rows.length ? rows(sent.rows) : nothing('没有命中规则'), shadowed(sent.shadowed));
}

async function today(said, jurisdiction) {
  const units = new Map((await once('/api/units', { jurisdiction })).map(unit => [unit.code, unit.name]));
  const sent = (said.units || []).map(unit => (units.get(unit.unit) || unit.unit) + '（' + (ROLES[unit.role] || unit.role) + '）').join('、');
  return h('details', {}, h('summary', {}, '按现行规则会怎么派'),
    facts([['结论', said.decision === 'auto' ? '自动派单' : '交派单员判断'], ['派给', sent], ['理由', said.reason]]),
    rows(said.rows || []), shadowed(said.shadowed));
}

export function section(card) {
  return part('routing', '派单依据', {
    folded: true,
    opened: body => load(body, async () => {
      const found = await get('/api/tickets/' + segment(card.ticketNo) + '/routing');
      return [found, found.today ? await today(found.today, card.jurisdiction) : null];
    }, ([found, now]) => [
      found.decisions.length ? found.decisions.map(decision) : nothing('没有派单判定'),
      (card.units || []).filter(unit => unit.basis).map(unit => small((unit.name || unit.unit) + '：' + unit.basis)), now]),
  });
}
