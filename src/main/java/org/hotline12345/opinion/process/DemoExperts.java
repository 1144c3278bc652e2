package org.hotline12345.opinion.process;

import org.hotline12345.opinion.Expert;
import org.hotline12345.opinion.Experts;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives the demo's experts their groups and one account each. */
@Component
@Profile("demo")
@Order(31)
class DemoExperts implements ApplicationRunner {

    private final Experts experts;
    private final EngineExpertGroups groups;
    private final TransactionTemplate transaction;

    DemoExperts(Experts experts, EngineExpertGroups groups, TransactionTemplate transaction) {
        this.experts = experts;
        this.groups = groups;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            for (Expert expert : experts.all()) {
                groups.ensure(Experts.GROUP_PREFIX + expert.code(), expert.teamName() + " " + expert.name());
                groups.demoAccount(expert);
            }
        });
    }
}
