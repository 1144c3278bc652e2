package org.hotline12345.opening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hotline12345.opening.ImportView.Result;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The uploads as they are kept; a file itself only until it is imported, discarded or a day old. */
@Component
class ImportRows {

    private static final Duration KEPT = Duration.ofDays(1);
    /** An import that has shown no sign of life for so long was stopped, and may be begun again. */
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final String COLUMNS = "id, jurisdiction, file_name, file_hash, file_size, state, uploaded_by, uploaded_at, imported_by, "
            + "imported_at, step, rows_done, touched_at, result";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    ImportRows(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void add(String id, String jurisdiction, String name, String hash, byte[] content, String by) {
        jdbc.sql("update opening_import set content = null, state = 'discarded' where content is not null and uploaded_at < :before")
                .param("before", clock.millis() - KEPT.toMillis()).update();
        jdbc.sql("insert into opening_import (id, jurisdiction, file_name, file_hash, file_size, state, uploaded_by, uploaded_at, rows_done, "
                        + "touched_at, content) values (:id, :jurisdiction, :name, :hash, :size, 'checking', :by, :at, 0, :at, :content)")
                .param("id", id).param("jurisdiction", jurisdiction).param("name", name).param("hash", hash).param("size", content.length)
                .param("by", by).param("at", clock.millis()).param("content", content).update();
    }

    Optional<ImportView> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from opening_import where id = :id").param("id", id).query((row, n) -> view(row)).optional();
    }

    /** Newest first, one more than asked for. */
    List<ImportView> page(int page, int size) {
        return jdbc.sql("select " + COLUMNS + " from opening_import order by uploaded_at desc, id limit :limit offset :offset")
                .param("limit", size + 1).param("offset", (long) page * size).query((row, n) -> view(row)).list();
    }

    Optional<byte[]> content(String id) {
        return jdbc.sql("select content from opening_import where id = :id and content is not null").param("id", id).query(byte[].class).optional();
    }

    void progress(String id, String step, int rows) {
        jdbc.sql("update opening_import set step = :step, rows_done = :rows, touched_at = :at where id = :id")
                .param("step", step).param("rows", rows).param("at", clock.millis()).param("id", id).update();
    }

    /** Ends a check; what was discarded meanwhile stays discarded. */
    void checked(String id, String state, String jurisdiction, Result result) {
        jdbc.sql("update opening_import set state = :state, jurisdiction = :jurisdiction, result = :result, step = null, touched_at = :at "
                        + "where id = :id and state = 'checking'")
                .param("state", state).param("jurisdiction", jurisdiction).param("result", written(result)).param("at", clock.millis())
                .param("id", id).update();
    }

    /** @return whether it was there to be begun; one that shows no sign of life for a while may be begun again */
    boolean begin(String id) {
        return jdbc.sql("update opening_import set state = 'importing', touched_at = :at where id = :id and (state = 'checked' "
                        + "or state = 'importing' and touched_at < :silent)").param("at", clock.millis())
                .param("silent", clock.millis() - SILENCE.toMillis()).param("id", id).update() == 1;
    }

    /** An import that came to nothing may be begun again at once. */
    void giveBack(String id) {
        jdbc.sql("update opening_import set state = 'checked', step = null, touched_at = :at where id = :id and state = 'importing'")
                .param("at", clock.millis()).param("id", id).update();
    }

    /** Waits for nobody: one import at a time, to the end of the transaction. */
    boolean takeTurn() {
        try {
            return jdbc.sql("select id from opening_turn where id = 1 for update").query(Integer.class).single() == 1;
        } catch (ConcurrencyFailureException somebodyElse) {
            return false;
        }
    }

    void done(String id, String by, Result result) {
        jdbc.sql("update opening_import set state = 'done', imported_by = :by, imported_at = :at, touched_at = :at, step = null, "
                        + "result = :result, content = null where id = :id")
                .param("by", by).param("at", clock.millis()).param("result", written(result)).param("id", id).update();
    }

    boolean discard(String id) {
        return jdbc.sql("update opening_import set state = 'discarded', content = null where id = :id "
                + "and (state in ('checking', 'refused', 'wrong', 'checked') or state = 'importing' and touched_at < :silent)")
                .param("id", id).param("silent", clock.millis() - SILENCE.toMillis()).update() == 1;
    }

    private ImportView view(ResultSet row) throws SQLException {
        String text = row.getString("result");
        Result result = text == null ? Result.NONE : read(text);
        long importedAt = row.getLong("imported_at");
        OffsetDateTime imported = row.wasNull() ? null : time(importedAt);
        return new ImportView(row.getString("id"), row.getString("jurisdiction"), row.getString("file_name"), row.getString("file_hash"),
                row.getLong("file_size"), state(row), row.getString("uploaded_by"), time(row.getLong("uploaded_at")),
                row.getString("imported_by"), imported, row.getString("step"), row.getInt("rows_done"), result.counts(), result.problems(),
                result.problemCount(), result.reason(), result.waitsForApproval());
    }

    /** What was stopped on its way in has left nothing behind: it waits to be confirmed as before. */
    private String state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return state.equals("importing") && row.getLong("touched_at") < clock.millis() - SILENCE.toMillis() ? "checked" : state;
    }

    private OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    private String written(Result result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result read(String text) {
        try {
            return json.readValue(text, Result.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
