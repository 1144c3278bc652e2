package org.hotline12345.organization.process;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.hotline12345.organization.UnitChange;
import org.hotline12345.organization.UnitFollower;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The group of a renamed unit is called as the unit is. */
@Component
class UnitGroupNames implements UnitFollower {

    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    UnitGroupNames(@Lazy IdentityService identity, @Lazy ProcessEngineConfigurationImpl engine) {
        this.identity = identity;
        this.engine = engine;
    }

    @Override
    public void inForce(UnitChange change) {
        if (change.kind() != UnitChange.Kind.RENAME) {
            return;
        }
        engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            Group group = identity.createGroupQuery().groupId(UnitGroups.groupOf(change.unit())).singleResult();
            if (group != null) {
                group.setName(change.newName());
                identity.saveGroup(group);
            }
            return group;
        }));
    }
}
