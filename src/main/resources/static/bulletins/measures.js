// 指标目录: every measure and rate with what it counts, leaves out and whose definition it is.

import { once } from '../hotline/api.js';
import { h, load, table } from '../hotline/dom.js';

export async function page(box) {
  const place = h('div');
  box.append(h('p', { class: 'lead' }, '所有通报、统计页和接口使用同一份指标目录。系统只保存件数，比率由件数即时算出，保留两位小数、四舍五入；成对比率以100%减去前者。'), place);
  await load(place, () => once('/api/reports/measures'), found => [
    h('p', { class: 'soft' }, '口径版本：', h('span', { class: 'code' }, found.version)),
    h('h2', {}, '指标'), table({ caption: '指标', rows: found.measures, columns: [
      { title: '名称', kind: 'nowrap', cell: row => [h('span', {}, row.name), h('small', { class: 'code' }, row.code)], by: row => row.name },
      { title: '单位', kind: 'nowrap', cell: row => row.unit },
      { title: '怎样计', kind: 'wide', cell: row => row.note },
      { title: '不计', kind: 'half', cell: row => row.exclusions || '—' },
      { title: '出处', kind: 'half', cell: row => row.source || '—' },
      { title: '统计条件', kind: 'wide', cell: row => h('details', {}, h('summary', { 'aria-label': row.name + '的统计条件' }, '查看'),
        (row.parts || []).map(part => h('p', { class: 'code' }, part.base + '：' + part.condition))) },
    ] }),
    h('h2', {}, '比率'), table({ caption: '比率', rows: found.rates, columns: [
      { title: '名称', kind: 'nowrap', cell: row => [h('span', {}, row.name), h('small', { class: 'code' }, row.code)] },
      { title: '分子', cell: row => name(found, row.numerator) },
      { title: '分母', cell: row => name(found, row.denominator) },
      { title: '说明', kind: 'wide', cell: row => row.note },
      { title: '出处', kind: 'half', cell: row => row.source || '—' },
    ] })]);
}

const name = (found, code) => found.measures.find(measure => measure.code === code)?.name || code;
