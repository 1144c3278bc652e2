package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;

/** A ticket as a row of a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketRow(String ticketNo, TicketStatus status, String statusName, Kind kind, String category,
        String region, String title, OffsetDateTime registeredAt, OffsetDateTime dispatchedAt, OffsetDateTime closedAt) {

    TicketRow titled(String otherTitle) {
        return new TicketRow(ticketNo, status, statusName, kind, category, region, otherTitle, registeredAt, dispatchedAt, closedAt);
    }
}
