package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Refusal;
import org.hotline12345.intake.Withdrawals;
import org.hotline12345.routing.Merging;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;

/** Two people act on the same tickets at the same moment: nobody waits for ever, and what both wanted does not both happen. */
class RelatedRacesTest extends ProcessTest {

    private static final int ROUNDS = 8;

    @Autowired
    Merging merging;
    @Autowired
    Withdrawals withdrawals;

    /** Lets both act at once; for each what stopped it, or null. */
    private List<Throwable> atOnce(Callable<?> one, Callable<?> other) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        try {
            List<Future<Throwable>> outcomes = new ArrayList<>();
            for (Callable<?> act : List.of(one, other)) {
                outcomes.add(people.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    try {
                        act.call();
                        return null;
                    } catch (Exception stopped) {
                        return stopped;
                    } finally {
                        asNobody();
                    }
                }));
            }
            List<Throwable> stopped = new ArrayList<>();
            for (Future<Throwable> outcome : outcomes) {
                stopped.add(outcome.get(30, TimeUnit.SECONDS));
            }
            stopped.stream().filter(java.util.Objects::nonNull).forEach(RelatedRacesTest::toldInWords);
            return stopped;
        } finally {
            people.shutdownNow();
        }
    }

    /** Everything the doors answer with 409 or a refusal in words. */
    private static void toldInWords(Throwable stopped) {
        for (Throwable cause = stopped; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal || cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException || cause instanceof NullValueException) {
                return;
            }
        }
        throw new AssertionError("neither done nor told", stopped);
    }

    private Callable<?> merge(String no, String into) {
        return () -> {
            as("dispatcher");
            merging.merge(no, into, "同一事项");
            return null;
        };
    }

    private Callable<?> withdraw(String no) {
        return () -> {
            as("operator");
            withdrawals.withdraw(no, "已自行解决", "13800000000");
            return null;
        };
    }

    private Callable<?> submit(String user, Task task, Map<String, Object> fields) {
        return () -> {
            as(user);
            formService.submitTaskForm(task.getId(), fields);
            return null;
        };
    }

    @Test
    @Proves(value = "B1", forbidden = true)
    void twoTicketsAreNeverMergedIntoEachOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String one = registerConsumerComplaint();
            String other = registerConsumerComplaint();
            List<Throwable> stopped = atOnce(merge(one, other), merge(other, one));
            assertThat(stopped).as("exactly one is done").containsOnlyOnce((Throwable) null);
        }
    }

    @Test
    @Proves(value = "D7", forbidden = true)
    void aWithdrawalAndAReplyAtOnceLeaveTicketAndEngineAgreed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            registerConsumerComplaint();
            Task task = taskOfUnit("market-regulation");
            atOnce(withdraw(ticketNo), submit("clerk-market-regulation", task, Map.of("action", "reply", "reply", REPLY)));
            if (status().equals("withdrawn")) {
                assertThat(instanceIds()).isEmpty();
                assertThat(eventTypes()).endsWith("withdrawn");
            } else {
                assertThat(instanceIds()).isNotEmpty();
                assertThat(eventTypes()).doesNotContain("withdrawn");
            }
            assertHistoryIsGapFree();
        }
    }

    @Test
    @Proves(value = "guard4", forbidden = true)
    void whoMergesIntoATicketThatIsBeingArchivedIsToldOrCalledBack() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String main = registerConsumerComplaint();
            String later = registerConsumerComplaint();
            ticketNo = main;
            unitReplies("market-regulation");
            reviewPasses();
            List<Throwable> stopped = atOnce(merge(later, main), evaluate(main));
            runSavePoints();
            ticketNo = later;
            runSavePoints();
            if (stopped.get(0) == null) {
                assertThat(status()).as("told the main ticket's result at once").isEqualTo("callback");
                citizenAnswers(true);
                assertThat(status()).isEqualTo("archived");
            } else {
                assertThat(status()).isEqualTo("handling");
            }
            ticketNo = main;
            assertThat(status()).isEqualTo(stopped.get(1) == null ? "archived" : "callback");
        }
    }

    @Test
    void theMainTicketsReviewAndAMergedTicketsWithdrawalDoNotWaitForEachOther() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String main = registerConsumerComplaint();
            String later = registerConsumerComplaint();
            merge(later, main).call();
            ticketNo = main;
            unitReplies("market-regulation");
            Task review = task("Task_ReviewReply");
            List<Throwable> stopped = atOnce(withdraw(later), submit("reviewer", review, Map.of("verdict", "pass")));
            assertThat(stopped.stream().filter(java.util.Objects::isNull)).as("at least one is done").isNotEmpty();
            runSavePoints();
            ticketNo = later;
            runSavePoints();
            assertThat(status()).isIn("withdrawn", stopped.get(1) == null ? "callback" : "merged");
            assertHistoryIsGapFree();
        }
    }

    @Test
    @Proves("guard4")
    void theLastTwoCallbacksAtOnceArchiveBothTickets() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String main = registerConsumerComplaint();
            String later = registerConsumerComplaint();
            merge(later, main).call();
            ticketNo = main;
            unitReplies("market-regulation");
            reviewPasses();
            ticketNo = later;
            runSavePoints();
            List<Throwable> stopped = atOnce(evaluate(main), evaluate(later));
            for (String no : List.of(main, later)) {
                ticketNo = no;
                runSavePoints();
                if (stopped.get(no.equals(main) ? 0 : 1) != null && status().equals("callback")) {
                    evaluate(no).call();
                }
            }
            for (String no : List.of(main, later)) {
                ticketNo = no;
                assertThat(status()).as(no.equals(main) ? "main" : "merged").isEqualTo("archived");
            }
        }
    }

    private Callable<?> evaluate(String no) {
        return () -> {
            as("operator");
            callback.evaluate(no, true, true, true, null);
            return null;
        };
    }
}
