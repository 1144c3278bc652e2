package org.hotline12345.organization;

import java.time.LocalDate;
import java.util.List;

/**
 * A change of a unit as somebody enters it.
 *
 * @param kind code of {@link UnitChange.Kind}
 * @param unit code of the unit that changes; of a unit to be founded its new code
 * @param day first day on which it holds, today or later
 * @param parts who takes over what; exactly one part takes the rest
 * @param name new name of a renamed unit, name of a founded one
 * @param founded what else is known of a unit to be founded, or null
 * @param basis the order it follows from
 * @param withPeople whether the unit's people go along to the unit that takes the rest
 */
public record UnitPlan(String jurisdiction, String kind, String unit, LocalDate day, List<UnitChange.Part> parts, String name,
        Founded founded, String basis, boolean withPeople) {

    public UnitPlan {
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /** A unit to be founded. */
    public record Founded(String unitKind, String parent, String network, String region) {
    }
}
