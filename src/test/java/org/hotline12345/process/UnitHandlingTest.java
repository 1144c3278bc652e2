package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.handling.RefusedReplies;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/unit-handling.bpmn}. */
class UnitHandlingTest extends ProcessTest {

    private static final String UNIT = "market-regulation";
    private static final String CLERK = "clerk-market-regulation";

    @Autowired
    RefusedReplies refusedReplies;

    @Test
    void aUnitSignsRepliesAndIsDone() {
        registerConsumerComplaint();
        ProcessInstance handling = instance("unit-handling");
        assertThat(handling).isWaitingAt("Task_HandleTicket");
        assertThat(dispatchOf(UNIT).state().code()).isEqualTo("open");

        at("2023-02-08T10:00:00+08:00");
        clerkSigns();
        assertThat(dispatchOf(UNIT).signedAt()).isEqualTo(OffsetDateTime.parse("2023-02-08T10:00:00+08:00"));
        assertThat(dispatchOf(UNIT).state().code()).isEqualTo("signed");

        unitReplies(UNIT);
        assertThat(handling).isEnded().hasPassed("EndEvent_HandlingSettled", "EndEvent_UnitFinished");
        assertThat(dispatchOf(UNIT).state().code()).isEqualTo("replied");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "dispatched", "signed", "replied");
    }

    private void clerkSigns() {
        String task = taskOfUnit(UNIT).getId();
        as(CLERK);
        taskService.claim(task, CLERK);
    }

    // ------------------------------------------------------------------ clocks

    @Test
    void limitsRunFromDispatchInWorkingDaysWhateverIsSigned() {
        registerConsumerComplaint();
        at("2023-02-09T15:00:00+08:00");
        clerkSigns();

        TicketView.UnitView dispatch = dispatchOf(UNIT);
        assertThat(dispatch.returnUntil()).isEqualTo(OffsetDateTime.parse("2023-02-11T00:00:00+08:00"));
        assertThat(dispatch.handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
        assertThat(dispatch.provisional()).isNotEqualTo(true);
    }

    @Test
    void aConsultHasThreeWorkingDays() {
        registerConsult();
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-14T00:00:00+08:00"));
    }

    @Test
    @Proves("D8")
    void theYellowCardIsShownOnTheLastWorkingDayAndTheRedOneOnTheFirstAfter() {
        registerConsumerComplaint();
        ProcessInstance handling = instance("unit-handling");

        passTimeUntil("2023-02-14T23:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isNull();
        passTimeUntil("2023-02-15T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        passTimeUntil("2023-02-15T23:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");

        assertThat(handling).isWaitingAt("Task_HandleTicket").hasPassed("BoundaryEvent_ReturnWindowClosed",
                "BoundaryEvent_YellowCardDue", "BoundaryEvent_RedCardDue");
        assertThat(eventTypes()).endsWith("returnWindowClosed", "yellowCard", "redCard");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves("guard8")
    void aRedCardStaysForEverEvenWhenTheTicketIsRepliedAfterwards() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-20T09:00:00+08:00");
        unitReplies(UNIT);
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
    }

    @Test
    void aReplyInTimeStopsEveryClockOfTheUnit() {
        registerConsumerComplaint();
        unitReplies(UNIT);
        passTimeUntil("2023-02-20T09:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isNull();
        assertThat(eventTypes()).doesNotContain("returnWindowClosed", "yellowCard", "redCard");
    }

    @Test
    @Proves(value = "D8", forbidden = true)
    void aProvisionalLimitIsNeverShownRed() {
        at("2026-12-28T09:00:00+08:00");
        registerConsumerComplaint();
        assertThat(dispatchOf(UNIT).provisional()).isTrue();
        passTimeUntil("2027-01-31T09:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        assertThat(eventTypes()).contains("yellowCard").doesNotContain("redCard");
    }

    @Test
    void aJurisdictionMayShowRedOnAProvisionalLimit() {
        settings.change("430500", "cards.redOnProvisional", "true", "admin");
        try {
            at("2026-12-28T09:00:00+08:00");
            registerConsumerComplaint();
            passTimeUntil("2027-01-31T09:00:00+08:00");
            assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        } finally {
            settings.change("430500", "cards.redOnProvisional", "false", "admin");
        }
    }

    // ------------------------------------------------------------------ the task stays with the unit

    @Test
    void contactGivesTheTaskBackToTheSameClerk() {
        registerConsumerComplaint();
        at("2023-02-08T11:00:00+08:00");
        unitCompletes(UNIT, Map.of("action", "contact", "contactOutcome", "电话联系群众，约定次日上门核实"));

        assertThat(task("Task_HandleTicket").getAssignee()).isEqualTo(CLERK);
        assertThat(dispatchOf(UNIT).contactedAt()).isEqualTo(OffsetDateTime.parse("2023-02-08T11:00:00+08:00"));
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
        assertThat(eventTypes()).endsWith("signed", "contacted");
    }

    @Test
    void aContactBeforeTheDispatchOrInTheFutureIsRefused() {
        registerConsumerComplaint();
        assertRefused("handling.contactTimeImpossible", () -> unitCompletes(UNIT, Map.of("action", "contact",
                "contactOutcome", "已电话联系群众", "contactAt", "2023-02-08T08:59:59+08:00")));
        assertRefused("handling.contactTimeImpossible", () -> unitCompletes(UNIT, Map.of("action", "contact",
                "contactOutcome", "已电话联系群众", "contactAt", "2023-02-08T09:00:01+08:00")));
    }

    @Test
    @Proves("guard1")
    void anObjectionIsRecordedAndChangesNothing() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-13T09:00:00+08:00");
        unitCompletes(UNIT, Map.of("action", "object", "reason", "该事项应由商务部门主办，特提出异议"));

        assertThat(task("Task_HandleTicket").getAssignee()).isEqualTo(CLERK);
        assertThat(status()).isEqualTo("handling");
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
        assertThat(eventTypes()).endsWith("returnWindowClosed", "signed", "objected");
    }

    @Test
    void aClerkOfAnotherUnitCannotHandleTheTicket() {
        registerConsumerComplaint();
        Task task = taskOfUnit(UNIT);
        as("clerk-commerce");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() ->
                formService.submitTaskForm(task.getId(), Map.of("action", "reply", "reply", REPLY)))).isNotNull();
        assertThat(taskOfUnit(UNIT).getId()).isEqualTo(task.getId());
        assertThat(eventTypes()).doesNotContain("signed", "replied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "REPLY", "${1+1}"})
    void anUnknownActionIsRefused(String action) {
        registerConsumerComplaint();
        assertRefused("common.badChoice", () -> unitCompletes(UNIT, Map.of("action", action, "reply", REPLY)));
    }

    // ------------------------------------------------------------------ the reply gate

    @Test
    void aRefusedReplyIsKeptForTheClerk() {
        registerConsumerComplaint();
        String tooShort = "双方已和解。。。。。。。。。。。。";
        assertRefused("handling.replyTooShort", () -> unitCompletes(UNIT, Map.of("action", "reply", "reply", tooShort)));

        RefusedReplies.RefusedReply kept = refusedReplies.find(ticketNo, UNIT).orElseThrow();
        assertThat(kept.text()).isEqualTo(tooShort);
        assertThat(kept.problems()).isNotEmpty();
        unitReplies(UNIT);
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    void aReplyThatOnlyPassesTheTicketOnIsRefused() {
        registerConsumerComplaint();
        assertRefused("handling.replyPassesOn", () -> unitCompletes(UNIT, Map.of("action", "reply",
                "reply", "根据属地管理原则，请转区住建局调查核实，建议由其负责办理并答复群众。")));
    }

    @Test
    void aReplyWithoutTextIsRefused() {
        registerConsumerComplaint();
        assertRefused("common.missingField", () -> unitCompletes(UNIT, Map.of("action", "reply")));
    }

    // ------------------------------------------------------------------ returns

    @Test
    void aReturnInTimeIsProposedAndRuledOnByTheDispatcher() {
        registerConsumerComplaint();
        at("2023-02-10T23:59:59+08:00");
        unitAsksToReturn(UNIT, "commerce");

        assertThat(status()).isEqualTo("returning");
        Task ruling = task("Task_RuleOnReturn");
        assertThat(groupsOf(ruling)).containsExactly("dispatcher");
        assertThat(ruling.getDueDate()).isEqualTo(java.util.Date.from(OffsetDateTime.parse("2023-02-13T12:30:00+08:00").toInstant()));
        assertThat(eventTypes()).endsWith("signed", "returnRequested", "returnProposed");
    }

    @Test
    @Proves({"guard2", "C3"})
    void rejectingAReturnMovesNoClock() {
        registerConsumerComplaint();
        TicketView.UnitView before = dispatchOf(UNIT);
        java.util.Date due = task("Task_HandleTicket").getDueDate();
        at("2023-02-09T09:00:00+08:00");
        unitAsksToReturn(UNIT, "commerce");
        at("2023-02-10T17:00:00+08:00");
        rules("dispatcher", "reject", null);

        TicketView.UnitView after = dispatchOf(UNIT);
        assertThat(after.handleUntil()).isEqualTo(before.handleUntil());
        assertThat(after.returnUntil()).isEqualTo(before.returnUntil());
        assertThat(after.dispatchedAt()).isEqualTo(before.dispatchedAt());
        assertThat(task("Task_HandleTicket").getDueDate()).isEqualTo(due);
        assertThat(task("Task_HandleTicket").getAssignee()).isEqualTo(CLERK);
        assertThat(status()).isEqualTo("handling");
        assertThat(eventTypes()).endsWith("returnRejected");

        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
    }

    @Test
    @Proves(value = "guard2", forbidden = true)
    void theHandlingClockRunsOnWhileARulingIsAwaited() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "commerce");
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        assertThat(status()).isEqualTo("returning");
    }

    @Test
    @Proves(value = {"guard1", "C2"}, forbidden = true)
    void aReturnAfterTwoWorkingDaysIsRefusedAndTheTaskStaysOpen() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-11T00:00:00+08:00");
        assertThat(eventTypes()).endsWith("returnWindowClosed");
        assertRefused("handling.returnTooLate", () -> unitAsksToReturn(UNIT, "commerce"));
        assertThat(instance("unit-handling")).isWaitingAt("Task_HandleTicket");
    }

    @Test
    void aReturnNeedsAReasonAProposedUnitAndALegalBasis() {
        registerConsumerComplaint();
        for (String missing : List.of("returnReason", "proposedUnit", "legalBasis")) {
            Map<String, Object> fields = new java.util.HashMap<>(Map.of("action", "return", "returnReason", "该事项不属于本单位职责范围",
                    "proposedUnit", "commerce", "legalBasis", "三定规定"));
            fields.remove(missing);
            assertRefused("common.missingField", () -> unitCompletes(UNIT, fields));
        }
        assertRefused("handling.reasonTooShort", () -> unitCompletes(UNIT, Map.of("action", "return", "returnReason", "不归我。。。。",
                "proposedUnit", "commerce", "legalBasis", "三定规定")));
        assertRefused("handling.proposedUnitIsOwn", () -> unitAsksToReturn(UNIT, UNIT));
        assertRefused("organization.unknownUnit", () -> unitAsksToReturn(UNIT, "no-such-unit"));
    }

    @Test
    void anUpheldReturnEndsTheUnitsHandlingAndItsClocks() {
        registerConsumerComplaint();
        ProcessInstance first = instance("unit-handling");
        unitAsksToReturn(UNIT, "commerce");
        rules("dispatcher", "redispatch", "commerce");

        assertThat(first).isEnded().hasPassed("EndEvent_HandlingSettled");
        passTimeUntil("2023-02-20T09:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isNull();
        assertThat(dispatchOf("commerce").card()).isEqualTo("red");
    }

    @Test
    void theNearestUnitIsOrderedToHandleAndCannotReturn() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "commerce");
        rules("dispatcher", "nearest", "beita-district");

        assertThat(eventTypes()).contains("nearestOrdered");
        assertRefused("handling.bindingDispatch", () -> unitAsksToReturn("beita-district", "commerce"));
    }

    @Test
    void orderedAsNearestTheUnitThatAskedKeepsTheTicketWithItsClocksAndCannotReturnAgain() {
        registerConsumerComplaint();
        OffsetDateTime until = dispatchOf(UNIT).handleUntil();
        unitAsksToReturn(UNIT, "commerce");
        rules("dispatcher", "nearest", UNIT);

        assertThat(taskOfUnit(UNIT)).isNotNull();
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(until);
        assertThat(ticket().units()).hasSize(1);
        assertRefused("handling.bindingDispatch", () -> unitAsksToReturn(UNIT, "commerce"));
    }

    @Test
    void theThirdReturnIsRuledOnByTheDutyLeader() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "commerce");
        rules("dispatcher", "redispatch", "commerce");
        unitAsksToReturn("commerce", "housing");
        assertThat(groupsOf(task("Task_RuleOnReturn"))).containsExactly("dispatcher");
        rules("dispatcher", "redispatch", "housing");
        unitAsksToReturn("housing", "beita-district");

        assertThat(groupsOf(task("Task_RuleOnReturn"))).containsExactly("supervisor");
        assertThat(ticket().returns()).isEqualTo(3);
        assertRefused("routing.onlyNearestOrMeeting", () -> rules("supervisor", "redispatch", "beita-district"));
        assertRefused("routing.onlyNearestOrMeeting", () -> rules("supervisor", "reject", null));
        rules("supervisor", "nearest", "beita-district");
        assertThat(taskOfUnit("beita-district")).isNotNull();
        assertHistoryIsGapFree();
    }

    @Test
    void returnedTwiceBetweenTheSamePairGoesToTheDutyLeader() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "commerce");
        rules("dispatcher", "redispatch", "commerce");
        unitAsksToReturn("commerce", UNIT);

        assertThat(groupsOf(task("Task_RuleOnReturn"))).containsExactly("supervisor");
        assertThat(ticket().returns()).isEqualTo(2);
    }

    @Test
    void howManyReturnsGoToTheDutyLeaderIsASetting() {
        settings.change("430500", "returns.beforeDutyLeader", "1", "admin");
        try {
            registerConsumerComplaint();
            unitAsksToReturn(UNIT, "commerce");
            assertThat(groupsOf(task("Task_RuleOnReturn"))).containsExactly("supervisor");
        } finally {
            settings.change("430500", "returns.beforeDutyLeader", "3", "admin");
        }
    }

    @Test
    void aDispatcherCannotRuleInTheDutyLeadersPlace() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "commerce");
        rules("dispatcher", "redispatch", "commerce");
        unitAsksToReturn("commerce", UNIT);

        Task ruling = task("Task_RuleOnReturn");
        as("dispatcher");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> formService.submitTaskForm(ruling.getId(),
                Map.of("ruling", "nearest", "leadUnit", UNIT, "reason", "经核对职责清单裁定")))).isNotNull();
        assertThat(task("Task_RuleOnReturn").getId()).isEqualTo(ruling.getId());
    }

    @Test
    void aRulingNeedsAReasonAndARedispatchAnotherUnit() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "commerce");
        assertRefused("common.missingField", () -> complete("dispatcher", "Task_RuleOnReturn", Map.of("ruling", "reject")));
        assertRefused("routing.leadMissing", () -> rules("dispatcher", "redispatch", null));
        assertRefused("routing.sameUnit", () -> rules("dispatcher", "redispatch", UNIT));
    }

    @Test
    void aReturnIsNotSentToAUnitAlreadyHandlingTheTicket() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        unitAsksToReturn("fire-rescue", "housing");
        assertThat(status()).isEqualTo("returning");
        assertRefused("routing.unitAlreadyHandling", () -> rules("dispatcher", "redispatch", "housing"));
    }

    @Test
    @Proves(value = {"guard1", "guard2"}, forbidden = true)
    void aReturnTooLateAndARejectedOneDoNotMoveTheLimit() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "commerce");
        passTimeUntil("2023-02-14T09:00:00+08:00");
        rules("dispatcher", "reject", null);
        assertRefused("handling.returnTooLate", () -> unitAsksToReturn(UNIT, "commerce"));
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
        assertThat(dispatchOf(UNIT).originalUntil()).as("never moved").isNull();
    }

    @Test
    void anAssistingUnitsReturnLeavesTheLeadUntouched() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        String leadTask = taskOfUnit("housing").getId();
        unitAsksToReturn("fire-rescue", "urban-management");
        rules("dispatcher", "redispatch", "urban-management");

        assertThat(taskOfUnit("housing").getId()).isEqualTo(leadTask);
        assertThat(dispatchOf("urban-management").role().code()).isEqualTo("assist");
        unitReplies("urban-management");
        unitReplies("housing");
        assertThat(status()).isEqualTo("reviewing");
    }
}
