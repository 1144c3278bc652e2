package org.hotline12345.shift.process;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.hotline12345.common.DemoAccounts;
import org.hotline12345.shift.Leaders;
import org.hotline12345.shift.Leaders.Leader;
import org.hotline12345.shift.Roster;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives the demo's leaders one account each and a roster for the two weeks to come. */
@Component
@Profile("demo")
@Order(32)
class DemoLeaders implements ApplicationRunner {

    private final Leaders leaders;
    private final Roster roster;
    private final IdentityService identity;
    private final TransactionTemplate transaction;

    DemoLeaders(Leaders leaders, Roster roster, IdentityService identity, TransactionTemplate transaction) {
        this.leaders = leaders;
        this.roster = roster;
        this.identity = identity;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            List<Leader> known = leaders.all();
            known.forEach(this::account);
            roster.seed(known);
        });
    }

    private void account(Leader leader) {
        if (identity.createUserQuery().userId(leader.person()).count() == 0) {
            User user = identity.newUser(leader.person());
            user.setFirstName(leader.post());
            user.setLastName(leader.name());
            user.setPassword(DemoAccounts.PASSWORD);
            identity.saveUser(user);
            identity.createMembership(leader.person(), Leaders.GROUP);
        }
    }
}
