package org.hotline12345.workbook;

/**
 * What is wrong in a workbook, and where.
 *
 * @param row as the spreadsheet counts, or 0 when it is about the whole sheet
 * @param column letter, or null when it is about the whole row
 * @param head of the column, or null
 * @param text what is wrong and what to do, Chinese
 */
public record Problem(String sheet, int row, String column, String head, String text) {

    /** „单位”表 第 12 行 D 列（上级单位）：…… */
    public String message() {
        StringBuilder message = new StringBuilder("“").append(sheet).append("”表");
        if (row > 0) {
            message.append(" 第 ").append(row).append(" 行");
        }
        if (column != null) {
            message.append(' ').append(column).append(" 列");
        }
        if (head != null) {
            message.append('（').append(head).append('）');
        }
        return message.append('：').append(text).toString();
    }
}
