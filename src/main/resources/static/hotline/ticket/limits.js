// Until when, and how long that still is.

import { limit } from '../words.js';
import { chip, facts, part } from './parts.js';

const LIMITS = [
  ['taskUntil', '本步骤截止'], ['returnUntil', '退回截止'], ['handleUntil', '办理截止'],
  ['interimUntil', '法定程序截止'], ['suspendedUntil', '挂起复查'], ['reviewUntil', '复核截止'],
];

export function section(card) {
  if (card.closedAt) {
    return null;
  }
  const until = { ...card.deadlines };
  if (card.status !== 'reviewing') {
    // Kept by the ticket, but over with the review.
    delete until.reviewUntil;
  }
  // The task's own limit, where it is not one of the ticket's.
  if (card.taskUntil && !Object.values(until).includes(card.taskUntil)) {
    until.taskUntil = card.taskUntil;
  }
  const known = LIMITS.filter(([key]) => until[key] && (card.limits?.[key] || !card.limits));
  // In a leader's shift the bare limits are told.
  const told = key => card.limits ? chip(card.limits[key].words, 'hotline-' + card.limits[key].state) : limit(until[key]);
  return known.length ? part('limits', '时限', {}, facts(known.map(([key, name]) => [name, told(key)]), 'hotline-limits')) : null;
}
