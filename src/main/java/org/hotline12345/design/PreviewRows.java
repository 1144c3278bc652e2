package org.hotline12345.design;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.design.Comparison.Compared;
import org.hotline12345.design.Comparison.Difference;
import org.hotline12345.ticket.PastTickets.Selection;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of previews. Whoever works on one holds it by its runner's id; a cancelled one belongs to nobody. */
@Component
class PreviewRows {

    private static final TypeReference<List<Preview.Reason>> REASONS = new TypeReference<>() {
    };
    private static final int LONGEST_TEXT = 2000;
    private static final int DIFFERENCES_KEPT = 100_000;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final ObjectMapper json;

    PreviewRows(JdbcClient jdbc, NamedParameterJdbcTemplate batches, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
    }

    /** What was asked for and how far it is. */
    record Row(String id, String draft, String kind, String state, Selection selection, String by, long at, long total, long done,
            long inputs, long changed, int attempts, long beatAt, Long finishedAt, String problem) {
    }

    /** Numbers of the differences of one run. */
    static final class Cases {

        private final Cache<Difference, Integer> numbers = Caffeine.newBuilder().maximumSize(DIFFERENCES_KEPT).build();
        private int last;
        private long lastSeq;
    }

    void insert(String id, String draft, String kind, Selection selection, String by, long at, long total) {
        jdbc.sql("insert into design_preview (id, draft, kind, state, jurisdiction, from_at, until_at, tickets, asked_by, asked_at, "
                        + "total, done, inputs, changed, attempts, beat_at) values (:id, :draft, :kind, 'running', :jurisdiction, "
                        + ":from, :until, :tickets, :by, :at, :total, 0, 0, 0, 0, 0)")
                .param("id", id).param("draft", draft).param("kind", kind).param("jurisdiction", selection.jurisdiction())
                .param("from", millis(selection.from())).param("until", millis(selection.until()))
                .param("tickets", selection.numbers().isEmpty() ? null : String.join(",", selection.numbers()))
                .param("by", by).param("at", at).param("total", total).update();
    }

    Optional<Row> find(String id) {
        return jdbc.sql("select * from design_preview where id = :id").param("id", id).query((row, n) -> new Row(row.getString("id"),
                row.getString("draft"), row.getString("kind"), row.getString("state"),
                new Selection(row.getString("jurisdiction"), instant(row.getObject("from_at")), instant(row.getObject("until_at")),
                        row.getString("tickets") == null ? List.of() : List.of(row.getString("tickets").split(","))),
                row.getString("asked_by"), row.getLong("asked_at"), row.getLong("total"), row.getLong("done"), row.getLong("inputs"),
                row.getLong("changed"), row.getInt("attempts"), row.getLong("beat_at"),
                row.getObject("finished_at") == null ? null : row.getLong("finished_at"), row.getString("problem"))).optional();
    }

    long running() {
        return jdbc.sql("select count(*) from design_preview where state = 'running'").query(Long.class).single();
    }

    /** Running ones that nobody has got on with since then, oldest first. */
    List<String> abandoned(long since) {
        return jdbc.sql("select id from design_preview where state = 'running' and beat_at < :since order by asked_at, id limit 10")
                .param("since", since).query(String.class).list();
    }

    /** Takes a preview that nobody works on; what an earlier runner had found is thrown away. */
    boolean claim(String id, String runner, long since, long now) {
        int taken = jdbc.sql("update design_preview set runner = :runner, beat_at = :now, attempts = attempts + 1, done = 0, inputs = 0, "
                        + "changed = 0 where id = :id and state = 'running' and beat_at < :since")
                .param("runner", runner).param("now", now).param("id", id).param("since", since).update();
        if (taken == 1) {
            deleteFindings(id);
        }
        return taken == 1;
    }

    /** Notes how far it is; false when it was cancelled or somebody else works on it. */
    boolean beat(String id, String runner, long done, long inputs, long changed, long now) {
        return jdbc.sql("update design_preview set done = :done, inputs = :inputs, changed = :changed, beat_at = :now "
                        + "where id = :id and state = 'running' and runner = :runner")
                .param("done", done).param("inputs", inputs).param("changed", changed).param("now", now).param("id", id)
                .param("runner", runner).update() == 1;
    }

    /** Keeps the tickets that would have gone differently, in order. */
    void add(String id, List<Compared> compared, Cases cases) {
        List<MapSqlParameterSource> newCases = new ArrayList<>();
        List<MapSqlParameterSource> newUnits = new ArrayList<>();
        List<MapSqlParameterSource> tickets = new ArrayList<>();
        for (Compared one : compared) {
            Difference difference = one.difference();
            if (difference == null) {
                continue;
            }
            Integer number = cases.numbers.getIfPresent(difference);
            if (number == null) {
                int next = ++cases.last;
                number = next;
                cases.numbers.put(difference, number);
                newCases.add(params(id, next).addValue("before", cut(difference.before())).addValue("after", cut(difference.after()))
                        .addValue("reasons", written(difference.reasons())));
                difference.units().forEach(unit -> newUnits.add(params(id, next).addValue("unit", unit)));
            }
            tickets.add(params(id, number).addValue("seq", ++cases.lastSeq).addValue("ticket", one.ticket().ticketNo())
                    .addValue("category", one.ticket().category()));
        }
        batch("insert into design_preview_case (preview, case_no, before_text, after_text, reasons) "
                + "values (:id, :case, :before, :after, :reasons)", newCases);
        batch("insert into design_preview_case_unit (preview, case_no, unit) values (:id, :case, :unit)", newUnits);
        batch("insert into design_preview_ticket (preview, seq, ticket_no, case_no, category) "
                + "values (:id, :seq, :ticket, :case, :category)", tickets);
    }

    void addFigures(String id, Figures figures) {
        List<MapSqlParameterSource> rows = new ArrayList<>();
        figures.forEach((key, count) -> rows.add(new MapSqlParameterSource("id", id).addValue("dimension", key.dimension())
                .addValue("code", key.code()).addValue("measure", key.measure()).addValue("before", count.before())
                .addValue("after", count.after()).addValue("moved", count.moved())));
        batch("insert into design_preview_figure (preview, dimension, code, measure, before_count, after_count, moved_count) "
                + "values (:id, :dimension, :code, :measure, :before, :after, :moved)", rows);
    }

    /** Ends a running preview; false when it has ended or somebody else works on it. */
    boolean finish(String id, String runner, String state, String problem, long now) {
        return jdbc.sql("update design_preview set state = :state, problem = :problem, finished_at = :now "
                        + "where id = :id and state = 'running' and runner = :runner")
                .param("state", state).param("problem", problem).param("now", now).param("id", id).param("runner", runner).update() == 1;
    }

    /** Ends a running preview whoever works on it; false when it has ended. */
    boolean cancel(String id, long now) {
        return jdbc.sql("update design_preview set state = 'cancelled', finished_at = :now where id = :id and state = 'running'")
                .param("now", now).param("id", id).update() == 1;
    }

    Map<Figures.Key, Figures.Count> figures(String id) {
        Map<Figures.Key, Figures.Count> figures = new HashMap<>();
        jdbc.sql("select dimension, code, measure, before_count, after_count, moved_count from design_preview_figure where preview = :id")
                .param("id", id).query(row -> {
                    figures.put(new Figures.Key(row.getString(1), row.getString(2), row.getString(3)),
                            new Figures.Count(row.getLong(4), row.getLong(5), row.getLong(6)));
                });
        return figures;
    }

    /**
     * Tickets that would have gone differently, without titles.
     *
     * @param unit only those that concern this unit, or null
     * @param category only those of this category, or null
     */
    List<Preview.Item> tickets(String id, String unit, String category, long offset, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        String where = where(id, unit, category, parameters);
        return jdbc.sql("select t.ticket_no, t.category, c.before_text, c.after_text, c.reasons from design_preview_ticket t "
                        + "join design_preview_case c on c.preview = t.preview and c.case_no = t.case_no" + where
                        + " order by t.seq limit :limit offset :offset")
                .params(parameters).param("limit", limit).param("offset", offset)
                .query((row, n) -> new Preview.Item(row.getString(1), null, row.getString(2), row.getString(3), row.getString(4),
                        read(row.getString(5)))).list();
    }

    long count(String id, String unit, String category) {
        Map<String, Object> parameters = new HashMap<>();
        return jdbc.sql("select count(*) from design_preview_ticket t" + where(id, unit, category, parameters))
                .params(parameters).query(Long.class).single();
    }

    /** The tickets from a place in the order on, for an export that goes through all of them. */
    List<Preview.Item> ticketsFrom(String id, long seq, int limit) {
        return jdbc.sql("select t.ticket_no, t.category, c.before_text, c.after_text, c.reasons from design_preview_ticket t "
                        + "join design_preview_case c on c.preview = t.preview and c.case_no = t.case_no "
                        + "where t.preview = :id and t.seq >= :seq order by t.seq limit :limit")
                .param("id", id).param("seq", seq).param("limit", limit)
                .query((row, n) -> new Preview.Item(row.getString(1), null, row.getString(2), row.getString(3), row.getString(4),
                        read(row.getString(5)))).list();
    }

    /** Throws away ended previews but the newest ones. */
    void keepOnly(int newest) {
        List<String> kept = jdbc.sql("select id from design_preview order by asked_at desc, id desc limit :newest").param("newest", newest)
                .query(String.class).list();
        for (String old : jdbc.sql("select id from design_preview where state <> 'running' and id not in (:kept)").param("kept", kept)
                .query(String.class).list()) {
            deleteFindings(old);
            jdbc.sql("delete from design_preview where id = :id").param("id", old).update();
        }
    }

    private void deleteFindings(String id) {
        for (String table : List.of("design_preview_ticket", "design_preview_case_unit", "design_preview_case", "design_preview_figure")) {
            jdbc.sql("delete from " + table + " where preview = :id").param("id", id).update();
        }
    }

    private static String where(String id, String unit, String category, Map<String, Object> parameters) {
        parameters.put("id", id);
        String where = " where t.preview = :id";
        if (unit != null) {
            where += " and exists (select 1 from design_preview_case_unit u where u.preview = t.preview and u.unit = :unit "
                    + "and u.case_no = t.case_no)";
            parameters.put("unit", unit);
        }
        if (Figures.NONE.equals(category)) {
            where += " and t.category is null";
        } else if (category != null) {
            where += " and t.category = :category";
            parameters.put("category", category);
        }
        return where;
    }

    private static MapSqlParameterSource params(String id, int number) {
        return new MapSqlParameterSource("id", id).addValue("case", number);
    }

    private void batch(String sql, List<MapSqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            batches.batchUpdate(sql, rows.toArray(MapSqlParameterSource[]::new));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + "…";
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static Instant instant(Object millis) {
        return millis == null ? null : Instant.ofEpochMilli(((Number) millis).longValue());
    }

    private String written(List<Preview.Reason> reasons) {
        try {
            return json.writeValueAsString(reasons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Preview.Reason> read(String reasons) {
        try {
            return json.readValue(reasons, REASONS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
