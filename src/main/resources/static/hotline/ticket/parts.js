// What the sections of the ticket card are built of. Everything is text: see h().

import { h } from '../dom.js';

/** Sections a person has folded or unfolded stay so for the next ticket, until the page is left. */
const chosen = new Map();

export const chip = (text, className) => h('span', { class: 'hotline-chip' + (className ? ' ' + className : '') }, text);

/** A list of named facts; pairs without a value are left out. Null when nothing is left. */
export function facts(pairs, className) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '' && value.length !== 0);
  return known.length
    ? h('dl', { class: 'hotline-facts' + (className ? ' ' + className : '') }, known.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]))
    : null;
}

/** What a person wrote, with its line breaks. */
export const words = text => h('p', { class: 'hotline-text' }, text);

export const small = text => h('div', { class: 'hotline-small' }, text);

export const nothing = text => h('p', { class: 'hotline-empty' }, text);

/**
 * One section with a title; people fold it away and it stays folded for the next ticket. `name` is its name in English,
 * `folded` how it starts, `mark` a short text beside the title, `kind` a class (`hotline-alert`, `hotline-note`).
 * `opened` is called when it is first seen open: what it needs is read only then.
 */
export function part(name, title, { folded = false, mark, kind, opened } = {}, ...content) {
  const body = h('div', { class: 'hotline-part-body' }, content);
  const made = h('details', { class: 'hotline-part' + (kind ? ' ' + kind : ''), 'data-part': name, open: chosen.get(name) ?? !folded },
    h('summary', {}, h('h5', {}, title), mark ? chip(mark) : null), body);
  let seen = false;
  function open() {
    if (made.open && opened && !seen) {
      seen = true;
      opened(body);
    }
  }
  made.addEventListener('toggle', open);
  made.firstChild.addEventListener('click', () => chosen.set(name, !made.open));
  open();
  return made;
}
