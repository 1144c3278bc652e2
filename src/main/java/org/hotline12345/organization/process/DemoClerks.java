package org.hotline12345.organization.process;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.hotline12345.common.DemoAccounts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Seeds the demo with a group and one clerk account for every unit, and with a leader and one person per section where a unit has them. */
@Component
@Profile("demo")
@Order(20)
class DemoClerks implements ApplicationRunner {

    private final UnitGroups groups;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final Practices practices;
    private final IdentityService identity;
    private final TransactionTemplate transaction;

    DemoClerks(UnitGroups groups, Units units, Jurisdictions jurisdictions, Practices practices, IdentityService identity,
            TransactionTemplate transaction) {
        this.groups = groups;
        this.units = units;
        this.jurisdictions = jurisdictions;
        this.practices = practices;
        this.identity = identity;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // A group and its clerk are written together, so the groups alone tell what is missing.
        transaction.executeWithoutResult(status -> {
            Set<String> known = Stream.of(UnitGroups.TYPE, UnitGroups.INNER_TYPE)
                    .flatMap(type -> identity.createGroupQuery().groupType(type).list().stream()).map(Group::getId)
                    .collect(Collectors.toSet());
            jurisdictions.list().forEach(jurisdiction -> seed(units.list(jurisdiction.code()), known));
        });
    }

    private void seed(List<Unit> of, Set<String> known) {
        for (Unit unit : of) {
            if (!known.contains(UnitGroups.groupOf(unit.code()))) {
                groups.create(unit);
                account("clerk-" + unit.code(), unit.name(), "经办员", UnitGroups.groupOf(unit.code()));
            }
            inside(unit, practices.of(unit.code()), known);
        }
    }

    private void inside(Unit unit, Practice practice, Set<String> known) {
        if (practice.signOff() && !known.contains(practice.leaderGroup())) {
            groups.ensureGroups(unit, practice);
            account(practice.leaderGroup(), unit.name(), "领导", practice.leaderGroup());
            practice.sections().forEach(section ->
                    account(practice.groupOf(section), unit.name(), section.name(), practice.groupOf(section)));
        }
    }

    private void account(String id, String unit, String role, String group) {
        User user = identity.newUser(id);
        user.setFirstName(unit);
        user.setLastName(role);
        user.setPassword(DemoAccounts.PASSWORD);
        identity.saveUser(user);
        identity.createMembership(id, group);
    }
}
