// People sign in on one page. When a session has ended, or after signing out, the webapps would show a form of their own.
const SIGN_IN = window.location.pathname.replace(/\/camunda\/app\/.*$/, '') + '/login';

function goToSignIn() {
  if (/^#!?\/login/.test(window.location.hash)) {
    window.location.replace(SIGN_IN);
  }
}

window.addEventListener('hashchange', goToSignIn);
goToSignIn();

export default [];
