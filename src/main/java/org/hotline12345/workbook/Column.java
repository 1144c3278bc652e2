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
 * @param most letters that may be written, as people count them
 */
public record Column(String key, String head, String hint, String example, boolean needed, List<String> choices, int most) {

    static final int LONGEST = 4000;

    public Column {
        choices = List.copyOf(choices);
    }

    public static Column needed(String key, String head, String hint, String example) {
        return new Column(key, head, hint, example, true, List.of(), LONGEST);
    }

    public static Column optional(String key, String head, String hint, String example) {
        return new Column(key, head, hint, example, false, List.of(), LONGEST);
    }

    /** The same column where only these may be written. */
    public Column of(List<String> words) {
        return new Column(key, head, hint, example, needed, words, most);
    }

    /** The same column where no longer text may be written: what keeps it has no room for more. */
    public Column atMost(int letters) {
        return new Column(key, head, hint, example, needed, choices, letters);
    }
}
