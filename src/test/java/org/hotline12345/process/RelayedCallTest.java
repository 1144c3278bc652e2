package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.handling.RelayedCalls;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/relayed-call.bpmn}: a unit reaches the citizen through the centre. */
class RelayedCallTest extends ProcessTest {

    @Autowired
    RelayedCalls relayedCalls;

    @Test
    @Proves("H")
    void theCentreCallsForTheUnitAndTheAnswerCarriesNoNumber() {
        reported();
        asked("请问药品是什么时候、在哪里购买的");
        ProcessInstance call = instance("relayed-call");
        assertThat(call).isWaitingAt("Task_CallForUnit");
        assertThat(task("Task_CallForUnit").getDueDate())
                .isEqualTo(Date.from(OffsetDateTime.parse("2023-02-10T00:00:00+08:00").toInstant()));
        Task task = task("Task_CallForUnit");
        as("operator");
        assertThat(formService.getTaskFormVariables(task.getId()).get("question")).isEqualTo("请问药品是什么时候、在哪里购买的");

        complete("operator", "Task_CallForUnit", Map.of("outcome", "reached",
                "answer", "测试群众说是2023-02-01在江桥头买的，可打 138-0000 0000 或其爱人13911112222、0739-5361234"));
        assertThat(call).isEnded().hasPassed("EndEvent_CallRelayed");
        assertThat(dispatchOf("market-regulation").contactedAt()).isEqualTo(OffsetDateTime.parse("2023-02-08T09:00:00+08:00"));
        as("clerk-market-regulation");
        RelayedCalls.RelayedCall answered = relayedCalls.list(ticketNo).get(0);
        assertThat(answered.answer()).contains("2023-02-01在江桥头").doesNotContain("测试群众").doesNotContain("0000 0000")
                .doesNotContain("13911112222").doesNotContain("5361234");
        assertThat(eventTypes()).endsWith("callAskedFor", "callRelayed", "contacted");
        assertHistoryIsGapFree();
    }

    @Test
    void aCallNobodyAnsweredIsNoContact() {
        reported();
        asked("请问药品是什么时候购买的");
        complete("operator", "Task_CallForUnit", Map.of("outcome", "noAnswer"));
        assertThat(dispatchOf("market-regulation").contactedAt()).isNull();
        asked("请问药品是什么时候购买的");
    }

    @Test
    void theOperatorCanAnswerAfterTheUnitReplied() {
        reported();
        asked("请问药品是什么时候购买的");
        unitReplies("market-regulation");
        complete("operator", "Task_CallForUnit", Map.of("outcome", "reached", "answer", "二月一日购买"));
        assertThat(instance("relayed-call")).isNull();
        assertThat(dispatchOf("market-regulation").contactedAt()).isNull();
    }

    @Test
    @Proves(value = "H", forbidden = true)
    void onlyTheHandlingUnitAsksAndOnlyAnOperatorCalls() {
        reported();
        as("clerk-housing");
        assertThat(refusalOf(() -> relayedCalls.ask(ticketNo, "请告诉我们是谁举报的")).code()).isEqualTo("ticket.unknown");
        assertThat(refusalOf(() -> relayedCalls.list(ticketNo)).code()).isEqualTo("ticket.unknown");
        for (String centre : List.of("operator", "dispatcher", "reviewer", "callback", "supervisor")) {
            as(centre);
            assertThat(refusalOf(() -> relayedCalls.ask(ticketNo, "请问药品是什么时候购买的")).code()).isEqualTo("handling.notYourUnit");
        }
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> relayedCalls.ask(ticketNo, "？")).code()).isEqualTo("handling.questionTooShort");
        asked("请问药品是什么时候购买的");
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> relayedCalls.ask(ticketNo, "再请问药品价格是多少")).code()).isEqualTo("handling.relayedCallPending");
        for (String other : List.of("clerk-market-regulation", "dispatcher", "reviewer", "callback")) {
            assertNotTheirTask(() -> complete(other, "Task_CallForUnit", Map.of("outcome", "noAnswer")));
        }
        assertRefused("handling.answerMissing", () -> complete("operator", "Task_CallForUnit", Map.of("outcome", "reached")));
    }

    @Test
    void whoLeftNoNumberCannotBeCalled() {
        NewTicket request = request("report", "consumer-rights", "430511", "举报药店销售假药", "举报某药店销售过期药品，要求查处。", null);
        register(new NewTicket(request.channel(), request.externalId(), null, null, request.region(), request.address(), request.kind(),
                request.category(), request.title(), request.content(), null, null, null, null, null));
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> relayedCalls.ask(ticketNo, "请问药品是什么时候购买的")).code()).isEqualTo("handling.noNumberToCall");
    }

    private void reported() {
        register(request("report", "consumer-rights", "430511", "举报药店销售假药", "举报资江桥头某药店销售过期药品，要求保密。", null));
    }

    private void asked(String question) {
        as("clerk-market-regulation");
        relayedCalls.ask(ticketNo, question);
    }
}
