/* Claims the chosen tasks one after the other: what was refused is told one by one, and can be stopped at any time. */
import {call, segment} from '../../../../../hotline/api.js';
import {button, h} from '../../../../../hotline/dom.js';

const claimTask = (taskId, userId) => call('POST', `/camunda/api/engine/engine/default/task/${segment(taskId)}/claim`, {userId});

/** Asks, claims, reports; resolves to the ids of the claimed tasks. `items` are lines, `sign` whether claiming is 签收. */
export function batchClaim(items, userId, sign) {
  const word = sign ? '签收' : '认领';
  return new Promise(resolve => {
    const before = document.activeElement;
    const done = [];
    let stopped = false;
    let running = false;
    const state = new Map(items.map(item => [item.taskId, h('span', {class: 'hotline-batch-state'}, '待' + word)]));
    const list = h('ol', {class: 'hotline-batch-list', tabindex: '0', 'aria-label': '待' + word + '的工单'}, items.map(item => h('li', {},
      h('span', {class: 'hotline-number'}, item.ticketNo || item.kindName || '任务'), ' ', item.title || '', state.get(item.taskId))));
    const bar = h('progress', {max: items.length, value: 0, 'aria-label': '进度', hidden: true});
    const told = h('p', {role: 'status'}, sign ? '签收后即视为本人收到工单，时限仍从派单时计算。' : '认领后由本人办理，其他人不再看到待认领。');
    const start = button(`${word} ${items.length} 件`, run, {class: 'btn btn-primary'});
    const close = button('取消', end, {class: 'btn btn-default'});
    const dialog = h('dialog', {class: 'hotline-dialog', 'aria-labelledby': 'hotline-batch-title'},
      h('h2', {id: 'hotline-batch-title'}, '批量' + word), told, bar, list, h('div', {class: 'hotline-dialog-actions'}, start, close));

    function end() {
      if (running) {
        stopped = true;
        close.disabled = true;
        return;
      }
      dialog.close();
      dialog.remove();
      if (before && before.isConnected) {
        before.focus();
      }
      resolve(done);
    }

    async function run() {
      running = true;
      start.hidden = true;
      bar.hidden = false;
      close.textContent = '停止';
      let refused = 0;
      for (const item of items) {
        if (stopped) {
          break;
        }
        const place = state.get(item.taskId);
        place.textContent = '正在' + word + '……';
        place.scrollIntoView({block: 'nearest'});
        try {
          await claimTask(item.taskId, userId);
          done.push(item.taskId);
          place.textContent = '已' + word;
          place.className = 'hotline-batch-state hotline-batch-done';
        } catch (problem) {
          refused++;
          place.textContent = '未' + word + '：' + problem.message;
          place.className = 'hotline-batch-state hotline-batch-refused';
        }
        bar.value += 1;
        told.textContent = `正在${word}：${bar.value} / ${items.length}`;
      }
      running = false;
      const left = items.length - done.length - refused;
      told.textContent = `已${word} ${done.length} 件` + (refused ? `，${refused} 件未${word}，原因见下` : '') + (left ? `，已停止，余 ${left} 件未处理` : '') + '。';
      close.disabled = false;
      close.textContent = '关闭';
      close.focus();
    }

    dialog.addEventListener('cancel', event => {
      event.preventDefault();
      end();
    });
    document.body.append(dialog);
    dialog.showModal();
    start.focus();
  });
}
