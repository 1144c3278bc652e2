package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code kill -9} while four people register requests: what was acknowledged is there, once. */
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class KillIT {

    private static final int CLERKS = 4;
    private static final int ACKNOWLEDGED_BEFORE_KILL = 40;

    /** Numbers by external id of what was answered with 2xx, and the ids of requests that got no answer. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> unknown = new ConcurrentLinkedQueue<>();

    @Test
    void killingTheNodeLosesNoAcknowledgedTicket() throws InterruptedException {
        Database database = Database.fresh("kill_node");
        Node node = Node.started(database);
        for (int round = 1; round <= 2; round++) {
            List<Thread> load = load(node, "node-round-" + round);
            node.kill();
            for (Thread clerk : load) {
                clerk.join();
            }
            node = Node.started(database);
            check(node);
        }
        node.close();
        checkRows(database);
        report("node");
    }

    @Test
    void killingTheDatabaseServerLosesNoAcknowledgedTicket() throws InterruptedException {
        assumeThat(Database.isMySql()).as("H2 lives in the node").isTrue();
        Database database = Database.fresh("kill_mysql");
        try (Node node = Node.started(database)) {
            List<Thread> load = load(node, "mysql");
            MySqlServer.shared().kill();
            for (Thread clerk : load) {
                clerk.join();
            }
            MySqlServer.shared().start();
            node.awaitReady();
            check(node);
        }
        checkRows(database);
        report("mysqld");
    }

    /** Lets people register until enough is acknowledged; they go on until the first request without an answer. */
    private List<Thread> load(Node node, String name) throws InterruptedException {
        int before = acknowledged.size();
        AtomicBoolean down = new AtomicBoolean();
        List<Thread> clerks = new ArrayList<>();
        for (int clerk = 0; clerk < CLERKS; clerk++) {
            String prefix = name + "-" + clerk + "-";
            Person operator = node.as("operator");
            Thread thread = new Thread(() -> {
                for (int i = 0; !down.get(); i++) {
                    String externalId = prefix + i;
                    try {
                        Person.Answer answer = operator.post("/api/tickets", Person.complaint(externalId));
                        if (answer.status() == 201) {
                            acknowledged.put(externalId, answer.json().get("ticketNo").asText());
                        } else {
                            unknown.add(externalId);
                            down.set(true);
                        }
                    } catch (RuntimeException noAnswer) {
                        unknown.add(externalId);
                        down.set(true);
                    }
                }
            });
            clerks.add(thread);
            thread.start();
        }
        long giveUp = System.nanoTime() + 120_000_000_000L;
        while (acknowledged.size() < before + ACKNOWLEDGED_BEFORE_KILL) {
            assertThat(System.nanoTime()).as("registrations are too slow or fail: " + unknown).isLessThan(giveUp);
            Thread.sleep(20);
        }
        return clerks;
    }

    private void check(Node node) {
        Person operator = node.as("operator");
        acknowledged.forEach((externalId, ticketNo) -> {
            operator.get("/api/tickets/" + ticketNo).expect(200);
            assertThat(operator.post("/api/tickets", Person.complaint(externalId)).expect(200).json().get("ticketNo").asText())
                    .isEqualTo(ticketNo);
        });
        // Whoever got no answer sends the same again, twice: one ticket comes of it.
        for (String externalId = unknown.poll(); externalId != null; externalId = unknown.poll()) {
            Person.Answer again = operator.post("/api/tickets", Person.complaint(externalId));
            assertThat(again.status()).isIn(200, 201);
            String ticketNo = again.json().get("ticketNo").asText();
            assertThat(operator.post("/api/tickets", Person.complaint(externalId)).expect(200).json().get("ticketNo").asText())
                    .isEqualTo(ticketNo);
            acknowledged.put(externalId, ticketNo);
        }
    }

    private void checkRows(Database database) {
        assertThat(database.count("select count(*) from ticket_ticket")).isEqualTo(acknowledged.size());
        assertThat(database.read("select ticket_no from ticket_ticket t where (select count(*) from ACT_HI_PROCINST p "
                + "where p.BUSINESS_KEY_ = t.ticket_no and p.PROC_DEF_KEY_ = 'ticket-lifecycle') <> 1")).isEmpty();
        assertThat(database.read("select ticket_no from ticket_event group by ticket_no having count(*) <> max(seq)")).isEmpty();
    }

    private void report(String killed) {
        System.out.printf("KILL -9 of %s on %s: %d tickets acknowledged or retried, 0 lost, 0 twice%n", killed,
                Database.isMySql() ? "MySQL 8.0.33" : "H2 file", acknowledged.size());
    }
}
