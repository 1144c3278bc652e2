package org.hotline12345.supervision;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.DecisionTables;
import org.springframework.stereotype.Component;

/** Asks {@code dmn/supervision-triggers.dmn} what calls for an order, at which level, to whom and within which limit. */
@Component
class TriggerTable {

    private static final String BY_HAND = "byHand";
    private static final List<String> INPUTS = List.of("overdueDays", "reworks", "dissatisfiedTimes", "spotCheck",
            "leaderInstruction", "media", "urges", "actionOverdue", "earlySign", BY_HAND);

    private final DecisionTables tables;

    TriggerTable(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * One call for an order.
     *
     * @param recipient {@code unit}, or {@code parent} for the unit above it
     * @param limitDays working days to answer
     * @param why the row's description
     */
    record Hit(OrderSource source, int level, String recipient, int limitDays, String basis, String why) {
    }

    /** What the facts call for: of each source the highest level. */
    List<Hit> hits(Map<String, ?> facts) {
        Map<OrderSource, Hit> highest = new HashMap<>();
        rows(facts).forEach(row -> {
            Hit hit = hit(OrderSource.of(row.text("source")), row);
            highest.merge(hit.source(), hit, (one, other) -> one.level() >= other.level() ? one : other);
        });
        return highest.values().stream().sorted(Comparator.comparing(Hit::source)).toList();
    }

    /** What holds for an order somebody gives: the row of its source, else the row for orders by hand. */
    Hit byHand(OrderSource source) {
        Map<String, Object> facts = new HashMap<>();
        facts.put(BY_HAND, true);
        facts.put("leaderInstruction", source == OrderSource.LEADER_INSTRUCTION);
        facts.put("media", source == OrderSource.MEDIA);
        facts.put("spotCheck", source == OrderSource.SPOT_CHECK ? "dissatisfied" : null);
        facts.put("actionOverdue", source == OrderSource.ACTION_OVERDUE);
        List<DecisionTables.Row> rows = rows(facts);
        return rows.stream().filter(row -> source.code().equals(row.text("source"))).findFirst()
                .or(() -> rows.stream().filter(row -> BY_HAND.equals(row.text("source"))).findFirst())
                .map(row -> hit(source, row))
                .orElseThrow(() -> new IllegalStateException("supervision-triggers has no row for orders by hand"));
    }

    private List<DecisionTables.Row> rows(Map<String, ?> facts) {
        Map<String, Object> inputs = new HashMap<>();
        INPUTS.forEach(input -> inputs.put(input, facts.get(input)));
        return tables.evaluate("supervision-triggers", inputs);
    }

    private static Hit hit(OrderSource source, DecisionTables.Row row) {
        return new Hit(source, row.number("level"), row.text("recipient"), row.number("limitDays"), row.text("basis"),
                row.description());
    }
}
