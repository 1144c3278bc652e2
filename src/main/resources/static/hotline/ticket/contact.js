// Who asked: masked. In clear for those whose work it is, with a reason that is kept, and only for a while.

import { post, segment } from '../api.js';
import { button, h } from '../dom.js';
import { ask } from './ask.js';
import { facts, part } from './parts.js';

const MAY_LOOK = ['operator', 'callback', 'supervisor'];
/** As long as it takes to dial a number and greet somebody by name. */
const SHOWN_FOR = 120000;

export function section(card, context) {
  const contact = card.contact || {};
  const given = contact.name || contact.phone || card.confidential;
  const masked = () => facts([['联系人', card.confidential && !contact.name && !contact.phone ? '已保密'
    : [contact.name, contact.phone].filter(Boolean).join(' ') || '未提供']]);
  const shown = h('div', { 'aria-live': 'polite' }, masked());
  const look = button('查看姓名和电话', async () => {
    const seen = await ask({
      title: '查看诉求人姓名和电话',
      told: '谁在什么时候、因何查看，都会记录。',
      action: '查看',
      fields: [{ name: 'reason', label: '查看理由', control: h('textarea', { rows: '2', maxlength: '200', required: true }), hint: '不少于4个字，例如：电话回访核实办理结果。' }],
      send: values => post('/api/tickets/' + segment(card.ticketNo) + '/identity', values),
    });
    if (seen) {
      const hide = () => {
        window.clearTimeout(timer);
        shown.replaceChildren(masked());
        look.hidden = false;
      };
      const timer = window.setTimeout(hide, SHOWN_FOR);
      shown.replaceChildren(facts([['姓名', seen.name || '未提供'], ['电话', seen.phone ? h('a', { href: 'tel:' + seen.phone.replace(/[^0-9+]/g, '') }, seen.phone) : '未提供']]),
        button('隐藏', hide));
      look.hidden = true;
    }
  });
  return part('contact', '诉求人', {}, shown, given && context.me.groups.some(group => MAY_LOOK.includes(group)) ? look : null);
}
