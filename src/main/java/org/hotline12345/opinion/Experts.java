package org.hotline12345.opinion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The register of the three teams: who is in which, what for, and for how long. */
@Component
public class Experts {

    /** Group of an expert in the engine: {@code expert-<code>}. */
    public static final String GROUP_PREFIX = "expert-";
    private static final String COLUMNS = "select code, jurisdiction, team, name, field, unit, valid_from, valid_until from opinion_expert";

    private final Units units;
    private final ExpertGroups groups;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Experts(Units units, ExpertGroups groups, JdbcClient jdbc, Actors actors, Clock clock) {
        this.units = units;
        this.groups = groups;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * A page of a hotline's register by team and name; units and the centre may read it.
     *
     * @param team or null for all three
     * @param words part of a name or field, or null
     * @param today whether those not valid today are left out
     */
    public Page<Expert> list(String jurisdiction, Team team, String words, boolean today, int page, int size) {
        Actor actor = actors.current();
        if (!actor.isCentre() && actor.groups().stream().noneMatch(Actor::isStaffGroup)) {
            throw Refusal.forbidden("opinion.registerNotAllowed", "只有热线中心和承办单位可以查看专家名册。");
        }
        Page.check(page, size);
        StringBuilder where = new StringBuilder(" where jurisdiction = :jurisdiction");
        Map<String, Object> params = new HashMap<>(Map.of("jurisdiction", jurisdiction));
        if (team != null) {
            where.append(" and team = :team");
            params.put("team", team.code());
        }
        if (words != null) {
            where.append(" and (name like :words escape '!' or field like :words escape '!')");
            params.put("words", "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        if (today) {
            where.append(" and valid_from <= :today and (valid_until is null or valid_until >= :today)");
            params.put("today", today());
        }
        params.put("limit", size + 1);
        params.put("offset", (long) page * size);
        return Page.of(jdbc.sql(COLUMNS + where + " order by team, name, code limit :limit offset :offset").params(params)
                .query((row, n) -> read(row)).list(), page, size);
    }

    /** Everybody ever registered, to give each a group. */
    public List<Expert> all() {
        return jdbc.sql(COLUMNS + " order by code").query((row, n) -> read(row)).list();
    }

    /**
     * Enters somebody, or changes an entry.
     *
     * @throws Refusal FORBIDDEN {@code opinion.registerNotYours} for others than supervisors and administrators
     */
    @Transactional
    public Expert keep(String code, Entry entry) {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "camunda-admin")) {
            throw Refusal.forbidden("opinion.registerNotYours", "只有督办员和系统管理员可以维护专家名册。");
        }
        if (!code.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || code.length() > 32) {
            throw Refusal.invalid("opinion.badCode", "专家代码用小写字母、数字和连字符，最多32个字符。");
        }
        if (entry.validFrom() == null || entry.validUntil() != null && entry.validUntil().isBefore(entry.validFrom())) {
            throw Refusal.invalid("opinion.badValidity", "请填写聘期开始日期；结束日期不得早于开始日期。");
        }
        if (entry.unit() != null) {
            units.requireValid(entry.jurisdiction(), entry.unit(), today());
        }
        find(code).filter(known -> !known.jurisdiction().equals(entry.jurisdiction())).ifPresent(known -> {
            throw Refusal.rule("opinion.codeTaken", "代码" + code + "已在另一热线区域使用，请换一个。");
        });
        Map<String, Object> values = new HashMap<>();
        values.put("code", code);
        values.put("jurisdiction", entry.jurisdiction());
        values.put("team", entry.team().code());
        values.put("name", entry.name());
        values.put("field", entry.field());
        values.put("unit", entry.unit());
        values.put("from", entry.validFrom());
        values.put("until", entry.validUntil());
        values.put("by", actor.id());
        values.put("at", clock.millis());
        int changed = jdbc.sql("update opinion_expert set team = :team, name = :name, field = :field, unit = :unit, "
                + "valid_from = :from, valid_until = :until, changed_by = :by, changed_at = :at where code = :code")
                .params(values).update();
        if (changed == 0) {
            jdbc.sql("insert into opinion_expert (code, jurisdiction, team, name, field, unit, valid_from, valid_until, changed_by, "
                    + "changed_at) values (:code, :jurisdiction, :team, :name, :field, :unit, :from, :until, :by, :at)")
                    .params(values).update();
        }
        Expert kept = require(code);
        groups.ensure(kept.group(), kept.teamName() + " " + kept.name());
        return kept;
    }

    /** @throws Refusal UNKNOWN {@code opinion.unknownExpert} */
    Expert require(String code) {
        return find(code).orElseThrow(() -> Refusal.unknown("opinion.unknownExpert", "名册中没有这位专家，请刷新后重选。"));
    }

    private Optional<Expert> find(String code) {
        return jdbc.sql(COLUMNS + " where code = :code").param("code", code).query((row, n) -> read(row)).optional();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    private Expert read(ResultSet row) throws SQLException {
        Team team = Team.of(row.getString("team"));
        String unit = row.getString("unit");
        return new Expert(row.getString("code"), row.getString("jurisdiction"), team, team.label(), row.getString("name"),
                row.getString("field"), unit, unit == null ? null : units.find(unit).map(Unit::name).orElse(unit),
                row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class));
    }

    /** What is entered of somebody. */
    public record Entry(String jurisdiction, Team team, String name, String field, String unit, LocalDate validFrom,
            LocalDate validUntil) {
    }
}
