package org.hotline12345.paper;

/** Texts as a paper can hold them: no control characters, no halves of characters. */
final class Printable {

    private Printable() {
    }

    static String text(String raw) {
        if (raw == null) {
            return "";
        }
        StringBuilder kept = new StringBuilder(raw.length());
        raw.codePoints().forEach(one -> {
            boolean half = one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE;
            boolean turns = one >= 0x202A && one <= 0x202E || one >= 0x2066 && one <= 0x2069;
            if (one == '\n' || one == '\t') {
                kept.append(' ');
            } else if (!Character.isISOControl(one) && !half && !turns && one != 0xFFFE && one != 0xFFFF) {
                kept.appendCodePoint(one);
            }
        });
        return kept.toString();
    }
}
