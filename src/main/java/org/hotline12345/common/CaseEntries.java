package org.hotline12345.common;

import java.time.Instant;
import java.util.Map;

/**
 * Lets a case that began in another system go on here: the diagrams run from the step it had reached. Takes part in the
 * caller's transaction.
 */
public interface CaseEntries {

    /** Whether the newest version of a process has a step of that id. */
    boolean knows(String process, String step);

    /**
     * Starts the newest version of a process at one of its steps instead of its beginning.
     *
     * @param variables what the diagram asks at its next gateways
     * @param since since when the case waits at that step; clocks that start with a step count from here
     */
    void startAt(String process, String ticketNo, String step, Map<String, Object> variables, Instant since);

    /**
     * Puts the one running process of a ticket at another step, inside the same scope.
     *
     * @param matching process variables that tell which of several, for example the unit
     * @param step where it goes on
     * @param leaving the step it leaves, or null when it waits at both
     */
    void goTo(String process, String ticketNo, Map<String, Object> matching, String step, String leaving, Instant since);

    /**
     * Ends a called process and goes on in its caller, at a step beside the one that called it.
     *
     * @param called the process that ends; {@code matching} tells which of several
     * @param step of the calling process
     */
    void leaveFor(String called, String ticketNo, Map<String, Object> matching, String step, Instant since);
}
