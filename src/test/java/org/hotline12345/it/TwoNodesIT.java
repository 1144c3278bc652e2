package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two nodes of one installation. */
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class TwoNodesIT {

    @Test
    void twoNodesStartingAtOnceOnAnEmptyDatabaseBothComeUpAndShareTheWork() throws Exception {
        assumeThat(Database.isMySql()).as("an H2 file belongs to one process").isTrue();
        Database database = Database.empty("two_nodes");
        try (Node one = Node.starting(database); Node other = Node.starting(database)) {
            one.awaitReady();
            other.awaitReady();

            assertThat(database.read("select distinct VERSION_ from ACT_RE_PROCDEF")).containsExactly("1");
            assertThat(database.read("select distinct VERSION_ from ACT_RE_DECISION_DEF")).containsExactly("1");
            assertThat(database.count("select count(*) from ACT_RE_DEPLOYMENT")).isOne();
            assertThat(database.count("select count(*) from ACT_ID_USER where ID_ like 'clerk-%'"))
                    .isEqualTo(database.count("select count(*) from organization_unit"));

            // Both take requests at the same moment; no number is given twice and each sees the other's tickets.
            ExecutorService callers = Executors.newFixedThreadPool(8);
            List<Future<String>> numbers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Person operator = (i % 2 == 0 ? one : other).as("operator");
                String externalId = "two-nodes-" + i;
                numbers.add(callers.submit(() -> operator.registers(Person.complaint(externalId))));
            }
            List<String> issued = new ArrayList<>();
            for (Future<String> number : numbers) {
                issued.add(number.get());
            }
            callers.shutdown();
            assertThat(issued).doesNotHaveDuplicates().hasSize(40);
            for (int i = 0; i < 4; i++) {
                (i % 2 == 0 ? other : one).as("operator").get("/api/tickets/" + issued.get(i)).expect(200);
            }
            raceForOneTask(one, other, issued);
        }
    }

    /** The same task on both nodes in the same instant: one reply counts, the other clerk is told so. */
    private static void raceForOneTask(Node one, Node other, List<String> tickets) throws Exception {
        for (String ticketNo : tickets.subList(0, 20)) {
            String task = one.as("dispatcher").task(ticketNo, "Task_DispatchTicket");
            List<Callable<Person.Answer>> both = new ArrayList<>();
            for (Node node : List.of(one, other)) {
                String unit = node == one ? "education" : "housing";
                both.add(() -> node.as("dispatcher").submits(task, Map.of("decision", "dispatch", "leadUnit", unit)));
            }
            List<Person.Answer> answers = ConcurrentUnitsIT.atOnce(both);
            assertThat(answers.stream().map(Person.Answer::status)).as(answers.toString()).containsExactlyInAnyOrder(204, 409);
            assertThat(answers.stream().filter(answer -> answer.status() == 409).findFirst().orElseThrow().text()).containsPattern("\\p{IsHan}{4}");
            List<String> events = one.as("operator").get("/api/tickets/" + ticketNo + "/events").expect(200).json().findValuesAsText("type");
            assertThat(events).filteredOn("dispatched"::equals).hasSize(1);
        }
    }
}
