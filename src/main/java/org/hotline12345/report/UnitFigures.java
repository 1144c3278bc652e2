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
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 单位办件统计: what units were given, answered, let pass and were judged by in a period, as counts. Every count is taken at the
 * unit of the time, so a period that is over reads the same after units merged, split or changed their names. The same
 * measures as everywhere else ({@link Measures}); the hotline's own row is what it answered at once.
 */
@Component
public class UnitFigures {

    private static final List<String> MEASURES = List.of("assigned", "handled", "overdue", "calledBack", "satisfied", "dissatisfied", "defaulted");

    private final PeriodFigures figures;
    private final Measures measures;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;

    UnitFigures(PeriodFigures figures, Measures measures, Units units, Jurisdictions jurisdictions, Settings settings, Actors actors, Clock clock) {
        this.figures = figures;
        this.measures = measures;
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
            @Schema(description = "期内派给该单位主办、协办的次数，不含重办；热线自办为期内登记的当即答复件") long assigned,
            @Schema(description = "期内答复的次数，不含重办；热线自办为期内办结的当即答复件") long handled,
            @Schema(description = "期内超过办理时限的次数，剔除件不计") long overdue,
            @Schema(description = "期内办结、由该单位主办且得到评价的工单数，剔除件不计；热线自办为没有派到单位的工单") long calledBack,
            long satisfied, long dissatisfied,
            @Schema(description = "期内办结、多次联系未果的默认件，单列") long defaulted,
            @Schema(description = "期内已撤并的，现由哪个单位承接") String successor) {

        private Row plus(Row other) {
            return new Row(unit, name, assigned + other.assigned, handled + other.handled, overdue + other.overdue,
                    calledBack + other.calledBack, satisfied + other.satisfied, dissatisfied + other.dissatisfied,
                    defaulted + other.defaulted, successor);
        }
    }

    /** The table; totals are for those who read all figures. */
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
        Actor actor = FigureReaders.require(actors);
        boolean seesAll = FigureReaders.seesAll(actor);
        Jurisdiction jurisdiction = jurisdictions.require(jurisdictionCode);
        Period period = new Period(jurisdiction.code(), from, to);
        boolean defaultedSatisfied = settings.flag(jurisdiction.code(), "callback.defaultCountsAsSatisfied");
        Map<String, Row> rows = rows(period);
        if (rollUp) {
            rows = rolledUp(rows);
        }
        List<Row> all = new ArrayList<>(rows.values());
        List<Row> seen = seesAll ? all
                : all.stream().filter(row -> FigureReaders.sees(actor, Dimension.UNIT, row.unit())).toList();
        return new Table(jurisdiction.code(), from, to, clock.instant().atZone(clock.getZone()).toOffsetDateTime(), defaultedSatisfied, seen,
                seesAll ? total(all) : null,
                seesAll ? total(all.stream().filter(row -> !row.unit().equals(jurisdiction.hotlineUnit())).toList()) : null);
    }

    private Map<String, Row> rows(Period period) {
        Figures counted = figures.of(period, MEASURES.stream().map(measures::require).toList());
        Map<String, Row> rows = new LinkedHashMap<>();
        LocalDate today = LocalDate.now(clock);
        LocalDate named = period.to().isBefore(today) ? period.to() : today;
        for (Unit unit : units.list(period.jurisdiction())) {
            String code = unit.code();
            Row row = new Row(code, units.nameOn(code, named), counted.count("assigned", Dimension.UNIT, code),
                    counted.count("handled", Dimension.UNIT, code), counted.count("overdue", Dimension.UNIT, code),
                    counted.count("calledBack", Dimension.UNIT, code), counted.count("satisfied", Dimension.UNIT, code),
                    counted.count("dissatisfied", Dimension.UNIT, code), counted.count("defaulted", Dimension.UNIT, code),
                    units.successor(code, today).map(Unit::code).filter(heir -> !heir.equals(code)).orElse(null));
            boolean any = row.assigned + row.handled + row.overdue + row.calledBack + row.defaulted > 0;
            if (any || unit.validOn(period.from()) || unit.validOn(period.to())) {
                rows.put(code, row);
            }
        }
        return rows;
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
}
