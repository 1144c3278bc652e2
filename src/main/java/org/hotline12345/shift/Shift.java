package org.hotline12345.shift;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;

/**
 * One leader's turn on duty.
 *
 * @param until exclusive end
 * @param planned account of who was planned first, where somebody else took over; else null
 * @param state planned, open, closed, missed (over without having been opened) or cancelled
 * @param summary what the leader sums up at the end, or null
 * @param mine whether whoever reads is the leader
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Shift(String id, String jurisdiction, OffsetDateTime from, OffsetDateTime until, String leader, String leaderName,
        String post, String planned, String plannedName, String state, String stateName, OffsetDateTime openedAt,
        OffsetDateTime closedAt, String summary, int tickets, int decisions, boolean mine) {
}
