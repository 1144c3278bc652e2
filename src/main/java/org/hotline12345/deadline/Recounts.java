package org.hotline12345.deadline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.common.Page;
import org.hotline12345.notification.Notifications;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the open limits have followed each calendar version, what moved, and who was told. */
@Component
public class Recounts {

    private static final Duration HOLD = Duration.ofMinutes(5);
    /** A message names so many limits and counts the rest. */
    private static final int LINES = 200;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.ofHours(8));

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Notifications notifications;
    private final Clock clock;

    Recounts(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Notifications notifications, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** One version's recount; {@code lastKey} is the last business key that has followed, or null. */
    record Recount(String version, String place, String basis, String lastKey) {
    }

    /** A limit that moved; {@code unit} is null for the centre, {@code clock} Chinese, both instants exclusive ends. */
    record Move(String unit, String clock, Instant told, Instant until) {
    }

    /** A limit that a version moved, as the list shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Moved(String ticketNo, String unit, String clock, OffsetDateTime told, OffsetDateTime until) {
    }

    Page<Moved> moves(String place, int number, int page, int size) {
        Page.check(page, size);
        return Page.of(jdbc.sql("select m.ticket_no, m.unit, m.clock, m.told_at, m.until_at from deadline_recount_move m "
                        + "join calendar_version v on v.id = m.version where v.jurisdiction = :place and v.number = :number "
                        + "order by m.ticket_no, m.unit, m.clock, m.id limit :limit offset :offset")
                .param("place", place).param("number", number).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> new Moved(row.getString(1), row.getString(2), row.getString(3), time(row.getLong(4)),
                        time(row.getLong(5)))).list(), page, size);
    }

    private OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    void begin(String version, String place, String basis, String by) {
        int known = jdbc.sql("update deadline_recount set last_key = null, failed = 0, finished_at = null, begun_at = :at, "
                        + "begun_by = :by where version = :version")
                .param("at", clock.millis()).param("by", by).param("version", version).update();
        if (known == 0) {
            jdbc.sql("insert into deadline_recount (version, place, basis, begun_at, begun_by) "
                            + "values (:version, :place, :basis, :at, :by)")
                    .param("version", version).param("place", place).param("basis", basis).param("at", clock.millis())
                    .param("by", by).update();
        }
    }

    /** Takes the work on for a while, unless it is done or another node has it. */
    Optional<Recount> hold(String version) {
        int held = jdbc.sql("update deadline_recount set held_until = :until where version = :version and finished_at is null "
                        + "and (held_until is null or held_until < :now)")
                .param("until", clock.millis() + HOLD.toMillis()).param("now", clock.millis()).param("version", version).update();
        return held == 0 ? Optional.empty() : jdbc.sql("select * from deadline_recount where version = :version")
                .param("version", version).query((row, n) -> new Recount(row.getString("version"), row.getString("place"),
                        row.getString("basis"), row.getString("last_key"))).optional();
    }

    /** Versions whose recount has not come to its end. */
    List<String> unfinished() {
        return jdbc.sql("select version from deadline_recount where finished_at is null and (held_until is null or held_until < :now) "
                + "order by begun_at").param("now", clock.millis()).query(String.class).list();
    }

    /** Those of the keys that may have a limit under the place's calendar; what is no ticket may always. */
    List<String> concerned(List<String> keys, String place) {
        Set<String> elsewhere = new HashSet<>();
        jdbc.sql("select ticket_no, jurisdiction from ticket_ticket where ticket_no in (:keys)").param("keys", keys).query(row -> {
            String jurisdiction = row.getString("jurisdiction");
            if (!"CN".equals(place) && !place.equals(jurisdiction) && !place.startsWith(jurisdiction + "-")) {
                elsewhere.add(row.getString("ticket_no"));
            }
        });
        return keys.stream().filter(key -> !elsewhere.contains(key)).toList();
    }

    boolean isTicket(String key) {
        return jdbc.sql("select count(*) from ticket_ticket where ticket_no = :key").param("key", key).query(Integer.class).single() > 0;
    }

    void store(String version, String key, List<Move> moves) {
        if (!moves.isEmpty()) {
            batches.batchUpdate("insert into deadline_recount_move (id, version, ticket_no, unit, clock, told_at, until_at) "
                            + "values (:id, :version, :key, :unit, :clock, :told, :until)",
                    moves.stream().map(move -> new MapSqlParameterSource("id", UUID.randomUUID().toString())
                            .addValue("version", version).addValue("key", key).addValue("unit", move.unit())
                            .addValue("clock", move.clock()).addValue("told", move.told().toEpochMilli())
                            .addValue("until", move.until().toEpochMilli())).toArray(MapSqlParameterSource[]::new));
        }
    }

    void seen(String version, String key) {
        jdbc.sql("update deadline_recount set last_key = :key, held_until = :until where version = :version").param("key", key)
                .param("until", clock.millis() + HOLD.toMillis()).param("version", version).update();
    }

    void failed(String version) {
        jdbc.sql("update deadline_recount set failed = failed + 1 where version = :version").param("version", version).update();
    }

    /** Done: each unit gets one message that lists what moved; the supervisors get the centre's. */
    void finish(String version) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        jdbc.sql("select unit, ticket_no, clock, told_at, until_at from deadline_recount_move where version = :version "
                        + "and noticed_at is null order by unit, ticket_no, clock").param("version", version)
                .query(row -> {
                    String unit = row.getString("unit");
                    lines.computeIfAbsent(unit == null ? "supervisor" : "unit-" + unit, to -> new java.util.ArrayList<>())
                            .add(row.getString("ticket_no") + " " + row.getString("clock") + "："
                                    + MINUTE.format(Instant.ofEpochMilli(row.getLong("told_at"))) + " → "
                                    + MINUTE.format(Instant.ofEpochMilli(row.getLong("until_at"))));
                });
        String basis = jdbc.sql("select basis from deadline_recount where version = :version").param("version", version)
                .query(String.class).single();
        lines.forEach((group, moved) -> notifications.toGroup(version, group, "工作日历已按「" + basis + "」变更为" + version
                + "，以下" + moved.size() + "个时限顺延：\n" + String.join("\n", moved.subList(0, Math.min(LINES, moved.size())))
                + (moved.size() > LINES ? "\n……其余见顺延清单" : "")));
        jdbc.sql("update deadline_recount_move set noticed_at = :at where version = :version and noticed_at is null")
                .param("at", clock.millis()).param("version", version).update();
        jdbc.sql("update deadline_recount set finished_at = :at, held_until = null where version = :version")
                .param("at", clock.millis()).param("version", version).update();
    }
}
