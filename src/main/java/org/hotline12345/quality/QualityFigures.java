package org.hotline12345.quality;

import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hotline12345.common.Actor;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.workbook.Column;
import org.hotline12345.workbook.Form;
import org.hotline12345.workbook.Writing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Results of quality checks by person or by unit: counts and points, nothing made up of them. */
@Component
public class QualityFigures {

    private static final int MOST_DAYS = 366;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final List<Column> COLUMNS = List.of(column("name", "名称"), column("unit", "单位"), column("checked", "已评分"),
            column("points", "总得分"), column("passed", "合格"), column("fatal", "否决"), column("appealed", "申诉"), column("changed", "申诉改判"));

    private final Inspectors inspectors;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Units units;
    private final PersonNames names;
    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final Clock clock;

    QualityFigures(Inspectors inspectors, Jurisdictions jurisdictions, Settings settings, Units units, PersonNames names, AuditTrail trail,
            JdbcClient jdbc, Clock clock) {
        this.inspectors = inspectors;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.units = units;
        this.names = names;
        this.trail = trail;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private static Column column(String key, String head) {
        return Column.optional(key, head, "", "");
    }

    /**
     * One person or unit.
     *
     * @param code account or unit code; empty for the centre
     * @param points sum of the points of all checked steps, so that an average can be formed over any rows
     * @param passed steps with at least the points of the setting {@code quality.passPoints}
     * @param changed appeals that changed the points
     */
    public record Row(String code, String name, String unitName, long checked, long points, long passed, long fatal, long appealed, long changed) {
    }

    /**
     * Scored steps drawn in a span of days, the worst average first.
     *
     * @param by {@code person} or {@code unit}
     * @throws Refusal FORBIDDEN {@code quality.notInspector}; INVALID {@code quality.badPeriod}
     */
    @Transactional(readOnly = true)
    public List<Row> summary(String jurisdiction, LocalDate from, LocalDate until, String by) {
        inspectors.require();
        if (from == null || until == null || until.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(until)) {
            throw Refusal.invalid("quality.badPeriod", "请填写抽样日期起止，止日不早于起日，最多" + MOST_DAYS + "天。");
        }
        boolean persons = !"unit".equals(by);
        String place = jurisdictions.require(jurisdiction).code();
        String grouped = persons ? "person, unit" : "unit";
        return jdbc.sql("select " + grouped + (persons ? ", max(person_name) as name" : "") + ", count(*) as checked, sum(points) as points, "
                        + "sum(case when points >= :pass then 1 else 0 end) as passed, sum(case when fatal = true then 1 else 0 end) as fatals, "
                        + "sum(case when appealed_at is not null then 1 else 0 end) as appealed, "
                        + "sum(case when points_before <> points then 1 else 0 end) as changed from quality_check "
                        + "where jurisdiction = :jurisdiction and drawn_at >= :from and drawn_at < :until and points is not null group by " + grouped
                        + " order by sum(points) / count(*), " + grouped)
                .param("pass", settings.number(place, "quality.passPoints")).param("jurisdiction", place)
                .param("from", startOf(from)).param("until", startOf(until.plusDays(1)))
                .query((row, n) -> {
                    String unit = row.getString("unit");
                    String unitName = unit == null ? "热线中心" : units.find(unit).map(Unit::name).orElse(unit);
                    return new Row(persons ? row.getString("person") : unit == null ? "" : unit, persons ? row.getString("name") : unitName, unitName,
                            row.getLong("checked"), row.getLong("points"), row.getLong("passed"), row.getLong("fatals"), row.getLong("appealed"),
                            row.getLong("changed"));
                }).list();
    }

    /** The same as a workbook; the export is written down. */
    @Transactional
    public Consumer<OutputStream> export(String jurisdiction, LocalDate from, LocalDate until, String by) {
        List<Row> rows = summary(jurisdiction, from, until, by);
        Actor actor = inspectors.current();
        String what = "质检结果（按" + ("unit".equals(by) ? "单位" : "人员") + "，" + from + "至" + until + "抽样）";
        trail.record(new Entry(AuditTrail.EXPORT, "质检结果", "导出" + what + rows.size() + "行"));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("内容", what);
        facts.put("热线区域", jurisdictions.require(jurisdiction).code());
        facts.put("行数", String.valueOf(rows.size()));
        facts.put("导出人", names.nameOf(actor.id()) + "（" + actor.id() + "）");
        facts.put("导出时间", TIME.format(clock.instant().atZone(clock.getZone())));
        return out -> {
            try (Writing book = new Writing()) {
                book.about("导出说明", facts);
                Writing.Rows sheet = book.sheet(new Form("质检结果", "质检结果", COLUMNS));
                rows.forEach(row -> sheet.row(Arrays.asList(row.name(), row.unitName(), row.checked(), row.points(), row.passed(), row.fatal(),
                        row.appealed(), row.changed())));
                book.to(out);
            }
        };
    }

    private long startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }
}
