package org.hotline12345.bulletin.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotline12345.bulletin.Header;

/**
 * All that stands in a bulletin. The page, Word, Excel and the checks read this and nothing else, so they cannot disagree.
 *
 * @param title as printed over the text
 * @param facts about the figures: period, cut-off, bases, who is left out; printed beneath the text
 * @param attachments tables of their own pages, in the order of their numbers
 */
public record Content(Header header, String title, List<Section> sections, List<Grid> attachments, List<String> facts) {

    public Content {
        sections = List.copyOf(sections);
        attachments = List.copyOf(attachments);
        facts = List.copyOf(facts);
    }

    /** Every table, those of the text first. */
    public List<Grid> grids() {
        return Stream.concat(sections.stream().flatMap(section -> section.grids().stream()), attachments.stream()).toList();
    }

    /** The table of a code. */
    public Optional<Grid> grid(String code) {
        return grids().stream().filter(grid -> grid.code().equals(code)).findFirst();
    }
}
