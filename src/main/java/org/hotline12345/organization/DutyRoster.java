package org.hotline12345.organization;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 值班表: who answers for a unit or sub-platform at any hour, nights and holidays included. */
@Component
public class DutyRoster {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
            .withZone(ZoneId.of("Asia/Shanghai"));
    /** So many shifts of a unit are replaced at once. */
    public static final int MOST_SHIFTS = 200;

    private final AuditTrail trail;
    private final Units units;
    private final JdbcClient jdbc;

    DutyRoster(Units units, JdbcClient jdbc, AuditTrail trail) {
        this.trail = trail;
        this.units = units;
        this.jdbc = jdbc;
    }

    /** Who is on duty for the unit at that instant. */
    public Optional<Shift> onDuty(String unit, Instant at) {
        return jdbc.sql("select from_at, until_at, post, phone, deputy from organization_duty "
                        + "where unit = :unit and from_at <= :at and until_at > :at")
                .param("unit", unit).param("at", at.toEpochMilli()).query((row, n) -> shift(row)).optional();
    }

    /** Codes of the units that have somebody on duty at that instant. */
    public Set<String> onDuty(Instant at) {
        return Set.copyOf(jdbc.sql("select distinct unit from organization_duty where from_at <= :at and until_at > :at")
                .param("at", at.toEpochMilli()).query(String.class).list());
    }

    /** Shifts of the unit that touch the time span, in order. */
    public List<Shift> between(String unit, Instant from, Instant until) {
        return jdbc.sql("select from_at, until_at, post, phone, deputy from organization_duty "
                        + "where unit = :unit and until_at > :from and from_at < :until order by from_at")
                .param("unit", unit).param("from", from.toEpochMilli()).param("until", until.toEpochMilli())
                .query((row, n) -> shift(row)).list();
    }

    /**
     * Replaces the roster from the first shift's beginning to the last one's end; what lies outside stays.
     *
     * @throws Refusal INVALID {@code organization.dutyGap} or {@code organization.dutyOverlap}, naming the hours
     */
    @Transactional
    public void replace(String unit, List<Shift> shifts, Actor actor) {
        if (!actor.has("camunda-admin") && !actor.belongsTo(unit)) {
            throw Refusal.forbidden("organization.dutyNotAllowed", "只有系统管理员和本单位人员可以编排值班表。");
        }
        List<Shift> ordered = check(shifts);
        // One writer at a time for a unit: shifts of two writers must not interleave.
        jdbc.sql("select code from organization_unit where code = :unit for update").param("unit", unit).query(String.class).single();
        Instant from = ordered.get(0).from();
        Instant until = ordered.get(ordered.size() - 1).until();
        List<Shift> kept = new ArrayList<>();
        for (Shift old : between(unit, from, until)) {
            if (old.from().isBefore(from)) {
                kept.add(new Shift(old.from(), from, old.post(), old.phone(), old.deputy()));
            }
            if (old.until().isAfter(until)) {
                kept.add(new Shift(until, old.until(), old.post(), old.phone(), old.deputy()));
            }
        }
        jdbc.sql("delete from organization_duty where unit = :unit and until_at > :from and from_at < :until")
                .param("unit", unit).param("from", from.toEpochMilli()).param("until", until.toEpochMilli()).update();
        kept.addAll(ordered);
        for (Shift shift : kept) {
            jdbc.sql("insert into organization_duty (unit, from_at, until_at, post, phone, deputy) "
                            + "values (:unit, :from, :until, :post, :phone, :deputy)")
                    .param("unit", unit).param("from", shift.from().toEpochMilli()).param("until", shift.until().toEpochMilli())
                    .param("post", shift.post()).param("phone", shift.phone()).param("deputy", shift.deputy()).update();
        }
        trail.record(new Entry(AuditTrail.SETTING, unit, "值班表：替换" + ordered.size() + "班，自"
                + TIME.format(from) + "至" + TIME.format(until)));
    }

    /** The unit of that code, of whatever hotline; Refusal 404 when there is none. */
    public Unit unit(String code) {
        return units.find(code).orElseThrow(() -> Refusal.unknown("organization.unknownUnit", "没有代码为“" + code + "”的承办单位。"));
    }

    private static List<Shift> check(List<Shift> shifts) {
        if (shifts == null || shifts.isEmpty() || shifts.size() > MOST_SHIFTS) {
            throw Refusal.invalid("organization.dutyEmpty", "请给出1至" + MOST_SHIFTS + "个值班班次。");
        }
        List<Shift> ordered = shifts.stream().map(Shift::checked).sorted(Comparator.comparing(Shift::from)).toList();
        for (int i = 1; i < ordered.size(); i++) {
            Shift before = ordered.get(i - 1);
            Shift next = ordered.get(i);
            if (next.from().isBefore(before.until())) {
                throw Refusal.invalid("organization.dutyOverlap", "值班班次重叠：" + TIME.format(next.from()) + "起的班次与"
                        + TIME.format(before.until()) + "止的班次，请改成首尾相接。");
            }
            if (next.from().isAfter(before.until())) {
                throw Refusal.invalid("organization.dutyGap", "值班有空档：" + TIME.format(before.until()) + "至"
                        + TIME.format(next.from()) + "无人值班，夜间和节假日也须排班。");
            }
        }
        return ordered;
    }

    private static Shift shift(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Shift(Instant.ofEpochMilli(row.getLong("from_at")), Instant.ofEpochMilli(row.getLong("until_at")),
                row.getString("post"), row.getString("phone"), row.getString("deputy"));
    }

    /**
     * One shift.
     *
     * @param until exclusive end
     * @param post post or name of who is on duty
     * @param phone office number
     * @param deputy who leads the shift or stands in, or null
     */
    public record Shift(Instant from, Instant until, String post, String phone, String deputy) {

        private Shift checked() {
            if (from == null || until == null || !from.isBefore(until)) {
                throw Refusal.invalid("organization.dutySpan", "每个班次须有开始和结束时间，且开始早于结束。");
            }
            return new Shift(from, until, Texts.required("值班人员", post, 60), Texts.required("值班电话", phone, 40),
                    Texts.optional("带班人员", deputy, 60));
        }
    }
}
