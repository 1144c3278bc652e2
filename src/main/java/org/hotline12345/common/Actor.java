package org.hotline12345.common;

import java.util.HashSet;
import java.util.Set;

/**
 * Who acts: a signed-in person or channel account with the groups held at this moment, or the system itself (timers,
 * automatic dispatch).
 *
 * @param id user id, or {@code system}
 * @param groups group ids: roles such as {@code dispatcher}, and {@code unit-<code>}, {@code leader-<code>} or
 *     {@code section-<code>-<section>} for unit staff
 */
public record Actor(String id, Set<String> groups) {

    public static final Actor SYSTEM = new Actor("system", Set.of());

    /** Who acts in a ticket's history for whatever happened in the system it was taken over from. */
    public static final String OLD_SYSTEM = "old-system";
    public static final String OLD_SYSTEM_NAME = "旧系统";

    /** Roles of the centre; they see every ticket of their hotline, and most of them act on it. */
    public static final Set<String> CENTRE_ROLES =
            Set.of("operator", "dispatcher", "reviewer", "callback", "supervisor", "inspector", "camunda-admin");

    /** Staff who see and handle everything their unit has. */
    public static final String UNIT_GROUP_PREFIX = "unit-";
    /** Whoever signs off a unit's replies. */
    public static final String LEADER_GROUP_PREFIX = "leader-";
    /** Characters that the engine keeps of a group's id. */
    public static final int LONGEST_GROUP = 64;
    /** Characters that a unit's code may have, so that each of its groups has an id. */
    public static final int LONGEST_UNIT = LONGEST_GROUP - LEADER_GROUP_PREFIX.length();
    /** Staff of a section, who see and handle what their unit handed to it: {@code section-<unit>-<section>}. */
    public static final String SECTION_GROUP_PREFIX = "section-";

    public Actor {
        groups = Set.copyOf(groups);
    }

    public boolean isSystem() {
        return SYSTEM.id.equals(id);
    }

    public boolean has(String group) {
        return groups.contains(group);
    }

    public boolean hasAny(String... wanted) {
        for (String group : wanted) {
            if (groups.contains(group)) {
                return true;
            }
        }
        return false;
    }

    /** Staff of the centre (operator, dispatcher, reviewer, caller-back, supervisor, inspector, administrator). */
    public boolean isCentre() {
        return groups.stream().anyMatch(CENTRE_ROLES::contains);
    }

    /** Whether every ticket may be read: by the centre, and by editors of bulletins, who act on none and to whom confidential reporters stay covered. */
    public boolean readsTickets() {
        return isCentre() || has("bulletin-editor");
    }

    /** Whether every figure may be read: by whoever reads the tickets behind them, and by those who sign bulletins. */
    public boolean readsFigures() {
        return readsTickets() || has("bulletin-signer");
    }

    public boolean belongsTo(String unit) {
        return groups.contains(UNIT_GROUP_PREFIX + unit);
    }

    public boolean leads(String unit) {
        return groups.contains(LEADER_GROUP_PREFIX + unit);
    }

    /** @param section code of a section of the unit, or null for none */
    public boolean worksIn(String unit, String section) {
        return section != null && groups.contains(sectionGroup(unit, section));
    }

    /**
     * Codes of the units the person works for. A section's group does not tell where the unit's code ends, so every
     * code it could mean is given.
     */
    public Set<String> units() {
        Set<String> units = new HashSet<>();
        for (String group : groups) {
            if (group.startsWith(UNIT_GROUP_PREFIX)) {
                units.add(group.substring(UNIT_GROUP_PREFIX.length()));
            } else if (group.startsWith(LEADER_GROUP_PREFIX)) {
                units.add(group.substring(LEADER_GROUP_PREFIX.length()));
            } else if (group.startsWith(SECTION_GROUP_PREFIX)) {
                for (int end = group.lastIndexOf('-'); end > SECTION_GROUP_PREFIX.length(); end = group.lastIndexOf('-', end - 1)) {
                    units.add(group.substring(SECTION_GROUP_PREFIX.length(), end));
                }
            }
        }
        return units;
    }

    /** Whether the group means work in some unit. */
    public static boolean isStaffGroup(String group) {
        return group.startsWith(UNIT_GROUP_PREFIX) || group.startsWith(LEADER_GROUP_PREFIX)
                || group.startsWith(SECTION_GROUP_PREFIX);
    }

    /** Id of the group of a section's people. */
    public static String sectionGroup(String unit, String section) {
        return SECTION_GROUP_PREFIX + unit + "-" + section;
    }
}
