package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.callback.Visits;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/callback.bpmn}. */
class CallbackTest extends ProcessTest {

    @Autowired
    Visits visitFacade;

    @Test
    @Proves("E3")
    void aSatisfiedAnswerToTheAutomaticCallbackIsEnough() {
        ProcessInstance asked = reviewed();
        assertThat(asked).isWaitingAt("Gateway_AwaitAnswer").hasPassed("Task_SendSurvey");
        citizenAnswers(true);

        assertThat(asked).isEnded().hasPassed("CatchEvent_CitizenEvaluated", "EndEvent_Evaluated").hasNotPassed("Task_CallBack");
        assertThat(ticket().callback()).isEqualTo(new TicketView.Callback(1, 0, 0, 1, 0, true, true, true));
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    @Proves("E4")
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
    @Proves("H")
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
    @Proves(value = "E3", forbidden = true)
    void anAnswerNobodyWaitsForIsRefused() {
        registerConsumerComplaint();
        assertRefused("callback.notExpected", () -> citizenAnswers(true));
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(false);
        assertRefused("callback.notExpected", () -> citizenAnswers(true));
    }

    @Test
    @Proves(value = {"E3", "guard10"}, forbidden = true)
    void theUnitCannotAnswerInTheCitizensPlace() {
        reviewed();
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> callback.evaluate(ticketNo, true, true, true, null)).code()).isEqualTo("callback.notAllowed");
        assertThat(instance("callback")).isWaitingAt("Gateway_AwaitAnswer");
    }

    @Test
    @Proves(value = "E4", forbidden = true)
    void aCallThatReachedTheCitizenNeedsAllThreeAnswers() {
        confidentialReviewed();
        assertRefused("callback.answersMissing", () -> complete("callback", "Task_CallBack",
                Map.of("outcome", "reached", "authentic", true, "satisfied", true)));
    }

    @Test
    @Proves("E5")
    void aVisitOrderedBeforehandTakesThePlaceOfTheSurvey() {
        registerConsumerComplaint();
        orders();
        unitReplies("market-regulation");
        reviewPasses();
        ProcessInstance asked = instance("callback");
        assertThat(asked).isWaitingAt("Task_VisitCitizen").hasNotPassed("Task_SendSurvey");
        Task visiting = task("Task_VisitCitizen");
        as("callback");
        assertThat(formService.getTaskFormVariables(visiting.getId()))
                .containsEntry("companion1", "market-regulation").containsKey("companionOptions");
        visits(Map.of());
        assertThat(asked).isEnded().hasPassed("EndEvent_Visited");
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsSubsequence("visitOrdered", "callbackPlanned", "visited", "evaluated", "archived");
        assertThat(jdbc.sql("select signature_file from callback_visit where ticket_no = :no").param("no", ticketNo)
                .query(String.class).single()).isEqualTo("回访单2023-018号");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves("E5")
    void aVisitOrderedWhileTheSurveyWaitsEndsTheWaiting() {
        ProcessInstance asked = reviewed();
        orders();
        assertThat(asked).isWaitingAt("Task_VisitCitizen").hasPassed("CatchEvent_VisitOrdered");
        visits(Map.of("satisfied", false));
        assertThat(asked).isEnded();
        assertThat(status()).isEqualTo("handling");
        assertThat(eventTypes()).endsWith("visited", "evaluated", "reworkOrdered", "dispatched");
    }

    @Test
    @Proves("E5")
    void aVisitOrderedInsteadOfACallTakesTheCallBack() {
        ProcessInstance asked = reviewed();
        citizenAnswers(false);
        orders();
        assertThat(asked).isWaitingAt("Task_VisitCitizen").hasPassed("BoundaryEvent_VisitOrdered");
        assertThat(tasks()).extracting(task -> task.getTaskDefinitionKey()).containsExactly("Task_VisitCitizen");
    }

    @Test
    @Proves("E4")
    void aSupervisedTicketTwiceDissatisfiedIsVisited() {
        registerConsumerComplaint();
        transaction.executeWithoutResult(status ->
                jdbc.sql("update ticket_ticket set supervised = true where ticket_no = :no").param("no", ticketNo).update());
        for (int round = 0; round < 2; round++) {
            unitReplies("market-regulation");
            reviewPasses();
            personReaches(false);
        }
        unitReplies("market-regulation");
        reviewPasses();
        assertThat(instance("callback")).isWaitingAt("Task_VisitCitizen").hasNotPassed("Task_CallBack");
    }

    @Test
    @Proves(value = "E5", forbidden = true)
    void aVisitNeedsTheCentreTheUnitAndASignature() {
        reviewed();
        for (String other : List.of("operator", "dispatcher", "reviewer", "callback")) {
            as(other);
            assertRefused("callback.visitNotAllowed", () -> {
                as(other);
                visitFacade.order(ticketNo, "群众两次来电均不满意");
            });
        }
        assertRefused("callback.visitReasonTooShort", () -> {
            as("supervisor");
            visitFacade.order(ticketNo, "去。");
        });
        orders();
        assertRefused("callback.visitAlreadyOrdered", this::orders);
        assertNotTheirTask(() -> completeAs("clerk-market-regulation",
                List.of("unit-market-regulation"), "Task_VisitCitizen", visit(Map.of())));
        assertRefused("callback.notSigned", () -> visits(Map.of("signedBy", false)));
        assertRefused("callback.notSigned", () -> visits(Map.of("signatureFile", "")));
        assertRefused("callback.companionMissing", () -> visits(Map.of("companions", "")));
        assertRefused("callback.companionNotHandling", () -> visits(Map.of("companions", "housing")));
        assertRefused("callback.visitTimeImpossible", () -> visits(Map.of("visitedAt", "2023-02-09T10:00:00+08:00")));
        assertRefused("callback.visitTimeImpossible", () -> visits(Map.of("visitedAt", "2023-02-01T10:00:00+08:00")));
        assertRefused("callback.answersMissing", () -> visits(Map.of("solved", "")));
        assertThat(instance("callback")).isWaitingAt("Task_VisitCitizen");
    }

    @Test
    @Proves(value = {"E5", "H", "guard3"}, forbidden = true)
    void nobodyOfTheUnitComesAlongToAConfidentialReporter() {
        confidentialReviewed();
        orders();
        Task visiting = task("Task_VisitCitizen");
        as("callback");
        assertThat(formService.getTaskFormVariables(visiting.getId())).doesNotContainKey("companion1");
        assertRefused("callback.confidentialVisitAlone", () -> visits(Map.of()));
        visits(Map.of("companions", ""));
        assertThat(status()).isEqualTo("archived");
    }

    private void orders() {
        as("supervisor");
        visitFacade.order(ticketNo, "群众两次来电均不满意");
        runSavePoints();
    }

    private static Map<String, Object> visit(Map<String, Object> other) {
        Map<String, Object> fields = new HashMap<>(Map.of("visitedAt", "2023-02-08T09:00:00+08:00", "companions", "market-regulation",
                "authentic", true, "solved", true, "satisfied", true, "signedBy", true, "signatureFile", "回访单2023-018号"));
        fields.putAll(other);
        return fields;
    }

    private void visits(Map<String, Object> other) {
        complete("callback", "Task_VisitCitizen", visit(other));
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
