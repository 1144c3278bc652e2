package org.hotline12345.common;

/** What text from outside must look like before it is kept. */
public final class Texts {

    private Texts() {
    }

    /**
     * Trims and checks a text: no control or broken characters, not longer than allowed.
     *
     * @param label Chinese name of the field
     * @param max longest allowed, in characters (code points)
     * @return the trimmed text with line ends normalised, or null when there is none
     */
    public static String optional(String label, String text, int max) {
        if (text == null) {
            return null;
        }
        String clean = text.replace("\r\n", "\n").replace('\r', '\n');
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < clean.length() && Character.isLowSurrogate(clean.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || c != '\n' && c != '\t' && Character.isISOControl(c) || isBidiControl(c)) {
                throw Refusal.invalid("common.brokenText", label + "含有不能保存的控制字符或残缺字符，请删除后重试。");
            }
        }
        clean = strip(clean);
        if (clean.isEmpty()) {
            return null;
        }
        if (clean.codePointCount(0, clean.length()) > max) {
            throw Refusal.invalid("common.textTooLong", label + "最多" + max + "个字，请缩短后重试。");
        }
        return clean;
    }

    /** As {@link #optional}, but the text must be there. */
    public static String required(String label, String text, int max) {
        String clean = optional(label, text, max);
        if (clean == null) {
            throw Refusal.invalid("common.missingField", "请填写" + label + "。");
        }
        return clean;
    }

    /** Overrides of writing direction make a text read differently from what it says. */
    private static boolean isBidiControl(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == '\uFEFF';
    }
}
