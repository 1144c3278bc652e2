package org.hotline12345.design;

import java.util.List;
import java.util.Set;
import org.hotline12345.ticket.PastTickets.Past;

/** Holds tickets of the past against the tables in force and against a draft's; one for each run of a preview. */
interface Comparison {

    /**
     * What two sides say differently, the same for every ticket with the same input.
     *
     * @param before what the tables in force say, Chinese
     * @param after what the draft's say, Chinese
     * @param units codes of the units concerned
     */
    record Difference(String before, String after, List<Preview.Reason> reasons, Set<String> units) {
    }

    /**
     * A ticket and what is different about it.
     *
     * @param difference null when both sides say the same
     */
    record Compared(Past ticket, Difference difference) {
    }

    /** Compares the next tickets and counts them in. */
    List<Compared> compare(List<Past> tickets);

    /** Different inputs so far. */
    long inputs();

    Figures figures();
}
