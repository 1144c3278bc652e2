package org.hotline12345.deadline;

import java.time.Instant;

/** A unit's request for more time, as it was asked. */
record TimeRequest(String id, String ticketNo, String dispatchId, String unit, String kind, Integer days, String reasonCode, String reason,
        String askedBy, Instant askedAt, Instant rulingUntil) {

    static final String EXTEND = "extend";
    static final String SUSPEND = "suspend";
}
