// What the frames of our own pages have in common: the skip link and signing out.

import { call } from './api.js';

/** Makes the frame's `.skip` link lead to `#content` and its `#sign-out` button end the session. */
export function equip() {
  document.querySelector('.skip').addEventListener('click', event => {
    // The hash may name what is shown here, so the link must not change it.
    event.preventDefault();
    document.getElementById('content').focus();
  });
  document.getElementById('sign-out').addEventListener('click', async () => {
    const answer = await call('POST', '/logout').catch(() => null);
    // Whoever came from an identity provider signs out there as well.
    location.assign(answer?.goodbye || '/login?logout');
  });
}
