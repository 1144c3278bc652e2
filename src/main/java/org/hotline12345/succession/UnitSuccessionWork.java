package org.hotline12345.succession;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Background;
import org.hotline12345.common.BackgroundWork;
import org.hotline12345.common.StepHandover;
import org.hotline12345.organization.Staff;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitChanges;
import org.hotline12345.organization.UnitHeir;
import org.hotline12345.organization.UnitWork;
import org.hotline12345.organization.Units;
import org.hotline12345.people.UnitMoves;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets what units have open follow a change, ticket by ticket, each in a transaction of its own; what was interrupted goes on
 * where it stopped. Passes are repeated until one finds nothing to move: a node that has not heard of the change yet may have
 * dispatched to the old unit meanwhile.
 */
@Component
class UnitSuccessionWork implements BackgroundWork {

    static final String NAME = "unit-succession";

    private static final Logger LOG = LoggerFactory.getLogger(UnitSuccessionWork.class);
    private static final int PAGE = 50;

    private final UnitChanges changes;
    private final List<UnitWork> works;
    private final UnitMoves people;
    private final StepHandover steps;
    private final Tickets tickets;
    private final Units units;
    private final Staff staff;
    private final Background background;
    private final Clock clock;

    UnitSuccessionWork(UnitChanges changes, List<UnitWork> works, UnitMoves people, StepHandover steps, Tickets tickets, Units units,
            Staff staff, Background background, Clock clock) {
        this.changes = changes;
        this.works = works;
        this.people = people;
        this.steps = steps;
        this.tickets = tickets;
        this.units = units;
        this.staff = staff;
        this.background = background;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Puts a change into force and moves the people, in the caller's transaction; false when somebody else did. */
    boolean begin(String id) {
        Optional<UnitChange> begun = changes.begin(id);
        begun.filter(change -> change.withPeople() && change.endsUnit())
                .ifPresent(change -> changes.people(id, people.move(change.unit(), change.heir(), change.basis())));
        return begun.isPresent();
    }

    @Override
    public boolean step(String id) {
        UnitChange change = changes.require(id);
        if (change.state() != UnitChange.State.RUNNING) {
            return false;
        }
        String after = change.marks().lastKey() == null ? "" : change.marks().lastKey();
        SortedSet<String> page = change.parts().isEmpty() ? new TreeSet<>() : tickets(works, change.unit(), after, PAGE);
        if (!page.isEmpty()) {
            int[] counts = follow(change, page);
            changes.progress(id, page.last(), counts[0], counts[1]);
            return true;
        }
        if (change.marks().passMoved() > 0) {
            changes.newPass(id);
            return true;
        }
        changes.finish(id);
        return false;
    }

    /** What came in behind the back of a finished change. */
    void sweep(UnitChange change) {
        String after = "";
        for (SortedSet<String> page = tickets(works, change.unit(), after, PAGE); !page.isEmpty();
                page = tickets(works, change.unit(), after, PAGE)) {
            follow(change, page);
            after = page.last();
        }
    }

    /** @return tickets that moved, tickets that a person has to decide on */
    private int[] follow(UnitChange change, SortedSet<String> page) {
        int moved = 0;
        int kept = 0;
        for (String ticketNo : page) {
            try {
                UnitWork.Passed passed = background.apart(() -> pass(change, ticketNo));
                moved += passed == UnitWork.Passed.MOVED ? 1 : 0;
                kept += passed == UnitWork.Passed.KEPT ? 1 : 0;
            } catch (RuntimeException actedMeanwhile) {
                // It is still at the old unit: the next pass or sweep finds it again.
                LOG.warn("ticket {} could not follow the change {} yet", ticketNo, change.id(), actedMeanwhile);
                kept++;
            }
        }
        return new int[] {moved, kept};
    }

    private UnitWork.Passed pass(UnitChange change, String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        String from = change.unit();
        UnitHeir heir = units.heirOfOpenWork(from, ticket.category(), ticket.region(), LocalDate.now(clock));
        if (heir.unit().equals(from)) {
            return UnitWork.Passed.NOTHING;
        }
        String why = heir.told(code -> units.find(code).map(Unit::name).orElse(code));
        boolean moved = false;
        for (UnitWork work : works) {
            UnitWork.Passed passed = work.pass(ticketNo, from, heir.unit(), why);
            if (passed == UnitWork.Passed.KEPT) {
                return passed;
            }
            moved |= passed == UnitWork.Passed.MOVED;
        }
        if (moved) {
            steps.handOver(ticketNo, from, heir.unit(), person -> staff.isMember(person, Actor.UNIT_GROUP_PREFIX + heir.unit()));
        }
        return moved ? UnitWork.Passed.MOVED : UnitWork.Passed.NOTHING;
    }

    static SortedSet<String> tickets(List<UnitWork> works, String unit, String after, int most) {
        SortedSet<String> found = new TreeSet<>();
        works.forEach(work -> found.addAll(work.ticketsAt(unit, after, most)));
        while (found.size() > most) {
            found.remove(found.last());
        }
        return found;
    }
}
