// 设置: every figure that differs between cities, with its consequence, its range and its history.

import { call, get, search, segment } from '../hotline/api.js';
import { h, act, announce, badge, field, load, note, paged, select, table, time } from '../hotline/dom.js';
import { city } from './city.js';

const GROUPS = {
  returns: '退回', subDispatch: '转派', reply: '答复', review: '复核', callback: '回访', urge: '催办', routing: '派单', reopen: '重新打开', calendar: '工作日历',
  cards: '预警', identity: '诉求人信息', attachment: '附件', design: '规则设计', opinion: '专家意见', report: '统计', people: '人员与账号', quality: '质检', audit: '审计',
};

export async function page(box, context) {
  const { code, chooser } = await city(context);
  if (!code) {
    box.append(note('还没有开通任何热线，请先在“开城导入”中导入。'));
    return;
  }
  const place = h('div');
  const history = h('div');
  box.append(h('p', { class: 'lead' }, '各地不同的规则和数字。修改立即生效，几秒内到达所有服务器，每次修改都留下记录。'), ...[chooser].filter(Boolean), place, h('h2', {}, '修改历史'), history);
  const titles = new Map();
  const past = paged({
    read: (number, size) => get('/api/settings/changes', { jurisdiction: code, page: number, size }),
    render: items => table({
      caption: '修改历史', rows: items, empty: '还没有修改过。', columns: [
        { title: '时间', kind: 'nowrap', cell: row => time(row.at) },
        { title: '设置项', cell: row => titles.get(row.key) || '' },
        { title: '由', cell: row => row.before },
        { title: '改为', cell: row => row.after },
        { title: '何人', kind: 'nowrap', cell: row => row.by },
      ],
    }),
  });
  history.append(past);
  await load(place, () => get('/api/settings', { jurisdiction: code }), settings => {
    settings.forEach(setting => titles.set(setting.key, setting.title));
    past.again();
    const groups = new Map();
    settings.forEach(setting => {
      const group = GROUPS[setting.key.split('.')[0]] || '其他';
      groups.set(group, [...(groups.get(group) || []), setting]);
    });
    return [...groups].map(([name, list]) => h('details', { open: true }, h('summary', {}, name + '（' + list.length + '）'),
      list.map(setting => one(setting, code, () => past.first()))));
  });
}

function one(setting, code, changed) {
  const answer = h('div');
  const mark = h('span');
  const control = setting.type === 'flag' ? select([['true', '是'], ['false', '否']], { value: setting.value })
    : h('input', { type: setting.type === 'time' ? 'time' : setting.type === 'number' ? 'number' : 'text', value: setting.value, required: true, step: setting.type === 'number' ? '1' : null });
  control.id = 'setting-' + setting.key;
  const shown = value => setting.type === 'flag' ? value === 'true' ? '是' : '否' : value + (setting.unit ? ' ' + setting.unit : '');
  const save = h('button', { type: 'submit', 'aria-label': '保存' + setting.title }, '保存');
  const paint = value => mark.replaceChildren(value === setting.defaultValue ? '' : badge('已改，默认 ' + shown(setting.defaultValue), 'advice'));
  paint(setting.value);
  return h('form', {
    class: 'row setting', onsubmit: event => {
      event.preventDefault();
      return act(save, answer, async () => {
        const kept = await call('PUT', '/api/settings/' + segment(setting.key) + search({ jurisdiction: code }), { value: String(control.value) });
        control.value = kept.value;
        paint(kept.value);
        answer.replaceChildren(note('已保存。', 'good'));
        announce('已保存' + setting.title);
        changed();
      });
    },
  }, field(setting.title + (setting.unit ? '（' + setting.unit + '）' : ''), control, setting.consequence + (setting.type === 'flag' ? '' : '取值：' + setting.allowed + '。')), h('div', { class: 'actions' }, save, mark), answer);
}
