// One-time passwords: shown once on the screen, or fetched once as a sheet.

import { downloadPosted } from '../hotline/api.js';
import { act, announce, button, confirm, h, note } from '../hotline/dom.js';

/** The password as it has to be read off, with a way to copy it; gone with the page. */
export function showPassword(account, password) {
  const text = h('output', { class: 'code once', 'aria-label': '一次性密码' }, password);
  return h('div', { class: 'note good', role: 'status' },
    h('p', {}, '账号 ', h('strong', {}, account), ' 的一次性密码：'), h('p', {}, text, ' ',
      button('复制', async () => { await navigator.clipboard.writeText(password).then(() => announce('已复制'), () => announce('浏览器不允许复制，请手工抄写')); })),
    h('p', {}, '只显示这一次，七天内有效；首次登录须修改。请当面或密封交给本人。'));
}

/** Asks, then saves the sheet of everybody who has no password yet. */
export async function fetchFirstPasswords(trigger, answer, done) {
  const agreed = await confirm({ title: '下载首个密码？', action: '生成并下载', body: [
    h('p', {}, '给本热线还没有密码的在用账号各生成一个一次性密码，随 Excel 文件下载。'),
    h('p', {}, '系统不保存明文，文件只能下载这一次；再次下载只含之后新建的账号。遗失的请逐个重置密码。')] });
  if (!agreed) {
    return;
  }
  await act(trigger, answer, async () => {
    await downloadPosted('/api/people/first-passwords', {});
    answer.replaceChildren(note('已生成并下载“一次性密码.xlsx”。请分发后销毁该文件。', 'good'));
    done();
  });
}
