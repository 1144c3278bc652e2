package org.hotline12345.ticket;

import java.time.LocalDate;

/** What a list of tickets is narrowed to; null means any. Days are those of registration, both ends included. */
public record TicketFilter(TicketStatus status, Kind kind, String category, String region, String unit,
        String tag, LocalDate from, LocalDate to) {
}
