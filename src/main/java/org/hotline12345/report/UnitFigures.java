package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 单位办件统计: what units were given, answered, let pass and were judged by in a period, as counts. Every count is taken at the
 * unit of the time, so a period that is over reads the same after units merged, split or changed their names.
 */
@Component
public class UnitFigures {

    private static final int MOST_DAYS = 400;
    private static final String LEAD_OR_ASSIST = "d.role in ('lead', 'assist')";

    private final JdbcClient jdbc;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;

    UnitFigures(JdbcClient jdbc, Units units, Jurisdictions jurisdictions, Settings settings, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.units = units;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.actors = actors;
        this.clock = clock;
    }

    /** Counts of one unit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            @Schema(description = "单位代码") String unit,
            @Schema(description = "统计期末的单位名称") String name,
            @Schema(description = "期内派给该单位主办、协办的次数，不含重办") long assigned,
            @Schema(description = "期内答复的次数，不含重办") long handled,
            @Schema(description = "期内超过办理时限的次数，剔除件不计") long overdue,
            @Schema(description = "期内办结、由该单位主办且得到评价的工单数，剔除件不计") long calledBack,
            long satisfied, long dissatisfied,
            @Schema(description = "期内办结、多次联系未果的默认件，单列") long defaulted,
            @Schema(description = "期内已撤并的，现由哪个单位承接") String successor) {

        private Row plus(Row other) {
            return new Row(unit, name, assigned + other.assigned, handled + other.handled, overdue + other.overdue,
                    calledBack + other.calledBack, satisfied + other.satisfied, dissatisfied + other.dissatisfied,
                    defaulted + other.defaulted, successor);
        }
    }

    /** The table; totals are for the centre only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Table(String jurisdiction, LocalDate from, LocalDate to, OffsetDateTime asOf,
            @Schema(description = "默认件是否计入满意（设置 callback.defaultCountsAsSatisfied）") boolean defaultedCountAsSatisfied,
            List<Row> units, Row total, @Schema(description = "不含热线自办") Row totalWithoutHotline) {
    }

    /**
     * @param from first day of the period
     * @param to last day, inclusive
     * @param rollUp whether units that have ended are added to those that followed them
     * @throws Refusal INVALID {@code report.badPeriod}, FORBIDDEN {@code report.notYours}
     */
    @Transactional(readOnly = true)
    public Table table(String jurisdictionCode, LocalDate from, LocalDate to, boolean rollUp) {
        Actor actor = actors.current();
        Set<String> own = actor.units();
        if (!actor.isCentre() && own.isEmpty()) {
            throw Refusal.forbidden("report.notYours", "只有热线中心人员和承办单位人员可以查看单位办件统计。");
        }
        if (from == null || to == null || to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            throw Refusal.invalid("report.badPeriod", "请填写统计期起止日（from、to），止日不早于起日，最长" + MOST_DAYS + "天。");
        }
        Jurisdiction jurisdiction = jurisdictions.require(jurisdictionCode);
        boolean defaultedSatisfied = settings.flag(jurisdiction.code(), "callback.defaultCountsAsSatisfied");
        Map<String, Row> rows = rows(jurisdiction.code(), from, to, defaultedSatisfied);
        if (rollUp) {
            rows = rolledUp(rows);
        }
        List<Row> all = new ArrayList<>(rows.values());
        List<Row> seen = actor.isCentre() ? all : all.stream().filter(row -> own.contains(row.unit())).toList();
        return new Table(jurisdiction.code(), from, to, clock.instant().atZone(clock.getZone()).toOffsetDateTime(), defaultedSatisfied, seen,
                actor.isCentre() ? total(all) : null,
                actor.isCentre() ? total(all.stream().filter(row -> !row.unit().equals(jurisdiction.hotlineUnit())).toList()) : null);
    }

    private Map<String, Row> rows(String jurisdiction, LocalDate from, LocalDate to, boolean defaultedSatisfied) {
        Map<String, Object> period = Map.of("jurisdiction", jurisdiction, "from", start(from), "until", start(to.plusDays(1)));
        Map<String, Long> assigned = counted("select coalesce(d.dispatched_unit, d.unit), count(*) from ticket_dispatch d where "
                + "d.dispatched_at >= :from and d.dispatched_at < :until and " + LEAD_OR_ASSIST + " and d.rework = false "
                + "group by coalesce(d.dispatched_unit, d.unit)", period);
        Map<String, Long> handled = counted("select d.unit, count(*) from ticket_dispatch d where d.replied_at >= :from and "
                + "d.replied_at < :until and " + LEAD_OR_ASSIST + " and d.rework = false group by d.unit", period);
        Map<String, Long> overdue = counted("select coalesce(d.overdue_unit, d.unit), count(*) from ticket_dispatch d join ticket_ticket t "
                + "on t.ticket_no = d.ticket_no where d.overdue_at >= :from and d.overdue_at < :until and " + LEAD_OR_ASSIST
                + " and t.exclusion is null group by coalesce(d.overdue_unit, d.unit)", period);
        Map<String, long[]> judged = judged(period);
        Map<String, Row> rows = new LinkedHashMap<>();
        LocalDate today = LocalDate.now(clock);
        for (Unit unit : units.list(jurisdiction)) {
            String code = unit.code();
            long[] judgement = judged.getOrDefault(code, new long[3]);
            long defaulted = judgement[2];
            Row row = new Row(code, units.nameOn(code, to.isBefore(today) ? to : today), assigned.getOrDefault(code, 0L),
                    handled.getOrDefault(code, 0L), overdue.getOrDefault(code, 0L),
                    judgement[0] + judgement[1] + (defaultedSatisfied ? defaulted : 0),
                    judgement[0] + (defaultedSatisfied ? defaulted : 0), judgement[1], defaulted,
                    units.successor(code, today).map(Unit::code).filter(heir -> !heir.equals(code)).orElse(null));
            boolean counted = row.assigned + row.handled + row.overdue + row.calledBack + row.defaulted > 0;
            if (counted || unit.validOn(from) || unit.validOn(to)) {
                rows.put(code, row);
            }
        }
        return rows;
    }

    /** Satisfied, dissatisfied and defaulted, at the lead that answered in the ticket's last round. */
    private Map<String, long[]> judged(Map<String, Object> period) {
        Map<String, long[]> judged = new LinkedHashMap<>();
        jdbc.sql("select d.unit, sum(case when t.satisfied = true then 1 else 0 end), sum(case when t.satisfied = false then 1 else 0 end), "
                        + "sum(case when t.satisfied is null then 1 else 0 end) from ticket_ticket t join ticket_dispatch d "
                        + "on d.ticket_no = t.ticket_no and d.round = t.round and d.role = 'lead' and d.state = 'replied' "
                        + "where t.jurisdiction = :jurisdiction and t.closed_at >= :from and t.closed_at < :until and t.exclusion is null "
                        + "and (t.satisfied is not null or t.defaulted > 0) group by d.unit")
                .params(period).query(row -> {
                    judged.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3), row.getLong(4)});
                });
        return judged;
    }

    private Map<String, Long> counted(String sql, Map<String, Object> period) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql(sql).params(period).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private static Map<String, Row> rolledUp(Map<String, Row> rows) {
        Map<String, Row> rolled = new LinkedHashMap<>();
        rows.values().stream().filter(row -> row.successor == null || !rows.containsKey(row.successor))
                .forEach(row -> rolled.put(row.unit, row));
        rows.values().stream().filter(row -> row.successor != null && rows.containsKey(row.successor))
                .forEach(row -> rolled.computeIfPresent(row.successor, (heir, known) -> known.plus(row)));
        return rolled;
    }

    private static Row total(List<Row> rows) {
        return rows.stream().reduce(new Row(null, "合计", 0, 0, 0, 0, 0, 0, 0, null), Row::plus);
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }
}
