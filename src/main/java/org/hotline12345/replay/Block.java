package org.hotline12345.replay;

import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;

/**
 * So many tickets of a period that a count does not tell apart.
 *
 * @param tickets how many
 * @param category code, or null
 * @param region code, or null
 * @param unit whose matter it was: the unit that handled it, where it was dispatched; null where nobody says
 * @param rounds handling rounds of a dispatched one, else 0
 * @param late answered after its limit
 * @param solved as the citizen said, or null
 * @param minutes from dispatch to reply on average, or null where nobody says
 */
record Block(int tickets, Channel channel, Kind kind, String category, String region, String unit, End end, int rounds,
        boolean late, Answer answer, Boolean solved, Integer minutes) {

    Block {
        if (tickets < 1 || (end.dispatched() ? rounds < 1 || unit == null : rounds != 0 || late || minutes != null)) {
            throw new IllegalArgumentException("a block that cannot be: " + tickets + " tickets, " + end + ", " + rounds + " rounds, unit " + unit);
        }
    }

    /** How a ticket ended. */
    enum End {
        /** Answered at once by the hotline. */
        DESK,
        /** Dispatched, answered and archived within the period. */
        HANDLED,
        /** Dispatched within the period, answered soon after it. */
        LATER,
        PRAISED, TRANSFERRED, LEGAL_ROUTE, DECLINED, INVALID;

        boolean dispatched() {
            return this == HANDLED || this == LATER;
        }
    }

    /** What came of asking the citizen. */
    enum Answer {
        SATISFIED, DISSATISFIED,
        /** Somebody answered and judged nothing. */
        REACHED,
        /** Nobody answered. */
        DEFAULTED,
        /** Nobody was asked. */
        NONE
    }
}
