package org.hotline12345.organization;

import java.util.List;

/** The people of units as their accounts' groups tell it. */
public interface Staff {

    /** Makes sure that the group of a unit's people exists and is called as the unit. */
    void ensureGroup(Unit unit);

    /** Makes sure that the groups of a unit's leaders and sections exist; their members are an administrator's to choose. */
    void ensureGroups(Unit unit, Practice practice);

    boolean isMember(String user, String group);

    /** Members of a group, by id. */
    List<Person> members(String group);

    /** Somebody who works in a unit. */
    record Person(String id, String name) {
    }
}
