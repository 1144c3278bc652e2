package org.hotline12345.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.GroupSuccession;
import org.springframework.stereotype.Component;

/** Groups of a unit that has ended give no rights any more; people of its successor read what it left behind. */
@Component
class UnitGroupSuccession implements GroupSuccession {

    private final ReferenceData data;
    private final Clock clock;

    UnitGroupSuccession(ReferenceData data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    @Override
    public Set<String> standing(Collection<String> groups) {
        Succession succession = data.current().succession();
        LocalDate today = LocalDate.now(clock);
        Set<String> ended = succession.ended(today);
        Set<String> standing = new LinkedHashSet<>(groups);
        if (ended.isEmpty()) {
            return standing;
        }
        standing.removeIf(group -> ended.stream().anyMatch(unit -> isOf(group, unit)));
        for (String group : Set.copyOf(standing)) {
            if (group.startsWith(Actor.UNIT_GROUP_PREFIX)) {
                succession.before(group.substring(Actor.UNIT_GROUP_PREFIX.length()), today)
                        .forEach(before -> standing.add(Actor.UNIT_GROUP_PREFIX + before));
            }
        }
        return standing;
    }

    private boolean isOf(String group, String unit) {
        return group.equals(Actor.UNIT_GROUP_PREFIX + unit) || group.equals(Actor.LEADER_GROUP_PREFIX + unit)
                || data.current().practices().getOrDefault(unit, Practice.plain(unit)).sections().stream()
                        .anyMatch(section -> group.equals(Actor.sectionGroup(unit, section.code())));
    }
}
