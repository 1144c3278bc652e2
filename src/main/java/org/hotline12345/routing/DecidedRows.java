package org.hotline12345.routing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.common.DecisionTables.Row;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of which rows sent a ticket, or proposed where to send it, and whether a person went another way. */
@Component
class DecidedRows {

    private static final String COLUMNS = "ticket_no, run_id, seq, round, decision, rule_id, outcome, description, unit, "
            + "shadowed_by, why, deployment, automatic, lead_unit, decided_at";
    private static final String VALUES = "(" + String.join(", ", Collections.nCopies(15, "?")) + ")";

    private final JdbcClient jdbc;
    private final Clock clock;

    DecidedRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps one decision, in one statement.
     *
     * @param round round of handling it is for
     * @param deployment id of the deployment whose tables decided, or null
     * @param automatic whether the ticket went out by it
     */
    void keep(String ticketNo, int round, Decision decision, String deployment, boolean automatic) {
        String run = UUID.randomUUID().toString();
        String lead = decision.lead().map(Decision.Part::unit).orElse(null);
        List<Object> values = new ArrayList<>();
        int seq = 0;
        for (Row row : decision.rows()) {
            Collections.addAll(values, ticketNo, run, ++seq, round, cut(row.decision(), 64), cut(row.row(), 128), "hit", cut(row.description(), 500),
                    unitOf(row), null, null, deployment, automatic, lead, clock.millis());
        }
        for (Decision.Shadowed shadowed : decision.shadowed()) {
            Row row = shadowed.row();
            Collections.addAll(values, ticketNo, run, ++seq, round, cut(row.decision(), 64), cut(row.row(), 128), "shadowed", cut(row.description(), 500),
                    unitOf(row), cut(shadowed.by(), 200), cut(shadowed.why(), 200), deployment, automatic, lead, clock.millis());
        }
        if (seq > 0) {
            jdbc.sql("insert into routing_decided_row (" + COLUMNS + ") values "
                    + String.join(", ", Collections.nCopies(seq, VALUES))).params(values).update();
        }
    }

    private static String unitOf(Row row) {
        return row.outputs().containsKey("unit") ? cut(row.text("unit"), 64) : null;
    }

    /** A designer may write more than a column holds; a ticket must go out all the same. */
    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }

    /** Notes whom the dispatcher chose after the proposal for this round. */
    void chosen(String ticketNo, int round, String unit) {
        jdbc.sql("update routing_decided_row set chosen_unit = :unit, chosen_at = :at, overridden = case when lead_unit is null then null "
                        + "when lead_unit = :unit then false else true end "
                        + "where ticket_no = :no and round = :round and automatic = false")
                .param("at", clock.millis()).param("unit", unit).param("no", ticketNo).param("round", round).update();
    }

    /** Notes that the centre upheld a return: the rows that led to the unit did not hold. */
    void returned(String ticketNo, String unit) {
        jdbc.sql("update routing_decided_row set returned_at = :at where ticket_no = :no and outcome = 'hit' and returned_at is null "
                        + "and (unit = :unit or unit is null and lead_unit = :unit)")
                .param("at", clock.millis()).param("no", ticketNo).param("unit", unit).update();
    }

    /** Every decision about the ticket, oldest first. */
    List<Kept> of(String ticketNo) {
        Map<String, Kept> kept = new LinkedHashMap<>();
        jdbc.sql("select * from routing_decided_row where ticket_no = :no order by decided_at, round, run_id, seq")
                .param("no", ticketNo).query(row -> {
                    Kept run = kept.computeIfAbsent(row.getString("run_id"), id -> kept(row));
                    boolean hit = "hit".equals(row.getString("outcome"));
                    (hit ? run.rows() : run.shadowed()).add(new KeptRow(row.getString("decision"), row.getString("rule_id"),
                            row.getString("description"), row.getString("unit"), row.getString("shadowed_by"), row.getString("why")));
                });
        return List.copyOf(kept.values());
    }

    private Kept kept(ResultSet row) {
        try {
            boolean overridden = row.getBoolean("overridden");
            Boolean known = row.wasNull() ? null : overridden;
            return new Kept(row.getInt("round"),
                    Instant.ofEpochMilli(row.getLong("decided_at")).atZone(clock.getZone()).toOffsetDateTime(),
                    row.getBoolean("automatic"), row.getString("lead_unit"), row.getString("chosen_unit"), known,
                    row.getString("deployment"), new ArrayList<>(), new ArrayList<>());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One decision as it was kept. */
    record Kept(int round, OffsetDateTime at, boolean automatic, String lead, String chosen, Boolean overridden,
            String deployment, List<KeptRow> rows, List<KeptRow> shadowed) {}

    /** One row of it. */
    record KeptRow(String decision, String row, String description, String unit, String by, String why) {}
}
