// 通报模板: the Word template a city sets its bulletins in; downloaded, edited in Word, laid in again, taken back.

import { download, get, once, remove, search, upload } from '../hotline/api.js';
import { act, announce, badge, button, confirm, field, h, load, note, select, table, time } from '../hotline/dom.js';

const TAGS = [['{{发文机关}}', '发文机关名称'], ['{{文号}}', '发文字号'], ['{{标题}}', '通报标题'], ['{{正文}}', '各节文字、表格和图，单独成段'], ['{{附件说明}}', '正文之后的附件目录，单独成段'],
  ['{{附件}}', '各附件，另起一页，单独成段'], ['{{成文日期}}', '签发日期'], ['{{附注}}', '公开属性和联系人'], ['{{送}} {{发}} {{抄送}}', '版记中的对象'], ['{{采编}} {{审核}} {{签发}}', '三级责任人'],
  ['{{印发日期}} {{统计期}} {{城市}} {{稿别}} {{公开属性}}', '其他'], ['{{?有抄送}}……{{/有抄送}}', '没有抄送时整段不出现；其他标签同理']];

export async function page(box, { query, go }) {
  const cities = await once('/api/jurisdictions');
  const jurisdiction = query.get('jurisdiction') || '';
  const city = select([['', '本系统默认区域'], ...cities.map(each => [each.code, each.name])], { value: jurisdiction, onchange: () => go('template' + search({ jurisdiction: city.value })) });
  const answer = h('div');
  const list = h('div');
  const show = () => load(list, () => get('/api/bulletins/template/history', { jurisdiction }), history);
  const take = button('下载现用模板', () => act(take, answer, () => download('/api/bulletins/template' + search({ jurisdiction }), '通报模板.docx')));
  const file = h('input', { type: 'file', accept: '.docx', required: true });
  const lay = h('button', { type: 'submit', class: 'primary' }, '启用这个模板');
  const back = button('恢复系统模板', async () => {
    const sure = await confirm({ title: '恢复系统模板？', action: '恢复', body: h('p', {}, '此后生成的通报使用系统自带的模板，已签发的文件不变。') });
    if (sure && await act(back, answer, () => remove('/api/bulletins/template' + search({ jurisdiction })).then(() => true))) {
      announce('已恢复系统模板');
      show();
    }
  });
  box.append(h('p', { class: 'lead' }, '通报的Word文件按模板排版。下载现用模板，用Word或WPS改版式、字体和固定文字，再上传启用；带双大括号的标签由系统填入。'),
    cities.length > 1 ? h('div', { class: 'filter' }, field('热线区域', city)) : '',
    h('div', { class: 'actions' }, take, back),
    h('form', { onsubmit: async event => {
      event.preventDefault();
      const done = await act(lay, answer, () => upload('/api/bulletins/template' + search({ jurisdiction }), file.files[0]));
      if (done) {
        answer.replaceChildren(note(`已启用，第 ${done.version} 版。`, 'good'));
        announce('模板已启用');
        show();
      }
    } }, field('修改后的模板', file, '.docx，不超过5MB，不能含宏、控件和外部链接'), h('div', { class: 'actions' }, lay)), answer,
    h('h2', {}, '历次模板'), list,
    h('h2', {}, '可用的标签'), table({ caption: '可用的标签', rows: TAGS, columns: [
      { title: '标签', kind: 'nowrap', cell: ([tag]) => h('span', { class: 'code' }, tag) }, { title: '填入', cell: ([, what]) => what }] }),
    h('p', { class: 'soft' }, '正文和表格使用模板中的段落样式：公文正文、一级标题、二级标题、三级标题、表题、表头、表格文字、小字表头、表格小字、表注、图、附件说明、附件标识、附件标题。可以改样式的字体和间距，不要删除或改名。'));
  await show();
}

const history = rows => table({ caption: '历次模板', rows, empty: '没有上传过，使用系统自带的模板。', columns: [
  { title: '版本', kind: 'number', cell: row => String(row.version) },
  { title: '文件', kind: 'wide', cell: row => [h('span', {}, row.name), row === rows[0] ? badge('现用', 'good') : null] },
  { title: '时间', kind: 'nowrap', cell: row => time(row.at) },
  { title: '上传人', kind: 'nowrap', cell: row => row.byName || row.by },
  { title: '校验值', cell: row => row.sha256 ? h('span', { class: 'code' }, row.sha256.slice(0, 16)) : '—' },
] });
