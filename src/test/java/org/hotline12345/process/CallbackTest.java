package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.ticket.TicketView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path of {@code bpmn/callback.bpmn}. */
class CallbackTest extends ProcessTest {

    @Test
    void aSatisfiedAnswerToTheAutomaticCallbackIsEnough() {
        ProcessInstance asked = reviewed();
        assertThat(asked).isWaitingAt("Gateway_AwaitAnswer").hasPassed("Task_SendSurvey");
        citizenAnswers(true);

        assertThat(asked).isEnded().hasPassed("CatchEvent_CitizenEvaluated", "EndEvent_Evaluated").hasNotPassed("Task_CallBack");
        assertThat(ticket().callback()).isEqualTo(new TicketView.Callback(1, 0, 0, 1, 0, true, true, true));
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void aDissatisfiedAnswerLeadsToAPersonAndThenRework() {
        ProcessInstance asked = reviewed();
        citizenAnswers(false);
        assertThat(asked).isWaitingAt("Task_CallBack");
        assertThat(task("Task_CallBack").getDueDate())
                .isEqualTo(java.util.Date.from(OffsetDateTime.parse("2023-02-11T00:00:00+08:00").toInstant()));
        assertThat(status()).isEqualTo("callback");

        personReaches(false);
        assertThat(asked).isEnded();
        assertThat(ticket().callback().reached()).isEqualTo(1);
        assertThat(status()).isEqualTo("handling");
        assertThat(eventTypes()).endsWith("evaluated", "callbackAttempted", "evaluated", "reworkOrdered", "dispatched");
    }

    @Test
    void aPersonsCallMayTurnDissatisfactionIntoSatisfaction() {
        reviewed();
        citizenAnswers(false);
        personReaches(true);
        assertThat(status()).isEqualTo("archived");
        assertThat(ticket().callback()).isEqualTo(new TicketView.Callback(1, 1, 1, 2, 0, true, true, true));
    }

    @Test
    void aDissatisfiedCitizenWhoCannotBeReachedAgainStaysDissatisfied() {
        reviewed();
        citizenAnswers(false);
        personCalls("noAnswer");
        personCalls("noAnswer");
        personCalls("noAnswer");
        assertThat(status()).isEqualTo("handling");
        assertThat(ticket().callback().defaulted()).isZero();
        assertThat(eventTypes()).contains("reworkOrdered").doesNotContain("callbackDefaulted");
    }

    @Test
    void threeUnansweredSurveysLeadToAPerson() {
        ProcessInstance asked = reviewed();
        passTimeUntil("2023-02-09T23:59:59+08:00");
        assertThat(ticket().callback().surveyAttempts()).isEqualTo(1);
        passTimeUntil("2023-02-10T00:00:00+08:00");
        assertThat(ticket().callback().surveyAttempts()).isEqualTo(2);
        passTimeUntil("2023-02-20T09:00:00+08:00");

        assertThat(ticket().callback().surveyAttempts()).isEqualTo(3);
        assertThat(asked).isWaitingAt("Task_CallBack").hasPassed("CatchEvent_SurveyUnanswered");
        assertThat(eventTypes()).endsWith("callbackPlanned", "surveySent", "callbackPlanned", "surveySent",
                "callbackPlanned", "surveySent", "callbackPlanned");
    }

    @Test
    void nobodyReachedIsCountedAsDefault() {
        ProcessInstance asked = reviewed();
        passTimeUntil("2023-02-20T09:00:00+08:00");
        personCalls("noAnswer");
        personCalls("noAnswer");
        assertThat(asked).isWaitingAt("Task_CallBack");
        personCalls("noAnswer");

        assertThat(asked).isEnded().hasPassed("Task_RecordDefaulted", "EndEvent_CallbackDefaulted");
        assertThat(ticket().callback()).isEqualTo(new TicketView.Callback(3, 3, 0, 0, 1, null, null, null));
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).endsWith("callbackAttempted", "callbackDefaulted", "archived");
        assertHistoryIsGapFree();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "wrongNumber"})
    void whoRefusesOrHasAWrongNumberIsNotCalledAgain(String outcome) {
        confidentialReviewed();
        personCalls(outcome);
        assertThat(ticket().callback().callAttempts()).isEqualTo(1);
        assertThat(ticket().callback().defaulted()).isEqualTo(1);
        assertThat(ticket().callback().evaluated()).isZero();
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void aConfidentialTicketIsCalledBackByAPerson() {
        ProcessInstance asked = confidentialReviewed();
        assertThat(asked).isWaitingAt("Task_CallBack").hasNotPassed("Task_SendSurvey");
        personReaches(true);
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void aSupervisedTicketIsCalledBackByAPerson() {
        registerConsumerComplaint();
        transaction.executeWithoutResult(status ->
                jdbc.sql("update ticket_ticket set supervised = true where ticket_no = :no").param("no", ticketNo).update());
        unitReplies("market-regulation");
        reviewPasses();
        assertThat(instance("callback")).isWaitingAt("Task_CallBack").hasNotPassed("Task_SendSurvey");
    }

    @Test
    void whoLeftNoNumberIsNotCalledBack() {
        NewTicket anonymous = request("complaint", "consumer-rights", "430511", "药店不发货", "1月24日网购药品至今未发货，要求尽快发货。", null);
        register(new NewTicket(anonymous.channel(), anonymous.externalId(), null, null, anonymous.region(), anonymous.address(),
                anonymous.kind(), anonymous.category(), anonymous.title(), anonymous.content(), null, null, null, null, null));
        ProcessInstance lifecycle = root();
        unitReplies("market-regulation");
        reviewPasses();

        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).endsWith("reviewPassed", "callbackPlanned", "archived");
    }

    @Test
    void afterReworkTheCitizenIsAskedAnew() {
        reviewed();
        citizenAnswers(false);
        personReaches(false);
        unitReplies("market-regulation");
        reviewPasses();

        assertThat(instance("callback")).isWaitingAt("Gateway_AwaitAnswer");
        assertThat(ticket().callback().surveyAttempts()).isEqualTo(2);
    }

    @Test
    void anAnswerNobodyWaitsForIsRefused() {
        registerConsumerComplaint();
        assertRefused("callback.notExpected", () -> citizenAnswers(true));
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(false);
        assertRefused("callback.notExpected", () -> citizenAnswers(true));
    }

    @Test
    void theUnitCannotAnswerInTheCitizensPlace() {
        reviewed();
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> callback.evaluate(ticketNo, true, true, true, null)).code()).isEqualTo("callback.notAllowed");
        assertThat(instance("callback")).isWaitingAt("Gateway_AwaitAnswer");
    }

    @Test
    void aCallThatReachedTheCitizenNeedsAllThreeAnswers() {
        confidentialReviewed();
        assertRefused("callback.answersMissing", () -> complete("callback", "Task_CallBack",
                Map.of("outcome", "reached", "authentic", true, "satisfied", true)));
    }

    private ProcessInstance reviewed() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewPasses();
        return instance("callback");
    }

    private ProcessInstance confidentialReviewed() {
        register(request("report", "consumer-rights", "430511", "举报药店销售假药", "举报资江桥头某药店销售过期药品，要求保密。", null));
        unitReplies("market-regulation");
        reviewPasses();
        return instance("callback");
    }
}
