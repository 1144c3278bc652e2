package org.hotline12345.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The figures of a period as far as whoever asks may see them: the centre all, a unit what counts for it. */
@Component
public class ReportedFigures {

    private final PeriodFigures figures;
    private final Measures measures;
    private final ListRules lists;
    private final ItemNames names;
    private final Jurisdictions jurisdictions;
    private final Actors actors;
    private final Clock clock;

    ReportedFigures(PeriodFigures figures, Measures measures, ListRules lists, ItemNames names, Jurisdictions jurisdictions, Actors actors,
            Clock clock) {
        this.figures = figures;
        this.measures = measures;
        this.lists = lists;
        this.names = names;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
        this.clock = clock;
    }

    /** The counts; {@code formulas} is the version of the catalogue. */
    public record View(String jurisdiction, LocalDate from, LocalDate to, OffsetDateTime asOf, String formulas, List<Named> cells) {
    }

    /** A {@link Cell} with what its item is called: of a unit, at the end of the period. */
    public record Named(String measure, Dimension dimension, String item, String name, long count) {
    }

    /** A code and its Chinese name. */
    public record Word(String code, String label) {
    }

    /** The catalogue as people read it. */
    public record Catalogue(String version, List<Measure> measures, List<Rate> rates, List<ListRules.Rule> lists, List<Word> bases,
            List<Word> dimensions) {
    }

    /** Every definition; no secret, so whoever is of the centre or of a unit reads it. */
    public Catalogue catalogue() {
        requireStaff();
        return new Catalogue(measures.version(), measures.all(), measures.rates(), lists.all(),
                Arrays.stream(Base.values()).map(base -> new Word(base.code(), base.label())).toList(),
                Arrays.stream(Dimension.values()).map(dimension -> new Word(dimension.code(), dimension.label())).toList());
    }

    /**
     * Counts now.
     *
     * @param wanted codes of measures, or null or empty for all
     * @param dimension one dimension only, or null for all
     * @throws Refusal FORBIDDEN {@code report.notYours}; INVALID {@code report.badPeriod}, {@code report.unknownMeasure}
     */
    @Transactional(readOnly = true)
    public View figures(String jurisdictionCode, LocalDate from, LocalDate to, Collection<String> wanted, Dimension dimension) {
        Actor actor = requireStaff();
        Period period = new Period(jurisdictions.require(jurisdictionCode).code(), from, to);
        Collection<Measure> chosen = wanted == null || wanted.isEmpty() ? measures.all() : wanted.stream().distinct().map(measures::require).toList();
        Figures counted = figures.of(period, chosen);
        Set<String> own = actor.units();
        List<Named> cells = counted.cells().stream().filter(cell -> dimension == null || cell.dimension() == dimension)
                .filter(cell -> actor.readsFigures() || cell.dimension() == Dimension.UNIT && own.contains(cell.item()))
                .map(cell -> new Named(cell.measure(), cell.dimension(), cell.item(), names.of(period, cell.dimension(), cell.item()), cell.count()))
                .toList();
        return new View(period.jurisdiction(), from, to, counted.asOf().atZone(clock.getZone()).toOffsetDateTime(), counted.formulas(), cells);
    }

    private Actor requireStaff() {
        Actor actor = actors.current();
        if (!actor.readsFigures() && actor.units().isEmpty()) {
            throw Refusal.forbidden("report.notYours", "只有热线中心人员和承办单位人员可以查看统计数据。");
        }
        return actor;
    }
}
