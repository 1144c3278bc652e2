package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which files of call totals were taken in, by whom, and what a later one changed of an earlier one; nothing of it is overwritten. */
@Component
public class CallHistory {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Jurisdictions jurisdictions;
    private final Actors actors;
    private final PersonNames names;
    private final Clock clock;

    CallHistory(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Jurisdictions jurisdictions, Actors actors, PersonNames names,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
        this.names = names;
        this.clock = clock;
    }

    /** One number that another one replaced. */
    public record Change(LocalDate day, String line, String total, long before, long after) {
    }

    /** One file taken in by an account; its hash is SHA-256, {@code byName} is what its holder is called now. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Import(String id, String fileName, String fileHash, OffsetDateTime at, String by, String byName, LocalDate from, LocalDate to,
            int lines, int added, int changed) {
    }

    /** Files taken in, newest first; for those who may take files in. */
    @Transactional(readOnly = true)
    public Page<Import> imports(String jurisdictionCode, int page, int size) {
        CallKeepers.require(actors);
        Page.check(page, size);
        return Page.of(jdbc.sql("select id, file_name, file_hash, imported_at, imported_by, first_day, last_day, lines_read, added, changed "
                        + "from report_call_import where jurisdiction = :place order by imported_at desc, id limit :limit offset :offset")
                .param("place", jurisdictions.require(jurisdictionCode).code()).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> new Import(row.getString(1), row.getString(2), row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)).atZone(clock.getZone()).toOffsetDateTime(), row.getString(5),
                        names.nameOf(row.getString(5)), row.getObject(6, LocalDate.class), row.getObject(7, LocalDate.class), row.getInt(8), row.getInt(9),
                        row.getInt(10))).list(), page, size);
    }

    /** What one file changed of numbers known before, oldest day first. */
    @Transactional(readOnly = true)
    public Page<Change> changes(String importId, int page, int size) {
        CallKeepers.require(actors);
        Page.check(page, size);
        return Page.of(jdbc.sql("select called_on, line, total, before_value, after_value from report_call_change where import_id = :id "
                        + "order by called_on, line, total limit :limit offset :offset")
                .param("id", importId).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> new Change(row.getObject(1, LocalDate.class), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)))
                .list(), page, size);
    }

    /**
     * Writes a file down with what it changed.
     *
     * @param file with the id and the instant it is to have; what its person is called is not kept
     */
    void record(String jurisdiction, Import file, List<Change> changes) {
        jdbc.sql("insert into report_call_import (id, jurisdiction, file_name, file_hash, imported_at, imported_by, first_day, last_day, lines_read, "
                        + "added, changed) values (:id, :place, :name, :hash, :at, :by, :first, :last, :lines, :added, :changed)")
                .param("id", file.id).param("place", jurisdiction).param("name", file.fileName).param("hash", file.fileHash)
                .param("at", file.at.toInstant().toEpochMilli()).param("by", file.by).param("first", file.from).param("last", file.to)
                .param("lines", file.lines).param("added", file.added).param("changed", file.changed).update();
        if (!changes.isEmpty()) {
            batches.batchUpdate("insert into report_call_change (import_id, called_on, line, total, before_value, after_value) "
                    + "values (:id, :day, :line, :total, :before, :after)", changes.stream().map(change -> new MapSqlParameterSource("id", file.id)
                    .addValue("day", change.day).addValue("line", change.line).addValue("total", change.total)
                    .addValue("before", change.before).addValue("after", change.after)).toArray(MapSqlParameterSource[]::new));
        }
    }
}
