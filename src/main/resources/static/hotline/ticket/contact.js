// Who asked, masked.

import { facts, part } from './parts.js';

export function section(card) {
  const contact = card.contact || {};
  return part('contact', '诉求人', {}, facts([['联系人', card.confidential && !contact.name && !contact.phone ? '已保密'
    : [contact.name, contact.phone].filter(Boolean).join(' ') || '未提供']]));
}
