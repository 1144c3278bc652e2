package org.hotline12345.organization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of unit changes. */
@Component
class UnitChangeRows {

    private static final String COLUMNS = "id, jurisdiction, kind, unit, effective_on, old_name, new_name, basis, with_people, state, "
            + "entered_by, entered_at, started_at, finished_at, undone_by, undone_at, undo_reason, last_key, pass_moved, tickets, kept, people";

    private final JdbcClient jdbc;

    UnitChangeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UnitChange change) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", change.id());
        row.put("jurisdiction", change.jurisdiction());
        row.put("kind", change.kind().code());
        row.put("unit", change.unit());
        row.put("day", change.day());
        row.put("oldName", change.oldName());
        row.put("newName", change.newName());
        row.put("basis", change.basis());
        row.put("withPeople", change.withPeople());
        row.put("state", change.state().code());
        row.put("by", change.marks().enteredBy());
        row.put("at", change.marks().enteredAt().toEpochMilli());
        row.put("finished", millis(change.marks().finishedAt()));
        jdbc.sql("insert into organization_unit_change (id, jurisdiction, kind, unit, effective_on, old_name, new_name, basis, with_people, "
                + "state, entered_by, entered_at, finished_at, pass_moved, tickets, kept, people) values (:id, :jurisdiction, :kind, :unit, :day, "
                + ":oldName, :newName, :basis, :withPeople, :state, :by, :at, :finished, 0, 0, 0, 0)").params(row).update();
        for (int seq = 0; seq < change.parts().size(); seq++) {
            UnitChange.Part part = change.parts().get(seq);
            Map<String, Object> values = new HashMap<>();
            values.put("id", change.id());
            values.put("seq", seq + 1);
            values.put("unit", part.unit());
            values.put("category", part.category());
            values.put("region", part.region());
            jdbc.sql("insert into organization_unit_change_part (change_id, seq, unit, category, region) values (:id, :seq, :unit, "
                    + ":category, :region)").params(values).update();
        }
    }

    Optional<UnitChange> find(String id, boolean forChange) {
        List<UnitChange> found = query("where id = :id" + (forChange ? " for update" : ""), Map.of("id", id));
        return found.stream().findFirst();
    }

    /** Everything that was not undone, by day. */
    List<UnitChange> standing() {
        return query("where state <> 'undone' order by effective_on, entered_at, id", Map.of());
    }

    List<UnitChange> list(String jurisdiction, int limit, long offset) {
        return query("where jurisdiction = :jurisdiction order by effective_on desc, entered_at desc, id limit :limit offset :offset",
                Map.of("jurisdiction", jurisdiction, "limit", limit, "offset", offset));
    }

    /** Changes of a jurisdiction that the organization's tables have followed, by day. */
    List<UnitChange> inForce(String jurisdiction) {
        return query("where jurisdiction = :jurisdiction and state in ('running', 'done') order by effective_on, entered_at, id",
                Map.of("jurisdiction", jurisdiction));
    }

    /** Changes whose day has come, and those whose open work has not followed to the end. */
    List<String> due(LocalDate today) {
        return jdbc.sql("select id from organization_unit_change where state = 'planned' and effective_on <= :today "
                + "order by effective_on, entered_at, id").param("today", today).query(String.class).list();
    }

    /** Changes that were finished after the instant. */
    List<UnitChange> finishedAfter(Instant since) {
        return query("where state = 'done' and finished_at > :since order by effective_on, entered_at, id", Map.of("since", since.toEpochMilli()));
    }

    void enter(String id, UnitChange.State state, String column, Instant at) {
        jdbc.sql("update organization_unit_change set state = :state, " + column + " = :at where id = :id")
                .param("state", state.code()).param("at", at.toEpochMilli()).param("id", id).update();
    }

    void undone(String id, String by, Instant at, String reason) {
        jdbc.sql("update organization_unit_change set state = 'undone', undone_by = :by, undone_at = :at, undo_reason = :reason where id = :id")
                .param("by", by).param("at", at.toEpochMilli()).param("reason", reason).param("id", id).update();
    }

    void progress(String id, String lastKey, int moved, int kept) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", id);
        row.put("key", lastKey);
        row.put("moved", moved);
        row.put("kept", kept);
        jdbc.sql("update organization_unit_change set last_key = :key, pass_moved = pass_moved + :moved, tickets = tickets + :moved, "
                + "kept = kept + :kept where id = :id").params(row).update();
    }

    /** The next pass finds what came in behind the first one's back. */
    void newPass(String id) {
        jdbc.sql("update organization_unit_change set last_key = null, pass_moved = 0, kept = 0 where id = :id").param("id", id).update();
    }

    void people(String id, int people) {
        jdbc.sql("update organization_unit_change set people = :people where id = :id").param("people", people).param("id", id).update();
    }

    private List<UnitChange> query(String where, Map<String, ?> params) {
        List<UnitChange> bare = jdbc.sql("select " + COLUMNS + " from organization_unit_change " + where).params(params)
                .query((row, n) -> change(row, List.of())).list();
        if (bare.isEmpty()) {
            return bare;
        }
        Map<String, List<UnitChange.Part>> parts = new HashMap<>();
        jdbc.sql("select change_id, unit, category, region from organization_unit_change_part where change_id in (:ids) order by change_id, seq")
                .param("ids", bare.stream().map(UnitChange::id).toList()).query(row -> {
                    parts.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new UnitChange.Part(row.getString(2), row.getString(3), row.getString(4)));
                });
        return bare.stream().map(change -> new UnitChange(change.id(), change.jurisdiction(), change.kind(), change.unit(), change.day(),
                parts.getOrDefault(change.id(), List.of()), change.oldName(), change.newName(), change.basis(), change.withPeople(),
                change.state(), change.marks())).toList();
    }

    private static UnitChange change(ResultSet row, List<UnitChange.Part> parts) throws SQLException {
        return new UnitChange(row.getString("id"), row.getString("jurisdiction"), UnitChange.Kind.of(row.getString("kind")),
                row.getString("unit"), row.getObject("effective_on", LocalDate.class), parts, row.getString("old_name"),
                row.getString("new_name"), row.getString("basis"), row.getBoolean("with_people"),
                UnitChange.State.of(row.getString("state")), new UnitChange.Marks(row.getString("entered_by"), instant(row, "entered_at"),
                instant(row, "started_at"), instant(row, "finished_at"), row.getString("undone_by"), instant(row, "undone_at"),
                row.getString("undo_reason"), row.getString("last_key"), row.getInt("pass_moved"), row.getInt("tickets"),
                row.getInt("kept"), row.getInt("people")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
