package org.hotline12345.bulletin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of units that are asked about their figures, and of what they object to. */
@Component
class Shares {

    /** What a unit is asked about, in the order of the table. */
    static final List<String> MEASURES = List.of("assigned", "handled", "overdue", "calledBack", "satisfied", "dissatisfied");

    private final Editions editions;
    private final Snapshots snapshots;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final JdbcClient jdbc;
    private final Clock clock;

    Shares(Editions editions, Snapshots snapshots, Units units, Jurisdictions jurisdictions, JdbcClient jdbc, Clock clock) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.units = units;
        this.jurisdictions = jurisdictions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A unit that was asked; {@code state} is asked, agreed, objected or silent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Share(String unit, String name, String state, OffsetDateTime answeredAt) {
    }

    /** An objection to one figure; {@code ruling} is null, upheld or rejected. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Objection(long id, String bulletinId, String unit, String unitName, String measure, long printed, List<String> tickets,
            String reason, String raisedBy, String raisedByName, OffsetDateTime raisedAt, String ruling, String remedy, String rulingReason,
            String ruledByName, OffsetDateTime ruledAt, String changeNote) {
    }

    /** Units with figures in the bulletin that work in the system; of a correction, those whose figures changed. */
    Set<String> concerned(Edition edition) {
        Figures figures = snapshots.figures(edition.snapshot());
        Set<String> found = new TreeSet<>();
        if (edition.corrects() == null) {
            MEASURES.forEach(measure -> found.addAll(figures.by(measure, Dimension.UNIT).keySet()));
        } else {
            return changed(edition, snapshots.figures(editions.lastPublished(edition).snapshot()), figures);
        }
        return working(edition, found);
    }

    /** Units that work in the system and have other figures than before among those they are asked about. */
    Set<String> changed(Edition edition, Figures before, Figures after) {
        return working(edition, Difference.between(before, after).stream().filter(change -> change.dimension() == Dimension.UNIT
                && MEASURES.contains(change.measure())).map(Difference::item).collect(Collectors.toCollection(TreeSet::new)));
    }

    private Set<String> working(Edition edition, Set<String> found) {
        String hotline = jurisdictions.require(edition.jurisdiction()).hotlineUnit();
        LocalDate today = LocalDate.now(clock);
        found.removeIf(code -> code.equals(hotline) || units.find(code).filter(unit -> unit.onNetwork() && unit.validOn(today)).isEmpty());
        return found;
    }

    void ask(String id, Collection<String> asked) {
        jdbc.sql("delete from bulletin_share where bulletin_id = :id").param("id", id).update();
        for (String unit : asked) {
            jdbc.sql("insert into bulletin_share (bulletin_id, unit, state) values (:id, :unit, 'asked')").param("id", id).param("unit", unit).update();
        }
    }

    /** @return false when the unit was not asked or has answered */
    boolean answer(String id, String unit, String state, String by) {
        return jdbc.sql("update bulletin_share set state = :state, answered_by = :by, answered_at = :at where bulletin_id = :id and unit = :unit "
                + "and state = 'asked'").param("state", state).param("by", by).param("at", clock.millis()).param("id", id).param("unit", unit)
                .update() == 1;
    }

    List<String> asked(String id) {
        return jdbc.sql("select unit from bulletin_share where bulletin_id = :id and state = 'asked' order by unit").param("id", id)
                .query(String.class).list();
    }

    List<Share> of(String id) {
        return jdbc.sql("select * from bulletin_share where bulletin_id = :id order by unit").param("id", id).query((row, n) ->
                new Share(row.getString("unit"), name(row.getString("unit")), row.getString("state"), time(row, "answered_at"))).list();
    }

    /** How many answered how. */
    Map<String, Long> states(String id) {
        return of(id).stream().collect(Collectors.groupingBy(Share::state, Collectors.counting()));
    }

    void object(String id, String unit, String measure, long printed, List<String> tickets, String reason, String by, String byName) {
        jdbc.sql("insert into bulletin_objection (bulletin_id, unit, measure, printed, tickets, reason, raised_by, raised_by_name, raised_at) "
                        + "values (:id, :unit, :measure, :printed, :tickets, :reason, :by, :byName, :at)").param("id", id).param("unit", unit)
                .param("measure", measure).param("printed", printed).param("tickets", String.join(",", tickets)).param("reason", reason)
                .param("by", by).param("byName", byName).param("at", clock.millis()).update();
    }

    /** Objections of a bulletin in the order they came. */
    List<Objection> objections(String id) {
        return jdbc.sql("select * from bulletin_objection where bulletin_id = :id order by id").param("id", id)
                .query((row, n) -> objection(row)).list();
    }

    Objection objection(long number) {
        return jdbc.sql("select * from bulletin_objection where id = :id").param("id", number).query((row, n) -> objection(row)).optional()
                .orElseThrow(Editions::unknown);
    }

    void rule(long number, String ruling, String remedy, String reason, String by, String byName) {
        jdbc.sql("update bulletin_objection set ruling = :ruling, remedy = :remedy, ruling_reason = :reason, ruled_by = :by, "
                        + "ruled_by_name = :byName, ruled_at = :at where id = :id").param("ruling", ruling).param("remedy", remedy)
                .param("reason", reason).param("by", by).param("byName", byName).param("at", clock.millis()).param("id", number).update();
    }

    void settled(long number, long snapshot, String changeNote) {
        jdbc.sql("update bulletin_objection set snapshot = :snapshot, change_note = :note where id = :id").param("snapshot", snapshot)
                .param("note", changeNote).param("id", number).update();
    }

    private Objection objection(ResultSet row) throws SQLException {
        return new Objection(row.getLong("id"), row.getString("bulletin_id"), row.getString("unit"), name(row.getString("unit")),
                row.getString("measure"), row.getLong("printed"), List.of(row.getString("tickets").split(",")), row.getString("reason"),
                row.getString("raised_by"), row.getString("raised_by_name"), time(row, "raised_at"), row.getString("ruling"),
                row.getString("remedy"), row.getString("ruling_reason"), row.getString("ruled_by_name"), time(row, "ruled_at"),
                row.getString("change_note"));
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    private OffsetDateTime time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }
}
