// Asks for a few fields in a dialog and keeps it open, with what was typed, until the server has taken them.

import { act, button, field, h } from '../dom.js';

/** An instant as a field of date and time shows it, in the hotline's zone: `2026-11-25T09:30`. */
export const localTime = iso => new Date(new Date(iso).getTime() + 8 * 3600000).toISOString().slice(0, 16);

/** What such a field says, as ISO 8601 with offset; null when it is empty. */
export const instantOf = value => (value ? value + ':00+08:00' : null);

/**
 * `fields` are `{name, label, control, hint}`; `send(values)` carries it out and may be refused: then the reason is shown,
 * beside the field it names. Resolves to what `send` answered, or to null when turned down.
 */
export function ask({ title, told, fields, action, send }) {
  return new Promise(resolve => {
    const before = document.activeElement;
    const refusal = h('div');
    const go = h('button', { type: 'submit', class: 'primary' }, action);
    const dialog = h('dialog', { 'aria-labelledby': 'hotline-ask-title' },
      h('form', { method: 'dialog', novalidate: true, onsubmit: submit },
        h('h2', { id: 'hotline-ask-title' }, title),
        told ? h('p', { class: 'state' }, told) : null,
        fields.map(({ label, control, hint }) => field(label, control, hint)),
        refusal,
        h('div', { class: 'actions' }, go, button('取消', () => end(null)))));

    async function submit(event) {
      event.preventDefault();
      fields.forEach(({ control }) => control.removeAttribute('aria-invalid'));
      const empty = fields.find(({ control }) => control.required && !control.value.trim());
      if (empty) {
        refusal.replaceChildren(h('div', { class: 'note error', role: 'alert' }, '请填写' + empty.label + '。'));
        return point(empty.control);
      }
      const values = Object.fromEntries(fields.map(({ name, control }) => [name, control.value.trim()]));
      let refusedAt;
      const answer = await act(go, refusal, async () => {
        try {
          return { answer: await send(values) };
        } catch (problem) {
          refusedAt = fields.find(({ name }) => name === problem.answer?.field);
          throw problem;
        }
      });
      if (answer) {
        end(answer.answer ?? true);
      } else if (refusedAt) {
        point(refusedAt.control);
      }
    }

    function point(control) {
      control.setAttribute('aria-invalid', 'true');
      control.focus();
    }

    function end(answer) {
      dialog.close();
      dialog.remove();
      if (before?.isConnected) {
        before.focus();
      }
      resolve(answer);
    }

    dialog.addEventListener('cancel', event => { event.preventDefault(); end(null); });
    document.body.append(dialog);
    dialog.showModal();
    (fields[0]?.control || go).focus();
  });
}
