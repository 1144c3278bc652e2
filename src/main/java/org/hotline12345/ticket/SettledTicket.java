package org.hotline12345.ticket;

import java.time.Instant;
import java.util.List;

/**
 * A ticket that is over, as far as counts tell it: no citizen, no words but a title. One of a period that a city printed.
 *
 * @param category code, or null
 * @param region GB/T 2260 code, or null
 * @param matterUnit code of the unit whose matter it was, whether or not it was dispatched, or null
 * @param status a closed one
 * @param closingReason why it ended at the desk, or null
 * @param rounds handling rounds, the first first; empty for one that ended at the desk
 * @param answer how the citizen was asked and what came back; {@link Answer#NONE} for nobody asked
 */
public record SettledTicket(String jurisdiction, Channel channel, Kind kind, String category, String region, String matterUnit, String title,
        String content, Instant registeredAt, TicketStatus status, String closingReason, Instant closedAt, List<Round> rounds,
        Answer answer) {

    public SettledTicket {
        rounds = List.copyOf(rounds);
        if (!status.isClosed()) {
            throw new IllegalArgumentException("only tickets that are over: " + status);
        }
    }

    /**
     * One unit's handling in one round. Limits are exclusive ends.
     *
     * @param reply what the unit wrote, or null where nobody kept it
     */
    public record Round(String unit, Instant dispatchedAt, Instant signedAt, Instant contactedAt, Instant returnUntil, Instant handleUntil,
            String calendarVersion, Instant repliedAt, String reply) {

        /** When its limit passed unanswered, or null. */
        Instant overdueAt() {
            return repliedAt.isBefore(handleUntil) ? null : handleUntil;
        }
    }

    /**
     * What the citizen said in the end.
     *
     * @param asked how often the citizen was asked
     * @param reached whether somebody answered
     * @param satisfied null for one by default (默认评价) or for nobody asked
     * @param solved whether the matter is solved as the citizen sees it, or null
     */
    public record Answer(int asked, boolean reached, Boolean satisfied, Boolean solved) {

        public static final Answer NONE = new Answer(0, false, null, null);

        boolean byDefault() {
            return asked > 0 && satisfied == null;
        }
    }
}
