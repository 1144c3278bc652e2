package org.hotline12345.worklist;

import java.time.Instant;

/**
 * One waiting task and the ticket it belongs to.
 *
 * @param key id of the user task in its diagram, for example {@code Task_HandleTicket}
 * @param unit code of the unit whose task it is, or null for the centre's
 * @param until exclusive end of the task's own limit, or null
 */
public record WorkTask(String taskId, String key, String ticketNo, String unit, Instant until) {
}
