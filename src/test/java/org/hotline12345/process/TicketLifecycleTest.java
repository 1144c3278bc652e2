package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketEventView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every path of {@code bpmn/ticket-lifecycle.bpmn}. */
class TicketLifecycleTest extends ProcessTest {

    @Test
    @Proves({"A1", "A2", "G1"})
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

        assertThat(lifecycle).isEnded().hasPassed("Task_ArchiveTicket", "EndEvent_Archived");
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "dispatched", "signed", "replied", "reviewPassed",
                "callbackPlanned", "surveySent", "evaluated", "archived");
        assertThat(events()).extracting(event -> event.seq()).isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        assertThat(tasks()).isEmpty();
    }

    // ------------------------------------------------------------------ acceptance

    @ParameterizedTest
    @CsvSource({
            "consult,   instantAnswer, 当场告知公积金提取条件,   closed-instant",
            "help,      transfer,      外地的事请来电人拨打当地热线,  transferred",
            "complaint, legalRoute,    litigation,           legal-route",
            "other,     decline,       repeated,             declined",
            "other,     invalid,       silentCall,           invalid"})
    @Proves("A3")
    void whatTheCallTakerSettlesEndsAtTheDeskAndLeavesNoInstance(String kind, String outcome, String note, String end) {
        registerAtDesk(kind, outcome, note);

        assertThat(runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo).count()).isZero();
        assertThat(tasks()).isEmpty();
        assertThat(status()).isEqualTo(end);
        assertThat(ticket().closedAt()).isNotNull();
        assertThat(ticket().units()).isEmpty();
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "closedAtDesk");
        assertHistoryIsGapFree();
    }

    @Test
    void praiseIsRegisteredAndEndsAtTheDesk() {
        register(request("praise", "bus-service", "430503", "表扬36路公交司机", "36路公交17号车司机热心帮助老人上下车，特此表扬。", null));
        assertThat(status()).isEqualTo("praised");
        assertThat(root()).isNull();
    }

    @Test
    void aMatterOutsideTheJurisdictionIsDeclined() {
        register(request("complaint", "consumer-rights", "460100", "海口商家不退款", "在海口一家商店购物后商家拒绝退款，要求处理。", null));
        assertThat(status()).isEqualTo("declined");
        assertThat(root()).isNull();
    }

    @Test
    @Proves(value = "A3", forbidden = true)
    void whatTheAcceptanceTableDoesNotKnowGoesToTheDispatcher() {
        registerAtDesk("complaint", "instantAnswer", "投诉不能当场办结");
        assertThat(root()).isWaitingAt("Task_DispatchTicket").hasPassed("CallActivity_AcceptRequest").hasNotPassed("Task_AssignUnit");
        assertThat(status()).isEqualTo("dispatching");
    }

    @Test
    void whatTheCatalogueDoesNotFindGoesToTheDispatcherAndIsNoError() {
        registerUnclassified();
        assertThat(root()).isWaitingAt("Task_DispatchTicket").hasPassed("Task_AssignUnit", "Gateway_UnitFound");
        assertThat(status()).isEqualTo("dispatching");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "routingUndecided");
    }

    // ------------------------------------------------------------------ the dispatcher

    @Test
    @Proves("B2")
    void theDispatcherSendsTheTicketToALeadAndAnAssist() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");

        assertThat(status()).isEqualTo("handling");
        assertThat(dispatchOf("housing").role().code()).isEqualTo("lead");
        assertThat(dispatchOf("fire-rescue").role().code()).isEqualTo("assist");
        assertThat(taskOfUnit("housing")).isNotNull();
        assertThat(taskOfUnit("fire-rescue")).isNotNull();
        assertThat(eventTypes()).endsWith("dispatched", "dispatched");
    }

    @ParameterizedTest
    @CsvSource({"instantAnswer, closed-instant", "transfer, transferred", "legalRoute, legal-route", "decline, declined"})
    void theDispatcherMaySettleWithoutAUnit(String decision, String end) {
        registerUnclassified();
        ProcessInstance lifecycle = root();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", decision, "reason", "经核实由派单员直接处置"));

        assertThat(lifecycle).isEnded().hasPassed("EndEvent_ClosedAtDesk");
        assertThat(status()).isEqualTo(end);
        assertThat(ticket().closingReason()).isEqualTo("经核实由派单员直接处置");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = "B2", forbidden = true)
    void aDispatchWithoutALeadIsRefused() {
        registerUnclassified();
        assertRefused("routing.leadMissing", () -> complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "dispatch")));
    }

    @Test
    void aDispatchOfTheSameUnitTwiceIsRefused() {
        registerUnclassified();
        assertRefused("ticket.unitTwice", () -> dispatcherSends("housing", "housing"));
    }

    @Test
    @Proves(value = "B2", forbidden = true)
    void aDispatchToAnUnknownUnitIsRefused() {
        registerUnclassified();
        assertRefused("organization.unknownUnit", () -> dispatcherSends("no-such-unit"));
    }

    @Test
    void aVariableOfTheDiagramCannotBeSubmittedAsAField() {
        registerUnclassified();
        assertRefused("common.unknownField", () -> complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "decline", "reason", "不属于受理范围", "disposition", "dispatch")));
    }

    // ------------------------------------------------------------------ units in parallel

    @Test
    void twoUnitsReplyInParallelAndReviewWaitsForBoth() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");

        unitReplies("fire-rescue");
        assertThat(root()).isNotWaitingAt("Task_ReviewReply");
        assertThat(status()).isEqualTo("handling");

        unitReplies("housing");
        assertThat(root()).isWaitingAtExactly("Task_ReviewReply");
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    void aReturnedTicketIsHandledByTheNewUnitOnly() {
        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        at("2023-02-09T10:00:00+08:00");
        rules("dispatcher", "redispatch", "commerce");

        assertThat(taskOfUnit("market-regulation")).isNull();
        assertThat(taskOfUnit("commerce")).isNotNull();
        assertThat(dispatchOf("market-regulation").state().code()).isEqualTo("returned");
        assertThat(dispatchOf("commerce").dispatchedAt()).isEqualTo(OffsetDateTime.parse("2023-02-09T10:00:00+08:00"));
        assertThat(dispatchOf("commerce").role().code()).isEqualTo("lead");

        unitReplies("commerce");
        assertThat(root()).isWaitingAt("Task_ReviewReply");
    }

    // ------------------------------------------------------------------ review

    @Test
    void aFailedReviewSendsTheTicketBackToTheLeadAlone() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        unitReplies("fire-rescue");
        unitReplies("housing");
        reviewFails();

        assertThat(status()).isEqualTo("handling");
        assertThat(ticket().round()).isEqualTo(2);
        assertThat(taskOfUnit("housing")).isNotNull();
        assertThat(taskOfUnit("fire-rescue")).isNull();
        assertThat(eventTypes()).endsWith("reviewFailed", "reworkOrdered", "dispatched");
    }

    @Test
    void reworkHasItsOwnLimitOfThreeWorkingDays() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        at("2023-02-10T11:00:00+08:00");
        reviewFails();
        assertThat(dispatchOf("market-regulation").handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
    }

    @Test
    void reworkCannotBeReturned() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewFails();
        assertRefused("handling.bindingDispatch", () -> unitAsksToReturn("market-regulation", "commerce"));
    }

    @Test
    void aFailedReviewNeedsAReason() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        assertRefused("common.missingField", () -> complete("reviewer", "Task_ReviewReply", Map.of("verdict", "rework")));
    }

    @Test
    void theAuthorOfAReplyCannotReviewIt() {
        registerConsumerComplaint();
        completeAs("two-hats", List.of("unit-market-regulation", "reviewer"), "Task_HandleTicket",
                Map.of("action", "reply", "reply", REPLY));

        assertRefused("review.ownReply", () -> completeAs("two-hats", List.of("unit-market-regulation", "reviewer"),
                "Task_ReviewReply", Map.of("verdict", "pass")));
        reviewPasses();
        assertThat(status()).isEqualTo("callback");
    }

    @Test
    void whoDispatchedCannotReview() {
        registerUnclassified();
        completeAs("two-hats", List.of("dispatcher", "reviewer"), "Task_DispatchTicket",
                Map.of("decision", "dispatch", "leadUnit", "housing"));
        unitReplies("housing");

        assertRefused("review.ownDispatch", () -> completeAs("two-hats", List.of("dispatcher", "reviewer"),
                "Task_ReviewReply", Map.of("verdict", "pass")));
    }

    @Test
    void whoDispatchedCannotReviewEvenAfterSomebodyElseRuledOnAReturn() {
        registerUnclassified();
        completeAs("two-hats", List.of("dispatcher", "reviewer"), "Task_DispatchTicket",
                Map.of("decision", "dispatch", "leadUnit", "housing", "assistUnits", "fire-rescue"));
        unitAsksToReturn("fire-rescue", "urban-management");
        rules("dispatcher", "redispatch", "urban-management");
        unitReplies("urban-management");
        unitReplies("housing");

        assertRefused("review.ownDispatch", () -> completeAs("two-hats", List.of("dispatcher", "reviewer"),
                "Task_ReviewReply", Map.of("verdict", "pass")));
    }

    @Test
    void aJurisdictionMayLetDispatchersReview() {
        settings.change("430500", "review.notByDispatcher", "false", "admin");
        try {
            registerUnclassified();
            completeAs("two-hats", List.of("dispatcher", "reviewer"), "Task_DispatchTicket",
                    Map.of("decision", "dispatch", "leadUnit", "housing"));
            unitReplies("housing");
            completeAs("two-hats", List.of("dispatcher", "reviewer"), "Task_ReviewReply", Map.of("verdict", "pass"));
            assertThat(status()).isEqualTo("callback");
        } finally {
            settings.change("430500", "review.notByDispatcher", "true", "admin");
        }
    }

    @Test
    void theReviewLimitRunsFromTheReplyAndOverdueReviewIsRecordedWhileTheTaskStaysOpen() {
        registerConsumerComplaint();
        at("2023-02-09T16:00:00+08:00");
        unitReplies("market-regulation");
        assertThat(ticket().deadlines().reviewUntil()).isEqualTo(OffsetDateTime.parse("2023-02-14T00:00:00+08:00"));
        assertThat(task("Task_ReviewReply").getDueDate()).isEqualTo(java.util.Date.from(
                OffsetDateTime.parse("2023-02-14T00:00:00+08:00").toInstant()));

        passTimeUntil("2023-02-13T23:59:59+08:00");
        assertThat(eventTypes()).doesNotContain("reviewOverdue");
        passTimeUntil("2023-02-14T00:00:00+08:00");
        assertThat(eventTypes()).endsWith("reviewOverdue");

        assertThat(root()).isWaitingAt("Task_ReviewReply");
        reviewPasses();
        assertThat(status()).isEqualTo("callback");
    }

    // ------------------------------------------------------------------ the citizen

    @Test
    void aDissatisfiedCitizenGetsTheTicketReworkedUntilSatisfied() {
        registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(false);
        personReaches(false);

        assertThat(status()).isEqualTo("handling");
        assertThat(ticket().round()).isEqualTo(2);
        assertThat(events()).filteredOn(event -> event.type().code().equals("reworkOrdered"))
                .extracting(TicketEventView::text).containsExactly("群众不满意，重新办理");

        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "dispatched", "signed", "replied", "reviewPassed",
                "callbackPlanned", "surveySent", "evaluated", "callbackAttempted", "evaluated", "reworkOrdered", "dispatched",
                "signed", "replied", "reviewPassed", "callbackPlanned", "surveySent", "evaluated", "archived");
        assertHistoryIsGapFree();
    }

    // ------------------------------------------------------------------ what stays out of the engine

    @Test
    void nothingTheCitizenOrTheClerkWroteIsLeftInTheEngine() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewPasses();
        assertThat(runtimeService.createVariableInstanceQuery().list())
                .filteredOn(variable -> instanceIds().contains(variable.getProcessInstanceId()))
                .extracting(variable -> variable.getName())
                .isSubsetOf("disposition", "routed", "relatedOutcome", "reviewVerdict", "callbackResult", "callbackWay", "unit", "unitOutcome");
    }

    @Test
    void anExpressionInACitizensTextIsOnlyText() {
        String text = "${runtimeService.deleteProcessInstance('x','y')} 网购药品至今未发货，要求处理。";
        register(request("complaint", "consumer-rights", "430511", "#{1+1}", text, null));
        assertThat(ticket().content()).isEqualTo(text);
        assertThat(ticket().title()).isEqualTo("#{1+1}");
        assertThat(taskOfUnit("market-regulation")).isNotNull();
    }
}
