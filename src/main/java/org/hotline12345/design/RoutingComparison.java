package org.hotline12345.design;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.routing.Decision.Part;
import org.hotline12345.routing.Rerouting;
import org.hotline12345.routing.Rerouting.Course;
import org.hotline12345.routing.Rerouting.Request;
import org.hotline12345.ticket.Dispatch.Role;
import org.hotline12345.ticket.PastTickets.Past;

/** Where tickets go by the tables in force and where by a draft's. Equal requests are decided once. */
final class RoutingComparison implements Comparison {

    private static final int REQUESTS_KEPT = 100_000;

    private final Rerouting rerouting;
    private final Units units;
    private final DecisionTables inForce;
    private final DecisionTables draft;
    private final boolean sameReading;
    private final Figures figures = new Figures();
    /** A request that is forgotten is decided again: what comes out is the same. */
    private final Cache<Asked, Both> decided = Caffeine.newBuilder().maximumSize(REQUESTS_KEPT).build();
    private long inputs;

    /** What a ticket asks for as the tables in force read it, and as the draft's do. */
    private record Asked(Request before, Request after) {
    }

    private record Both(Course before, Course after, Difference difference) {
    }

    /**
     * @param sameReading whether both sides find the same in a ticket's words, which saves reading them twice
     */
    RoutingComparison(Rerouting rerouting, Units units, DecisionTables inForce, DecisionTables draft, boolean sameReading) {
        this.rerouting = rerouting;
        this.units = units;
        this.inForce = inForce;
        this.draft = draft;
        this.sameReading = sameReading;
    }

    @Override
    public List<Compared> compare(List<Past> tickets) {
        List<Compared> compared = new ArrayList<>();
        for (Past ticket : tickets) {
            Request before = rerouting.request(ticket, inForce);
            Request after = sameReading ? before : rerouting.request(ticket, draft);
            Both both = decided.get(new Asked(before, after), this::decide);
            count(ticket.category(), both);
            compared.add(new Compared(ticket, both.difference()));
        }
        return compared;
    }

    @Override
    public long inputs() {
        return inputs;
    }

    @Override
    public Figures figures() {
        return figures;
    }

    private Both decide(Asked asked) {
        inputs++;
        Course before = rerouting.course(asked.before(), inForce);
        Course after = rerouting.course(asked.after(), draft);
        boolean same = before.automatic() == after.automatic() && roles(before.units()).equals(roles(after.units()));
        return new Both(before, after, same ? null
                : new Difference(told(before), told(after), reasons(before.rows(), after.rows()), concerned(before, after)));
    }

    private void count(String category, Both both) {
        Map<String, Role> before = receivers(both.before());
        Map<String, Role> after = receivers(both.after());
        Set<String> receivers = new LinkedHashSet<>(before.keySet());
        receivers.addAll(after.keySet());
        receivers.forEach(unit -> figures.unit(unit, "tickets", before.containsKey(unit), after.containsKey(unit),
                before.get(unit) != after.get(unit)));
        figures.category(category, "automatic", both.before().automatic(), both.after().automatic(), both.difference() != null);
    }

    /** Who gets the ticket: a dispatcher where no table is sure enough. */
    private static Map<String, Role> receivers(Course course) {
        return course.automatic() ? roles(course.units()) : Map.of(Figures.NONE, Role.LEAD);
    }

    private static Map<String, Role> roles(List<Part> parts) {
        Map<String, Role> roles = new LinkedHashMap<>();
        parts.forEach(part -> roles.put(part.unit(), part.role()));
        return roles;
    }

    private static Set<String> concerned(Course before, Course after) {
        Set<String> concerned = new LinkedHashSet<>(receivers(before).keySet());
        concerned.addAll(receivers(after).keySet());
        concerned.addAll(roles(before.units()).keySet());
        concerned.addAll(roles(after.units()).keySet());
        return concerned;
    }

    private String told(Course course) {
        String parts = course.units().stream().map(part -> units.find(part.unit()).map(Unit::name).orElse(part.unit())
                + "（" + part.role().label() + "）").collect(Collectors.joining("、"));
        if (course.automatic()) {
            return "自动派单：" + parts;
        }
        return parts.isEmpty() ? "由派单员派单" : "由派单员派单，建议：" + parts;
    }

    private static List<Preview.Reason> reasons(List<Row> before, List<Row> after) {
        List<Preview.Reason> reasons = new ArrayList<>();
        before.stream().filter(row -> !after.contains(row)).forEach(row -> reasons.add(reason("before", row)));
        after.stream().filter(row -> !before.contains(row)).forEach(row -> reasons.add(reason("after", row)));
        return reasons;
    }

    private static Preview.Reason reason(String side, Row row) {
        return new Preview.Reason(side, row.decision(), row.row(), row.description());
    }
}
