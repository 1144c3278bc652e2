package org.hotline12345.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotline12345.common.FeelSyntax;
import org.hotline12345.common.Sha256;
import org.hotline12345.design.DecisionFile.Column;
import org.hotline12345.design.DecisionFile.Row;
import org.hotline12345.design.DecisionFile.Table;

/** How one table lies on its sheet: row id, description, conditions, results; the same for writing and for reading. */
final class SheetLayout {

    /** Rows of one table, more than twice what a table of the house may have. */
    static final int MOST_ROWS = 500;

    static final String GUIDE = "填写说明";
    static final String CODES = "代码表";
    /** Tells where the sheets come from and what they said; hidden from people. */
    static final String ORIGIN = "_hotline";
    static final String FORMAT = "hotline-decision-sheet-1";

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    private final Table table;
    private final List<CellText> texts;

    SheetLayout(Table table, ColumnWords words, FeelSyntax feel) {
        this.table = table;
        Set<String> used = table.rows().stream().flatMap(row -> row.cells().stream())
                .flatMap(cell -> QUOTED.matcher(cell).results()).map(found -> found.group(1)).collect(Collectors.toSet());
        this.texts = table.columns().stream().map(column -> new CellText(column, words.of(column, used), feel)).toList();
    }

    Table table() {
        return table;
    }

    CellText text(int column) {
        return texts.get(column);
    }

    List<String> header() {
        List<String> header = new ArrayList<>(List.of("行编号（勿改，新行留空）", "说明"));
        for (Column column : table.columns()) {
            header.add(title(column));
        }
        return header;
    }

    static String title(Column column) {
        return (column.input() ? "条件：" : "结果：") + column.label();
    }

    /** The cells of a row as people see them, the description first. */
    List<String> shown(Row row) {
        List<String> shown = new ArrayList<>();
        shown.add(tidy(row.description()));
        for (int i = 0; i < texts.size(); i++) {
            shown.add(tidy(texts.get(i).show(row.cells().get(i))));
        }
        return shown;
    }

    /** A short print of what a row shows, to tell later whether somebody changed it. */
    static String print(List<String> shown) {
        return Sha256.of(String.join("\0", shown)).substring(0, 32);
    }

    /** Spreadsheets change line ends and blanks at the ends; that is no change of the row. */
    static String tidy(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
