package org.hotline12345.intake.process;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.hotline12345.common.DemoAccounts;
import org.hotline12345.intake.SecondLine;
import org.hotline12345.ticket.Ticket;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives every second answerer's desk its group in the engine; in the demo also one account. */
@Component
@Order(30)
class DeskGroups implements ApplicationRunner {

    private final SecondLine secondLine;
    private final IdentityService identity;
    private final TransactionTemplate transaction;
    private final Environment environment;

    DeskGroups(SecondLine secondLine, IdentityService identity, TransactionTemplate transaction, Environment environment) {
        this.secondLine = secondLine;
        this.identity = identity;
        this.transaction = transaction;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<SecondLine.Desk> desks = secondLine.desks(null);
        transaction.executeWithoutResult(status -> desks.forEach(desk -> {
            String id = Ticket.DESK_GROUP_PREFIX + desk.code();
            if (identity.createGroupQuery().groupId(id).count() == 0) {
                Group group = identity.newGroup(id);
                group.setName(desk.name());
                group.setType("WORKFLOW");
                identity.saveGroup(group);
                if (environment.acceptsProfiles(Profiles.of("demo"))) {
                    User user = identity.newUser(id);
                    user.setLastName(desk.name());
                    user.setFirstName("");
                    user.setPassword(DemoAccounts.PASSWORD);
                    identity.saveUser(user);
                    identity.createMembership(id, id);
                }
            }
        }));
    }
}
