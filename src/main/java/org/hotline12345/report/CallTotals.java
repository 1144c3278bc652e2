package org.hotline12345.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Daily call totals (话务量) as the telephone platform exports them, until calls themselves are recorded. {@link CallImports}
 * brings them in.
 */
@Component
public class CallTotals {

    private static final String COLUMNS = "called_on, line, calls_in, answered, invalid, calls_out, wait_seconds, talk_seconds, longest_seconds";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Jurisdictions jurisdictions;
    private final Actors actors;

    CallTotals(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Jurisdictions jurisdictions, Actors actors) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
    }

    /** Totals of a period, newest day first; Refusal FORBIDDEN {@code report.centreOnly} for anybody but the centre. */
    @Transactional(readOnly = true)
    public Page<CallTotal> list(Period period, int page, int size) {
        if (!actors.current().readsTickets()) {
            throw Refusal.forbidden("report.centreOnly", "只有热线中心人员可以查看话务量。");
        }
        Page.check(page, size);
        return Page.of(jdbc.sql("select " + COLUMNS + " from report_call where jurisdiction = :place and called_on between :first and :last "
                        + "order by called_on desc, line limit :limit offset :offset")
                .param("place", jurisdictions.require(period.jurisdiction()).code()).param("first", period.from()).param("last", period.to())
                .param("limit", size + 1).param("offset", (long) page * size).query((row, n) -> total(row)).list(), page, size);
    }

    /**
     * What is known of days, by day and number; locked until the transaction ends, so that two files with the same known days wait
     * for each other. Days nobody knew cannot be locked: of two files that add them at once, the second is refused by the key.
     */
    Map<String, CallTotal> known(String jurisdiction, List<LocalDate> days) {
        Map<String, CallTotal> known = new TreeMap<>();
        jdbc.sql("select " + COLUMNS + " from report_call where jurisdiction = :place and called_on between :first and :last for update")
                .param("place", jurisdiction).param("first", days.get(0)).param("last", days.get(days.size() - 1))
                .query((row, n) -> total(row)).list().forEach(total -> known.put(total.day() + " " + total.line(), total));
        return known;
    }

    /** New rows, and rows in the place of those of the same day and number. */
    void store(String jurisdiction, List<CallTotal> added, List<CallTotal> changed) {
        batch("insert into report_call (jurisdiction, " + COLUMNS + ") values (:place, :day, :line, :in, :answered, :invalid, :out, :wait, :talk, :longest)",
                jurisdiction, added);
        batch("update report_call set calls_in = :in, answered = :answered, invalid = :invalid, calls_out = :out, wait_seconds = :wait, "
                + "talk_seconds = :talk, longest_seconds = :longest where jurisdiction = :place and called_on = :day and line = :line",
                jurisdiction, changed);
    }

    private void batch(String sql, String jurisdiction, List<CallTotal> totals) {
        if (!totals.isEmpty()) {
            batches.batchUpdate(sql, totals.stream().map(total -> new MapSqlParameterSource("place", jurisdiction).addValue("day", total.day())
                    .addValue("line", total.line()).addValue("in", total.callsIn()).addValue("answered", total.answered())
                    .addValue("invalid", total.invalid()).addValue("out", total.callsOut()).addValue("wait", total.waitSeconds())
                    .addValue("talk", total.talkSeconds()).addValue("longest", total.longestSeconds())).toArray(MapSqlParameterSource[]::new));
        }
    }

    private static CallTotal total(ResultSet row) throws SQLException {
        return new CallTotal(row.getObject(1, LocalDate.class), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6),
                row.getLong(7), row.getLong(8), row.getLong(9));
    }
}
