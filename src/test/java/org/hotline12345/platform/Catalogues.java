package org.hotline12345.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Dispatch catalogues of any size, for measuring: in one table, or split over many that a first table chooses from. */
final class Catalogues {

    static final String ONE = "test-catalogue";
    static final String CHOICE = "test-choice";
    static final int ROWS_OF_A_SPLIT_TABLE = 150;
    private static final int ROWS_OF_A_MATTER = 5;

    /** A matter that is in a catalogue of any size, near its end. */
    static final Map<String, Object> LAST_MATTER = Map.of("major", "major-0", "category", "matter-9", "kind", "complaint", "district", "430503");

    private Catalogues() {}

    /** Every matter has one row for each of a few districts, as a real catalogue has. */
    static Map<String, byte[]> oneTable(int size) {
        return Map.of("dmn/" + ONE + ".dmn", file(ONE, "COLLECT", List.of("category", "kind", "district"), "unit", rows(0, size)));
    }

    /** The same rows in tables of at most {@value #ROWS_OF_A_SPLIT_TABLE}, and the table that chooses one. */
    static Map<String, byte[]> splitTables(int size) {
        Map<String, byte[]> models = new TreeMap<>();
        List<List<String>> choice = new ArrayList<>();
        for (int from = 0; from < size; from += ROWS_OF_A_SPLIT_TABLE) {
            String name = "test-catalogue-" + from / ROWS_OF_A_SPLIT_TABLE;
            models.put("dmn/" + name + ".dmn", file(name, "COLLECT", List.of("category", "kind", "district"), "unit",
                    rows(from, Math.min(size, from + ROWS_OF_A_SPLIT_TABLE))));
            choice.add(List.of("Rule_" + from, "\"major-" + from / ROWS_OF_A_SPLIT_TABLE + "\"", '"' + name + '"'));
        }
        models.put("dmn/" + CHOICE + ".dmn", file(CHOICE, "FIRST", List.of("major"), "catalogue", choice));
        return models;
    }

    private static List<List<String>> rows(int from, int to) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = from; row < to; row++) {
            rows.add(List.of("Rule_" + row, "\"matter-" + row / ROWS_OF_A_MATTER + '"',
                    row % 2 == 0 ? "\"complaint\",\"report\"" : "not(\"consult\")",
                    row % ROWS_OF_A_MATTER == 4 ? "" : "\"43050" + row % ROWS_OF_A_MATTER + '"', "\"unit-" + row + '"'));
        }
        return rows;
    }

    private static byte[] file(String decision, String hitPolicy, List<String> inputs, String output, List<List<String>> rows) {
        return Graphs.file(decision, Graphs.table(decision, hitPolicy, inputs, output, rows)).getBytes(StandardCharsets.UTF_8);
    }
}
