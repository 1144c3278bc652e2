package org.hotline12345.report;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts the board's figures over the open work and keeps them, so that reading them costs the same whatever is open. */
@Component
public class BoardCount {

    static final String NAME = "board";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Counts counts;
    private final Clock clock;

    BoardCount(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Counts counts, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.counts = counts;
        this.clock = clock;
    }

    /** Counts everything anew; readers see the former numbers until all new ones are there. */
    @Transactional
    public void count() {
        Instant now = clock.instant();
        List<MapSqlParameterSource> figures = new ArrayList<>();
        for (Figure.Source source : Figure.Source.values()) {
            List<Figure> counted = Figure.of(source);
            figures.addAll(figures(source, counted, null, now));
            if (source.unit() != null) {
                figures.addAll(figures(source, counted, source.unit(), now));
            }
        }
        jdbc.sql("delete from report_figure").update();
        batches.batchUpdate("insert into report_figure (jurisdiction, figure, unit, other, tickets) "
                + "values (:jurisdiction, :figure, :unit, :other, :tickets)", figures.toArray(MapSqlParameterSource[]::new));
        List<MapSqlParameterSource> steps = steps(now);
        jdbc.sql("delete from report_step").update();
        batches.batchUpdate("insert into report_step (jurisdiction, process, step, tickets, overdue) "
                + "values (:jurisdiction, :process, :step, :tickets, :overdue)", steps.toArray(MapSqlParameterSource[]::new));
        counts.done(NAME, now);
    }

    /** All figures of a source in one statement: for the whole hotline, or for each unit (and other unit). */
    private List<MapSqlParameterSource> figures(Figure.Source source, List<Figure> figures, String unit, Instant now) {
        String others = unit == null || source.other() == null ? "" : ", " + source.other();
        String columns = "t.jurisdiction" + (unit == null ? "" : ", " + unit + others);
        String sql = "select " + columns + figures.stream().map(figure ->
                        ", count(distinct case when " + figure.condition() + " then t.ticket_no end) as n_" + figure.code())
                .collect(Collectors.joining()) + " from " + source.rows() + " where " + source.among() + " group by " + columns;
        List<MapSqlParameterSource> rows = new ArrayList<>();
        jdbc.sql(sql).params(counts.instants(now)).query(row -> {
            for (Figure figure : figures) {
                long tickets = row.getLong("n_" + figure.code());
                if (tickets > 0) {
                    rows.add(new MapSqlParameterSource("jurisdiction", row.getString(1)).addValue("figure", figure.code())
                            .addValue("unit", unit == null ? "" : row.getString(2))
                            .addValue("other", others.isEmpty() || row.getString(3) == null ? "" : row.getString(3))
                            .addValue("tickets", tickets));
                }
            }
        });
        return rows;
    }

    /** Tickets with an open task at each step, and those whose task is past its limit. */
    private List<MapSqlParameterSource> steps(Instant now) {
        return jdbc.sql("select t.jurisdiction, p.KEY_, k.TASK_DEF_KEY_, count(distinct t.ticket_no) as tickets, "
                        + "count(distinct case when k.DUE_DATE_ <= :now then t.ticket_no end) as overdue from ACT_RU_TASK k "
                        + "join ACT_RE_PROCDEF p on p.ID_ = k.PROC_DEF_ID_ join ACT_RU_EXECUTION e on e.ID_ = k.PROC_INST_ID_ "
                        + "join ticket_ticket t on t.ticket_no = e.BUSINESS_KEY_ group by t.jurisdiction, p.KEY_, k.TASK_DEF_KEY_")
                .param("now", Timestamp.from(now))
                .query((row, n) -> new MapSqlParameterSource("jurisdiction", row.getString(1)).addValue("process", row.getString(2))
                        .addValue("step", row.getString(3)).addValue("tickets", row.getLong(4)).addValue("overdue", row.getLong(5)))
                .list();
    }
}
