package org.hotline12345.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * Writes an .xlsx row by row, in bounded memory. Every text is a text: no cell can become a formula, whatever it begins
 * with, also after somebody edits or copies it.
 */
public final class Writing implements Closeable {

    private static final int ROWS_IN_MEMORY = 200;
    private static final int LONGEST = 32_767;
    private static final int ROWS_WITH_CHOICES = 50_000;
    private static final String ACTING = "=+-@\t\r";

    private final SXSSFWorkbook book = new SXSSFWorkbook(null, ROWS_IN_MEMORY, true, true);
    private final CellStyle text;
    private final CellStyle quoted;
    private final CellStyle head;
    private final CellStyle neededHead;
    private final CellStyle wrapped;
    private final Map<List<String>, String> lists = new LinkedHashMap<>();
    private SXSSFSheet choices;

    public Writing() {
        text = style(false, null);
        quoted = style(false, null);
        quoted.setQuotePrefixed(true);
        wrapped = style(true, null);
        head = style(true, IndexedColors.GREY_50_PERCENT);
        neededHead = style(true, IndexedColors.DARK_RED);
    }

    /** A first sheet of facts about the workbook: what it is, who made it and when, which filter. */
    public void about(String sheet, Map<String, String> facts) {
        SXSSFSheet page = book.createSheet(sheet);
        page.setColumnWidth(0, 28 * 256);
        page.setColumnWidth(1, 100 * 256);
        facts.forEach((what, value) -> line(page, wrapped, what, value));
        TableSheet.printable(page, false);
    }

    /** The same on the sheet that imports pass over. */
    public void about(Map<String, String> facts) {
        about(Filled.ORIGIN, facts);
    }

    /** A sheet that says for every form and column how to fill it in. */
    public void guide(String title, List<String> rules, List<Form> forms) {
        SXSSFSheet page = book.createSheet(Filled.GUIDE);
        page.setColumnWidth(0, 24 * 256);
        page.setColumnWidth(1, 10 * 256);
        page.setColumnWidth(2, 90 * 256);
        page.setColumnWidth(3, 30 * 256);
        line(page, head, title, "", "", "");
        rules.forEach(rule -> line(page, wrapped, "", "", rule, ""));
        for (Form form : forms) {
            line(page, wrapped, "", "", "", "");
            line(page, head, "“" + form.name() + "”表", "", form.about(), "例");
            form.columns().forEach(column -> line(page, wrapped, column.head(), column.needed() ? "必填" : "可空", hint(column), column.example()));
        }
    }

    private static String hint(Column column) {
        String hint = column.most() == Column.LONGEST ? column.hint() : column.hint() + "最多 " + column.most() + " 个字。";
        return column.choices().isEmpty() || column.choices().size() > 30 ? hint
                : hint + " 可填：" + String.join("、", column.choices()) + "。";
    }

    private void line(Sheet page, CellStyle style, String... texts) {
        Row row = page.createRow(page.getLastRowNum() + 1);
        for (int i = 0; i < texts.length; i++) {
            Cell cell = row.createCell(i);
            cell.setCellValue(cut(texts[i]));
            cell.setCellStyle(style);
        }
    }

    /** Begins a sheet with the heads and choices of a form; rows follow until the next sheet begins. */
    public Rows sheet(Form form) {
        SXSSFSheet page = book.createSheet(form.name());
        page.createFreezePane(0, 1);
        Row top = page.createRow(0);
        for (int i = 0; i < form.columns().size(); i++) {
            Column column = form.columns().get(i);
            Cell cell = top.createCell(i);
            cell.setCellValue(column.head());
            cell.setCellStyle(column.needed() ? neededHead : head);
            page.setColumnWidth(i, Math.max(12, Math.min(40, 4 + 2 * Math.max(column.head().length(), column.example().length()))) * 256);
            page.setDefaultColumnStyle(i, text);
            offer(page, column, i);
        }
        return new Rows(page);
    }

    private void offer(SXSSFSheet page, Column column, int place) {
        if (column.choices().isEmpty()) {
            return;
        }
        DataValidationHelper helper = page.getDataValidationHelper();
        DataValidationConstraint list = helper.createFormulaListConstraint(lists.computeIfAbsent(column.choices(), words -> list(column)));
        DataValidation validation = helper.createValidation(list, new CellRangeAddressList(1, ROWS_WITH_CHOICES, place, place));
        validation.setEmptyCellAllowed(true);
        validation.setShowErrorBox(true);
        validation.createErrorBox("请从列表中选", "“" + column.head() + "”只能填列表中的值。");
        page.addValidationData(validation);
    }

    /** One column of the sheet of choices; returns where it stands. */
    private String list(Column column) {
        if (choices == null) {
            choices = book.createSheet(Filled.CHOICES);
            choices.setRandomAccessWindowSize(-1);
            choices.createRow(0);
        }
        int place = lists.size();
        Cell top = choices.getRow(0).createCell(place);
        top.setCellValue(column.head());
        top.setCellStyle(head);
        for (int i = 0; i < column.choices().size(); i++) {
            Row row = choices.getRow(i + 1) == null ? choices.createRow(i + 1) : choices.getRow(i + 1);
            Cell cell = row.createCell(place);
            cell.setCellValue(column.choices().get(i));
            cell.setCellStyle(text);
        }
        choices.setColumnWidth(place, 24 * 256);
        return "'" + Filled.CHOICES + "'!$" + Line.letter(place) + "$2:$" + Line.letter(place) + "$" + (column.choices().size() + 1);
    }

    /** Rows of one sheet. */
    public final class Rows {

        private final SXSSFSheet page;
        private int next = 1;

        private Rows(SXSSFSheet page) {
            this.page = page;
        }

        /** @param values texts, numbers (as numbers), anything else as its text; null for an empty cell */
        public Rows row(List<?> values) {
            Row row = page.createRow(next++);
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value == null || "".equals(value)) {
                    continue;
                }
                Cell cell = row.createCell(i);
                if (value instanceof Number number) {
                    cell.setCellValue(number.doubleValue());
                } else {
                    String written = cut(value.toString());
                    cell.setCellValue(written);
                    cell.setCellStyle(ACTING.indexOf(written.charAt(0)) >= 0 ? quoted : text);
                }
            }
            return this;
        }
    }

    /** A sheet of its own for a table that people read. */
    public void table(Table table) {
        new TableSheet(book, head).write(table);
    }

    static String cut(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…";
    }

    /** Writes the workbook; nothing can be added afterwards. */
    public void to(OutputStream out) {
        try {
            if (choices != null) {
                book.setSheetOrder(Filled.CHOICES, book.getNumberOfSheets() - 1);
            }
            book.setActiveSheet(0);
            book.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            book.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CellStyle style(boolean wrap, IndexedColors background) {
        CellStyle style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat("@"));
        style.setWrapText(wrap);
        style.setVerticalAlignment(VerticalAlignment.TOP);
        if (background != null) {
            style.setFillForegroundColor(background.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            Font font = book.createFont();
            font.setBold(true);
            font.setColor(IndexedColors.WHITE.getIndex());
            style.setFont(font);
        }
        return style;
    }
}
