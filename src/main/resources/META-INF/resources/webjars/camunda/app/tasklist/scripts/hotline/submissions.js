/*
 * What became of a submitted form. Tasklist tells nobody but shows a refusal for some seconds in a corner: here the answer is
 * read from the request itself, told as the event `hotline:submitted` ({taskId, status, answer}), and a refusal that names a
 * field stays beside that field until the field is changed. Nothing that was typed is touched.
 */
import {get, segment} from '../../../../../hotline/api.js';
import {h} from '../../../../../hotline/dom.js';

const SUBMISSION = /\/task\/([^/?]+)\/(?:submit-form|complete)$/;

function told(request) {
  const submitted = SUBMISSION.exec(new URL(request.responseURL || window.location.href).pathname);
  if (!submitted) {
    return;
  }
  let answer = null;
  try {
    answer = request.responseText ? JSON.parse(request.responseText) : null;
  } catch {
    answer = null;
  }
  document.dispatchEvent(new CustomEvent('hotline:submitted', {detail: {taskId: decodeURIComponent(submitted[1]), status: request.status, answer}}));
}

const send = window.XMLHttpRequest.prototype.send;
window.XMLHttpRequest.prototype.send = function (...given) {
  this.addEventListener('load', () => told(this));
  return send.apply(this, given);
};

/** The part of the form that shows a field, by the field's key; null when it is not shown. */
async function shown(taskId, key) {
  const form = await get('/engine-rest/task/' + segment(taskId) + '/deployed-form');
  const component = form.components.find(found => found.key === key);
  const id = component && CSS.escape(component.id);
  const control = id && document.querySelector(`.fjs-container [id$="-${id}"], .fjs-container [id*="-${id}-"]`);
  return control && control.closest('.fjs-form-field');
}

function clear() {
  document.querySelectorAll('.hotline-refused').forEach(said => said.remove());
  document.querySelectorAll('[data-hotline-refused]').forEach(control => {
    control.removeAttribute('data-hotline-refused');
    control.setAttribute('aria-describedby', (control.getAttribute('aria-describedby') || '').replace(' hotline-refused', ''));
    control.setAttribute('aria-invalid', 'false');
  });
}

function mark(place, message) {
  clear();
  const control = place.querySelector('input, textarea, select');
  place.append(h('div', {id: 'hotline-refused', class: 'fjs-form-field-error hotline-refused', role: 'alert'}, message));
  if (control) {
    control.dataset.hotlineRefused = '';
    control.setAttribute('aria-invalid', 'true');
    control.setAttribute('aria-describedby', ((control.getAttribute('aria-describedby') || '') + ' hotline-refused').trimStart());
    control.focus({preventScroll: true});
  }
  place.scrollIntoView({block: 'center'});
  place.addEventListener('input', clear, {once: true});
}

document.addEventListener('hotline:submitted', async ({detail: {taskId, status, answer}}) => {
  clear();
  if (status >= 400 && answer?.field) {
    const place = await shown(taskId, answer.field);
    if (place) {
      mark(place, answer.detail || answer.message);
    }
  }
});

export default [];
