package org.hotline12345.design;

import java.util.Map;
import java.util.Set;

/** What the codes in a column are called. */
interface ColumnWords {

    /**
     * @param names code to Chinese name, in the order people know them; empty when the column has no codes
     * @param closed whether anything else in the column is a mistake
     */
    record Words(Map<String, String> names, boolean closed) {

        static final Words NONE = new Words(Map.of(), false);
    }

    /** @param used every text the table uses already: a table of one hotline is told the names of that hotline only */
    Words of(DecisionFile.Column column, Set<String> used);
}
