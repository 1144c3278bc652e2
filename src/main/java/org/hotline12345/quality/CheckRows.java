package org.hotline12345.quality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks as rows. */
@Component
class CheckRows {

    private static final Map<String, String> STATES = Map.of("waiting", "待评分", "scored", "已评分，可申诉", "appealed", "申诉中", "final", "已确定");
    private static final Map<String, String> RULINGS = Map.of("upheld", "维持", "changed", "改判", "lifted", "撤销扣分");

    private final ScoreSheets sheets;
    private final Inspectors inspectors;
    private final Units units;
    private final JdbcClient jdbc;
    private final Clock clock;

    CheckRows(ScoreSheets sheets, Inspectors inspectors, Units units, JdbcClient jdbc, Clock clock) {
        this.sheets = sheets;
        this.inspectors = inspectors;
        this.units = units;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the rules need of a check. */
    record State(String id, String jurisdiction, String part, String ticketNo, String person, String state, long sheet, Set<String> failed,
            Integer points, String scoredBy, LocalDate appealUntil) {
    }

    /** Locked until the end of the transaction. */
    Optional<State> lock(String id) {
        return jdbc.sql("select * from quality_check where id = :id for update").param("id", id).query((row, n) -> new State(id,
                row.getString("jurisdiction"), row.getString("part"), row.getString("ticket_no"), row.getString("person"), row.getString("state"),
                row.getLong("sheet"), codes(row.getString("failed")), (Integer) row.getObject("points"), row.getString("scored_by"),
                row.getObject("appeal_until", LocalDate.class))).optional();
    }

    Optional<Check> find(String id) {
        return jdbc.sql("select * from quality_check where id = :id").param("id", id).query((row, n) -> check(row, new HashMap<>())).optional();
    }

    List<Check> list(String where, Map<String, Object> values) {
        Map<Long, ScoreSheets.Sheet> known = new HashMap<>();
        return jdbc.sql("select * from quality_check where " + where).params(values).query((row, n) -> check(row, known)).list();
    }

    static Set<String> codes(String text) {
        return text == null || text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(",")));
    }

    private Check check(ResultSet row, Map<Long, ScoreSheets.Sheet> known) throws SQLException {
        Actor reader = inspectors.current();
        ScoreSheets.Sheet sheet = known.computeIfAbsent(row.getLong("sheet"), sheets::byId);
        Set<String> failed = codes(row.getString("failed"));
        String unit = row.getString("unit");
        String state = row.getString("state");
        String ruling = row.getString("ruling");
        boolean mine = row.getString("person").equals(reader.id());
        LocalDate until = row.getObject("appeal_until", LocalDate.class);
        boolean open = until != null && !LocalDate.ofInstant(clock.instant(), clock.getZone()).isAfter(until);
        return new Check(row.getString("id"), row.getString("part"), Part.of(row.getString("part")).label(), row.getString("ticket_no"),
                row.getInt("event_seq"), row.getString("person"), row.getString("person_name"), unit,
                unit == null ? "热线中心" : units.find(unit).map(Unit::name).orElse(unit), state, STATES.get(state), time(row, "drawn_at"),
                (Integer) row.getObject("points"), row.getObject("fatal") == null ? null : row.getBoolean("fatal"),
                sheet.items().stream().filter(item -> failed.contains(item.code())).map(item -> item.code() + " " + item.name()).toList(),
                row.getString("remark"), row.getString("scored_by_name"), time(row, "scored_at"), until, row.getString("appeal"),
                time(row, "appealed_at"), ruling, ruling == null ? null : RULINGS.get(ruling), row.getString("ruling_reason"),
                row.getString("ruled_by_name"), time(row, "ruled_at"), (Integer) row.getObject("points_before"), mine,
                mine && state.equals("scored") && open);
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }
}
