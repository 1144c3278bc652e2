// 开城检查表: what is still missing before the first ticket, and where to mend it.

import { get } from '../hotline/api.js';
import { h, badge, count, link, load, note, table } from '../hotline/dom.js';
import { city } from './city.js';

export async function page(box, context) {
  const { code, chooser } = await city(context, { fresh: true });
  const place = h('div');
  box.append(h('p', { class: 'lead' }, '第一件工单能够登记、派出、办理和归档以前，还缺什么。标“必须”的缺了就走不下去，其余的是建议。'), ...[chooser].filter(Boolean), place);
  await load(place, () => get('/api/opening/checklist', { jurisdiction: code }), answer => [
    answer.ready ? note((answer.name || '') + '已经可以受理和派出工单。', 'good')
      : note('还有 ' + answer.items.filter(item => item.blocks && !item.ok).length + ' 项必须的没有完成。', 'warning'),
    table({
      caption: '开城检查表', rows: answer.items, columns: [
        { title: '项目', kind: 'nowrap', cell: item => item.title },
        { title: '状态', kind: 'nowrap', cell: item => item.ok ? badge('已完成', 'good') : item.blocks ? badge('必须补', 'error') : badge('建议补', 'warning') },
        { title: '说明', kind: 'wide', cell: item => item.ok ? item.text : [item.text, h('small', {}, missing(item))] },
        { title: '去处理', kind: 'nowrap', cell: item => item.ok || !item.page ? '' : link(item.page === 'people' ? '人员与账号' : '开城导入', '#/' + item.page) },
      ],
    }),
  ]);
}

const missing = item => item.missing.join('、') + (item.count > item.missing.length ? ' 等 ' + count(item.count) + ' 项' : '');
