package org.hotline12345.workbook;

import java.util.List;

/**
 * One row of a sheet.
 *
 * @param sheet name of the sheet
 * @param number row as the spreadsheet counts it, from 1
 * @param cells from column A on; shorter where nothing follows
 */
public record Line(String sheet, int number, List<Cell> cells) {

    public Line {
        cells = List.copyOf(cells);
    }

    /** @param column from 0 */
    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    boolean isEmpty() {
        return cells.stream().allMatch(Cell::isEmpty);
    }

    /** „A“, „B“ … „AA“. */
    public static String letter(int column) {
        return org.apache.poi.ss.util.CellReference.convertNumToColString(column);
    }
}
