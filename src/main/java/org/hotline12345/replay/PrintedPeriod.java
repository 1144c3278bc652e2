package org.hotline12345.replay;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A period that a city printed, as {@code replay/<name>/period.yaml} tells it.
 *
 * @param title of the paper, Chinese
 * @param source who printed it, when and under which number, Chinese
 * @param to last day, inclusive
 * @param present when the demo's time goes on
 * @param limits working days that the units had
 * @param notes what the paper leaves open and how it was filled in, Chinese
 */
record PrintedPeriod(String name, String title, String source, String jurisdiction, LocalDate from, LocalDate to, OffsetDateTime present,
        Limits limits, List<String> notes) {

    PrintedPeriod {
        notes = List.copyOf(notes);
        if (to.isBefore(from) || !present.toLocalDate().isAfter(to)) {
            throw new IllegalArgumentException(name + ": the period or its present is wrong");
        }
    }

    /** Working days for answers to consults, to everything else, for a return and for a second round. */
    record Limits(int consult, int other, int giveBack, int rework) {
    }

    Instant presentInstant() {
        return present.toInstant();
    }
}
