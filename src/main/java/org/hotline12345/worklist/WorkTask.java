package org.hotline12345.worklist;

import java.time.Instant;

/**
 * One waiting task and the ticket or other matter it belongs to.
 *
 * @param key id of the user task in its diagram, for example {@code Task_HandleTicket}
 * @param about number of the ticket, or key of the {@link org.hotline12345.common.Matters matter}; null for neither
 * @param unit code of the unit whose task it is, or null for the centre's
 * @param until exclusive end of the task's own limit, or null
 */
public record WorkTask(String taskId, String key, String about, String unit, Instant until) {
}
