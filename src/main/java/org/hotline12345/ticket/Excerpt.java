package org.hotline12345.ticket;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** The part of a text in which words stand. */
final class Excerpt {

    private static final int BEFORE = 24;
    private static final int LENGTH = 96;

    private Excerpt() {
    }

    /** Whether every word stands in one of the texts. */
    static boolean holds(List<String> words, String... texts) {
        String all = folded(String.join("\n", texts));
        return words.stream().allMatch(word -> all.contains(folded(word)));
    }

    /** About a hundred characters around the first word found, in the first text that has one; else the beginning of the first text. */
    static String of(List<String> words, List<String> texts) {
        for (String text : texts) {
            String folded = folded(text);
            int first = words.stream().mapToInt(word -> folded.indexOf(folded(word))).filter(at -> at >= 0).min().orElse(-1);
            if (first >= 0) {
                return cut(text, Math.max(0, first - BEFORE));
            }
        }
        return texts.isEmpty() ? "" : cut(texts.get(0), 0);
    }

    private static String cut(String text, int from) {
        int start = from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
        int end = Math.min(text.length(), start + LENGTH);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end++;
        }
        return (start > 0 ? "…" : "") + text.substring(start, end).replaceAll("\\s+", " ").strip() + (end < text.length() ? "…" : "");
    }

    /** Character by character, so that places in the folded text are places in the text. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String one = Normalizer.normalize(text.substring(i, i + 1), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            folded.append(one.length() == 1 && !Character.isSurrogate(text.charAt(i)) ? one.charAt(0) : text.charAt(i));
        }
        return folded.toString();
    }
}
