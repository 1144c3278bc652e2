package org.hotline12345.platform.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the earlier rows that could share an input with a row, by the column that tells the most rows apart. */
final class Neighbours {

    /** A cell with more values than this is looked at as if it were empty. */
    private static final int WIDE = 64;

    /** Below 0 when the table has no inputs. */
    private final int column;
    private final Map<Integer, List<Row>> byValue = new HashMap<>();
    private final List<Row> wide = new ArrayList<>();
    private final List<Row> before = new ArrayList<>();

    Neighbours(Table table) {
        long least = Long.MAX_VALUE;
        int best = -1;
        for (int index = 0; index < table.columns.size(); index++) {
            long narrow = 0;
            Map<Integer, Integer> rows = new HashMap<>();
            for (Row row : table.rows) {
                BitSet values = row.cells().get(index).possible(table.columns.get(index));
                if (isNarrow(values)) {
                    narrow++;
                    values.stream().forEach(value -> rows.merge(value, 1, Integer::sum));
                }
            }
            long pairs = (table.rows.size() - narrow) * table.rows.size()
                    + rows.values().stream().mapToLong(count -> (long) count * count).sum();
            if (pairs < least) {
                least = pairs;
                best = index;
            }
        }
        column = best;
    }

    /** The rows added before that could meet an input of this row, in the order of the table. */
    List<Row> of(Row row, Table table) {
        BitSet values = values(row, table);
        if (values == null) {
            return before;
        }
        Map<Integer, Row> near = new TreeMap<>();
        wide.forEach(other -> near.put(other.number(), other));
        values.stream().mapToObj(value -> byValue.getOrDefault(value, List.of())).flatMap(List::stream)
                .forEach(other -> near.put(other.number(), other));
        return List.copyOf(near.values());
    }

    void add(Row row, Table table) {
        before.add(row);
        BitSet values = values(row, table);
        if (values != null) {
            values.stream().forEach(value -> byValue.computeIfAbsent(value, missing -> new ArrayList<>()).add(row));
        } else {
            wide.add(row);
        }
    }

    /** The few values the row accepts in the telling column; null when they are many. */
    private BitSet values(Row row, Table table) {
        BitSet values = column < 0 ? null : row.cells().get(column).possible(table.columns.get(column));
        return values != null && isNarrow(values) ? values : null;
    }

    private static boolean isNarrow(BitSet values) {
        return values.cardinality() <= WIDE;
    }
}
