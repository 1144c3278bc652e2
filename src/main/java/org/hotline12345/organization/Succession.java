package org.hotline12345.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Which unit follows which, and what units were called: an unchangeable reading of the changes that were not undone. */
final class Succession {

    /** Bounded: reference data with a loop in it must not hang a dispatch. */
    private static final int LONGEST = 10;

    private final Map<String, List<UnitChange>> byUnit = new HashMap<>();
    private final Map<String, List<Name>> names;

    /** @param changes by day, the oldest first */
    Succession(List<UnitChange> changes, Map<String, List<Name>> names) {
        changes.stream().filter(change -> change.kind() != UnitChange.Kind.RENAME && change.kind() != UnitChange.Kind.FOUND)
                .forEach(change -> byUnit.computeIfAbsent(change.unit(), unit -> new ArrayList<>()).add(change));
        this.names = names;
    }

    /** A name a unit had up to a day, inclusive. */
    record Name(String name, LocalDate validTo) {
    }

    /**
     * Who does the work of a unit on a day.
     *
     * @param unit the unit asked about
     * @param takes whether a part takes what is asked about
     * @param openWork whether it is about work the unit has begun: somebody finishes it even when the unit leaves
     */
    Line line(String unit, LocalDate day, BiPredicate<UnitChange, UnitChange.Part> takes, boolean openWork) {
        List<UnitChange> through = new ArrayList<>();
        String now = unit;
        LocalDate since = null;
        for (int step = 0; step < LONGEST; step++) {
            Optional<UnitChange> next = next(now, since, day, openWork);
            if (next.isEmpty()) {
                break;
            }
            UnitChange change = next.get();
            since = change.day();
            String to = change.parts().stream().filter(part -> part.takesRest() || takes.test(change, part)).findFirst()
                    .map(UnitChange.Part::unit).orElse(now);
            if (!to.equals(now)) {
                through.add(change);
                now = to;
            }
        }
        return new Line(now, List.copyOf(through));
    }

    private Optional<UnitChange> next(String unit, LocalDate since, LocalDate day, boolean openWork) {
        return byUnit.getOrDefault(unit, List.of()).stream().filter(change -> !day.isBefore(change.day()))
                .filter(change -> since == null || !change.day().isBefore(since))
                .filter(change -> since == null || !change.day().equals(since) || change.endsUnit())
                .filter(change -> openWork || change.kind() != UnitChange.Kind.LEAVE).findFirst();
    }

    /** The change by which the unit has ended on that day. */
    Optional<UnitChange> endOf(String unit, LocalDate day) {
        return byUnit.getOrDefault(unit, List.of()).stream().filter(change -> change.endsUnit() && !day.isBefore(change.day())).findFirst();
    }

    /** Codes of the ended units that live on in this one as a whole. */
    Set<String> before(String unit, LocalDate day) {
        Set<String> found = new LinkedHashSet<>();
        for (String ended : byUnit.keySet()) {
            if (!ended.equals(unit) && endOf(ended, day).isPresent()
                    && line(ended, day, (change, part) -> false, false).unit().equals(unit)) {
                found.add(ended);
            }
        }
        return found;
    }

    /** Codes of all units that have ended on that day. */
    Set<String> ended(LocalDate day) {
        Set<String> found = new LinkedHashSet<>();
        byUnit.keySet().stream().filter(unit -> endOf(unit, day).isPresent()).forEach(found::add);
        return found;
    }

    /** What the unit was called on that day, where that is not its name of today. */
    Optional<String> nameOn(String unit, LocalDate day) {
        return names.getOrDefault(unit, List.of()).stream().filter(name -> !day.isAfter(name.validTo()))
                .map(Name::name).filter(Objects::nonNull).findFirst();
    }

    /**
     * Who does a unit's work, and how it came to that.
     *
     * @param through the changes that led there, oldest first; empty when it still does it itself
     */
    record Line(String unit, List<UnitChange> through) {
    }
}
