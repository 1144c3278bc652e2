package org.hotline12345.common;

import java.util.Map;

/** The few things a capability asks of the process engine. Takes part in the caller's transaction. */
public interface Processes {

    /** Starts the newest version of a process for a ticket; the ticket number is its business key. */
    void start(String process, String ticketNo, Map<String, Object> variables);

    /**
     * Delivers a message to the one process of the ticket that waits for it.
     *
     * @return false when none waits
     */
    boolean deliver(String message, String ticketNo, Map<String, Object> transientVariables);
}
