package org.hotline12345.design;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Counts of one preview, by unit and by category: as many as there are units and categories, however many tickets. */
final class Figures {

    /** Tickets without a category, tickets that a dispatcher decides on. */
    static final String NONE = "-";

    /**
     * What is counted.
     *
     * @param dimension all, unit or category
     * @param code of the unit or category; {@value #NONE} where there is none
     */
    record Key(String dimension, String code, String measure) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = dimension.compareTo(other.dimension);
            order = order == 0 ? code.compareTo(other.code) : order;
            return order == 0 ? measure.compareTo(other.measure) : order;
        }
    }

    /** Before, after, and how many differ. */
    record Count(long before, long after, long moved) {

        Count plus(boolean wasBefore, boolean isAfter, boolean differs) {
            return new Count(before + (wasBefore ? 1 : 0), after + (isAfter ? 1 : 0), moved + (differs ? 1 : 0));
        }
    }

    private final Map<Key, Count> counts = new TreeMap<>();

    void unit(String unit, String measure, boolean before, boolean after, boolean moved) {
        count("unit", unit, measure, before, after, moved);
    }

    /** Counts for the category, and for the whole. */
    void category(String category, String measure, boolean before, boolean after, boolean moved) {
        count("category", category == null ? NONE : category, measure, before, after, moved);
        count("all", NONE, measure, before, after, moved);
    }

    private void count(String dimension, String code, String measure, boolean before, boolean after, boolean moved) {
        counts.merge(new Key(dimension, code, measure), new Count(0, 0, 0).plus(before, after, moved),
                (one, other) -> new Count(one.before + other.before, one.after + other.after, one.moved + other.moved));
    }

    void forEach(BiConsumer<Key, Count> reader) {
        counts.forEach(reader);
    }
}
