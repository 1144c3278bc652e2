package org.hotline12345.organization;

import java.util.List;
import java.util.Optional;
import org.hotline12345.common.Actor;

/**
 * How a unit works inside (单位内部办理方式).
 *
 * @param signOff 审签: whether a leader signs off every reply before it leaves the unit
 * @param sections 分办: sections work may be handed to, in the unit's order
 */
public record Practice(String unit, boolean signOff, List<Section> sections) {

    public Practice {
        sections = List.copyOf(sections);
    }

    /** A unit that has said nothing: no sections, no sign-off. */
    static Practice plain(String unit) {
        return new Practice(unit, false, List.of());
    }

    public Optional<Section> section(String code) {
        return sections.stream().filter(section -> section.code().equals(code)).findFirst();
    }

    /** Id of the group whose people sign off the unit's replies. */
    public String leaderGroup() {
        return Actor.LEADER_GROUP_PREFIX + unit;
    }

    /** Id of the group of a section's people. */
    public String groupOf(Section section) {
        return Actor.sectionGroup(unit, section.code());
    }

    /** A section (科室) of a unit. */
    public record Section(String code, String name) {
    }
}
