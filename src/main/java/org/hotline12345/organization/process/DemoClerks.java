package org.hotline12345.organization.process;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Seeds the demo with a group for every unit and one clerk account for every unit. */
@Component
@Profile("demo")
@Order(20)
class DemoClerks implements ApplicationRunner {

    static final String PASSWORD = "Hotline@12345";

    private final UnitGroups groups;
    private final Units units;
    private final Jurisdictions jurisdictions;
    private final IdentityService identity;
    private final TransactionTemplate transaction;

    DemoClerks(UnitGroups groups, Units units, Jurisdictions jurisdictions, IdentityService identity,
            TransactionTemplate transaction) {
        this.groups = groups;
        this.units = units;
        this.jurisdictions = jurisdictions;
        this.identity = identity;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // A group and its clerk are written together, so the groups alone tell what is missing.
        transaction.executeWithoutResult(status -> {
            Set<String> known = identity.createGroupQuery().groupType(UnitGroups.TYPE).list().stream().map(Group::getId)
                    .collect(Collectors.toSet());
            jurisdictions.list().forEach(jurisdiction -> seed(units.list(jurisdiction.code()), known));
        });
    }

    private void seed(List<Unit> of, Set<String> known) {
        for (Unit unit : of) {
            if (!known.contains(UnitGroups.groupOf(unit.code()))) {
                groups.create(unit);
                clerk(unit);
            }
        }
    }

    private void clerk(Unit unit) {
        User user = identity.newUser("clerk-" + unit.code());
        user.setFirstName(unit.name());
        user.setLastName("经办员");
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        identity.createMembership(user.getId(), UnitGroups.groupOf(unit.code()));
    }
}
