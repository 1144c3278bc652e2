package org.hotline12345.bulletin.content;

import java.util.List;

/**
 * A row of a table.
 *
 * @param key what it is about, for example a unit's code; unique in its table
 */
public record Row(String key, List<Cell> cells) {

    /** Key of the row of totals. */
    public static final String TOTAL = "total";

    public Row {
        cells = List.copyOf(cells);
    }

    public static Row of(String key, Cell... cells) {
        return new Row(key, List.of(cells));
    }
}
