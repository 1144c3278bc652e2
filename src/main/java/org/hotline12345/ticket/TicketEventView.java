package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;

/**
 * One row of the append-only history as read by people.
 *
 * @param seq gap-free from 1
 * @param actor user id or {@code system}
 * @param actorName what that person was called then, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketEventView(int seq, EventType type, String typeName, OffsetDateTime at, String actor, String actorName, String unit,
        String unitName, String text) {

    TicketEventView by(String name) {
        return new TicketEventView(seq, type, typeName, at, actor, name, unit, unitName, text);
    }
}
