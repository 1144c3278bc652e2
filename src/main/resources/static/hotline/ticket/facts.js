// Where, what kind of matter, from whom it came.

import { moment } from '../words.js';
import { facts, part } from './parts.js';

export function section(card) {
  return part('facts', '概况', {}, facts([
    ['地点', [card.regionName, card.address].filter(Boolean).join(' ') || '未提供'],
    ['被反映单位', card.aboutUnitName || card.aboutUnit],
    ['分类', card.categoryName || card.category || '未定'],
    ['渠道', card.channelName || card.channel],
    ['受理时间', moment(card.receivedAt)],
    ['办结时间', moment(card.closedAt)],
    ['办结说明', card.closingReason],
  ]));
}
