package org.hotline12345.platform.analysis;

import java.util.BitSet;
import java.util.List;

/**
 * A row of a table.
 *
 * @param number place in the table, the first is 1
 * @param conclusions texts of the output cells
 */
record Row(int number, String id, String description, List<Cell> cells, List<String> conclusions) {

    /**
     * A condition.
     *
     * @param text what the cell says
     * @param met values of the column that meet it; of an opaque cell those among the samples that were seen to meet it
     * @param exact whether {@code met} is the whole truth
     */
    record Cell(String text, BitSet met, boolean exact) {

        /** Values that might meet the condition. */
        BitSet possible(Column column) {
            return exact ? met : column.all;
        }
    }

    boolean exact() {
        return cells.stream().allMatch(Cell::exact);
    }

    /** Whether an input is known that meets both rows' conditions. */
    boolean meets(Row other) {
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).met.intersects(other.cells.get(column).met)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every input of the other row certainly meets this row too; equal texts mean equal conditions. */
    boolean covers(Row other) {
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            Cell inner = other.cells.get(column);
            if (!cell.text.equals(inner.text) && !(cell.exact && inner.exact && covers(cell.met, inner.met))) {
                return false;
            }
        }
        return true;
    }

    static boolean covers(BitSet outer, BitSet inner) {
        if (outer == inner) {
            return true;
        }
        BitSet rest = (BitSet) inner.clone();
        rest.andNot(outer);
        return rest.isEmpty();
    }
}
