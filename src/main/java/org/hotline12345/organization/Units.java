package org.hotline12345.organization;

import java.time.LocalDate;
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

    Units(ReferenceData data) {
        this.data = data;
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
            throw Refusal.invalid("organization.unitNotValid", "承办单位“" + unit.name() + "”在" + day + "不再或尚未承办工单。");
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

    /** The unit with this printed name or alias; spaces do not count. */
    public Optional<Unit> byNameOrAlias(String jurisdiction, String name) {
        if (name == null) {
            return Optional.empty();
        }
        Map<String, Unit> byName = data.current().unitsByName().getOrDefault(jurisdiction, Map.of());
        return Optional.ofNullable(byName.get(Snapshot.withoutSpaces(name)));
    }
}
