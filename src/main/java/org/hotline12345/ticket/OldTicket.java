package org.hotline12345.ticket;

import java.time.Instant;
import java.util.List;

/**
 * A ticket as another system had it, checked and in our terms.
 *
 * @param system code of the other system
 * @param number its number there
 * @param fingerprint keyed fingerprint of everything that was told of it, to tell a repeat from another account
 * @param status where it stands; of an open one with units the dispatches say it
 * @param since since when it stands there, or null
 * @param closedAt of a closed one
 * @param evaluation what the citizen said, or null
 * @param aboutBarred whether the unit complained about may not handle it
 * @param history what happened besides what the dispatches tell, oldest first
 */
public record OldTicket(String system, String number, String fingerprint, Registration registration, Instant registeredAt,
        TicketStatus status, Instant since, Instant closedAt, String closingReason, int returns, int urges, int callAttempts,
        Evaluation evaluation, boolean urgent, String aboutUnit, boolean aboutBarred, List<Sent> dispatches,
        List<Told> history) {

    public OldTicket {
        dispatches = List.copyOf(dispatches);
        history = List.copyOf(history);
    }

    public boolean closed() {
        return status.isClosed();
    }

    /** Never the citizen. */
    @Override
    public String toString() {
        return "OldTicket[" + system + ", " + number + ", " + status + "]";
    }

    /**
     * The citizen's answer.
     *
     * @param at when, or null where nobody wrote it down
     * @param satisfied null for one by default (默认评价)
     */
    public record Evaluation(Instant at, Boolean authentic, Boolean solved, Boolean satisfied) {
    }

    /** One happening of the past; {@code unit} and {@code text} may be null. */
    public record Told(EventType type, Instant at, String unit, String text) {
    }

    /**
     * One unit's dispatch. Instants that are not known are null; limits are exclusive ends as they were told there.
     *
     * @param signedBy user id here, or null where that person has no account
     * @param extended whether the one extension was used up
     * @param returned the unit's request to return it, or null
     * @param suspended the running suspension, or null
     * @param interim the interim reply, or null
     * @param replied the reply, or null
     */
    public record Sent(int round, String unit, Dispatch.Role role, Dispatch.State state, String basis, Instant at,
            Instant signedAt, String signedBy, Instant returnUntil, Instant handleUntil, boolean extended, Returned returned,
            Suspended suspended, Interim interim, Replied replied) {
    }

    /** 退回申请. */
    public record Returned(Instant at, String reason, String proposedUnit, String basis) {
    }

    /** 挂起, until the review date. */
    public record Suspended(Instant at, Instant until) {
    }

    /** 阶段性答复: the statutory procedure that goes on, and its exclusive end. */
    public record Interim(Instant at, String procedure, Instant until) {
    }

    /** 答复. */
    public record Replied(Instant at, String by, String text) {
    }
}
