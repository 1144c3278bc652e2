package org.hotline12345.audit;

/** Text that fits its column. */
final class Clipped {

    private Clipped() {
    }

    /**
     * The text in one piece of at most so many characters, without cutting a rare one in two and without control
     * characters, so that one row stays one line wherever it is shown.
     */
    static String to(int most, String text) {
        if (text == null) {
            return null;
        }
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        if (line.length() <= most) {
            return line;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }
}
