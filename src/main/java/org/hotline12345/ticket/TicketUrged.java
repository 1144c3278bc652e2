package org.hotline12345.ticket;

/** Published when a citizen urged: others may draw consequences in the same transaction. */
public record TicketUrged(String ticketNo) {
}
