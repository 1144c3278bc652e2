package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** People acting on one ticket in the same instant. */
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class ConcurrentUnitsIT {

    private static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";
    private final Node node = SharedNode.get();

    @RepeatedTest(12)
    void twoAssistsReplyingAtOnceBothKeepTheirReply() throws Exception {
        String ticketNo = dispatchedTo("commerce", "market-regulation", "education");
        List<Callable<Person.Answer>> replies = new ArrayList<>();
        for (String unit : List.of("market-regulation", "education")) {
            Person clerk = node.as("clerk-" + unit);
            String task = clerk.task(ticketNo, "Task_HandleTicket");
            replies.add(() -> clerk.submits(task, Map.of("action", "reply", "reply", unit + REPLY)));
        }

        // Either may be asked to try again; an acknowledged reply is never lost.
        List<Person.Answer> answers = atOnce(replies);
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).status()).isIn(204, 409);
            if (answers.get(i).status() == 409) {
                assertThat(replies.get(i).call().status()).isEqualTo(204);
            }
        }
        JsonNode ticket = node.as("operator").get("/api/tickets/" + ticketNo).expect(200).json();
        assertThat(ticket.findValuesAsText("reply")).containsExactlyInAnyOrder("market-regulation" + REPLY, "education" + REPLY);
        JsonNode events = node.as("operator").get("/api/tickets/" + ticketNo + "/events").expect(200).json();
        assertThat(events.findValuesAsText("type")).filteredOn("replied"::equals).hasSize(2);
        List<Integer> seqs = new ArrayList<>();
        events.forEach(event -> seqs.add(event.get("seq").asInt()));
        for (int i = 0; i < seqs.size(); i++) {
            assertThat(seqs.get(i)).isEqualTo(i + 1);
        }
        node.as("clerk-commerce").completes(ticketNo, "Task_HandleTicket", Map.of("action", "reply", "reply", REPLY));
        reachesReview(ticketNo);
    }

    @RepeatedTest(12)
    void ofSixPeopleCompletingOneTaskExactlyOneDoes() throws Exception {
        String ticketNo = node.as("operator").registers(Person.complaint(null));
        Person dispatcher = node.as("dispatcher");
        String task = dispatcher.task(ticketNo, "Task_DispatchTicket");
        List<Callable<Person.Answer>> completions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            completions.add(() -> dispatcher.submits(task, Map.of("decision", "dispatch", "leadUnit", "market-regulation")));
        }

        List<Integer> statuses = atOnce(completions).stream().map(Person.Answer::status).toList();

        assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
        assertThat(statuses).filteredOn(status -> status != 204).hasSize(5).allMatch(status -> status >= 400 && status < 500);
        JsonNode events = node.as("operator").get("/api/tickets/" + ticketNo + "/events").expect(200).json();
        assertThat(events.findValuesAsText("type")).filteredOn("dispatched"::equals).hasSize(1);
    }

    private String dispatchedTo(String lead, String... assists) {
        String ticketNo = node.as("operator").registers(Person.complaint(null));
        node.as("dispatcher").completes(ticketNo, "Task_DispatchTicket",
                Map.of("decision", "dispatch", "leadUnit", lead, "assistUnits", String.join(",", assists)));
        return ticketNo;
    }

    /** The save points behind the replies are the job executor's, a moment later. */
    private void reachesReview(String ticketNo) throws InterruptedException {
        Person reviewer = node.as("reviewer");
        for (int i = 0; i < 100; i++) {
            if (reviewer.get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo).json().size() == 1) {
                return;
            }
            Thread.sleep(200);
        }
        throw new AssertionError(ticketNo + " does not come to review");
    }

    static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(actions.size());
        CyclicBarrier together = new CyclicBarrier(actions.size());
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> action : actions) {
            running.add(people.submit(() -> {
                together.await();
                return action.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get());
        }
        people.shutdown();
        return results;
    }
}
