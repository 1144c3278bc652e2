package org.hotline12345.common;

import java.util.Map;
import java.util.function.Function;

/**
 * Supplies what a form shows besides the person's own words: the choices of a select and the values a field starts with.
 * Asked each time a form is opened; nothing of it is stored with the process. Any capability may contribute.
 */
public interface FormOptions {

    /** One choice of a select: what the person reads, and what is submitted. */
    record Choice(String label, String value) {
    }

    /**
     * @param taskKey id of the user task in its diagram, for example {@code Task_DispatchTicket}
     * @param ticketNo the process's business key
     * @return name to either a list of {@link Choice} or a text
     */
    Map<String, Object> optionsFor(String taskKey, String ticketNo);

    /**
     * As above, for a task of which a ticket may have several at once.
     *
     * @param variable value of a process variable of the task, for example {@code unit}
     */
    default Map<String, Object> optionsFor(String taskKey, String ticketNo, Function<String, Object> variable) {
        return optionsFor(taskKey, ticketNo);
    }
}
