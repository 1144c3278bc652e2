package org.hotline12345.organization;

import java.util.List;

/**
 * What a capability has open at units, so that it passes to the unit that follows: told by whoever keeps such work, asked when
 * a unit changes.
 */
public interface UnitWork {

    /** What became of one ticket's work. */
    enum Passed {
        /** Nothing of it was at the unit. */
        NOTHING,
        /** It is with the successor now. */
        MOVED,
        /** It stays where it is until a person decides. */
        KEPT
    }

    /**
     * Numbers of tickets with something open at the unit, ascending.
     *
     * @param after the last number seen, empty to begin
     */
    List<String> ticketsAt(String unit, String after, int most);

    /**
     * Lets what the ticket has open at the unit pass to another, in the caller's transaction; limits stay as they are. What has
     * ended stays with the unit that did it.
     *
     * @param why Chinese sentence for the history
     */
    Passed pass(String ticketNo, String from, String to, String why);
}
