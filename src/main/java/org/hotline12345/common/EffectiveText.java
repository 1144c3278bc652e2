package org.hotline12345.common;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Measures how much a text really says: Han characters, letters and digits count by code point; punctuation, blanks,
 * invisible characters and emoji do not, and repeating a character or a phrase does not make a text longer.
 */
public final class EffectiveText {

    /** A phrase written three times or more in a row says what it says once. */
    private static final Pattern REPEATED_PHRASE = Pattern.compile("(.{2,20}?)\\1{2,}", Pattern.DOTALL);

    private EffectiveText() {}

    /** The number of effective characters; 0 for null. */
    public static int length(String text) {
        if (text == null) {
            return 0;
        }
        StringBuilder kept = new StringBuilder();
        int previous = -1;
        String normalised = Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (int i = 0; i < normalised.length(); ) {
            int codePoint = normalised.codePointAt(i);
            i += Character.charCount(codePoint);
            if (counts(codePoint) && codePoint != previous) {
                kept.appendCodePoint(codePoint);
                previous = codePoint;
            }
        }
        String once = REPEATED_PHRASE.matcher(kept).replaceAll("$1");
        return once.codePointCount(0, once.length());
    }

    /**
     * The text as the phrase rows of the tables see it: compatibility forms unified (half-width comma and colon),
     * lower case, without blanks and invisible characters, so that a phrase cannot be hidden by spacing it out.
     */
    public static String plain(String text) {
        if (text == null) {
            return "";
        }
        String normalised = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(normalised.length());
        normalised.codePoints().filter(codePoint -> !isBlank(codePoint)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean counts(int codePoint) {
        return Character.isLetterOrDigit(codePoint) && !isBlank(codePoint);
    }

    private static boolean isBlank(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL,
                    Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> isHangulFiller(codePoint) || codePoint == 0x2800 || isVariationSelector(codePoint);
        };
    }

    /** Letters by their class, yet drawn as nothing. */
    private static boolean isHangulFiller(int codePoint) {
        return codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0;
    }

    private static boolean isVariationSelector(int codePoint) {
        return codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
    }
}
