package org.hotline12345.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The counts of one period, as of one instant, by one version of the catalogue of measures. Counts only, never rates. */
public final class Figures {

    private final Period period;
    private final Instant asOf;
    private final String formulas;
    private final SortedMap<String, Map<Dimension, SortedMap<String, Long>>> counts = new TreeMap<>();

    private Figures(Period period, Instant asOf, String formulas) {
        this.period = period;
        this.asOf = asOf;
        this.formulas = formulas;
    }

    /** Figures from their cells; cells of zero are left out. */
    public static Figures of(Period period, Instant asOf, String formulas, Collection<Cell> cells) {
        Figures figures = new Figures(period, asOf, formulas);
        for (Cell cell : cells) {
            if (cell.count() != 0) {
                figures.counts.computeIfAbsent(cell.measure(), measure -> new EnumMap<>(Dimension.class))
                        .computeIfAbsent(cell.dimension(), dimension -> new TreeMap<>()).put(cell.item(), cell.count());
            }
        }
        return figures;
    }

    public Period period() {
        return period;
    }

    /** When they were counted. */
    public Instant asOf() {
        return asOf;
    }

    /** Version of the catalogue they were counted by; see {@link Measures#version()}. */
    public String formulas() {
        return formulas;
    }

    /** The whole; 0 where nothing is. */
    public long count(String measure) {
        return count(measure, Dimension.ALL, "");
    }

    /** One item's; 0 where nothing is. */
    public long count(String measure, Dimension dimension, String item) {
        return by(measure, dimension).getOrDefault(item, 0L);
    }

    /** Every item that has any, in the order of their codes. */
    public SortedMap<String, Long> by(String measure, Dimension dimension) {
        return Collections.unmodifiableSortedMap(counts.getOrDefault(measure, Map.of()).getOrDefault(dimension, Collections.emptySortedMap()));
    }

    /** The same, some of its cells only. */
    public Figures only(Predicate<Cell> wanted) {
        return of(period, asOf, formulas, cells().stream().filter(wanted).toList());
    }

    /** All cells that are not zero, in a fixed order. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        counts.forEach((measure, dimensions) -> dimensions.forEach((dimension, items) ->
                items.forEach((item, count) -> cells.add(new Cell(measure, dimension, item, count)))));
        return cells;
    }
}
