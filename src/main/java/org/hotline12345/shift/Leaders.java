package org.hotline12345.shift;

import com.fasterxml.jackson.annotation.JsonInclude;
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

/** The register of leaders who take turns on duty, each known by the account they sign in with. */
@Component
public class Leaders {

    /** Group of the accounts of leaders on the roster. */
    public static final String GROUP = "duty-leader";
    private static final String COLUMNS = "select person, jurisdiction, name, post, unit, valid_from, valid_until from shift_leader";

    private final Units units;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Leaders(Units units, JdbcClient jdbc, Actors actors, Clock clock) {
        this.units = units;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** A page of a hotline's leaders by name; {@code all} with those whose time is over or not yet come. */
    public Page<Leader> list(String jurisdiction, boolean all, int page, int size) {
        requireReader(actors.current());
        Page.check(page, size);
        return Page.of(jdbc.sql(COLUMNS + " where jurisdiction = :jurisdiction"
                        + (all ? "" : " and valid_from <= :today and (valid_until is null or valid_until >= :today)")
                        + " order by name, person limit :limit offset :offset")
                .param("jurisdiction", jurisdiction).param("today", today()).param("limit", size + 1)
                .param("offset", (long) page * size).query((row, n) -> read(row)).list(), page, size);
    }

    /** Everybody on the registers, by account. */
    public List<Leader> all() {
        return jdbc.sql(COLUMNS + " order by person").query((row, n) -> read(row)).list();
    }

    /**
     * Enters a leader, or changes an entry.
     *
     * @param person account the leader signs in with; an administrator makes it a member of {@code duty-leader}
     */
    @Transactional
    public Leader keep(String person, Leader entry) {
        Actor actor = actors.current();
        if (!actor.hasAny("supervisor", "camunda-admin")) {
            throw Refusal.forbidden("shift.supervisorOnly", "只有督办员和系统管理员可以维护轮值领导名册。");
        }
        if (!person.matches("[a-zA-Z0-9-]{1,64}")) {
            throw Refusal.invalid("shift.badPerson", "账号只能用字母、数字和连字符，最多64个字符。");
        }
        if (entry.validFrom() == null || entry.validUntil() != null && entry.validUntil().isBefore(entry.validFrom())) {
            throw Refusal.invalid("shift.badValidity", "请填写开始日期；结束日期不得早于开始日期。");
        }
        if (entry.unit() != null) {
            units.requireValid(entry.jurisdiction(), entry.unit(), today());
        }
        Map<String, Object> values = new HashMap<>();
        values.put("person", person);
        values.put("jurisdiction", entry.jurisdiction());
        values.put("name", entry.name());
        values.put("post", entry.post());
        values.put("unit", entry.unit());
        values.put("from", entry.validFrom());
        values.put("until", entry.validUntil());
        values.put("by", actor.id());
        values.put("at", clock.millis());
        int changed = jdbc.sql("update shift_leader set name = :name, post = :post, unit = :unit, valid_from = :from, "
                + "valid_until = :until, changed_by = :by, changed_at = :at where person = :person and jurisdiction = :jurisdiction")
                .params(values).update();
        if (changed == 0) {
            if (find(person).isPresent()) {
                throw Refusal.rule("shift.personTaken", "该账号已在另一热线区域的轮值名册中。");
            }
            jdbc.sql("insert into shift_leader (person, jurisdiction, name, post, unit, valid_from, valid_until, changed_by, changed_at) "
                    + "values (:person, :jurisdiction, :name, :post, :unit, :from, :until, :by, :at)").params(values).update();
        }
        return find(person).orElseThrow();
    }

    /** @throws Refusal RULE {@code shift.leaderNotAvailable} unless the leader serves that hotline on that day */
    Leader requireFor(String jurisdiction, String person, LocalDate day) {
        return find(person).filter(leader -> leader.jurisdiction().equals(jurisdiction) && leader.validOn(day))
                .orElseThrow(() -> Refusal.rule("shift.leaderNotAvailable", "该领导不在本热线的轮值名册中，或当日不在任，请另选一位。"));
    }

    Optional<Leader> find(String person) {
        return jdbc.sql(COLUMNS + " where person = :person").param("person", person).query((row, n) -> read(row)).optional();
    }

    static void requireReader(Actor actor) {
        if (!actor.isCentre() && !actor.has(GROUP)) {
            throw Refusal.forbidden("shift.notAllowed", "只有热线中心人员和轮值领导可以查看轮值安排。");
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    private Leader read(ResultSet row) throws SQLException {
        String unit = row.getString("unit");
        return new Leader(row.getString("person"), row.getString("jurisdiction"), row.getString("name"), row.getString("post"), unit,
                unit == null ? null : units.find(unit).map(Unit::name).orElse(unit), row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class));
    }

    /**
     * A leader on the roster.
     *
     * @param unit code of the unit the leader heads, or null
     * @param validUntil last day, or null while open
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Leader(String person, String jurisdiction, String name, String post, String unit, String unitName,
            LocalDate validFrom, LocalDate validUntil) {

        boolean validOn(LocalDate day) {
            return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
        }
    }
}
