package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

/** Roles, first administrator, and the switches of the engine that must stay where they are. */
class AccountsTest extends DoorsTest {

    @Autowired
    AuthorizationService authorizationService;
    @Autowired
    Permits permits;
    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Test
    void thereIsAlwaysAnAdministrator() {
        assertThat(identityService.createUserQuery().memberOfGroup("camunda-admin").count()).isPositive();
    }

    @Test
    void everyRoleHasItsDemoAccount() {
        for (String role : new String[] {"operator", "dispatcher", "reviewer", "callback", "supervisor", "designer"}) {
            assertThat(identityService.createUserQuery().userId(role).memberOfGroup(role).count()).as(role).isOne();
        }
        assertThat(identityService.createUserQuery().userId("admin").memberOfGroup("camunda-admin").count()).isOne();
        assertThat(identityService.createGroupQuery().groupId("channel").count()).isOne();
    }

    @Test
    void startingAgainChangesNothing() {
        long before = authorizationService.createAuthorizationQuery().count();
        accounts(new AdminSettings(null, null)).afterSingletonsInstantiated();
        permits.showProcesses();
        permits.showProcesses();
        assertThat(authorizationService.createAuthorizationQuery().count()).isGreaterThanOrEqualTo(before)
                .isLessThanOrEqualTo(before + 1);
    }

    @Test
    void withoutAdministratorAndSettingsTheStartFailsAndSaysWhy() {
        identityService.deleteMembership("admin", "camunda-admin");
        try {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                    () -> accounts(new AdminSettings(null, null)).afterSingletonsInstantiated()))
                    .isInstanceOf(AdministratorMissing.class);
            var analysis = new AdministratorMissing.Analyzer().analyze(new AdministratorMissing(), new AdministratorMissing());
            assertThat(analysis.getDescription()).contains("管理员", "administrator");
            assertThat(analysis.getAction()).contains("HOTLINE_ADMIN_USER", "HOTLINE_ADMIN_PASSWORD");
            accounts(new AdminSettings("probe-chief", "Chief@123456")).afterSingletonsInstantiated();
            assertThat(identityService.checkPassword("probe-chief", "Chief@123456")).isTrue();
            assertThat(identityService.createUserQuery().userId("probe-chief").memberOfGroup("camunda-admin").count()).isOne();
        } finally {
            identityService.createMembership("admin", "camunda-admin");
            identityService.deleteUser("probe-chief");
        }
    }

    @Test
    void unitsHoldNoPermissionOfTheirOwn() {
        assertThat(authorizationService.createAuthorizationQuery().list()).noneMatch(grant ->
                grant.getGroupId() != null && grant.getGroupId().startsWith("unit-")
                        && grant.getResourceType() != Resources.TASK.resourceType()
                        && grant.getResourceType() != Resources.FILTER.resourceType());
        assertThat(authorizationService.createAuthorizationQuery().authorizationType(Authorization.AUTH_TYPE_GLOBAL).list())
                .noneMatch(grant -> Authorization.ANY.equals(grant.getResourceId()))
                .noneMatch(grant -> grant.isPermissionGranted(Permissions.UPDATE));
    }

    @Test
    void theEnginesOpenEndsAreClosed() {
        assertThat(engine.isAuthorizationEnabled()).isTrue();
        assertThat(engine.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(engine.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(engine.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(engine.isEnablePasswordPolicy()).isTrue();
        assertThat(engine.isCmmnEnabled()).isFalse();
        assertThat(engine.isStandaloneTasksEnabled()).isFalse();
        assertThat(engine.getQueryMaxResultsLimit()).isEqualTo(1000);
        assertThat(engine.getDefaultUserPermissionNameForTask()).isEqualTo("TASK_WORK");
        assertThat(engine.getExpressionManager()).isInstanceOf(AllowedExpressions.class);
        assertThat(CommandGuard.CLAIMANT).isNotNull();
    }

    @Test
    void noScriptLanguageIsOnTheClassPath() {
        assertThat(new ScriptEngineManager().getEngineFactories()).extracting(ScriptEngineFactory::getEngineName)
                .allMatch(name -> name.toLowerCase().contains("feel"));
        assertThat(engine.getScriptEngineResolver().getScriptEngineManager().getEngineFactories()).isEmpty();
    }

    private Accounts accounts(AdminSettings settings) {
        return new Accounts(identityService, permits, settings, new MockEnvironment());
    }
}
