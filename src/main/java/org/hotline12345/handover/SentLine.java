package org.hotline12345.handover;

import java.time.Instant;
import org.hotline12345.ticket.Dispatch;

/** A row of the sheet of dispatches, each cell understood; limits are exclusive ends. */
record SentLine(int row, String number, int round, String unit, Dispatch.Role role, Instant at, String basis, Dispatch.State state,
        Instant signedAt, String signedBy, Instant returnUntil, Instant handleUntil, boolean extended, boolean suspended,
        Instant returnedAt, String returnReason, String returnUnit, String returnBasis, Instant suspendedAt, Instant resumeAt,
        Instant interimAt, String procedure, Instant interimUntil, Instant repliedAt, String reply) {

    /** Everything but where it stands. */
    String everything() {
        return new SentLine(0, number, round, unit, role, at, basis, state, signedAt, signedBy, returnUntil, handleUntil, extended, suspended,
                returnedAt, returnReason, returnUnit, returnBasis, suspendedAt, resumeAt, interimAt, procedure, interimUntil, repliedAt,
                reply).toString();
    }
}
