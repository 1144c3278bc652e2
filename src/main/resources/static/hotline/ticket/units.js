// Which units work on it, how far each is, and what each answered.

import { h } from '../dom.js';
import { limit, moment } from '../words.js';
import { chip, nothing, part, small, words } from './parts.js';

const CARDS = { yellow: '黄牌', red: '红牌' };

function course(card, unit) {
  const parent = unit.parentUnit && (card.units.find(other => other.unit === unit.parentUnit)?.name || unit.parentUnit);
  return [
    parent && '由' + parent + '转派',
    unit.dispatchedAt && '派单 ' + moment(unit.dispatchedAt),
    unit.signedAt ? '签收 ' + moment(unit.signedAt) : '未签收',
    unit.contactedAt && '先行联系 ' + moment(unit.contactedAt),
    unit.handleUntil && '办理截止 ' + limit(unit.handleUntil),
    unit.originalUntil && '原截止 ' + limit(unit.originalUntil),
    unit.requestRulingUntil && '延期或挂起待审批',
    unit.suspendedUntil && '挂起至 ' + limit(unit.suspendedUntil),
    unit.interimUntil && '阶段性答复 ' + moment(unit.interimAt),
    unit.interimUntil && '法定程序截止 ' + limit(unit.interimUntil),
    unit.repliedAt && '答复 ' + moment(unit.repliedAt),
    unit.overdueAt && '已超时',
  ].filter(Boolean).join(' · ');
}

function line(card, unit) {
  return h('li', {},
    h('strong', {}, unit.name || unit.unit),
    chip(unit.roleName || unit.role),
    chip(unit.stateName || unit.state, 'hotline-status'),
    unit.offNetwork ? chip('未入网', 'hotline-warn') : null,
    unit.firstReceiver ? chip('首接单位') : null,
    // Where every unit has its own telephone notice, the person must see whose this one is.
    unit.unit === card.taskUnit && card.units.length > 1 ? chip('本任务', 'hotline-status') : null,
    CARDS[unit.card] ? chip(CARDS[unit.card], 'hotline-card-' + unit.card) : null,
    small(course(card, unit)),
    unit.reply ? words('答复：' + unit.reply) : null,
    unit.publicReply && unit.publicReply !== unit.reply ? words('公开答复：' + unit.publicReply) : null);
}

export function section(card) {
  const units = card.units || [];
  return part('units', '承办单位', {}, units.length
    ? h('ul', { class: 'hotline-units' }, units.map(unit => line(card, unit))) : nothing('尚未派单'));
}
