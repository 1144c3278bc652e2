package org.hotline12345.workbook;

import java.util.List;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** A sheet that holds one table for reading and printing, its heads again on every page. */
final class TableSheet {

    /** Points of a line of text. */
    private static final float LINE = 16;

    private final SXSSFWorkbook book;
    private final CellStyle head;

    TableSheet(SXSSFWorkbook book, CellStyle head) {
        this.book = book;
        this.head = head;
    }

    void write(Table table) {
        SXSSFSheet page = book.createSheet(freeName(table.sheet()));
        CellStyle title = plain(true, false, null);
        CellStyle words = plain(false, true, null);
        CellStyle sums = plain(true, true, null);
        CellStyle percent = plain(false, true, "0.00%");
        CellStyle percentSum = plain(true, true, "0.00%");
        Row first = page.createRow(0);
        put(first, 0, table.title(), title, percent);
        if (table.heads().size() > 1) {
            page.addMergedRegion(new CellRangeAddress(0, 0, 0, table.heads().size() - 1));
        }
        Row heads = page.createRow(1);
        for (int i = 0; i < table.heads().size(); i++) {
            put(heads, i, table.heads().get(i), head, percent);
            page.setColumnWidth(i, widest(table, i) * 256);
        }
        page.createFreezePane(0, 2);
        int next = 2;
        for (List<?> row : table.rows()) {
            line(page.createRow(next++), row, words, percent);
        }
        if (table.total() != null) {
            line(page.createRow(next++), table.total(), sums, percentSum);
        }
        if (table.note() != null) {
            note(page, next, table);
        }
        printable(page, table.heads().size() > 8);
        page.setRepeatingRows(new CellRangeAddress(1, 1, -1, -1));
    }

    /** As wide as the table and as high as it needs: a long line of its own would shrink the whole sheet on paper. */
    private void note(SXSSFSheet page, int place, Table table) {
        CellStyle style = plain(false, false, null);
        style.setWrapText(true);
        Row row = page.createRow(place);
        put(row, 0, table.note(), style, style);
        int wide = 0;
        for (int i = 0; i < table.heads().size(); i++) {
            wide += widest(table, i);
        }
        int lines = table.note().lines().mapToInt(String::length).map(length -> 2 * length).sum() / Math.max(1, wide - 2) + (int) table.note().lines().count();
        row.setHeightInPoints(Math.min(409, LINE * lines));
        if (table.heads().size() > 1) {
            page.addMergedRegion(new CellRangeAddress(place, place, 0, table.heads().size() - 1));
        }
    }

    /** All columns on one A4 page, rows over as many as there are. */
    static void printable(SXSSFSheet page, boolean landscape) {
        page.getPrintSetup().setPaperSize(PrintSetup.A4_PAPERSIZE);
        page.getPrintSetup().setLandscape(landscape);
        page.setFitToPage(true);
        page.getPrintSetup().setFitHeight((short) 0);
    }

    private static void line(Row row, List<?> values, CellStyle style, CellStyle percent) {
        for (int i = 0; i < values.size(); i++) {
            put(row, i, values.get(i), style, percent);
        }
    }

    private static void put(Row row, int place, Object value, CellStyle style, CellStyle percent) {
        Cell cell = row.createCell(place);
        cell.setCellStyle(style);
        if (value instanceof Table.Percentage share) {
            cell.setCellStyle(percent);
            cell.setCellValue(share.value().doubleValue());
        } else if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value != null) {
            cell.setCellValue(Writing.cut(value.toString()));
        }
    }

    /** In halves of a Chinese character, which two columns of a spreadsheet's width measure hold. */
    private static int widest(Table table, int place) {
        int widest = 2 * table.heads().get(place).length();
        for (List<?> row : table.rows()) {
            Object value = row.get(place);
            widest = Math.max(widest, value instanceof String text ? 2 * text.length() : 8);
        }
        return Math.max(10, Math.min(60, widest + 3));
    }

    private String freeName(String wanted) {
        String base = WorkbookUtil.createSafeSheetName(wanted.isBlank() ? "表" : wanted, '_');
        String name = base;
        for (int i = 2; book.getSheet(name) != null; i++) {
            String tail = "(" + i + ")";
            name = base.substring(0, Math.min(base.length(), 31 - tail.length())) + tail;
        }
        return name;
    }

    /** Every text is a text whatever it begins with: the prefix keeps it one after somebody edits it. */
    private CellStyle plain(boolean bold, boolean framed, String format) {
        CellStyle style = book.createCellStyle();
        style.setQuotePrefixed(format == null);
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        if (format != null) {
            style.setDataFormat(book.createDataFormat().getFormat(format));
        }
        if (framed) {
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
        }
        if (bold) {
            Font font = book.createFont();
            font.setBold(true);
            style.setFont(font);
        }
        return style;
    }
}
