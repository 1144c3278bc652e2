package org.hotline12345.workbook;

import java.util.List;

/**
 * A column of a form.
 *
 * @param key what the program calls it
 * @param head what stands in the first row, Chinese, unique on its sheet
 * @param hint how to fill it in, Chinese
 * @param example a value somebody could write
 * @param needed whether every row must have it
 * @param choices all that may be written, empty for anything
 */
public record Column(String key, String head, String hint, String example, boolean needed, List<String> choices) {

    public Column {
        choices = List.copyOf(choices);
    }

    public static Column needed(String key, String head, String hint, String example) {
        return new Column(key, head, hint, example, true, List.of());
    }

    public static Column optional(String key, String head, String hint, String example) {
        return new Column(key, head, hint, example, false, List.of());
    }

    /** The same column where only these may be written. */
    public Column of(List<String> words) {
        return new Column(key, head, hint, example, needed, words);
    }
}
