/* Takes the tickets of the list that is open away as a workbook: all of it, not only the page that is shown. */
import {get, post} from '../../../../../hotline/api.js';
import {exportsOf} from '../../../../../hotline/search/export.js';

const ENGINE = '/camunda/api/engine/engine/default/filter/';
/** As many as the lines are asked for at once. */
const PART = 100;

const filterOf = () => new URLSearchParams(window.location.hash.split('?')[1] || '').get('filter');
const nameOf = () => document.querySelector('.task-filter.active .name a, .task-filters .active .name a')?.firstChild?.textContent.trim() || '任务列表';

async function read(page) {
  const filter = filterOf();
  if (!filter) {
    return {items: [], more: false};
  }
  const tasks = await post(ENGINE + encodeURIComponent(filter) + '/list?firstResult=' + page * PART + '&maxResults=' + PART, {});
  const lines = tasks.length ? await get('/api/tasks/lines', {ids: tasks.map(task => task.id).join(',')}) : [];
  // Tasks without a ticket leave gaps, which are no end of the list.
  return {items: lines.length ? lines : [{}], more: tasks.length === PART};
}

/** The button of the bar above the list. */
export const exportList = () => exportsOf(() => 'Tasklist：' + nameOf(), read, '导出',
  {class: 'btn btn-link btn-sm', title: '把整个列表导出为 Excel，不只本页'});
