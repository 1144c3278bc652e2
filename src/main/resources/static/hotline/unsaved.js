// Asks before what somebody typed and did not save is lost: by a link of the page, by back and forward, by closing the window.

import { confirm } from './dom.js';

let watched = null;
let asking = false;

/** From now on `changed()` tells whether `form` holds something unsaved; the one form watched before is forgotten. */
export function watch(form, changed) {
  watched = { form, changed };
}

const unsaved = () => watched !== null && watched.form.isConnected && watched.changed();

/** Asks where something is unsaved; resolves to whether to go on. */
export async function leave() {
  return !unsaved() || Boolean(await confirm({ title: '有未保存的修改', body: '继续的话，没有保存的修改会丢失。', action: '放弃修改', danger: true }));
}

addEventListener('beforeunload', event => unsaved() && event.preventDefault());

/** Whether the frame may draw the page that a hash now names; until the person lets go what is unsaved, the address goes back to what it was. */
export async function moves(event) {
  if (!unsaved()) {
    return true;
  }
  history.pushState(null, '', event.oldURL);
  if (!asking) {
    asking = true;
    const goes = await leave();
    asking = false;
    if (goes) {
      watched = null;
      location.href = event.newURL;
    }
  }
  return false;
}
