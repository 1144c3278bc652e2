package org.hotline12345.help;

import java.util.List;
import java.util.Set;
import org.hotline12345.common.Actor;

/**
 * One guide as it is shown.
 *
 * @param id last part of its address
 * @param title its first heading
 * @param html the guide as markup that holds nothing but what the guide says
 * @param sections its parts in order, for contents and search
 */
public record Guide(String id, String title, String html, List<Section> sections) {

    /** For whom each guide is written: groups, {@code unit-} and the like for all that begin so. */
    static final List<Written> WRITTEN = List.of(
            new Written("units", Set.of("unit-", "leader-", "section-")),
            new Written("centre", Set.of("operator", "dispatcher", "reviewer", "callback", "desk-", "inspector", "bulletin-editor", "bulletin-signer")),
            new Written("supervisors", Set.of("supervisor")),
            new Written("bulletins", Set.of("bulletin-editor", "bulletin-signer", "supervisor", "unit-")),
            new Written("leaders-and-experts", Set.of("duty-leader", "expert-", "supervisor")),
            new Written("designers", Set.of("designer")),
            new Written("administrators", Set.of("camunda-admin", "auditor", "inspector", "supervisor")));

    record Written(String id, Set<String> readers) {
    }

    public Guide {
        sections = List.copyOf(sections);
    }

    /**
     * A heading and what stands beneath it up to the next.
     *
     * @param level 1 to 6
     */
    public record Section(int level, String heading, String anchor, String text) {
    }

    /** Whether it is written for somebody with the reader's groups. */
    public boolean isFor(Actor reader) {
        return WRITTEN.stream().filter(written -> written.id.equals(id)).flatMap(written -> written.readers.stream())
                .anyMatch(wanted -> reader.groups().stream().anyMatch(group ->
                        wanted.endsWith("-") ? group.startsWith(wanted) : group.equals(wanted)));
    }
}
