package org.hotline12345.supervision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;

/** One step of an order or of the ladder. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepView(int seq, String step, String unit, String recipient, int level, String basis, OffsetDateTime at,
        String actor, String text) {
}
