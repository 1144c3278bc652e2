package org.hotline12345.bulletin;

import java.util.List;

/**
 * Figures of a bulletin that do not agree with each other.
 *
 * @param rule code of the rule in {@code data/cross-foot.csv}
 * @param cells which cells: measures, items, tables and columns as people read them
 * @param message Chinese: which cells say what, and what they should say
 */
public record Contradiction(String rule, List<String> cells, String message) {

    public Contradiction {
        cells = List.copyOf(cells);
    }
}
