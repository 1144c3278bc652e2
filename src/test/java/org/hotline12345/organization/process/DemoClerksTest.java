package org.hotline12345.organization.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.support.DemoTables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class DemoClerksTest {

    private static AnnotationConfigApplicationContext context;
    private static ProcessEngine engine;
    private static IdentityService identity;
    private static DemoClerks clerks;

    @BeforeAll
    static void open() {
        context = DemoTables.context("demo");
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(dataSource);
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setApplicationContext(context);
        configuration.setProcessEngineName("clerks");
        configuration.setDataSource(dataSource);
        configuration.setTransactionManager(transactions);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setGeneralResourceWhitelistPattern("[a-zA-Z0-9-]+");
        engine = configuration.buildProcessEngine();
        identity = engine.getIdentityService();
        clerks = new DemoClerks(groups(), context.getBean(Units.class),
                context.getBean(Jurisdictions.class), context.getBean(Practices.class), identity, new TransactionTemplate(transactions));
        clerks.run(null);
    }

    @AfterAll
    static void close() {
        engine.close();
        context.close();
    }

    @Test
    void everyUnitOfTheDemosCityHasAGroupAndAClerkWhoMaySignIn() {
        assertThat(context.getBean(Units.class).list("430500")).hasSize(66).extracting(Unit::code).allSatisfy(code -> {
            assertThat(identity.createGroupQuery().groupId("unit-" + code).groupMember("clerk-" + code).groupType("UNIT")
                    .count()).isEqualTo(1);
        });
        assertThat(identity.checkPassword("clerk-traffic-police", "Hotline@12345")).isTrue();
    }

    @Test
    void aUnitThatSignsOffHasALeaderAndOnePersonPerSection() {
        for (String account : List.of("leader-natural-resources", "section-natural-resources-land",
                "section-natural-resources-planning", "leader-tourism-culture", "section-tourism-culture-market")) {
            assertThat(identity.createGroupQuery().groupId(account).groupMember(account).count()).as(account).isEqualTo(1);
            assertThat(identity.checkPassword(account, "Hotline@12345")).as(account).isTrue();
        }
        assertThat(identity.createUserQuery().userId("leader-housing").count()).isZero();
    }

    private static UnitGroups groups() {
        return new UnitGroups(identity, (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration());
    }

    @Test
    void unitsOfTheOtherCitiesHaveGroupsAndClerksToo() {
        assertThat(identity.createGroupQuery().groupId("unit-hainan-finance-tax-school")
                .groupMember("clerk-hainan-finance-tax-school").count()).isEqualTo(1);
        assertThat(identity.createGroupQuery().groupId("unit-haikou-housing").singleResult().getName())
                .isEqualTo("海口市住房和城乡建设局");
    }

    @Test
    void startingAgainChangesNothing() {
        long groups = identity.createGroupQuery().count();
        long users = identity.createUserQuery().count();

        clerks.run(null);

        assertThat(identity.createGroupQuery().count()).isEqualTo(groups);
        assertThat(identity.createUserQuery().count()).isEqualTo(users);
    }

    @Test
    void anImportedUnitGetsItsGroupOnce() {
        Unit unit = new Unit("new-unit", "新单位", List.of(), "department", null, "on-network", "430500", null,
                null, "430500", null, null);
        UnitGroups groups = groups();

        groups.ensureGroup(unit);
        groups.ensureGroup(unit);

        assertThat(identity.createGroupQuery().groupId("unit-new-unit").singleResult().getName()).isEqualTo("新单位");
        identity.deleteGroup("unit-new-unit");
    }
}
