package org.hotline12345.bulletin.content;

import java.util.List;

/**
 * A part of a bulletin: its heading, then words, then tables, then charts.
 *
 * @param code English, stable; also the key of the text that a person may write for it
 * @param level 1 for 一、 2 for （一） 3 for 1. and 0 for words before the first heading
 * @param heading with its number, or null at level 0
 * @param paragraphs reckoned from the figures, then what a person wrote
 */
public record Section(String code, int level, String heading, List<String> paragraphs, List<Grid> grids, List<Chart> charts) {

    public Section {
        paragraphs = List.copyOf(paragraphs);
        grids = List.copyOf(grids);
        charts = List.copyOf(charts);
    }
}
