package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Finding;

/**
 * Changed models over the set in force, as a person sees them.
 *
 * @param state open, submitted, published, rejected or discarded
 * @param by user id of the author
 * @param counts findings by severity
 * @param findings what the check found; null in lists
 * @param migrate whether running cases are to move along
 * @param decidedBy who published, rejected or discarded it
 * @param reason why, where it was rejected
 * @param publication id of the publication it became
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Draft(String id, String state, String by, OffsetDateTime at, String note, List<File> files,
        Map<String, Long> counts, List<Found> findings, boolean migrate, String decidedBy, OffsetDateTime decidedAt,
        String reason, String publication) {

    /**
     * One file of a draft.
     *
     * @param change added, changed or same, against the set in force when the draft was last checked
     */
    public record File(String resource, String change) {
    }

    /** A finding as it is shown and kept. */
    public record Found(String resource, String elementId, String code, String severity, String message,
            Map<String, Object> input) {

        static Found of(Finding finding) {
            return new Found(finding.resource(), finding.elementId(), finding.code(), finding.severity().code(),
                    finding.message(), finding.input());
        }
    }
}
