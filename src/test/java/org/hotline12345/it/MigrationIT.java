package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an installation's database goes through: an empty one, then start after start. */
class MigrationIT {

    private static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";
    private static Database database;
    private static String ticketNo;
    private static Duration startOnExistingDatabase;
    private static Duration processorTime;
    private static String statusAfterRestart;
    private static List<String> changesAfterFirstStart;
    private static List<String> changesAfterSecondStart;
    private static List<String> processesAfterFirstStart;
    private static List<String> processesAfterSecondStart;

    @BeforeAll
    static void startStopStartStop() {
        database = Database.empty("migration");
        try (Node first = Node.started(database)) {
            Map<String, Object> request = Person.complaint("before-restart");
            request.put("category", "consumer-rights");
            ticketNo = first.as("operator").registers(request);
        }
        changesAfterFirstStart = changes();
        processesAfterFirstStart = deployed();
        try (Node second = startAsInstalled()) {
            second.as("clerk-market-regulation").completes(ticketNo, "Task_HandleTicket", Map.of("action", "reply", "reply", REPLY));
            statusAfterRestart = second.as("operator").get("/api/tickets/" + ticketNo).expect(200).json().at("/units/0/state").asText();
        }
        changesAfterSecondStart = changes();
        processesAfterSecondStart = deployed();
    }

    /** Without options for the JVM. */
    private static Node startAsInstalled() {
        Node node = Node.withEnvironment(Map.of("SPRING_PROFILES_ACTIVE", "demo", "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.user(), "SPRING_DATASOURCE_PASSWORD", "")).awaitReady();
        startOnExistingDatabase = node.age();
        processorTime = node.processorTime();
        return node;
    }

    /** Every change of the database, in order, with the moment it was made. */
    private static List<String> changes() {
        return database.read("select concat(concat(ID, ' '), DATEEXECUTED) from DATABASECHANGELOG order by ORDEREXECUTED");
    }

    private static List<String> deployed() {
        return database.read("select concat(concat(KEY_, ':'), VERSION_) from ACT_RE_PROCDEF order by 1");
    }

    @AfterAll
    static void report() {
        System.out.printf("START packaged jar on an existing %s database: %.1f s until it takes requests (%.1f s of processor time, %d processors)%n",
                Database.isMySql() ? "MySQL 8.0.33" : "H2 file", startOnExistingDatabase.toMillis() / 1000.0, processorTime.toMillis() / 1000.0,
                Runtime.getRuntime().availableProcessors());
    }

    @Test
    void oneChangeLogMakesTheEnginesTablesAndOurs() {
        assertThat(database.count("select count(*) from DATABASECHANGELOG where FILENAME like 'org/camunda/%'")).isPositive();
        assertThat(database.count("select count(*) from DATABASECHANGELOG where FILENAME like 'db/changelog/%'")).isPositive();
        assertThat(database.count("select count(*) from ACT_GE_PROPERTY where NAME_ = 'historyLevel' and VALUE_ = '1'")).isOne();
    }

    @Test
    void everyColumnOfEveryTableHoldsEveryChineseCharacter() {
        assumeThat(Database.isMySql()).isTrue();
        assertThat(database.read("select concat(table_name, '.', column_name, ' ', collation_name) from information_schema.columns "
                + "where table_schema = database() and character_set_name is not null "
                + "and (character_set_name <> 'utf8mb4' or collation_name <> 'utf8mb4_bin')")).isEmpty();
        assertThat(database.count("select count(*) from information_schema.columns where table_schema = database() "
                + "and collation_name = 'utf8mb4_bin' and table_name like 'ACT\\_%'")).isGreaterThan(300);
    }

    @Test
    void anUnchangedStartMakesNoNewVersion() throws IOException {
        try (Stream<Path> models = Files.list(Path.of("bpmn"))) {
            assertThat(processesAfterFirstStart).containsExactlyElementsOf(models.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn")).map(name -> name.replace(".bpmn", ":1")).sorted().toList());
        }
        assertThat(processesAfterSecondStart).isEqualTo(processesAfterFirstStart);
        assertThat(database.count("select count(*) from ACT_RE_DEPLOYMENT")).isOne();
    }

    @Test
    void aTicketRegisteredBeforeARestartGoesOnAfterIt() {
        assertThat(statusAfterRestart).isEqualTo("replied");
    }

    /** How long it took is printed: on a machine busy with something else it says nothing about the product. */
    @Test
    void aStartOnAnExistingDatabaseTakesRequestsAndRepeatsNoChange() {
        assertThat(startOnExistingDatabase).isPositive();
        assertThat(changesAfterSecondStart).hasSizeGreaterThan(100).isEqualTo(changesAfterFirstStart);
        assertThat(database.count("select count(*) from DATABASECHANGELOGLOCK where LOCKED = true")).isZero();
    }
}
