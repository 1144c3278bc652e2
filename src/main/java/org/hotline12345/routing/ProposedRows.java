package org.hotline12345.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Rows that a meeting or a consultation wants in the dispatch catalogue (海南2017：会议决定要成为规则). A proposal routes
 * nothing: the catalogue is the published decision table alone.
 */
@Component
public class ProposedRows {

    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    ProposedRows(Units units, Categories categories, Regions regions, JdbcClient jdbc, Actors actors, Clock clock) {
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Keeps a proposed row with its evidence.
     *
     * @return id of the proposal
     */
    public String propose(String jurisdiction, Wish wish, Evidence evidence) {
        if (categories.find(jurisdiction, wish.category()).isEmpty()) {
            throw Refusal.invalid("routing.unknownCategory", "诉求类别「" + wish.category() + "」不存在。");
        }
        if (wish.region() != null && regions.find(wish.region()).isEmpty()) {
            throw Refusal.invalid("routing.unknownRegion", "行政区划代码「" + wish.region() + "」不存在。");
        }
        Unit unit = units.requireValid(jurisdiction, wish.unit(), LocalDate.now(clock));
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into routing_proposed_row (id, jurisdiction, category, region, unit, basis, evidence_no, minutes_ref, "
                        + "status, proposed_by, proposed_at) values (:id, :jurisdiction, :category, :region, :unit, :basis, "
                        + ":evidence, :minutes, 'proposed', :by, :at)")
                .param("id", id).param("jurisdiction", jurisdiction).param("category", wish.category())
                .param("region", wish.region()).param("unit", unit.code()).param("basis", wish.basis())
                .param("evidence", evidence.number()).param("minutes", evidence.minutesRef())
                .param("by", actors.current().id()).param("at", clock.instant().toEpochMilli()).update();
        return id;
    }

    /** A page of proposals, newest first. */
    public Page<Proposal> list(String jurisdiction, int page, int size) {
        Page.check(page, size);
        Actor actor = actors.current();
        if (!actor.hasAny("dispatcher", "supervisor", "designer", "camunda-admin")) {
            throw Refusal.forbidden("routing.proposalsNotForRole", "只有派单员、督办员、流程设计员和系统管理员可以查看拟入目录的规则。");
        }
        Map<String, Object> parameters = jurisdiction == null ? Map.of() : Map.of("jurisdiction", jurisdiction);
        return Page.of(jdbc.sql("select * from routing_proposed_row" + (jurisdiction == null ? "" : " where jurisdiction = :jurisdiction")
                        + " order by proposed_at desc, id desc limit :limit offset :offset")
                .params(parameters).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> proposal(row)).list(), page, size);
    }

    private Proposal proposal(ResultSet row) throws SQLException {
        String unit = row.getString("unit");
        return new Proposal(row.getString("id"), row.getString("jurisdiction"), row.getString("category"),
                row.getString("region"), unit, units.find(unit).map(Unit::name).orElse(unit), row.getString("basis"),
                row.getString("evidence_no"), row.getString("minutes_ref"), row.getString("status"),
                row.getString("proposed_by"),
                Instant.ofEpochMilli(row.getLong("proposed_at")).atZone(clock.getZone()).toOffsetDateTime());
    }

    /**
     * What the row would say.
     *
     * @param region code of the place, or null for everywhere
     */
    public record Wish(String category, String region, String unit, String basis) {
    }

    /**
     * Where the wish comes from.
     *
     * @param number ticket or consultation number
     * @param minutesRef which minutes, in words
     */
    public record Evidence(String number, String minutesRef) {
    }

    /** A proposed row as it is listed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Proposal(String id, String jurisdiction, String category, String region, String unit, String unitName,
            String basis, String evidenceNo, String minutesRef, String status, String proposedBy, OffsetDateTime proposedAt) {
    }
}
