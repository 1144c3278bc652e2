// The form of a change: filled in, looked at, and only then entered.

import { get, post, segment } from '../hotline/api.js';
import { act, announce, button, confirm, count, field, h, link, note, select, table } from '../hotline/dom.js';
import { city } from '../opening/city.js';
import { partsTable, sentence } from './page.js';

const KINDS = [['merge', '合并：整体并入另一单位'], ['split', '拆分：按类别或区划由几个单位承接'], ['rename', '更名'], ['leave', '退出：不再承办热线工单'], ['found', '新设']];
const UNIT_KINDS = [['department', '部门'], ['sub-body', '下属机构'], ['district', '县区'], ['zone', '开发区'], ['sub-platform', '分平台'], ['township', '乡镇街道'], ['utility', '公用事业单位'],
  ['city-company', '市属企业'], ['state-company', '中央和省属企业'], ['hospital', '医院'], ['school', '学校'], ['broadcaster', '广播电视'], ['finance', '金融机构'], ['airport', '机场'],
  ['mass-organisation', '群团组织'], ['party-organ', '党委机构'], ['hotline', '热线']];

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

export async function showForm(box, context) {
  const { go } = context;
  const { cities, code: jurisdiction } = await city(context);
  const [units, categories, regions] = await Promise.all(['units', 'categories', 'regions'].map(name => get('/api/' + name, { jurisdiction })));
  const open = units.filter(unit => !unit.validTo || unit.validTo >= today());
  const choices = [['', '请选择'], ...open.map(unit => [unit.code, unit.name])];
  const matters = [['', '全部类别'], ...categories.map(one => [one.code, (one.parent ? '　' : '') + one.name])];
  const places = [['', '全部区划'], ...regions.map(one => [one.code, one.name])];

  const kind = select(KINDS, { name: 'kind', value: 'merge' });
  const unit = select(choices, { name: 'unit', required: true });
  const day = h('input', { type: 'date', name: 'day', required: true, min: today(), value: today() });
  const basis = h('textarea', { name: 'basis', rows: '2', maxlength: '500', required: true });
  const people = h('input', { type: 'checkbox', id: 'with-people', name: 'withPeople', checked: true });
  const name = h('input', { name: 'name', maxlength: '128', autocomplete: 'off', required: true });
  const code = h('input', { name: 'code', maxlength: '64', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', required: true });
  const unitKind = select(UNIT_KINDS, { name: 'unitKind' });
  const parent = select([['', '无'], ...choices.slice(1)], { name: 'parent' });
  const network = select([['on-network', '入网：在系统内办理'], ['off-network', '未入网：由中心电话或函件联系']], { name: 'network' });
  const region = select([['', '无'], ...places.slice(1)], { name: 'region' });
  const successor = select(choices, { name: 'successor', required: true });
  const lines = h('div');
  const rest = select(choices, { name: 'rest', required: true });
  const changing = h('div');
  const answer = h('div');
  const outcome = h('div', { 'aria-live': 'polite' });
  const look = h('button', { type: 'submit', class: 'primary' }, '预览');

  function addLine() {
    const number = lines.childElementCount + 1;
    const line = h('fieldset', {}, h('legend', {}, `第 ${number} 行`),
      h('div', { class: 'pairs' }, field('诉求类别', select(matters, { name: 'part-category' })), field('区划', select(places, { name: 'part-region' })),
        field('承接单位', select(choices, { name: 'part-unit', required: true }))), button('删除这一行', () => line.remove()));
    lines.append(line);
  }

  const withPeople = () => h('div', { class: 'field check' }, people, h('label', { for: 'with-people' }, '人员账号随迁', h('small', {}, '不随迁的，原单位人员自生效起没有任何权限，须逐个调动')));
  const parts = {
    merge: () => [field('变更单位', unit), field('并入单位', successor), withPeople()],
    split: () => [field('变更单位', unit), h('p', { class: 'hint' }, '从上到下，先符合的先承接。变更单位自己也可以是承接单位，表示保留。'), lines, button('增加一行', addLine),
      field('其余全部由', rest, '别名、下属单位和人员也归该单位'), withPeople()],
    rename: () => [field('变更单位', unit), field('新名称', name, '原名称留作别名；生效前的公文仍用原名称')],
    leave: () => [field('变更单位', unit), field('未办结工单由', successor, '派单目录里写着变更单位的诉求，此后由派单员定')],
    found: () => [field('单位名称', name), field('单位代码', code, '小写字母、数字和连字符，例如 data-bureau；一经使用不再更改'), field('类别', unitKind), field('上级单位', parent), field('是否入网', network), field('区划', region, '县区、开发区、乡镇须填')],
  };
  function choose() {
    if (kind.value === 'split' && !lines.childElementCount) {
      addLine();
    }
    changing.replaceChildren(...parts[kind.value]());
    outcome.replaceChildren();
  }
  kind.addEventListener('change', choose);
  choose();

  function entry() {
    const chosen = { jurisdiction, kind: kind.value, day: day.value, basis: basis.value };
    if (kind.value === 'found') {
      return { ...chosen, unit: code.value.trim(), name: name.value, unitKind: unitKind.value, parent: parent.value || null, network: network.value, region: region.value || null };
    }
    if (kind.value === 'rename') {
      return { ...chosen, unit: unit.value, name: name.value };
    }
    const taken = kind.value === 'split' ? [...[...lines.children].map(line => Object.fromEntries(['category', 'region', 'unit']
      .map(part => [part, line.querySelector(`[name=part-${part}]`).value || null]))), { unit: rest.value }] : [{ unit: successor.value }];
    return { ...chosen, unit: unit.value, parts: taken, withPeople: kind.value !== 'leave' && people.checked };
  }

  const form = h('form', {
    onsubmit: async event => {
      event.preventDefault();
      const wish = entry();
      outcome.replaceChildren();
      await act(look, answer, async () => {
        const preview = await post('/api/unit-changes/preview', wish);
        outcome.replaceChildren(...shown(preview, wish));
        outcome.querySelector('h2').focus();
      });
    },
    oninput: () => outcome.replaceChildren(),
  }, cities.length > 1 ? h('p', { class: 'lead' }, '热线：' + cities.find(one => one.code === jurisdiction).name) : null, field('变更方式', kind), changing, field('生效日期', day, '今天或以后；以后的到日自动生效，在此之前可以撤销'), field('依据', basis, '例如机构改革文件的文号'), answer,
  h('div', { class: 'actions' }, look, link('返回', '#/units', { class: 'button' })));
  box.append(form, outcome);

  function shown(preview, wish) {
    const { change } = preview;
    const refused = h('div');
    const now = change.day <= today();
    const enter = button(now ? '登记并立即生效' : '登记', async () => {
      const sure = await confirm({ title: '登记单位变更？', body: h('p', {}, `「${change.unitName}」自${change.day}起${sentence(change)}。${now ? '登记后立即生效，不能撤销。' : '生效前可以撤销。'}`), action: '登记', danger: now });
      if (sure) {
        await act(enter, refused, async () => {
          const made = await post('/api/unit-changes', wish);
          announce('已登记');
          go('units/' + segment(made.id));
        });
      }
    }, { class: 'primary' });
    const moves = change.kind === 'rename' || change.kind === 'found' ? [] : [['在办工单', preview.tickets], ['待办任务', preview.tasks], ['人员账号', preview.people], ['下属单位', preview.children.length], ['别名', preview.aliases.length], ['涉及规则', preview.rowCount]];
    return [h('h2', { tabindex: '-1' }, '预览'), h('p', {}, `「${change.unitName}」自${change.day}起${sentence(change)}。`),
      moves.length ? h('dl', { class: 'facts' }, moves.map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, count(value))))) : null,
      change.parts.length > 1 ? partsTable(change) : null,
      preview.rowCount ? h('details', {}, h('summary', {}, `写着该单位的规则（${count(preview.rowCount)}）`),
        note('这些规则不必修改，自生效起自动由承接单位接办；建议请流程设计员择机整理。'),
        table({ caption: '写着该单位的规则', rows: preview.rows, columns: [{ title: '决策表', cell: row => row.decisionName || row.decision }, { title: '规则', cell: row => row.description }] })) : null,
      refused, h('div', { class: 'actions' }, enter)].filter(Boolean);
  }
}
