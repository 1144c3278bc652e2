package org.hotline12345.design;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.deadline.PastLimits;
import org.hotline12345.deadline.PastLimits.Course;
import org.hotline12345.deadline.PastLimits.Handling;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.PastTickets.Past;

/** How handlings of the past stand by the limits in force and by a draft's. */
final class LimitsComparison implements Comparison {

    private final PastLimits limits;
    private final Units units;
    private final PastLimits.Numbers inForce;
    private final PastLimits.Numbers draft;
    private final Figures figures = new Figures();

    LimitsComparison(PastLimits limits, Units units, DecisionTables inForce, DecisionTables draft) {
        this.limits = limits;
        this.units = units;
        this.inForce = limits.numbers(inForce);
        this.draft = limits.numbers(draft);
    }

    @Override
    public List<Compared> compare(List<Past> tickets) {
        Map<String, List<Handling>> handlings = limits.of(tickets);
        List<Compared> compared = new ArrayList<>();
        for (Past ticket : tickets) {
            compared.add(new Compared(ticket, difference(ticket, handlings.getOrDefault(ticket.ticketNo(), List.of()))));
        }
        return compared;
    }

    @Override
    public long inputs() {
        return draft.questions();
    }

    @Override
    public Figures figures() {
        return figures;
    }

    private Difference difference(Past ticket, List<Handling> handlings) {
        StringJoiner before = new StringJoiner("；");
        StringJoiner after = new StringJoiner("；");
        Set<String> concerned = new LinkedHashSet<>();
        for (Handling handling : handlings) {
            Course was = inForce.course(ticket, handling, handlings);
            Course becomes = draft.course(ticket, handling, handlings);
            count(ticket, handling, "overdue", was.overdue(), becomes.overdue());
            count(ticket, handling, "returnedLate", was.returnedLate(), becomes.returnedLate());
            count(ticket, handling, "yellow", was.yellow(), becomes.yellow());
            count(ticket, handling, "red", was.red(), becomes.red());
            if (!was.equals(becomes)) {
                String name = units.find(handling.unit()).map(Unit::name).orElse(handling.unit());
                before.add(name + "：" + told(was));
                after.add(name + "：" + told(becomes));
                concerned.add(handling.unit());
            }
        }
        return concerned.isEmpty() ? null : new Difference(before.toString(), after.toString(), List.of(), concerned);
    }

    private void count(Past ticket, Handling handling, String measure, boolean before, boolean after) {
        figures.unit(handling.unit(), measure, before, after, before != after);
        figures.category(ticket.category(), measure, before, after, before != after);
    }

    private static String told(Course course) {
        StringJoiner told = new StringJoiner("、");
        if (course.returnedLate()) {
            told.add("超期申请退回");
        }
        if (course.yellow()) {
            told.add("黄牌");
        }
        if (course.red()) {
            told.add("红牌");
        }
        if (course.overdue()) {
            told.add("逾期");
        }
        return told.length() == 0 ? "按时" : told.toString();
    }
}
