// Cockpit's own acts on the engine. Who may not do them does not see them; an administrator is asked why before each, and
// the reason goes along with the request. The server refuses what is refused, whatever this page shows.

import { call } from '../../../../../hotline/api.js';
import { confirm, h } from '../../../../../hotline/dom.js';

const HEADER = 'X-Hotline-Reason';
/** What the server takes from administrators for a reason: method, path below the engine, and what it means. */
const ASKED = [
  ['DELETE', /\/process-instance\/[^/?]+(\?.*)?$/, '终止流程', '工单随流程作废，各单位的办理全部结束，不能恢复。'],
  ['POST', /\/task\/[^/]+\/assignee$/, '另行指定办理人', '任务改由另一人办理，记入工单。'],
  ['POST', /\/task\/[^/]+\/unclaim$/, '收回任务', '任务改为待签收，记入工单。'],
  ['PUT', /\/job\/[^/]+\/retries(\?.*)?$/, '重试失败的步骤', '引擎立即再执行一次，记入工单。'],
];

const found = (method, url) => ASKED.find(([verb, path]) => verb === String(method).toUpperCase() && /\/api\/engine\//.test(url) && path.test(url));

/** The reason percent-encoded, or null when turned down. */
async function why([, , title, body]) {
  const reason = await confirm({ title, body: h('p', {}, body), action: title, danger: true, ask: { text: '理由（必填，记入工单）', needed: true } });
  return reason ? encodeURIComponent(reason) : null;
}

/** Cockpit sends by XMLHttpRequest: the request waits until it is known who sends it, and an administrator's until the answer. */
function askBeforeSending(administrator) {
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.hotlineAct = found(method, String(url));
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    const act = this.hotlineAct;
    if (!act) {
      return send.call(this, body);
    }
    administrator.then(asked => (asked ? why(act) : null)).then(reason => {
      if (reason) {
        this.setRequestHeader(HEADER, reason);
      }
      // Turned down it goes without one: the server refuses it and says why, and Cockpit shows that.
      send.call(this, body);
    });
    return undefined;
  };
}

const root = document.documentElement;
root.classList.add('hotline-hands-off');
const administrator = call('GET', '/camunda/api/admin/auth/user/default')
  .then(person => Boolean(person?.authorizedApps?.includes('admin')), () => false);
administrator.then(is => root.classList.toggle('hotline-administrator', is));
// At once, so that nothing done on a page that is still loading goes without its reason.
askBeforeSending(administrator);

export default [];
