package org.hotline12345.succession;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Background;
import org.hotline12345.common.Page;
import org.hotline12345.common.StepHandover;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitChanges;
import org.hotline12345.organization.UnitPlan;
import org.hotline12345.organization.UnitWork;
import org.hotline12345.organization.Units;
import org.hotline12345.people.UnitMoves;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 单位变更 as an administrator does it: look at what would move, enter it, undo it before its day, see how far it is. */
@Component
public class UnitSuccession {

    private static final int MOST_COUNTED = 20_000;
    private static final int MOST_ROWS = 100;

    private final UnitChanges changes;
    private final UnitSuccessionWork work;
    private final List<UnitWork> works;
    private final UnitMoves people;
    private final NamedRows namedRows;
    private final StepHandover steps;
    private final Units units;
    private final Practices practices;
    private final Background background;
    private final AuditTrail audit;
    private final Actors actors;
    private final Clock clock;

    UnitSuccession(UnitChanges changes, UnitSuccessionWork work, List<UnitWork> works, UnitMoves people, NamedRows namedRows,
            StepHandover steps, Units units, Practices practices, Background background, AuditTrail audit, Actors actors, Clock clock) {
        this.changes = changes;
        this.work = work;
        this.works = works;
        this.people = people;
        this.namedRows = namedRows;
        this.steps = steps;
        this.units = units;
        this.practices = practices;
        this.background = background;
        this.audit = audit;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * What a change would move if it held now.
     *
     * @param tickets tickets with something open at the unit
     * @param tasks open tasks of its people
     * @param people accounts of the unit
     * @param rowCount rows of decision tables that name it; they are followed without being edited
     * @param rows the first of them
     * @param children names of the units below it, which get another parent
     */
    public record Preview(UnitChange change, int tickets, long tasks, int people, int rowCount, List<NamedRows.NamedRow> rows,
            List<String> children, List<String> aliases) {
    }

    /** Looks at a change without entering it. */
    @Transactional(readOnly = true)
    public Preview preview(UnitPlan plan) {
        UnitChange change = changes.read(plan, actors.current());
        String unit = change.unit();
        Unit known = units.find(unit).orElse(null);
        List<NamedRows.NamedRow> rows = known == null ? List.of() : namedRows.naming(unit);
        LocalDate day = change.day();
        return new Preview(change, known == null ? 0 : tickets(unit, "", MOST_COUNTED).size(), steps.openTasks(groups(unit)),
                people.count(unit), rows.size(), rows.stream().limit(MOST_ROWS).toList(),
                units.children(unit).stream().filter(child -> child.validOn(day)).map(Unit::name).toList(),
                known == null ? List.of() : known.aliases());
    }

    private List<String> groups(String unit) {
        Practice practice = practices.of(unit);
        List<String> groups = new ArrayList<>(List.of(Actor.UNIT_GROUP_PREFIX + unit, practice.leaderGroup()));
        practice.sections().forEach(section -> groups.add(practice.groupOf(section)));
        return groups;
    }

    /** Enters a change; one of today comes into force with it, and the open work follows in the background. */
    @Transactional
    public UnitChange enter(UnitPlan plan) {
        UnitChange change = changes.plan(plan, actors.current());
        audit.record(new AuditTrail.Entry(AuditTrail.UNIT, change.unit(), "登记单位变更：「" + change.oldName() + "」自" + change.day() + "起"
                + change.kind().label() + (change.heir() == null ? "" : "，承接单位 " + String.join("、", change.parts().stream()
                        .map(UnitChange.Part::unit).distinct().toList())) + "；依据：" + change.basis()));
        if (!change.day().isAfter(LocalDate.now(clock)) && work.begin(change.id())) {
            background.start(UnitSuccessionWork.NAME, change.id());
        }
        return changes.require(change.id());
    }

    @Transactional
    public UnitChange undo(String id, String reason) {
        UnitChange change = changes.undo(id, reason, actors.current());
        audit.record(new AuditTrail.Entry(AuditTrail.UNIT, change.unit(), "撤销单位变更：「" + change.oldName() + "」自" + change.day() + "起"
                + change.kind().label() + "；理由：" + change.marks().undoReason()));
        return change;
    }

    @Transactional(readOnly = true)
    public Page<UnitChange> list(String jurisdiction, int page, int size) {
        UnitChanges.requireAdministrator(actors.current());
        return changes.list(jurisdiction, page, size);
    }

    @Transactional(readOnly = true)
    public UnitChange one(String id) {
        UnitChanges.requireAdministrator(actors.current());
        return changes.require(id);
    }

    /** Tickets that are still at the unit although it changed: a supervisor has to reassign them. */
    @Transactional(readOnly = true)
    public Page<String> kept(String id, int page, int size) {
        UnitChange change = one(id);
        Page.check(page, size);
        int needed = (page + 1) * size + 1;
        List<String> found = change.endsUnit() && change.state() != UnitChange.State.PLANNED && change.state() != UnitChange.State.UNDONE
                ? List.copyOf(tickets(change.unit(), "", needed)) : List.of();
        return Page.of(found.subList(Math.min(page * size, found.size()), found.size()), page, size);
    }

    private SortedSet<String> tickets(String unit, String after, int most) {
        return UnitSuccessionWork.tickets(works, unit, after, most);
    }
}
