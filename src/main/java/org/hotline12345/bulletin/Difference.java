package org.hotline12345.bulletin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;

/**
 * One figure that two snapshots do not agree on.
 *
 * @param before what it was, {@code after} what it is
 */
record Difference(String measure, Dimension dimension, String item, long before, long after) {

    /** Every cell that changed, wholes first, in a fixed order. */
    static List<Difference> between(Figures before, Figures after) {
        Map<Key, Long> old = cells(before);
        Map<Key, Long> fresh = cells(after);
        TreeSet<Key> keys = new TreeSet<>(old.keySet());
        keys.addAll(fresh.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Key key : keys) {
            long was = old.getOrDefault(key, 0L);
            long is = fresh.getOrDefault(key, 0L);
            if (was != is) {
                differences.add(new Difference(key.measure, key.dimension, key.item, was, is));
            }
        }
        return differences;
    }

    private static Map<Key, Long> cells(Figures figures) {
        Map<Key, Long> cells = new HashMap<>();
        for (Cell cell : figures.cells()) {
            cells.put(new Key(cell.dimension(), cell.measure(), cell.item()), cell.count());
        }
        return cells;
    }

    private record Key(Dimension dimension, String measure, String item) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = dimension.compareTo(other.dimension);
            order = order == 0 ? measure.compareTo(other.measure) : order;
            return order == 0 ? item.compareTo(other.item) : order;
        }
    }
}
