package org.hotline12345.ticket;

import java.time.Instant;

/**
 * One row of a ticket's append-only history.
 *
 * @param seq gap-free from 1 per ticket
 * @param actor user id or {@code system}
 * @param unit code of the unit concerned, or null
 * @param text Chinese, or null
 */
public record TicketEvent(int seq, EventType type, Instant at, String actor, String unit, String text) {
}
