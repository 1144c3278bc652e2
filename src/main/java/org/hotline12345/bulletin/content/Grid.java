package org.hotline12345.bulletin.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table of a bulletin, the same for page, Word and Excel.
 *
 * @param code English, stable: what checks and tests call it
 * @param title Chinese
 * @param total the row of totals, or null
 * @param note what stands beneath: the base, who is left out; or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grid(String code, String title, List<Column> columns, List<Row> rows, Row total, String note) {

    public Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            requireWidth(code, columns, row);
        }
        if (total != null) {
            requireWidth(code, columns, total);
        }
    }

    private static void requireWidth(String code, List<Column> columns, Row row) {
        if (row.cells().size() != columns.size()) {
            throw new IllegalArgumentException("table " + code + ", row " + row.key() + ": " + row.cells().size() + " cells in "
                    + columns.size() + " columns");
        }
    }

    /** The cell of a row ({@link Row#TOTAL} for the total) and a column, if both are there. */
    public Optional<Cell> cell(String row, String column) {
        Optional<Row> found = Row.TOTAL.equals(row) ? Optional.ofNullable(total)
                : rows.stream().filter(each -> each.key().equals(row)).findFirst();
        return found.flatMap(each -> IntStream.range(0, columns.size()).filter(at -> columns.get(at).code().equals(column))
                .mapToObj(each.cells()::get).findFirst());
    }
}
