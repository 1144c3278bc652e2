package org.hotline12345.report;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The figures of a period as far as whoever asks may see them: see {@link FigureReaders}. */
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

    /**
     * How far the figures are open to whoever asks.
     *
     * @param all those of the whole city; else only those of {@code units}, by {@link Dimension#UNIT}
     * @param tickets whether the tickets behind any of them may be listed; else only behind those of {@code units}
     * @param units codes of the own units
     */
    public record Sight(@Schema(description = "是否可以看全市的数；否则只看本单位的") boolean all,
            @Schema(description = "是否可以列出任一件数对应的工单；否则只列本单位的") boolean tickets,
            @Schema(description = "本人所在单位的代码") Set<String> units) {
    }

    /** The catalogue as people read it. */
    public record Catalogue(String version, List<Measure> measures, List<Rate> rates, List<ListRules.Rule> lists, List<Word> bases,
            List<Word> dimensions, Sight sight) {
    }

    /** Every definition; no secret, so everybody who may open the pages of bulletins reads it. */
    public Catalogue catalogue() {
        Actor actor = FigureReaders.require(actors);
        return new Catalogue(measures.version(), measures.all(), measures.rates(), lists.all(),
                Arrays.stream(Base.values()).map(base -> new Word(base.code(), base.label())).toList(),
                Arrays.stream(Dimension.values()).map(dimension -> new Word(dimension.code(), dimension.label())).toList(),
                new Sight(FigureReaders.seesAll(actor), actor.readsTickets(), new TreeSet<>(actor.units())));
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
        Actor actor = FigureReaders.require(actors);
        Period period = new Period(jurisdictions.require(jurisdictionCode).code(), from, to);
        Collection<Measure> chosen = wanted == null || wanted.isEmpty() ? measures.all() : wanted.stream().distinct().map(measures::require).toList();
        Figures counted = figures.of(period, chosen);
        List<Named> cells = counted.cells().stream().filter(cell -> dimension == null || cell.dimension() == dimension)
                .filter(cell -> FigureReaders.sees(actor, cell.dimension(), cell.item()))
                .map(cell -> new Named(cell.measure(), cell.dimension(), cell.item(), name(period, cell), cell.count()))
                .toList();
        return new View(period.jurisdiction(), from, to, counted.asOf().atZone(clock.getZone()).toOffsetDateTime(), counted.formulas(), cells);
    }

    /** The whole of what cannot be added is no sum. */
    private String name(Period period, Cell cell) {
        return cell.dimension() == Dimension.ALL && !measures.require(cell.measure()).additive() ? Dimension.ALL.label()
                : names.of(period, cell.dimension(), cell.item());
    }
}
