package org.hotline12345.organization.process;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.hotline12345.common.Actor;
import org.hotline12345.organization.Unit;
import org.springframework.stereotype.Component;

/** Gives a unit its group in the engine, so that its staff see the work handed to it. */
@Component
public class UnitGroups {

    static final String TYPE = "UNIT";

    private final IdentityService identity;

    UnitGroups(IdentityService identity) {
        this.identity = identity;
    }

    /** Id of the group whose members do the unit's work. */
    public static String groupOf(String unit) {
        return Actor.UNIT_GROUP_PREFIX + unit;
    }

    /** Creates the unit's group unless it is there. */
    public void ensure(Unit unit) {
        if (identity.createGroupQuery().groupId(groupOf(unit.code())).count() == 0) {
            create(unit);
        }
    }

    void create(Unit unit) {
        Group group = identity.newGroup(groupOf(unit.code()));
        group.setName(unit.name());
        group.setType(TYPE);
        identity.saveGroup(group);
    }
}
