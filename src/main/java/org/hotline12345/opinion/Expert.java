package org.hotline12345.opinion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * Somebody of a team.
 *
 * @param code names the group {@code expert-<code>} whose members answer
 * @param field what the person knows about, Chinese
 * @param unit code of the unit the person works for, or null
 * @param validUntil last day, or null while open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Expert(String code, String jurisdiction, Team team, String teamName, String name, String field, String unit,
        String unitName, LocalDate validFrom, LocalDate validUntil) {

    /** Whoever is in this group answers what the expert is asked. */
    String group() {
        return Experts.GROUP_PREFIX + code;
    }

    /** As people read it in the ticket's history. */
    String words() {
        return teamName + " " + name + "（" + field + "）";
    }

    boolean validOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }
}
