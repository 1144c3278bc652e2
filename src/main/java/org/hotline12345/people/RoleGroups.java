package org.hotline12345.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;

/** Turns roles into groups of the engine and back: {@code clerk} of a unit is its group {@code unit-<code>}. */
@Component
class RoleGroups {

    static final String SECTION = "section-";
    /** Special desks and expert teams: the group is the role. */
    private static final String TEAM = "(desk|expert)-[a-zA-Z0-9-]{1,56}";

    private final Units units;
    private final Practices practices;

    RoleGroups(Units units, Practices practices) {
        this.units = units;
        this.practices = practices;
    }

    static boolean isTeam(String role) {
        return role.matches(TEAM);
    }

    /** The group that means this role for somebody of the unit; empty for a role that does not exist there. */
    Optional<String> groupOf(String role, String unit) {
        Optional<Role> known = Role.find(role);
        if (known.isPresent()) {
            return known.get().inUnit() && unit == null ? Optional.empty() : Optional.of(switch (known.get()) {
                case CLERK -> Actor.UNIT_GROUP_PREFIX + unit;
                case LEADER -> Actor.LEADER_GROUP_PREFIX + unit;
                default -> known.get().code();
            });
        }
        if (role.startsWith(SECTION)) {
            return unit == null ? Optional.empty() : practices.of(unit).section(role.substring(SECTION.length()))
                    .map(section -> Actor.sectionGroup(unit, section.code()));
        }
        return isTeam(role) ? Optional.of(role) : Optional.empty();
    }

    /** The role a group means for somebody of the unit; a group of another unit stays what it is. */
    String roleOf(String group, String unit) {
        if (unit != null && group.equals(Actor.UNIT_GROUP_PREFIX + unit)) {
            return Role.CLERK.code();
        }
        if (unit != null && group.equals(Actor.LEADER_GROUP_PREFIX + unit)) {
            return Role.LEADER.code();
        }
        String sections = Actor.SECTION_GROUP_PREFIX + unit + "-";
        return unit != null && group.startsWith(sections) ? SECTION + group.substring(sections.length()) : group;
    }

    Set<String> rolesOf(Set<String> groups, String unit) {
        Set<String> roles = new TreeSet<>();
        groups.forEach(group -> roles.add(roleOf(group, unit)));
        return roles;
    }

    /** Chinese name of a role. */
    String label(String role, String unit, Map<String, String> teams) {
        if (role.startsWith(SECTION) && unit != null) {
            return practices.of(unit).section(role.substring(SECTION.length())).map(Practice.Section::name).orElse(role);
        }
        return Role.find(role).map(Role::label).orElse(teams.getOrDefault(role, role));
    }

    /** Names for the groups of a unit that may have to be made. */
    Map<String, String> names(String unit) {
        Map<String, String> names = new LinkedHashMap<>();
        Role[] all = Role.values();
        for (Role role : all) {
            if (!role.inUnit()) {
                names.put(role.code(), role.label());
            }
        }
        units.find(unit).ifPresent(known -> {
            names.put(Actor.UNIT_GROUP_PREFIX + unit, known.name());
            names.put(Actor.LEADER_GROUP_PREFIX + unit, known.name() + "领导");
            practices.of(unit).sections().forEach(section ->
                    names.put(Actor.sectionGroup(unit, section.code()), known.name() + section.name()));
        });
        return names;
    }

    /** The unit somebody with these groups works in, or null; an account of several units has none. */
    String unitOf(Set<String> groups) {
        Set<String> found = new TreeSet<>();
        for (String unit : new Actor("x", groups).units()) {
            units.find(unit).map(Unit::code).ifPresent(found::add);
        }
        return found.size() == 1 ? found.iterator().next() : null;
    }
}
