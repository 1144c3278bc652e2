package org.hotline12345.common;

import java.util.List;
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

    /**
     * Delivers a message to the one waiting step of the ticket whose process variables equal {@code matching}, for
     * processes of which a ticket may have several at once.
     *
     * @return false when none waits
     */
    boolean deliver(String message, String ticketNo, Map<String, Object> matching, Map<String, Object> transientVariables);

    /**
     * Completes the one open task of that key on behalf of whoever answered it in another way, for example a citizen
     * whose supplement an operator was waiting for. Fields are as submitted in the task's form.
     *
     * @return false when none is open
     */
    boolean complete(String taskKey, String ticketNo, Map<String, Object> fields);

    /**
     * Asks the conditional events of the ticket's processes again, after what they wait for may have come about.
     */
    void recheck(String ticketNo);

    /**
     * Computes the timers and due dates of one process of the ticket anew, after its limits moved; a timer that fired for
     * the old limit fires again when it is due in the future now.
     *
     * @param matching process variables that tell which of several, for example the unit
     */
    void reschedule(String process, String ticketNo, Map<String, Object> matching);

    /**
     * Asks the timers and due dates of every process with that business key again, each step knowing since when it waits.
     * Steps that carry their end in a variable are given it first.
     *
     * @param given by process: variables that tell which of several, and the variables to change in it
     */
    void askAgain(String businessKey, List<Given> given);

    /** A changed end for one process of several: {@code matching} tells which, {@code changed} is set. */
    record Given(String process, Map<String, Object> matching, Map<String, Object> changed) {
    }

    /**
     * Business keys of running processes in ascending order.
     *
     * @param after the last key seen, or null to begin
     * @param most at most so many
     */
    List<String> running(String after, int most);
}
