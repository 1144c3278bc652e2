package org.hotline12345.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of imports and of what waits in them; nothing that names a citizen outlives its import. */
@Component
class HandoverRows {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    HandoverRows(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** How far an import is. */
    enum State {
        CHECKING, CHECKED, IMPORTING, DONE, DISCARDED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** One import. */
    record Row(String id, String jurisdiction, String system, String fileName, String fileHash, State state, int tickets, String uploadedBy,
            Instant uploadedAt, String confirmedBy, Instant confirmedAt, Instant finishedAt) {
    }

    /** A ticket that waits in an import. */
    record Waiting(int seq, int rowNo, String number, String sealed) {
    }

    /** A dispatch that waits in an import. */
    record WaitingLine(int rowNo, String number, boolean faulty, String sealed) {
    }

    void insert(Row row) {
        jdbc.sql("insert into handover_import (id, jurisdiction, source_system, file_name, file_hash, state, tickets, uploaded_by, uploaded_at) "
                        + "values (:id, :jurisdiction, :system, :name, :hash, :state, :tickets, :by, :at)")
                .param("id", row.id()).param("jurisdiction", row.jurisdiction()).param("system", row.system()).param("name", row.fileName())
                .param("hash", row.fileHash()).param("state", row.state().code()).param("tickets", row.tickets())
                .param("by", row.uploadedBy()).param("at", row.uploadedAt().toEpochMilli()).update();
    }

    void counted(String id, int tickets) {
        jdbc.sql("update handover_import set tickets = :tickets where id = :id").param("tickets", tickets).param("id", id).update();
    }

    /** Locked, so that of two people who decide only one does. */
    Optional<Row> forChange(String id) {
        return jdbc.sql("select * from handover_import where id = :id for update").param("id", id).query((row, n) -> row(row)).optional();
    }

    Optional<Row> find(String id) {
        return jdbc.sql("select * from handover_import where id = :id").param("id", id).query((row, n) -> row(row)).optional();
    }

    List<Row> page(int offset, int most) {
        return jdbc.sql("select * from handover_import order by uploaded_at desc, id limit :most offset :offset").param("most", most)
                .param("offset", offset).query((row, n) -> row(row)).list();
    }

    void confirmed(String id, String by, Instant at) {
        jdbc.sql("update handover_import set state = 'importing', confirmed_by = :by, confirmed_at = :at where id = :id")
                .param("by", by).param("at", at.toEpochMilli()).param("id", id).update();
    }

    void state(String id, State state, Instant finishedAt) {
        jdbc.sql("update handover_import set state = :state, finished_at = :at where id = :id and state <> 'discarded'").param("state", state.code())
                .param("at", finishedAt == null ? null : finishedAt.toEpochMilli()).param("id", id).update();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getString("id"), row.getString("jurisdiction"), row.getString("source_system"), row.getString("file_name"),
                row.getString("file_hash"), State.of(row.getString("state")), row.getInt("tickets"), row.getString("uploaded_by"),
                Instant.ofEpochMilli(row.getLong("uploaded_at")), row.getString("confirmed_by"), instant(row, "confirmed_at"),
                instant(row, "finished_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long at = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(at);
    }

    // ------------------------------------------------------------------ tickets and lines

    void insertTickets(String id, List<MapSqlParameterSource> tickets) {
        tickets.forEach(ticket -> ticket.addValue("id", id));
        batches.batchUpdate("insert into handover_ticket (import_id, seq, row_no, old_number, state, kind, channel, status, registered_month, sealed) "
                + "values (:id, :seq, :row, :number, :state, :kind, :channel, :status, :month, :sealed)", tickets.toArray(MapSqlParameterSource[]::new));
    }

    void insertLines(String id, List<MapSqlParameterSource> lines) {
        lines.forEach(line -> line.addValue("id", id));
        batches.batchUpdate("insert into handover_line (import_id, row_no, old_number, faulty, sealed) values (:id, :row, :number, :faulty, :sealed)",
                lines.toArray(MapSqlParameterSource[]::new));
    }

    void insertFiles(String id, List<MapSqlParameterSource> files) {
        files.forEach(file -> file.addValue("id", id));
        batches.batchUpdate("insert into handover_file (import_id, row_no, old_number, path, sha256, state) "
                + "values (:id, :row, :number, :path, :hash, 'waiting')", files.toArray(MapSqlParameterSource[]::new));
    }

    List<Waiting> waiting(String id, String state, int most) {
        return jdbc.sql("select seq, row_no, old_number, sealed from handover_ticket where import_id = :id and state = :state order by seq limit :most")
                .param("id", id).param("state", state).param("most", most)
                .query((row, n) -> new Waiting(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4))).list();
    }

    /** The dispatches of these tickets, in the order of the sheet. */
    Map<String, List<WaitingLine>> lines(String id, Collection<String> numbers) {
        Map<String, List<WaitingLine>> lines = new HashMap<>();
        jdbc.sql("select row_no, old_number, faulty, sealed from handover_line where import_id = :id and old_number in (:numbers) order by row_no")
                .param("id", id).param("numbers", List.copyOf(numbers)).query(row -> {
                    WaitingLine line = new WaitingLine(row.getInt(1), row.getString(2), row.getInt(3) == 1, row.getString(4));
                    lines.computeIfAbsent(line.number(), number -> new java.util.ArrayList<>()).add(line);
                });
        return lines;
    }

    /** Rows of the sheet of dispatches whose ticket the other sheet does not have, at most {@code most}. */
    Map<Integer, String> linesOfNoTicket(String id, int most) {
        Map<Integer, String> found = new java.util.LinkedHashMap<>();
        jdbc.sql("select l.row_no, l.old_number from handover_line l left join handover_ticket t on t.import_id = l.import_id "
                        + "and t.old_number = l.old_number where l.import_id = :id and t.seq is null order by l.row_no limit :most")
                .param("id", id).param("most", most).query(row -> {
                    found.put(row.getInt(1), row.getString(2));
                });
        return found;
    }

    void judged(String id, int seq, String state, String ticketNo, String unit) {
        jdbc.sql("update handover_ticket set state = :state, ticket_no = :no, unit = coalesce(:unit, unit), "
                        + "sealed = case when :state = 'ready' then sealed end where import_id = :id and seq = :seq")
                .param("state", state).param("no", ticketNo).param("unit", unit).param("id", id).param("seq", seq).update();
    }

    /** Nothing that names a citizen stays behind. */
    void forgetLines(String id) {
        jdbc.sql("delete from handover_line where import_id = :id").param("id", id).update();
        jdbc.sql("update handover_ticket set sealed = null where import_id = :id and sealed is not null").param("id", id).update();
    }

    /** Tickets of an import by state. */
    Map<String, Integer> counts(String id) {
        Map<String, Integer> counts = new HashMap<>();
        jdbc.sql("select state, count(*) from handover_ticket where import_id = :id group by state").param("id", id).query(row -> {
            counts.put(row.getString(1), row.getInt(2));
        });
        return counts;
    }

    // ------------------------------------------------------------------ problems

    void problem(String id, String number, String message) {
        jdbc.sql("insert into handover_problem (import_id, seq, old_number, message) "
                        + "select :id, coalesce(max(seq), 0) + 1, :number, :message from handover_problem where import_id = :id")
                .param("id", id).param("number", number).param("message", message.length() <= 1000 ? message : message.substring(0, 1000)).update();
    }

    List<Map<String, Object>> problems(String id, int offset, int most) {
        return jdbc.sql("select old_number, message from handover_problem where import_id = :id order by seq limit :most offset :offset")
                .param("id", id).param("most", most).param("offset", offset).query((row, n) -> {
                    Map<String, Object> problem = new java.util.LinkedHashMap<>();
                    problem.put("oldNumber", row.getString(1));
                    problem.put("message", row.getString(2));
                    return problem;
                }).list();
    }

    int problemCount(String id) {
        return jdbc.sql("select count(*) from handover_problem where import_id = :id").param("id", id).query(Integer.class).single();
    }
}
