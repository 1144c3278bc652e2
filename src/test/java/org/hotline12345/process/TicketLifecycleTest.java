package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

/** Every path of {@code bpmn/ticket-lifecycle.bpmn}. */
class TicketLifecycleTest extends ProcessTest {

    @Test
    void aClearComplaintIsDispatchedRepliedReviewedEvaluatedAndArchived() {
        registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        assertThat(status()).isEqualTo("handling");
        assertThat(ticket().units()).extracting(unit -> unit.unit()).containsExactly("market-regulation");

        unitReplies("market-regulation");
        assertThat(lifecycle).isWaitingAt("Task_ReviewReply");
        assertThat(status()).isEqualTo("reviewing");

        reviewPasses();
        assertThat(status()).isEqualTo("callback");
        citizenAnswers(true);

        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "dispatched", "signed", "replied", "reviewPassed",
                "callbackPlanned", "surveySent", "evaluated", "archived");
        assertThat(events()).extracting(event -> event.seq()).isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }
}
