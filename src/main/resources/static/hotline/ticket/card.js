// The ticket card: everything the person who looks may know of one ticket, section by section. Used beside the form in
// Tasklist, as a tab in Cockpit and on pages of our own.

import { get, Problem, segment } from '../api.js';
import { failure, h } from '../dom.js';
import { section as acts } from './acts.js';
import { section as attachments } from './attachments.js';
import { section as contact } from './contact.js';
import { section as draft } from './draft.js';
import { section as facts } from './facts.js';
import { section as flags } from './flags.js';
import { section as handle } from './handle.js';
import { section as heading } from './heading.js';
import { section as history } from './history.js';
import { section as limits } from './limits.js';
import { section as opinions } from './opinions.js';
import { section as print } from './print.js';
import { section as proposal } from './proposal.js';
import { section as refusedReply } from './refused-reply.js';
import { section as related } from './related.js';
import { section as routing } from './routing.js';
import { section as text } from './text.js';
import { section as units } from './units.js';

/** In the order people read them. Each makes an element of the card, or null when it has nothing to say. */
const SECTIONS = [heading, print, flags, handle, acts, refusedReply, draft, proposal, limits, facts, contact, attachments, text, units, opinions, related, routing, history];

/** What somebody reads who is asked for an opinion and sees no more of the ticket. */
const FOR_ADVICE = [heading, limits, facts, text, card => card.units.length ? units(card) : null];

/** A section that fails must not take the rest of the ticket with it. */
function made(section, card, context) {
  try {
    return section(card, context);
  } catch (problem) {
    return failure(problem);
  }
}

/**
 * Shows the card of a task (`taskId`), of a ticket (`ticketNo`) or of what a `path` answers in its shape, in an element; `place` is `tasklist`, `cockpit` or `page`.
 * `changed` is told when an act on the card changed the task itself (somebody signed for it). Answers `again()`, which reads it anew and keeps showing the old one meanwhile, and `close()`.
 */
export function mount(box, { taskId = null, ticketNo = null, path: given, place, changed = () => {} }) {
  const path = given ? given : taskId ? '/api/tasks/' + segment(taskId) + '/card' : '/api/tickets/' + segment(ticketNo) + '/card';
  let run = 0;
  let shown = false;

  async function again() {
    const mine = ++run;
    if (!shown) {
      box.replaceChildren(h('p', { class: 'hotline-empty' }, '正在读取工单……'));
    }
    box.setAttribute('aria-busy', 'true');
    try {
      const card = { me: { user: null, groups: [] }, ...await get(path) };
      if (mine === run) {
        const context = { taskId, ticketNo: card.ticketNo, again, changed, place, me: card.me };
        box.replaceChildren(...(card.advice ? FOR_ADVICE : SECTIONS).map(section => made(section, card, context)).filter(Boolean));
        shown = true;
      }
    } catch (problem) {
      if (mine === run) {
        shown = false;
        // Not every task belongs to a ticket.
        box.replaceChildren(problem instanceof Problem && problem.status === 404
          ? h('p', { class: 'hotline-empty' }, '没有对应的工单，或您无权查看。') : failure(problem, again));
      }
    } finally {
      if (mine === run) {
        box.removeAttribute('aria-busy');
      }
    }
  }

  box.classList.add('hotline-box', 'hotline-ticket', 'hotline-at-' + place);
  box.setAttribute('role', 'complementary');
  box.setAttribute('aria-label', '工单卡');
  again();
  return {
    again,
    close() {
      run++;
      box.replaceChildren();
    },
  };
}
