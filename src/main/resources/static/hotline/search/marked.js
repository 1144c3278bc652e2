// Marks words in a text: text nodes and <mark> elements, nothing else.

import { h } from '../dom.js';

/** One form for full-width and half-width, capitals and small letters, character by character. */
const folded = text => [...text].map(one => {
  const plain = one.normalize('NFKC').toLowerCase();
  return plain.length === one.length ? plain : one;
}).join('');

/** The text as nodes, every place of every word marked. */
export function marked(text, words) {
  const plain = folded(text);
  const places = words.filter(Boolean).flatMap(word => {
    const wanted = folded(word);
    const found = [];
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
      found.push([at, at + wanted.length]);
    }
    return found;
  }).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const nodes = [];
  let done = 0;
  for (const [from, to] of places) {
    if (from >= done) {
      nodes.push(text.slice(done, from), h('mark', {}, text.slice(from, to)));
      done = to;
    }
  }
  return [...nodes, text.slice(done)];
}
