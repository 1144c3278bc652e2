package org.hotline12345.common;

import java.time.Instant;
import java.util.Optional;

/** Tells whoever computes the end of a step whether the step begins to wait now or has been waiting. */
public interface Waits {

    /**
     * A step that waits already, whose end is asked for again.
     *
     * @param began when it began to wait, to the second; null for a timer that has fired
     * @param told its end so far, or null for a timer that has fired
     */
    record Wait(Instant began, Instant told) {
    }

    /** The wait that is asked about again in this thread, or empty when the step begins now. */
    Optional<Wait> askedAgain();

    /** Since when a step that begins in this thread has been waited at elsewhere; empty when it begins now. */
    default Optional<Instant> since() {
        return Optional.empty();
    }
}
