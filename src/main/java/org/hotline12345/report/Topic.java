package org.hotline12345.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tickets figures are narrowed to: those of any of the named categories, regions or tags, those with any of the
 * words in their title or content, and those told one by one. Words are looked for in the rows of the period, so a topic is counted for reports, not
 * on a screen that people wait for.
 *
 * @param categories codes, descendants included by whoever asks
 * @param regions codes, descendants included by whoever asks
 * @param ticketNos numbers of tickets that nothing else tells from others
 */
public record Topic(Set<String> categories, Set<String> regions, Set<String> tags, List<String> words, Set<String> ticketNos) {

    /** Refuses a topic that names nothing: it would count every ticket. */
    public Topic {
        categories = Set.copyOf(categories);
        regions = Set.copyOf(regions);
        tags = Set.copyOf(tags);
        words = List.copyOf(words);
        ticketNos = Set.copyOf(ticketNos);
        if (categories.isEmpty() && regions.isEmpty() && tags.isEmpty() && words.isEmpty() && ticketNos.isEmpty()) {
            throw new IllegalArgumentException("A topic names at least one category, region, tag, word or ticket");
        }
    }

    /** What is told by what the tickets say, none of them by its number. */
    public Topic(Set<String> categories, Set<String> regions, Set<String> tags, List<String> words) {
        this(categories, regions, tags, words, Set.of());
    }

    /** SQL of the tickets, over {@code ticket_ticket t}; its names are those of {@link #parameters}. */
    public String condition() {
        List<String> any = new ArrayList<>();
        if (!categories.isEmpty()) {
            any.add("t.category in (:topicCategories)");
        }
        if (!regions.isEmpty()) {
            any.add("t.region in (:topicRegions)");
        }
        if (!tags.isEmpty()) {
            any.add("exists (select 1 from ticket_tag topic where topic.ticket_no = t.ticket_no and topic.tag in (:topicTags))");
        }
        for (int word = 0; word < words.size(); word++) {
            any.add("t.title like :topicWord" + word + " escape '!' or t.content like :topicWord" + word + " escape '!'");
        }
        if (!ticketNos.isEmpty()) {
            any.add("t.ticket_no in (:topicTickets)");
        }
        return "(" + String.join(" or ", any) + ")";
    }

    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("topicCategories", categories);
        parameters.put("topicRegions", regions);
        parameters.put("topicTags", tags);
        parameters.put("topicTickets", ticketNos);
        for (int word = 0; word < words.size(); word++) {
            parameters.put("topicWord" + word, "%" + words.get(word).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        return parameters;
    }
}
