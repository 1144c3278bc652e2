package org.hotline12345.workbook;

/**
 * What one cell says.
 *
 * @param text without blanks at its ends; empty for an empty cell; a date as {@code 2026-01-31}, a truth as 是 or 否
 * @param trouble why the text cannot be trusted (a formula, a number that lost digits), Chinese, or null
 */
public record Cell(String text, String trouble) {

    static final Cell EMPTY = new Cell("", null);

    static Cell of(String text) {
        return text.isEmpty() ? EMPTY : new Cell(text, null);
    }

    public boolean isEmpty() {
        return text.isEmpty() && trouble == null;
    }
}
