package org.hotline12345.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.hotline12345.common.Refusal;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Makes rows of the events of one sheet. */
final class SheetEvents extends DefaultHandler {

    private static final Pattern PLACE = Pattern.compile("[A-Za-z]{1,3}[0-9]{1,7}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final String sheet;
    private final int mostRows;
    private final SharedStrings texts;
    private final StylesTable styles;
    private final boolean since1904;
    private final Consumer<Line> consumer;
    private final StringBuilder value = new StringBuilder();
    private List<Cell> cells = new ArrayList<>();
    private int row;
    private int column;
    private int filled;
    private String type;
    private int style;
    private boolean formula;
    private boolean collecting;
    private int phonetic;

    SheetEvents(String sheet, int mostRows, SharedStrings texts, StylesTable styles, boolean since1904, Consumer<Line> consumer) {
        this.sheet = sheet;
        this.mostRows = mostRows;
        this.texts = texts;
        this.styles = styles;
        this.since1904 = since1904;
        this.consumer = consumer;
    }

    @Override
    public void startElement(String uri, String local, String qualified, Attributes attributes) {
        switch (local) {
            case "row" -> {
                String number = attributes.getValue("r");
                row = number == null ? row + 1 : number(number);
                column = -1;
                cells = new ArrayList<>();
            }
            case "c" -> beginCell(attributes);
            case "f" -> formula = true;
            case "v", "t" -> collecting = phonetic == 0;
            case "rPh" -> phonetic++;
            case "mergeCell" -> throw Refusal.invalid("workbook.mergedCells", "「" + sheet + "」的 " + attributes.getValue("ref")
                    + " 是合并的单元格，请取消合并后逐行填写。");
            default -> {
                // Widths, filters, validations and the like say nothing.
            }
        }
    }

    private void beginCell(Attributes attributes) {
        String reference = attributes.getValue("r");
        column = reference == null ? column + 1 : column(reference);
        type = attributes.getValue("t");
        String number = attributes.getValue("s");
        style = number == null ? 0 : number(number);
        formula = false;
        value.setLength(0);
    }

    /** @throws Refusal INVALID {@code workbook.unreadable} for a place that is none */
    private static int column(String reference) {
        if (!PLACE.matcher(reference).matches()) {
            throw Reading.unreadable();
        }
        return CellReference.convertColStringToIndex(reference.replaceAll("[0-9]", ""));
    }

    private static int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw Reading.unreadable();
        }
        return Integer.parseInt(text);
    }

    @Override
    public void characters(char[] letters, int start, int length) {
        if (collecting) {
            value.append(letters, start, length);
        }
    }

    @Override
    public void endElement(String uri, String local, String qualified) throws SAXException {
        switch (local) {
            case "v", "t" -> collecting = false;
            case "rPh" -> phonetic--;
            case "c" -> endCell();
            case "row" -> endRow();
            default -> {
                // Nothing was begun.
            }
        }
    }

    private void endCell() throws SAXException {
        Cell cell = cell();
        if (cell.isEmpty()) {
            return;
        }
        if (column >= Reading.MOST_COLUMNS) {
            throw Refusal.invalid("workbook.tooWide", "「" + sheet + "」第 " + row + " 行 " + Line.letter(column) + " 列在表头以外，请删除。");
        }
        while (cells.size() <= column) {
            cells.add(Cell.EMPTY);
        }
        cells.set(column, cell);
    }

    private void endRow() {
        if (cells.isEmpty()) {
            return;
        }
        if (++filled > mostRows + 1) {
            throw Reading.tooManyRows(sheet, mostRows);
        }
        consumer.accept(new Line(sheet, row, cells));
    }

    private Cell cell() throws SAXException {
        if (formula) {
            return new Cell(value.toString(), "是公式，请改为直接填写的内容（复制后“选择性粘贴—数值”）");
        }
        String raw = value.toString();
        if (raw.isEmpty()) {
            return Cell.EMPTY;
        }
        try {
            return switch (type == null ? "n" : type) {
                case "s" -> CellTexts.text(texts.getItemAt(Integer.parseInt(raw)).getString());
                case "inlineStr", "str" -> CellTexts.text(raw);
                case "b" -> Cell.of(raw.equals("1") ? "是" : "否");
                case "e" -> new Cell(raw, "是错误值“" + raw + "”，请改为直接填写的内容");
                case "d" -> Cell.of(raw.length() > 10 ? raw.substring(0, 10) : raw);
                default -> isDate() ? CellTexts.date(Double.parseDouble(raw), since1904) : CellTexts.number(raw);
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SAXException(e);
        }
    }

    private boolean isDate() {
        if (styles == null || style >= styles.getNumCellStyles()) {
            return false;
        }
        XSSFCellStyle known = styles.getStyleAt(style);
        return DateUtil.isADateFormat(known.getDataFormat(), known.getDataFormatString());
    }
}
