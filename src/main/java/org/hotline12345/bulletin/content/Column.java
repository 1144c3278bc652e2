package org.hotline12345.bulletin.content;

/**
 * A column of a table.
 *
 * @param code English, the same in every city and year
 * @param title Chinese
 * @param summed whether the total row holds the sum of its rows
 * @param bracketed whether it is printed on paper in brackets behind the column before it, as in 2929(97.21%); sheets give
 *     it a column of its own
 */
public record Column(String code, String title, boolean summed, boolean bracketed) {

    public static Column words(String code, String title) {
        return new Column(code, title, false, false);
    }

    /** Counts whose total is their sum. */
    public static Column amounts(String code, String title) {
        return new Column(code, title, true, false);
    }

    /** Shares and means: their total is reckoned from counts, not from the rows. */
    public static Column ratios(String code, String title) {
        return new Column(code, title, false, false);
    }

    /** Shares printed behind the counts before them. */
    public static Column behind(String code, String title) {
        return new Column(code, title, false, true);
    }
}
