package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.hotline12345.common.Actor;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.TicketViews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Known traps of engine and databases, on a database that was empty when the context started. */
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@ActiveProfiles("demo")
@DirtiesContext
class PlatformTrapsIT {

    private static final Database DATABASE = Database.empty("traps");
    /** A URL that asks for the opposite of what the engine needs. */
    private static final String HOSTILE = "?sendFractionalSeconds=true&useLocalSessionState=false&nullCatalogMeansCurrent=false";

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", () -> DATABASE.url() + (Database.isMySql() ? HOSTILE : ""));
        settings.add("spring.datasource.username", DATABASE::user);
    }

    @Autowired
    private ProcessEngineConfigurationImpl engine;
    @Autowired
    private RepositoryService repositoryService;
    @Autowired
    private RuntimeService runtimeService;
    @Autowired
    private ManagementService managementService;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private DataSource dataSource;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private MovableClock clock;
    @Autowired
    private Intake intake;
    @Autowired
    private TicketViews views;

    @AfterEach
    void nobodyActs() {
        identityService.clearAuthentication();
        clock.reset();
    }

    @Test
    void engineWaitsForLiquibase() {
        assertThat(engine.getDatabaseSchemaUpdate()).isEqualTo("false");
        assertThat(jdbc.sql("select count(*) from ACT_RU_TASK").query(Integer.class).single()).isNotNegative();
    }

    @Test
    void engineTablesAreUtf8mb4() {
        assumeThat(Database.isMySql()).isTrue();
        assertThat(jdbc.sql("select count(*) from information_schema.tables where table_schema = database() "
                + "and table_name like 'ACT\\_%' and table_collation = 'utf8mb4_bin'").query(Integer.class).single()).isEqualTo(49);
        assertThat(jdbc.sql("select count(*) from information_schema.columns where table_schema = database() "
                + "and table_name like 'ACT\\_%' and character_set_name <> 'utf8mb4'").query(Integer.class).single()).isZero();
    }

    @Test
    void formsAreDeployedWithTheirProcess() {
        Deployment deployment = repositoryService.createDeploymentQuery().deploymentName("hotline-12345").singleResult();
        Set<String> resources = Set.copyOf(repositoryService.getDeploymentResourceNames(deployment.getId()));
        assertThat(resources).contains("bpmn/ticket-lifecycle.bpmn", "bpmn/unit-handling.bpmn", "dmn/acceptance.dmn",
                "forms/handle-ticket.form", "forms/dispatch-ticket.form");
        assertThat(jdbc.sql("select distinct DEPLOYMENT_ID_ from ACT_RE_CAMFORMDEF").query(String.class).list())
                .containsExactly(deployment.getId());
    }

    @Test
    void wholeSecondPrecisionLosesNoMilliseconds() {
        Instant exact = Instant.parse("2023-02-08T01:00:00.789Z");
        clock.freezeAt(exact);
        String ticketNo = register("milliseconds");
        assertThat(views.ticket(ticketNo, Actor.SYSTEM).registeredAt().toInstant()).isEqualTo(exact);
        assertThat(views.events(ticketNo, Actor.SYSTEM).get(0).at().toInstant()).isEqualTo(exact);
    }

    @Test
    void dueTimesAreNeverRoundedUp() {
        clock.freezeAt(Instant.parse("2023-02-08T01:00:00.789Z"));
        String ticketNo = register("due-times");
        Job timer = managementService.createJobQuery().timers().list().stream()
                .filter(job -> runtimeService.createProcessInstanceQuery().processInstanceId(job.getProcessInstanceId())
                        .singleResult().getBusinessKey().equals(ticketNo)).findFirst().orElseThrow();
        Instant due = Instant.parse("2023-02-10T01:00:00.900Z");
        managementService.setJobDuedate(timer.getId(), Date.from(due));
        assertThat(managementService.createJobQuery().jobId(timer.getId()).singleResult().getDuedate().toInstant())
                .isBetween(Instant.parse("2023-02-10T01:00:00Z"), due);
    }

    @Test
    void jobDueDateHasAnIndex() {
        String columns = Database.isMySql() ? "information_schema.statistics" : "information_schema.index_columns";
        assertThat(jdbc.sql("select count(*) from " + columns + " where upper(table_name) = 'ACT_RU_JOB' "
                + "and upper(column_name) = 'DUEDATE_'").query(Integer.class).single()).isPositive();
    }

    @Test
    void readCommittedIsolation() throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(connection.getAutoCommit()).isFalse();
        }
    }

    @Test
    void driverFlagsAreSetWhateverTheUrlSays() throws Exception {
        assumeThat(Database.isMySql()).isTrue();
        try (Connection connection = dataSource.getConnection()) {
            var driver = connection.unwrap(com.mysql.cj.jdbc.JdbcConnection.class).getPropertySet();
            assertThat(driver.getBooleanProperty("sendFractionalSeconds").getValue()).isFalse();
            assertThat(driver.getBooleanProperty("useLocalSessionState").getValue()).isTrue();
            assertThat(driver.getBooleanProperty("rewriteBatchedStatements").getValue()).isTrue();
            assertThat(driver.getBooleanProperty("nullCatalogMeansCurrent").getValue()).isTrue();
        }
        assertThat(jdbc.sql("select @@session.time_zone").query(String.class).single()).isEqualTo("+08:00");
    }

    @Test
    void feelEngineIsOursWithItsParseCache() {
        assertThat(((DefaultDmnEngineConfiguration) engine.getDmnEngineConfiguration()).getFeelEngineFactory().createInstance()
                .getClass().getSimpleName()).isEqualTo("CachedFeelEngine");
    }

    @Test
    void unhandledBpmnErrorFailsTheStep() {
        String model = """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
                  <bpmn:error id="Error_Nobody" errorCode="nobody.catches"/>
                  <bpmn:process id="unhandled-error" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="start"/>
                    <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="end"/>
                    <bpmn:endEvent id="end"><bpmn:errorEventDefinition errorRef="Error_Nobody"/></bpmn:endEvent>
                  </bpmn:process>
                </bpmn:definitions>""";
        Deployment deployment = repositoryService.createDeployment().name("unhandled-error")
                .addInputStream("unhandled-error.bpmn", new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8))).deploy();
        try {
            assertThatThrownBy(() -> runtimeService.startProcessInstanceByKey("unhandled-error"))
                    .hasMessageContaining("nobody.catches");
        } finally {
            repositoryService.deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    void everyModelHasAHistoryTimeToLive() {
        assertThat(repositoryService.createProcessDefinitionQuery().list()).isNotEmpty()
                .allSatisfy(process -> assertThat(process.getHistoryTimeToLive()).as(process.getKey()).isNotNull());
        assertThat(repositoryService.createDecisionDefinitionQuery().list()).isNotEmpty()
                .allSatisfy(decision -> assertThat(decision.getHistoryTimeToLive()).as(decision.getKey()).isNotNull());
        assertThat(engine.isEnforceHistoryTimeToLive()).isTrue();
        assertThat(engine.getHistoryCleanupBatchWindowStartTime()).as("without a window history is never cleaned").isNotNull();
    }

    @Test
    void twoSchemasOnOneServerDoNotMix() throws SQLException {
        assumeThat(Database.isMySql()).isTrue();
        Database.empty("neighbour").execute("create table ACT_ONLY_NEXT_DOOR (ID_ varchar(64))");
        try (Connection connection = dataSource.getConnection()) {
            assertThat(hasTable(connection, null, "ACT_ONLY_NEXT_DOOR")).as("seen as if it were ours").isFalse();
            assertThat(hasTable(connection, "it_neighbour", "ACT_ONLY_NEXT_DOOR")).as("there all the same").isTrue();
            assertThat(hasTable(connection, null, "ACT_GE_PROPERTY")).as("our own").isTrue();
        }
    }

    @Test
    void idsGrowWithTime() {
        List<String> ids = java.util.stream.Stream.generate(() -> engine.getIdGenerator().getNextId()).limit(50).collect(Collectors.toList());
        assertThat(ids).isSorted();
    }

    private static boolean hasTable(Connection connection, String schema, String table) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(schema, null, table, null)) {
            return found.next();
        }
    }

    private String register(String externalId) {
        identityService.setAuthentication("operator", List.of("operator"));
        String ticketNo = intake.register(new NewTicket("phone", externalId, null, new NewTicket.Citizen("测试群众", "13800000000"),
                "430511", "测试地点", "complaint", "consumer-rights", "药店不发货", "网购药品至今未发货，要求尽快发货。",
                null, null, null, null, null)).ticketNo();
        identityService.clearAuthentication();
        return ticketNo;
    }
}
