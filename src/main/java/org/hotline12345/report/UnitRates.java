package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rates (率) of units in a period with the fractions behind them, and the assessment lists of the three that a city goes by. */
@Component
public class UnitRates {

    /** Settings that name the three rates (三率), in the order they are shown. */
    public static final List<String> THREE = List.of("report.satisfactionRate", "report.onceClosedRate", "report.instantRate");

    private final PeriodFigures figures;
    private final Measures measures;
    private final ListRules lists;
    private final ItemNames names;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;

    UnitRates(PeriodFigures figures, Measures measures, ListRules lists, ItemNames names, Units units, Jurisdictions jurisdictions, Settings settings,
            Actors actors, Clock clock) {
        this.figures = figures;
        this.measures = measures;
        this.lists = lists;
        this.names = names;
        this.units = units;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.actors = actors;
        this.clock = clock;
    }

    /** A rate's exact fraction and how it is shown; {@code percent} is — where there is nothing to divide by. */
    public record Fraction(String code, long part, long base, String percent) {
    }

    /** The whole hotline's, with and without what the hotline answered itself. */
    public record Whole(String code, String name, long part, long base, String percent, Fraction withoutHotline) {
    }

    /** One unit's rates, in the order of the catalogue. */
    public record Row(String unit, String name, @Schema(description = "办件量") long volume,
            @Schema(description = "是否达到纳入考核的最少件数") boolean assessed, List<Fraction> rates) {
    }

    /** A unit on a list. */
    public record Member(String unit, String name, long part, long base, String percent) {
    }

    /** A unit that is on no list. */
    public record LeftOut(String unit, String name, long volume) {
    }

    /** Who is on a list, by which rate. */
    public record Listed(String code, String title, String rate, List<Member> units, List<LeftOut> notAssessed) {
    }

    /** The rates; those of the whole and the lists are for those who read all figures. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Table(String jurisdiction, LocalDate from, LocalDate to, OffsetDateTime asOf,
            @Schema(description = "指标目录版本") String formulas,
            @Schema(description = "纳入考核的最少件数") int minimumVolume,
            @Schema(description = "三率各用哪一个比率：设置项到比率代码") Map<String, String> three,
            List<Whole> rates, List<Row> units, List<Listed> lists) {
    }

    /** @throws Refusal INVALID {@code report.badPeriod}, FORBIDDEN {@code report.notYours} */
    @Transactional(readOnly = true)
    public Table table(String jurisdictionCode, LocalDate from, LocalDate to) {
        Actor actor = FigureReaders.require(actors);
        Jurisdiction place = jurisdictions.require(jurisdictionCode);
        Period period = new Period(place.code(), from, to);
        Set<String> codes = new LinkedHashSet<>(List.of(ListRules.VOLUME));
        measures.rates().forEach(rate -> codes.addAll(List.of(rate.numerator(), rate.denominator())));
        Figures counted = figures.of(period, codes.stream().map(measures::require).toList());
        int minimum = settings.number(place.code(), "report.excludeBelowTickets");
        Set<String> members = units.members(place.code(), from, to);
        Map<String, Row> rows = rows(period, counted, minimum, members, codes);
        Map<String, String> three = new LinkedHashMap<>();
        THREE.forEach(setting -> three.put(setting, measures.rateOf(place.code(), setting).code()));
        OffsetDateTime asOf = counted.asOf().atZone(clock.getZone()).toOffsetDateTime();
        if (!FigureReaders.seesAll(actor)) {
            return new Table(place.code(), from, to, asOf, counted.formulas(), minimum, three, null,
                    rows.values().stream().filter(row -> FigureReaders.sees(actor, Dimension.UNIT, row.unit)).toList(), null);
        }
        Set<String> leftOut = place.hotlineUnit() == null ? Set.of() : Set.of(place.hotlineUnit());
        List<Listed> listed = three.entrySet().stream().flatMap(one -> ListRules.apply(lists.of(one.getKey()), counted,
                measures.rate(one.getValue()), members, minimum, leftOut).stream()).map(outcome -> listed(outcome, rows)).toList();
        List<Whole> whole = measures.rates().stream().map(rate -> whole(counted, rate, place.hotlineUnit())).toList();
        return new Table(place.code(), from, to, asOf, counted.formulas(), minimum, three, whole, List.copyOf(rows.values()), listed);
    }

    private static Listed listed(ListRules.Outcome outcome, Map<String, Row> rows) {
        return new Listed(outcome.rule().code(), outcome.rule().title(), outcome.by().code(), outcome.units().stream()
                .map(share -> new Member(share.unit(), rows.get(share.unit()).name, share.part(), share.base(), Percent.of(share.part(), share.base())))
                .toList(), outcome.notAssessed().stream().map(unit -> new LeftOut(unit, rows.get(unit).name, rows.get(unit).volume)).toList());
    }

    /** The members as the city lists them, then whoever else has a figure. */
    private Map<String, Row> rows(Period period, Figures counted, int minimum, Set<String> members, Set<String> codes) {
        Set<String> others = new TreeSet<>();
        codes.forEach(code -> others.addAll(counted.by(code, Dimension.UNIT).keySet()));
        others.remove("");
        Set<String> seen = new LinkedHashSet<>(members);
        units.list(period.jurisdiction()).stream().map(Unit::code).filter(others::contains).forEach(seen::add);
        seen.addAll(others);
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String unit : seen) {
            List<Fraction> rates = measures.rates().stream().map(rate -> fraction(rate.code(),
                    counted.count(rate.numerator(), Dimension.UNIT, unit), counted.count(rate.denominator(), Dimension.UNIT, unit))).toList();
            long volume = counted.count(ListRules.VOLUME, Dimension.UNIT, unit);
            rows.put(unit, new Row(unit, names.unit(period, unit), volume, volume >= minimum, rates));
        }
        return rows;
    }

    private static Whole whole(Figures counted, Rate rate, String hotline) {
        Fraction all = fraction(rate.code(), counted.count(rate.numerator()), counted.count(rate.denominator()));
        return new Whole(rate.code(), rate.name(), all.part, all.base, all.percent, hotline == null ? all : fraction(rate.code(),
                all.part - counted.count(rate.numerator(), Dimension.UNIT, hotline),
                all.base - counted.count(rate.denominator(), Dimension.UNIT, hotline)));
    }

    private static Fraction fraction(String code, long part, long base) {
        return new Fraction(code, part, base, Percent.of(part, base));
    }
}
