package org.hotline12345.earlysign;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.hotline12345.common.EffectiveText;

/**
 * One entry of a hotline's list of sensitive words and events.
 *
 * @param entry stays the same through all versions
 * @param anyOf words of which one must stand in the text
 * @param togetherWith words of which one must stand there too, or empty
 * @param unless words that must not stand there
 */
public record Watchword(String entry, int version, String jurisdiction, String name, List<String> anyOf, List<String> togetherWith,
        List<String> unless, boolean active, String reason, String changedByName, OffsetDateTime changedAt) {

    static List<String> lines(String text) {
        return text == null ? List.of() : Arrays.stream(text.split("[\\n,，、;；]+")).map(String::strip).filter(word -> !word.isEmpty()).distinct().toList();
    }

    /** @param plain a text as {@link EffectiveText#plain} gives it */
    boolean matches(String plain) {
        return holds(plain, anyOf) && (togetherWith.isEmpty() || holds(plain, togetherWith)) && !holds(plain, unless);
    }

    private static boolean holds(String plain, List<String> words) {
        return words.stream().anyMatch(word -> plain.contains(EffectiveText.plain(word)));
    }
}
