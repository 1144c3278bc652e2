package org.hotline12345.common;

import java.util.Set;

/**
 * Who acts: a signed-in person or channel account with the groups held at this moment, or the system itself (timers,
 * automatic dispatch).
 *
 * @param id user id, or {@code system}
 * @param groups group ids: roles such as {@code dispatcher}, and {@code unit-<code>} for unit staff
 */
public record Actor(String id, Set<String> groups) {

    public static final Actor SYSTEM = new Actor("system", Set.of());

    /** Roles of the centre; they see every ticket of their hotline. */
    public static final Set<String> CENTRE_ROLES =
            Set.of("operator", "dispatcher", "reviewer", "callback", "supervisor", "camunda-admin");

    public static final String UNIT_GROUP_PREFIX = "unit-";

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

    /** Staff of the centre (operator, dispatcher, reviewer, caller-back, supervisor, administrator). */
    public boolean isCentre() {
        return groups.stream().anyMatch(CENTRE_ROLES::contains);
    }

    public boolean belongsTo(String unit) {
        return groups.contains(UNIT_GROUP_PREFIX + unit);
    }
}
