package org.hotline12345.platform.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for inputs inside a box of inputs that none of some rows meets, one column after the other: values that the same
 * rows accept are looked at once. Gives up when its share of work is used.
 */
final class Cover {

    private final List<Column> columns;
    private long work;

    /** @param work how many row looks may be spent in all */
    Cover(List<Column> columns, long work) {
        this.columns = columns;
        this.work = work;
    }

    /** Whether a search was given up; what was found before still holds. */
    boolean cut() {
        return work < 0;
    }

    /**
     * Inputs that no row meets.
     *
     * @param box the values looked at, by column
     * @param rows for each row what it accepts, by column
     * @param most how many inputs are wanted; they differ in the column that tells the rows apart best
     * @return one value of each column for each input
     */
    List<int[]> open(List<BitSet> box, List<List<BitSet>> rows, int most) {
        List<int[]> found = new ArrayList<>();
        List<BitSet> left = new ArrayList<>(box);
        search(left, rows, found, most, true);
        return found;
    }

    private void search(List<BitSet> box, List<List<BitSet>> rows, List<int[]> found, int most, boolean first) {
        work -= rows.size() + 1L;
        if (work < 0) {
            return;
        }
        int[] narrow = new int[columns.size()];
        for (List<BitSet> row : rows) {
            boolean coversAll = true;
            for (int column = 0; column < narrow.length; column++) {
                if (!Row.covers(row.get(column), box.get(column))) {
                    narrow[column]++;
                    coversAll = false;
                }
            }
            if (coversAll) {
                return;
            }
        }
        if (rows.isEmpty()) {
            int[] points = new int[narrow.length];
            for (int column = 0; column < narrow.length; column++) {
                points[column] = columns.get(column).pick(box.get(column));
            }
            found.add(points);
            return;
        }
        int telling = 0;
        for (int column = 1; column < narrow.length; column++) {
            telling = narrow[column] > narrow[telling] ? column : telling;
        }
        for (Map.Entry<List<List<BitSet>>, BitSet> group : groups(box.get(telling), rows, telling)) {
            List<BitSet> part = new ArrayList<>(box);
            part.set(telling, group.getValue());
            search(part, group.getKey(), found, first ? most : found.size() + 1, false);
            if (found.size() >= most || work < 0) {
                return;
            }
        }
    }

    /** Values of one column by the rows that accept them, fewest rows first. */
    private List<Map.Entry<List<List<BitSet>>, BitSet>> groups(BitSet values, List<List<BitSet>> rows, int column) {
        List<List<BitSet>> everywhere = new ArrayList<>();
        Map<Integer, List<Integer>> byValue = new LinkedHashMap<>();
        values.stream().forEach(value -> byValue.put(value, new ArrayList<>()));
        for (int row = 0; row < rows.size(); row++) {
            BitSet accepted = rows.get(row).get(column);
            if (Row.covers(accepted, values)) {
                everywhere.add(rows.get(row));
            } else {
                for (int value = accepted.nextSetBit(0); value >= 0; value = accepted.nextSetBit(value + 1)) {
                    List<Integer> accepting = byValue.get(value);
                    if (accepting != null) {
                        accepting.add(row);
                        work--;
                    }
                }
            }
        }
        Map<List<Integer>, BitSet> groups = new LinkedHashMap<>();
        byValue.forEach((value, accepting) -> groups.computeIfAbsent(accepting, key -> new BitSet()).set(value));
        List<Map.Entry<List<List<BitSet>>, BitSet>> ordered = new ArrayList<>();
        groups.forEach((accepting, same) -> {
            List<List<BitSet>> all = new ArrayList<>(everywhere);
            accepting.forEach(row -> all.add(rows.get(row)));
            ordered.add(Map.entry(all, same));
        });
        ordered.sort((one, other) -> Integer.compare(one.getKey().size(), other.getKey().size()));
        return ordered;
    }
}
