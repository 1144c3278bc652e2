package org.hotline12345.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One step of one person, checked.
 *
 * @param personName as of the draw
 * @param unit the person's unit for that step, or null for the centre
 * @param state waiting, scored (may be appealed against), appealed or final
 * @param points left of 100, or null while waiting; {@code pointsBefore} before an appeal changed them
 * @param failed what was wrong, in words
 * @param appealUntil last day for an appeal
 * @param mine whether it is the reader's own step
 * @param mayAppeal whether the reader may appeal now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(String id, String part, String partName, String ticketNo, int eventSeq, String person, String personName, String unit,
        String unitName, String state, String stateName, OffsetDateTime drawnAt, Integer points, Boolean fatal, List<String> failed,
        String remark, String scoredByName, OffsetDateTime scoredAt, LocalDate appealUntil, String appeal, OffsetDateTime appealedAt,
        String ruling, String rulingName, String rulingReason, String ruledByName, OffsetDateTime ruledAt, Integer pointsBefore,
        boolean mine, boolean mayAppeal) {
}
