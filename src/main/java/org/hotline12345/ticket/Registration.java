package org.hotline12345.ticket;

import java.time.Instant;

/**
 * A citizen's request as taken down, checked by the intake.
 *
 * @param contentHash hex SHA-256 over everything the caller sent, to tell a repeat from another request
 * @param deskOutcome what the call-taker already settled (an acceptance outcome), or null
 * @param deskNote the answer given, transfer target or reason, or null
 * @param externalCutoff instant after which handling is useless, or null
 */
public record Registration(String jurisdiction, Channel channel, String externalId, String contentHash, Kind kind,
        String category, String region, String address, String title, String content, boolean confidential,
        Instant externalCutoff, Instant receivedAt, String deskOutcome, String deskNote,
        String citizenName, String citizenPhone) {

    /** Never the citizen: a record's own text would put name and phone into any log line it reaches. */
    @Override
    public String toString() {
        return "Registration[" + channel + ", " + kind + "]";
    }
}
