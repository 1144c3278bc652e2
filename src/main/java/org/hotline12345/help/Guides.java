package org.hotline12345.help;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** All guides, read once. */
@Component
public class Guides {

    private static final int MOST_FOUND = 40;
    private static final int BEFORE = 30;
    private static final int SHOWN = 120;

    private final Map<String, Guide> guides = new LinkedHashMap<>();

    Guides() {
        Rendering rendering = new Rendering(Guide.WRITTEN.stream().map(Guide.Written::id).collect(Collectors.toSet()));
        for (Guide.Written written : Guide.WRITTEN) {
            guides.put(written.id(), rendering.guide(written.id(), read(written.id())));
        }
    }

    private static String read(String id) {
        try {
            return new ClassPathResource("help/" + id + ".zh-CN.md").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Guide> list() {
        return List.copyOf(guides.values());
    }

    public Optional<Guide> find(String id) {
        return Optional.ofNullable(guides.get(id));
    }

    /**
     * A section in which all the words stand.
     *
     * @param excerpt some of its text around the first word
     */
    public record Found(Guide guide, Guide.Section section, boolean inHeading, String excerpt) {
    }

    /** Sections with every one of the words (separated by blanks), those with one in the heading first; at most 40. */
    public List<Found> search(String question) {
        List<String> words = List.of(question.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        if (words.get(0).isEmpty()) {
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        for (Guide guide : guides.values()) {
            for (Guide.Section section : guide.sections()) {
                String heading = section.heading().toLowerCase(Locale.ROOT);
                String text = section.text().toLowerCase(Locale.ROOT);
                if (words.stream().allMatch(word -> heading.contains(word) || text.contains(word))) {
                    found.add(new Found(guide, section, words.stream().anyMatch(heading::contains), excerpt(section.text(), text.indexOf(words.get(0)))));
                }
            }
        }
        return found.stream().sorted(Comparator.comparing(Found::inHeading).reversed()).limit(MOST_FOUND).toList();
    }

    private static String excerpt(String text, int at) {
        int from = Math.max(0, at - BEFORE);
        int until = Math.min(text.length(), from + SHOWN);
        return (from > 0 ? "…" : "") + text.substring(from, until).replaceAll("\\s+", " ") + (until < text.length() ? "…" : "");
    }
}
