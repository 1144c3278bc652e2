package org.hotline12345.calendar;

import java.time.Instant;
import java.util.List;
import org.hotline12345.common.Processes;

/** Has limits in working time outside the ticket's own clocks, which a new calendar version may move later. */
public interface CalendarFollower {

    /**
     * A limit that ends later now.
     *
     * @param unit code of the unit that has it, or null for the centre
     * @param clock its Chinese name
     * @param told exclusive end so far
     * @param until exclusive end from now on, later than {@code told}
     * @param given the process that carries this end in a variable, with the new one
     */
    record Moved(String unit, String clock, Instant told, Instant until, Processes.Given given) {
    }

    /**
     * Moves what is open under a process's business key (a ticket's number, mostly), in the caller's transaction.
     *
     * @param order what the new days rest on, for the history
     * @return what moved; empty for a key that is none of this capability's
     */
    List<Moved> follow(String businessKey, String order);
}
