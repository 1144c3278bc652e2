// Interactive charts. Each stands beside a table with the same numbers, which is what keyboards and screen readers use.

import { count, h } from '../hotline/dom.js';

const INK = '#222a35';
const COLOURS = ['#1f5a99', '#b3261e', '#9a6412', '#3b7d4f', '#6a4c93', '#5c6b7a', '#1f7f75'];
const drawn = new Map();
let library;

function echarts() {
  return library || (library = import('/webjars/echarts/5.5.0/echarts.esm.min.js'));
}

// One observer for all: a chart is as wide as its place, and is given up when its place is gone.
const sizes = new ResizeObserver(entries => {
  for (const { target } of entries) {
    const chart = drawn.get(target);
    if (chart && target.isConnected) {
      chart.resize();
    } else if (chart) {
      chart.dispose();
      drawn.delete(target);
      sizes.unobserve(target);
    }
  }
});

/**
 * A figure of `{title, unit, shape, points: [{label, value}]}`; shapes are BARS, PIE and LINE. `pick(index)` is called for
 * the point somebody clicks. Points that are no parts of a whole (`additive: false`) are given no sum.
 */
export function chart({ title, unit, shape, points, additive = true }, pick) {
  const sum = points.reduce((all, point) => all + point.value, 0);
  const place = h('div', { class: 'chart' + (shape === 'BARS' && points.length > 12 ? ' tall' : ''), role: 'img',
    'aria-label': `${title}，共${points.length}项，${additive ? `合计${count(sum)}${unit}，` : ''}数据见表格` });
  draw(place, { title, unit, shape, points }, pick).catch(() => place.replaceChildren('图表没有画出来，数据见表格。'));
  return h('figure', {}, h('figcaption', {}, title), place);
}

async function draw(place, { unit, shape, points }, pick) {
  const { init } = await echarts();
  if (!place.isConnected) {
    await new Promise(resolve => requestAnimationFrame(resolve));
  }
  const drawing = init(place, null, { renderer: 'canvas' });
  drawn.set(place, drawing);
  sizes.observe(place);
  // The tip is drawn as text inside the picture: names cannot become markup.
  const tooltip = { renderMode: 'richText', trigger: shape === 'PIE' ? 'item' : 'axis', axisPointer: { type: 'shadow' },
    formatter: asked => (Array.isArray(asked) ? asked : [asked]).map(({ name, value, percent }) =>
      name + '：' + count(value) + unit + (percent === undefined ? '' : `（${percent}%）`)).join('\n') };
  const common = { color: COLOURS, textStyle: { color: INK, fontFamily: 'inherit' }, tooltip,
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches };
  drawing.setOption({ ...common, ...options(shape, points, unit) });
  if (pick) {
    drawing.on('click', event => pick(shape === 'BARS' ? points.length - 1 - event.dataIndex : event.dataIndex));
  }
}

function options(shape, points, unit) {
  if (shape === 'PIE') {
    return { series: [{ type: 'pie', radius: ['28%', '68%'], data: points.map(point => ({ name: point.label, value: point.value })),
      label: { formatter: ({ name, value }) => short(name) + ' ' + count(value), color: INK } }] };
  }
  if (shape === 'LINE') {
    return { grid: { left: 60, right: 24, top: 24, bottom: points.length > 40 ? 70 : 40 },
      xAxis: { type: 'category', data: points.map(point => point.label), axisLabel: { color: INK } },
      yAxis: { type: 'value', name: unit, minInterval: 1, axisLabel: { color: INK } },
      dataZoom: points.length > 40 ? [{ type: 'slider', height: 18, bottom: 12 }, { type: 'inside' }] : [],
      series: [{ type: 'line', data: points.map(point => point.value), symbolSize: 6 }] };
  }
  const upwards = [...points].reverse();
  return { grid: { left: 8, right: 70, top: 8, bottom: 28, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { color: INK } },
    yAxis: { type: 'category', data: upwards.map(point => point.label), axisLabel: { color: INK, formatter: short, interval: 0 }, axisTick: { show: false } },
    series: [{ type: 'bar', data: upwards.map(point => point.value), barMaxWidth: 26, label: { show: true, position: 'right', color: INK,
      formatter: ({ value }) => count(value) } }] };
}

const short = name => [...name].length > 14 ? [...name].slice(0, 13).join('') + '…' : name;
