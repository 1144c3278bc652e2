package org.hotline12345.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** The handling units (承办单位) of all hotlines, by code and by any of their names. */
@Component
public class Units {

    private final ReferenceData data;
    private final Regions regions;
    private final Clock clock;

    Units(ReferenceData data, Regions regions, Clock clock) {
        this.data = data;
        this.regions = regions;
        this.clock = clock;
    }

    public Optional<Unit> find(String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(data.current().units().get(code));
    }

    /**
     * The unit, whatever its validity.
     *
     * @throws Refusal INVALID {@code organization.unknownUnit} when the jurisdiction has no such unit
     */
    public Unit require(String jurisdiction, String code) {
        return find(code).filter(unit -> unit.jurisdiction().equals(jurisdiction))
                .orElseThrow(() -> Refusal.invalid("organization.unknownUnit",
                        "本热线没有代码为“" + code + "”的承办单位。"));
    }

    /**
     * The unit, when it may receive work on that day.
     *
     * @throws Refusal INVALID {@code organization.unknownUnit}, or {@code organization.unitNotValid} for a unit not yet
     *     founded, dissolved or merged
     */
    public Unit requireValid(String jurisdiction, String code, LocalDate day) {
        Unit unit = require(jurisdiction, code);
        if (!unit.validOn(day)) {
            String instead = successor(code, day).filter(heir -> !heir.code().equals(code))
                    .map(heir -> "其工作由“" + heir.name() + "”承接，请改选该单位。").orElse("");
            throw Refusal.invalid("organization.unitNotValid", "承办单位“" + unit.name() + "”在" + day + "不再或尚未承办工单。" + instead);
        }
        return unit;
    }

    /** All units of a jurisdiction in the order the hotline prints them, past ones included. */
    public List<Unit> list(String jurisdiction) {
        return List.copyOf(data.current().unitsOf().getOrDefault(jurisdiction, List.of()));
    }

    /** Codes of the units reached by letter or telephone only, whose work the centre writes down. */
    public Set<String> offNetwork() {
        return data.current().units().values().stream().filter(unit -> !unit.onNetwork()).map(Unit::code).collect(Collectors.toSet());
    }

    /** Codes of the member units (成员单位) of a period: on the network and valid on a day of it, in the order the hotline prints them. */
    public Set<String> members(String jurisdiction, LocalDate from, LocalDate to) {
        return list(jurisdiction).stream().filter(unit -> unit.onNetwork() && unit.validBetween(from, to)).map(Unit::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The units directly under one, which have rows of their own. */
    public List<Unit> children(String parent) {
        return data.current().units().values().stream().filter(unit -> parent.equals(unit.parent())).toList();
    }

    /**
     * Whether work may be handed down from one unit to the other: to whatever stands below it, and from a department to a
     * sub-platform and what stands below that.
     */
    public boolean mayHandDown(String from, String to) {
        Optional<Unit> upper = find(from);
        boolean department = upper.filter(unit -> !unit.isTerritory()).isPresent();
        for (Optional<Unit> step = find(to); step.isPresent() && !step.get().code().equals(from); step = find(step.get().parent())) {
            if (from.equals(step.get().parent()) || department && step.get().kind().equals("sub-platform")) {
                return upper.isPresent() && step.get().jurisdiction().equals(upper.get().jurisdiction());
            }
        }
        return false;
    }

    /**
     * Who does a matter of this unit's on that day, after mergers and splits; a unit that left has nobody who follows it.
     *
     * @param category code of the matter, or null
     * @param region code of the place, or null
     */
    public UnitHeir heir(String code, String category, String region, LocalDate day) {
        return heir(code, category, region, day, false);
    }

    /** Like {@link #heir}, for work the unit has begun: of a unit that left, whoever was named finishes it. */
    public UnitHeir heirOfOpenWork(String code, String category, String region, LocalDate day) {
        return heir(code, category, region, day, true);
    }

    private UnitHeir heir(String code, String category, String region, LocalDate day, boolean openWork) {
        Succession.Line line = data.current().succession().line(code, day, (change, part) ->
                (part.category() == null || isWithin(change.jurisdiction(), category, part.category()))
                        && (part.region() == null || region != null && regions.isWithin(region, part.region())), openWork);
        return new UnitHeir(line.unit(), line.through());
    }

    private boolean isWithin(String jurisdiction, String category, String around) {
        Category known = category == null ? null
                : data.current().categoriesOf().getOrDefault(jurisdiction, Map.of()).get(category);
        return around.equals(category) || known != null && around.equals(known.parent());
    }

    /** The unit that does this one's work on that day, itself while it does; of a split, the one that took the rest. */
    public Optional<Unit> successor(String code, LocalDate day) {
        return find(code).flatMap(unit -> find(heir(code, null, null, day).unit()));
    }

    /** What the unit was called on that day; its code when there is no such unit. */
    public String nameOn(String code, LocalDate day) {
        return data.current().succession().nameOn(code, day).orElseGet(() -> find(code).map(Unit::name).orElse(code));
    }

    /**
     * The unit that does the work of the one with this printed name or alias today; spaces do not count.
     */
    public Optional<Unit> byNameOrAlias(String jurisdiction, String name) {
        if (name == null) {
            return Optional.empty();
        }
        Map<String, Unit> byName = data.current().unitsByName().getOrDefault(jurisdiction, Map.of());
        return Optional.ofNullable(byName.get(Snapshot.withoutSpaces(name))).flatMap(unit -> successor(unit.code(), LocalDate.now(clock)));
    }
}
