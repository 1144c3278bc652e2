package org.hotline12345.succession.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.hotline12345.organization.UnitChange;

/** A change of a unit as the page shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UnitChangeView(String id, String jurisdiction, UnitChange.Kind kind, String kindName, String unit, String unitName, LocalDate day,
        List<PartView> parts, String newName, String basis, boolean withPeople, UnitChange.State state, String stateName,
        String enteredBy, OffsetDateTime enteredAt, OffsetDateTime startedAt, OffsetDateTime finishedAt, String undoneBy,
        OffsetDateTime undoneAt, String undoReason, int tickets, int kept, int people, boolean undoable) {

    /** Who takes over what. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartView(String unit, String unitName, String category, String categoryName, String region, String regionName) {
    }

    static OffsetDateTime time(Instant instant, ZoneId zone) {
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
    }
}
