package org.hotline12345.common;

import java.util.function.Predicate;

/** Lets the running steps of a ticket belong to another unit, where they are and with the limits they have. */
public interface StepHandover {

    /**
     * Takes part in the caller's transaction. Candidates of open tasks are asked anew; timers are left alone.
     *
     * @param businessKey number of the ticket
     * @param stays whether a person who has a task keeps it
     * @return how many open tasks belong to the other unit now
     */
    int handOver(String businessKey, String fromUnit, String toUnit, Predicate<String> stays);

    /** Number of open tasks whose candidates are one of these groups. */
    long openTasks(java.util.Collection<String> groups);
}
