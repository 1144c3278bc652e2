package org.hotline12345.platform.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.hotline12345.common.DemoAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Makes sure, before the web server opens, that the roles exist, may do what they are for, and that there is an
 * administrator: while that group is empty the engine would let a stranger make himself one. Repeating it changes
 * nothing, and several nodes may do it at once.
 */
@Component
@Order(0)
class Accounts implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    /** Roles whose people have accounts under names of their own. */
    private static final Set<String> OF_THEIR_OWN = Set.of(Roles.CHANNEL, Roles.DUTY_LEADER, Roles.ADMIN);
    private static final Map<String, String> DEMO_ACCOUNTS = new LinkedHashMap<>();

    static {
        Roles.NAMES.keySet().stream().filter(role -> !OF_THEIR_OWN.contains(role))
                .forEach(role -> DEMO_ACCOUNTS.put(role, role));
        DEMO_ACCOUNTS.put("admin", Roles.ADMIN);
    }

    private final IdentityService identityService;
    private final Permits permits;
    private final AdminSettings admin;
    private final Environment environment;

    Accounts(IdentityService identityService, Permits permits, AdminSettings admin, Environment environment) {
        this.identityService = identityService;
        this.permits = permits;
        this.admin = admin;
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Roles.NAMES.forEach(this::group);
        permits.grantAll();
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            DEMO_ACCOUNTS.forEach((account, role) -> account(account, Roles.NAMES.get(role), DemoAccounts.PASSWORD, role));
        }
        if (administrators() == 0) {
            if (!admin.complete()) {
                throw new AdministratorMissing();
            }
            account(admin.user(), Roles.NAMES.get(Roles.ADMIN), admin.password(), Roles.ADMIN);
            LOG.info("Created the first administrator {}", admin.user());
        }
    }

    private long administrators() {
        return identityService.createUserQuery().memberOfGroup(Roles.ADMIN).count();
    }

    private void group(String id, String name) {
        once(() -> identityService.createGroupQuery().groupId(id).count() > 0, () -> {
            Group group = identityService.newGroup(id);
            group.setName(name);
            group.setType(id.equals(Roles.ADMIN) ? "SYSTEM" : "WORKFLOW");
            identityService.saveGroup(group);
        });
    }

    private void account(String id, String name, String password, String role) {
        once(() -> identityService.createUserQuery().userId(id).count() > 0, () -> {
            User user = identityService.newUser(id);
            user.setLastName(name);
            user.setFirstName("");
            user.setPassword(password);
            identityService.saveUser(user);
        });
        once(() -> identityService.createUserQuery().userId(id).memberOfGroup(role).count() > 0,
                () -> identityService.createMembership(id, role));
    }

    /** Creates what is not there; when another node was faster, its work is as good as ours. */
    static void once(java.util.function.BooleanSupplier there, Runnable create) {
        if (there.getAsBoolean()) {
            return;
        }
        try {
            create.run();
        } catch (RuntimeException e) {
            if (!there.getAsBoolean()) {
                throw e;
            }
        }
    }
}
