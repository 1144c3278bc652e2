package org.hotline12345.opinion.process;

import java.util.concurrent.Callable;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.hotline12345.common.DemoAccounts;
import org.hotline12345.opinion.Expert;
import org.hotline12345.opinion.ExpertGroups;
import org.hotline12345.opinion.Experts;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Every expert's group in the engine, so that what the expert is asked becomes a task of theirs. */
@Component
class EngineExpertGroups implements ExpertGroups {

    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl engine;

    EngineExpertGroups(@Lazy IdentityService identity, @Lazy ProcessEngineConfigurationImpl engine) {
        this.identity = identity;
        this.engine = engine;
    }

    @Override
    public void ensure(String id, String name) {
        withoutPermissions(() -> {
            if (identity.createGroupQuery().groupId(id).count() == 0) {
                Group group = identity.newGroup(id);
                group.setName(name);
                group.setType("EXPERT");
                identity.saveGroup(group);
            }
            return null;
        });
    }

    /** An account of the demo for somebody of the register. */
    void demoAccount(Expert expert) {
        String id = Experts.GROUP_PREFIX + expert.code();
        withoutPermissions(() -> {
            if (identity.createUserQuery().userId(id).count() == 0) {
                User user = identity.newUser(id);
                user.setFirstName(expert.teamName());
                user.setLastName(expert.name());
                user.setPassword(DemoAccounts.PASSWORD);
                identity.saveUser(user);
                identity.createMembership(id, id);
            }
            return null;
        });
    }

    /** Who may keep the register need not be an administrator of accounts. */
    private void withoutPermissions(Callable<Void> work) {
        engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(work));
    }
}
