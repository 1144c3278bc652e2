package org.hotline12345.opening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.people.PersonRow;
import org.hotline12345.workbook.Entry;

/**
 * Holds rows against the changes of units that are in force: a workbook of before a change must not undo it, and a change
 * of a name keeps its day only where it is entered as one.
 */
final class UnitHistory {

    /** Bounded: changes that lead in a circle must not hang a check. */
    private static final int LONGEST = 10;

    private final Known known;
    private final Map<String, UnitChange> ends = new HashMap<>();
    private final Set<String> heirs = new HashSet<>();
    private final Map<String, Set<String>> formerNames = new HashMap<>();
    private final Set<String> passedOn = new HashSet<>();

    UnitHistory(Known known, String jurisdiction) {
        this.known = known;
        for (UnitChange change : known.unitChanges(jurisdiction)) {
            if (change.kind() == UnitChange.Kind.RENAME) {
                formerNames.computeIfAbsent(change.unit(), unit -> new HashSet<>()).add(change.oldName());
            } else if (change.endsUnit()) {
                ends.putIfAbsent(change.unit(), change);
                if (change.kind() != UnitChange.Kind.LEAVE) {
                    heirs.add(change.heir());
                }
            }
        }
        known.units(jurisdiction).forEach((code, names) -> ends.keySet().stream().filter(ended -> !ended.equals(code))
                .filter(ended -> names.subList(1, names.size()).contains(nameOf(ended))).forEach(passedOn::add));
    }

    boolean nothingEnded() {
        return ends.isEmpty();
    }

    /** Whether the printed name of a unit that has ended means its successor now, as one of the successor's other names. */
    boolean nameIsPassedOn(String unit) {
        return passedOn.contains(unit);
    }

    /** What a unit's row would undo. */
    void check(Unit unit, Entry entry) {
        Unit before = known.unit(unit.code()).filter(same -> same.jurisdiction().equals(unit.jurisdiction())).orElse(null);
        if (before != null && !unit.name().isEmpty() && !before.name().equals(unit.name())) {
            entry.wrong("name", "现为“" + Entry.brief(before.name()) + "”，不能在表中改名；更名请在“单位变更”页登记");
        }
        UnitChange end = ends.get(unit.code());
        if (end != null && (unit.validTo() == null || !unit.validTo().isBefore(end.day()))) {
            entry.wrong("to", told(end) + "，停用日期须填写，且不晚于 " + end.day().minusDays(1) + "（见“单位变更”页）");
        }
        parent(unit, before, entry);
        aliases(unit, before, entry);
    }

    private void parent(Unit unit, Unit before, Entry entry) {
        UnitChange end = unit.parent() == null ? null : ends.get(unit.parent());
        boolean asNow = before != null && unit.parent() != null && unit.parent().equals(before.parent());
        boolean endedEarlier = end != null && unit.validTo() != null && unit.validTo().isBefore(end.day());
        if (end != null && !asNow && !endedEarlier) {
            entry.wrong("parent", told(end) + instead(end, "，上级单位请改填其他单位或留空"));
        }
    }

    /** Which of its names a unit has inherited is not known any more, so that it keeps them all. */
    private void aliases(Unit unit, Unit before, Entry entry) {
        if (before == null) {
            return;
        }
        List<String> gone = new ArrayList<>(before.aliases());
        gone.removeAll(unit.aliases());
        if (!heirs.contains(unit.code())) {
            gone.retainAll(formerNames.getOrDefault(unit.code(), Set.of()));
        }
        if (!gone.isEmpty()) {
            entry.wrong("aliases", "少了“" + Entry.brief(String.join("、", gone)) + "”：经单位变更，这些叫法现在指本单位，不能去掉；请补上");
        }
    }

    /** The unit that answers for the hotline itself passed on with the change. */
    void hotlineUnit(String unit, String before, Entry entry) {
        UnitChange end = unit == null ? null : ends.get(unit);
        if (end != null && !unit.equals(before)) {
            entry.wrong("hotlineUnit", told(end) + instead(end, "，请改填其他单位"));
        }
    }

    /** Whoever is put into a unit that has ended would lose every right at once. @param before the person as of now, or null */
    void person(PersonRow person, PersonRow before, Entry entry) {
        UnitChange end = person.unit() == null ? null : ends.get(person.unit());
        boolean stays = before != null && person.unit() != null && person.unit().equals(before.unit()) && !person.active();
        if (end != null && !stays && !person.equals(before)) {
            entry.wrong("unit", told(end) + instead(end, "，请改填其他单位"));
        }
    }

    private String instead(UnitChange end, String otherwise) {
        if (end.kind() == UnitChange.Kind.LEAVE) {
            return otherwise;
        }
        return "，请改填“" + Entry.brief(nameOf(heir(end))) + "”";
    }

    /** Who it is by now: successors end as well. */
    private String heir(UnitChange end) {
        String heir = end.heir();
        for (int step = 0; step < LONGEST; step++) {
            Optional<UnitChange> next = Optional.ofNullable(ends.get(heir)).filter(change -> change.kind() != UnitChange.Kind.LEAVE);
            if (next.isEmpty()) {
                break;
            }
            heir = next.get().heir();
        }
        return heir;
    }

    private String told(UnitChange end) {
        LocalDate day = end.day();
        String heir = "“" + Entry.brief(nameOf(end.heir())) + "”";
        return "“" + Entry.brief(end.oldName()) + "”已自 " + day + " 起" + switch (end.kind()) {
            case SPLIT -> "拆分，其余事项由" + heir + "承接";
            case LEAVE -> "退出，未办结工单由" + heir + "承接";
            default -> "并入" + heir;
        };
    }

    private String nameOf(String unit) {
        return known.unit(unit).map(Unit::name).orElse(unit);
    }
}
