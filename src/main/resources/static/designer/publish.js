// 发布: put a draft into force, alone or with a second person.

import { get, once, post, segment } from '../hotline/api.js';
import { act, announce, button, confirm, count, failure, field, h, link, load, note } from '../hotline/dom.js';
import { chosenDraft, errorsOf, me } from './drafts.js';
import { draftLine, migrationOf } from './preview.js';

export function showPublish(place, path) {
  const body = h('div');
  const again = () => load(body, () => read(path[0]), ([draft, migration, second]) => draft ? sheet(draft, migration, second, again)
    : note(['没有待发布的草稿，先到 ', link('草稿', '#/drafts'), ' 上传。']));
  place.append(h('p', { class: 'lead' }, '发布后新工单立即按新规则走；办理中的工单留在原来的版本上，除非选择迁移。每次发布都能回退。'), body);
  again();
}

async function read(id) {
  const draft = await chosenDraft(id);
  if (!draft) {
    return [];
  }
  const [migration, settings] = await Promise.all([
    get('/api/designer/drafts/' + segment(draft.id) + '/migration').catch(problem => ({ problem })),
    once('/api/settings').catch(() => []),
  ]);
  const setting = settings.find(item => item.key === 'design.secondPerson');
  return [draft, migration, setting?.value === 'true'];
}

function sheet(draft, migration, second, again) {
  const line = draftLine(draft, 'publish');
  const running = migration.problem ? [h('h2', {}, '涉及的运行中流程'), failure(migration.problem, again)] : migration.processes?.length ? [h('h2', {}, '涉及的运行中流程'), ...[migrationOf(migration)].flat()] : null;
  if (draft.state === 'submitted') {
    return [line, approval(draft, migration, again), running];
  }
  if (draft.state !== 'open') {
    return [line, note(draft.state === 'published' ? ['这份草稿已经发布，见 ', link('历史', '#/history'), '。'] : ['这份草稿不能再发布，请重新上传。'])];
  }
  if (errorsOf(draft)) {
    return [line, note(['检查有错误，不能发布。', link('查看检查结果', '#/drafts/' + segment(draft.id))], 'error')];
  }
  return [line, submission(draft, migration, second, again), running];
}

const sum = (migration, name) => (migration.processes || []).reduce((all, process) => all + (process[name] || 0), 0);

/** What everybody should know before: how many running instances are concerned. */
function concerned(draft, migration, migrates) {
  const running = sum(migration, 'running');
  const migratable = sum(migration, 'migratable');
  const files = (draft.files || []).filter(file => file.change !== 'same');
  return [h('p', {}, `将发布 ${files.length} 个文件：`), h('ul', {}, files.map(file => h('li', {}, h('span', { class: 'code' }, file.resource)))),
    h('p', {}, migration.problem ? '没能查到涉及多少运行中的流程。' : running === 0 ? '没有运行中的流程受影响。'
      : migrates ? `${count(running)} 个运行中的流程涉及这次改动：${count(migratable)} 个迁移到新版本，${count(running - migratable)} 个留在原版本走完。`
        : `${count(running)} 个运行中的流程涉及这次改动，全部留在原版本走完。`)];
}

function submission(draft, migration, second, again) {
  const words = h('textarea', { rows: '3', maxlength: '500', required: true });
  const migrate = h('input', { type: 'checkbox', id: 'migrate' });
  const running = sum(migration, 'running');
  const answer = h('div');
  const send = h('button', { type: 'submit', class: 'primary' }, second ? '提交第二人审核' : '发布');
  return h('form', {
    class: 'card', onsubmit: async event => {
      event.preventDefault();
      if (!words.value.trim()) {
        words.value = '';
        words.reportValidity();
        return;
      }
      const sure = await confirm({ title: second ? '提交给第二人？' : '现在发布？', body: concerned(draft, migration, migrate.checked), action: second ? '提交' : '发布' });
      if (!sure) {
        return;
      }
      const done = await act(send, answer, () => post('/api/designer/drafts/' + segment(draft.id) + '/submission', { note: words.value.trim(), migrate: migrate.checked }));
      if (done) {
        told(done, again);
      }
    },
  }, second ? note('本热线要求第二人同意：提交后由另一位设计员或管理员审核，同意后才生效。', 'warning') : null,
  field('发布说明（必填）', words, '写明改了什么、依据什么，历史里长期保留'),
  h('div', { class: 'field check' }, migrate, h('label', { for: 'migrate' }, running ? `同时把能迁移的运行中流程（${count(sum(migration, 'migratable'))} 个）迁移到新版本` : '同时迁移运行中的流程（当前没有）')),
  h('div', { class: 'actions' }, send), answer);
}

function told(draft, again) {
  announce(draft.state === 'submitted' ? '已提交，等待第二人同意' : '已发布');
  if (draft.state === 'submitted') {
    again();
  } else {
    location.hash = '#/history';
  }
}

function approval(draft, migration, again) {
  const answer = h('div');
  const path = '/api/designer/drafts/' + segment(draft.id);
  const mine = draft.by === me;
  const approve = button('同意并发布', async () => {
    const words = await confirm({ title: '同意并发布？', body: concerned(draft, migration, draft.migrate), action: '同意并发布', ask: { text: '意见（可不填）' } });
    if (words !== null) {
      const done = await act(approve, answer, () => post(path + '/approval', { note: words || null }));
      if (done) {
        told(done, again);
      }
    }
  }, { class: 'primary' });
  const reject = button('退回', async () => {
    const reason = await confirm({ title: '退回这份草稿？', body: h('p', {}, '退回后由提交人修改并重新上传。'), action: '退回', danger: true, ask: { text: '退回理由（必填）', needed: true } });
    if (reason && await act(reject, answer, async () => (await post(path + '/rejection', { reason })) || true)) {
      announce('已退回');
      again();
    }
  }, { class: 'danger' });
  return h('div', { class: 'card' }, h('p', {}, h('strong', {}, draft.by), ' 提交，等待第二人同意。'), draft.note ? h('blockquote', {}, draft.note) : null,
    mine ? note('这是您自己提交的草稿，须由另一位设计员或管理员同意。', 'warning') : h('div', { class: 'actions' }, approve, reject), answer);
}
