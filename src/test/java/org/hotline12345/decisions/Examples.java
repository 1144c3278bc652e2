package org.hotline12345.decisions;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The examples beside a decision, {@code src/test/resources/dmn/<decision>.csv}: a column {@code example} says what the
 * line shows, columns {@code expect.<output>} what must come out, every other column is an input. An empty cell is null.
 */
final class Examples {

    static final String EXPECT = "expect.";

    private Examples() {}

    static Path file(String decision) {
        return Path.of("src/test/resources/dmn", decision + ".csv");
    }

    static List<Map<String, String>> of(String decision) {
        return read(file(decision));
    }

    static List<Map<String, String>> read(Path file) {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setNullString("")
                .setCommentMarker('#').setIgnoreEmptyLines(true).get();
        try (Reader reader = Files.newBufferedReader(file)) {
            return format.parse(reader).stream().map(Examples::line).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> line(CSVRecord csv) {
        if (!csv.isConsistent()) {
            throw new IllegalArgumentException("Line " + csv.getRecordNumber() + " has another number of columns than the header: " + csv);
        }
        return new LinkedHashMap<>(csv.toMap());
    }

    static Map<String, Object> inputs(StandaloneDecisionTables tables, String decision, Map<String, String> line) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        line.forEach((column, text) -> {
            if (!column.startsWith(EXPECT) && !column.equals("example")) {
                inputs.put(column, value(tables.typeOf(decision, column), text));
            }
        });
        return inputs;
    }

    /** Cells stay text where the table declares text, so that a region code is not taken for a number. */
    private static Object value(String type, String text) {
        if (text == null || "string".equals(type)) {
            return text;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?\\d+\\.\\d+")) {
            return Double.valueOf(text);
        }
        return text.matches("-?\\d+") ? Integer.valueOf(text) : text;
    }
}
