package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.common.Actor;
import org.hotline12345.deadline.Urging;
import org.hotline12345.intake.Withdrawals;
import org.hotline12345.routing.Merging;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.Tickets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 并单 and 拆单: who waits for whom in {@code bpmn/ticket-lifecycle.bpmn}, and that every caller is called back. */
class MergeAndSplitTest extends ProcessTest {

    private static final String PHARMACY = """
            [{"title":"药店不发货","content":"网购药品至今未发货，要求发货。","category":"consumer-rights","region":"430511"},
             {"title":"小区消防","content":"小区消防验收未通过就收房。","category":"fire-check","leadUnit":"housing"}]""";

    @Autowired
    Merging merging;
    @Autowired
    Withdrawals withdrawals;
    @Autowired
    Tickets tickets;
    @Autowired
    Urging urging;

    /** What is said about another ticket than the current one. */
    private <T> T of(String other, Supplier<T> said) {
        String current = ticketNo;
        ticketNo = other;
        try {
            return said.get();
        } finally {
            ticketNo = current;
        }
    }

    /** Goes on with another ticket, and with what it had waiting behind save points. */
    private void go(String other) {
        ticketNo = other;
        runSavePoints();
    }

    private String statusOf(String other) {
        return of(other, this::status);
    }

    private void mergeAtTheDesk(String into) {
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "merge", "mergeInto", into, "reason", "与在办工单为同一事项"));
    }

    private void mergeWhileHandled(String no, String into) {
        as("dispatcher");
        merging.merge(no, into, "同一事项");
        runSavePoints();
    }

    private void split() {
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "split", "matters", PHARMACY, "reason", "一次来电两件事"));
    }

    private void finish(String unit) {
        unitReplies(unit);
        reviewPasses();
        citizenAnswers(true);
    }

    // ------------------------------------------------------------------ 并单

    @Test
    @Proves({"B1", "guard4", "guard5"})
    void everyCallerOfOneMatterIsCalledBackAndTheEarliestDispatchCounts() {
        String main = registerConsumerComplaint();
        OffsetDateTime first = ticket().dispatchedAt();
        at("2023-02-08T15:00:00+08:00");
        String merged = registerUnclassified();
        ProcessInstance lifecycle = root();
        mergeAtTheDesk(main);

        assertThat(lifecycle).isWaitingAt("CatchEvent_RelatedSettled");
        assertThat(status()).isEqualTo("merged");
        assertThat(ticket().mergedInto()).isEqualTo(main);
        assertThat(ticket().dispatchedAt()).isEqualTo(first);
        assertThat(ticket().closedAt()).isNull();
        assertThat(of(main, this::eventTypes)).endsWith("joined");

        go(main);
        unitReplies("market-regulation");
        assertThat(statusOf(merged)).isEqualTo("merged");
        reviewPasses();
        assertThat(statusOf(merged)).isEqualTo("callback");
        assertThat(of(merged, this::events)).filteredOn(event -> event.type().code().equals("outcomeAdopted"))
                .singleElement().extracting(TicketEventView::text).asString().contains(main, REPLY);

        citizenAnswers(true);
        assertThat(root()).isWaitingAt("CatchEvent_NothingOpen");
        go(merged);
        citizenAnswers(true);
        assertThat(lifecycle).isEnded().hasPassed("Gateway_RelatedOutcome", "CallActivity_CallBack", "EndEvent_Archived");
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "routingUndecided", "merged", "outcomeAdopted",
                "callbackPlanned", "surveySent", "evaluated", "archived");
        assertThat(statusOf(main)).isEqualTo("archived");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves({"B1", "guard5"})
    void aTicketWithItsUnitsIsMergedAndTheirHandlingEnds() {
        String main = registerConsumerComplaint();
        at("2023-02-08T11:00:00+08:00");
        String later = registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        mergeWhileHandled(later, main);

        assertThat(lifecycle).isWaitingAt("CatchEvent_RelatedSettled").hasPassed("BoundaryEvent_MergedIntoOther");
        assertThat(tasks()).isEmpty();
        assertThat(dispatchOf("market-regulation").state().code()).isEqualTo("ended");
        assertThat(ticket().dispatchedAt()).isEqualTo(of(main, () -> ticket().dispatchedAt()));
    }

    @Test
    @Proves(value = {"B1", "guard5"}, forbidden = true)
    void theEarlierDispatchedTicketIsNotMergedIntoTheLaterOne() {
        String earlier = registerConsumerComplaint();
        at("2023-02-08T11:00:00+08:00");
        String later = registerConsumerComplaint();
        go(earlier);
        assertRefused("routing.mergeWrongDirection", () -> mergeWhileHandled(earlier, later));
        assertThat(refusalOf(() -> mergeWhileHandled(earlier, later)).getMessage()).contains(later, earlier);
    }

    @Test
    @Proves(value = "B1", forbidden = true)
    void onlyAnOpenDispatchedTicketOfTheSameHotlineTakesOthers() {
        String closed = registerAtDesk("other", "decline", "repeated");
        String waiting = registerUnclassified();
        String main = registerConsumerComplaint();
        at("2023-02-08T11:00:00+08:00");
        String merged = registerUnclassified();
        mergeAtTheDesk(main);
        String last = registerUnclassified();
        assertRefused("routing.mergeTargetClosed", () -> mergeAtTheDesk(closed));
        assertRefused("routing.mergeTargetNotDispatched", () -> mergeAtTheDesk(waiting));
        assertRefused("routing.mergeTargetMerged", () -> mergeAtTheDesk(merged));
        assertRefused("routing.mergeTargetMissing", () -> mergeAtTheDesk(last));
        assertRefused("ticket.unknown", () -> mergeAtTheDesk("SY0"));
    }

    @Test
    void aTicketThatNoUnitIsWorkingOnIsNotMergedFromOutside() {
        String main = registerConsumerComplaint();
        at("2023-02-08T11:00:00+08:00");
        String replied = registerConsumerComplaint();
        unitReplies("market-regulation");
        assertRefused("routing.notWithUnits", () -> mergeWhileHandled(replied, main));
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    void onlyDispatchersMerge() {
        String main = registerConsumerComplaint();
        String later = registerConsumerComplaint();
        as("operator");
        assertThat(refusalOf(() -> merging.merge(later, main, "同一事项")).code()).isEqualTo("routing.notDispatcher");
    }

    @Test
    void whoMergesIntoATicketWhoseReplyPassedReviewNeedNotWait() {
        String main = registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewPasses();
        registerUnclassified();
        mergeAtTheDesk(main);
        assertThat(status()).isEqualTo("callback");
    }

    @Test
    void aDissatisfiedCallerOfAMergedTicketGetsOwnReworkByTheMainsLead() {
        String main = registerConsumerComplaint();
        String merged = registerUnclassified();
        mergeAtTheDesk(main);
        go(main);
        unitReplies("market-regulation");
        reviewPasses();
        go(merged);
        citizenAnswers(false);
        personReaches(false);

        assertThat(status()).isEqualTo("handling");
        assertThat(taskOfUnit("market-regulation")).isNotNull();
        assertThat(dispatchOf("market-regulation").role().code()).isEqualTo("lead");
        finish("market-regulation");
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void theMergedGoBackToTheDispatcherWhenTheMainTicketIsWithdrawn() {
        String main = registerConsumerComplaint();
        String merged = registerUnclassified();
        mergeAtTheDesk(main);
        ProcessInstance lifecycle = root();
        as("operator");
        withdrawals.withdraw(main, "商家已退款", "13800000000");

        assertThat(statusOf(main)).isEqualTo("withdrawn");
        go(merged);
        assertThat(lifecycle).isWaitingAt("Task_DispatchTicket");
        assertThat(status()).isEqualTo("dispatching");
        assertThat(ticket().mergedInto()).isNull();
        assertThat(eventTypes()).endsWith("mergeUndone");
        assertThat(ticket().dispatchedAt()).as("no unit ever had it").isNull();
        dispatcherSends("housing");
        finish("housing");
        assertThat(status()).isEqualTo("archived");
    }

    // ------------------------------------------------------------------ 拆单

    @Test
    @Proves("B3")
    void severalMattersGoTheirOwnWaysAndTheCallerIsCalledBackOnce() {
        String call = registerUnclassified();
        ProcessInstance lifecycle = root();
        split();
        String pharmacy = call + "-1";
        String house = call + "-2";

        assertThat(lifecycle).isWaitingAt("CatchEvent_RelatedSettled");
        assertThat(status()).isEqualTo("handling");
        assertThat(ticket().marks().parts()).containsExactly(pharmacy, house);
        assertThat(of(pharmacy, this::ticket).marks().parentNo()).isEqualTo(call);
        assertThat(of(pharmacy, this::ticket).contact()).isEqualTo(ticket().contact());
        assertThat(of(pharmacy, () -> taskOfUnit("market-regulation"))).as("by the catalogue").isNotNull();
        assertThat(of(house, () -> taskOfUnit("housing"))).as("as the dispatcher chose").isNotNull();

        go(pharmacy);
        unitReplies("market-regulation");
        reviewPasses();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).doesNotContain("surveySent");
        assertThat(statusOf(call)).isEqualTo("handling");
        go(house);
        unitReplies("housing");
        reviewPasses();
        assertThat(status()).isEqualTo("archived");

        go(call);
        assertThat(status()).isEqualTo("callback");
        citizenAnswers(true);
        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "routingUndecided", "split", "partSettled",
                "partSettled", "callbackPlanned", "surveySent", "evaluated", "archived");
        assertHistoryIsGapFree();
    }

    @Test
    void aDissatisfiedCallerGetsAReworkRoundByTheLeadsOfAllMatters() {
        String call = registerUnclassified();
        split();
        go(call + "-1");
        unitReplies("market-regulation");
        reviewPasses();
        go(call + "-2");
        unitReplies("housing");
        reviewPasses();
        go(call);
        citizenAnswers(false);
        personReaches(false);

        assertThat(dispatchOf("market-regulation").role().code()).isEqualTo("lead");
        assertThat(dispatchOf("housing").role().code()).isEqualTo("assist");
        unitReplies("housing");
        finish("market-regulation");
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    @Proves(value = {"B3", "guard4", "G1"}, forbidden = true)
    void aCallIsNotArchivedWhileAMatterIsOpen() {
        String call = registerUnclassified();
        split();
        go(call + "-1");
        unitReplies("market-regulation");
        reviewPasses();
        go(call);
        assertThat(status()).isEqualTo("handling");
        assertThat(root()).isWaitingAt("CatchEvent_RelatedSettled");
        transaction.executeWithoutResult(status -> assertThat(refusalOf(() -> archiveByHand(call)).code()).isEqualTo("ticket.stillOpen"));
    }

    private void archiveByHand(String no) {
        tickets.require(no).archive(Actor.SYSTEM);
    }

    @Test
    void mattersThatAllEndAtTheDeskSettleTheCallToo() {
        String call = registerUnclassified();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "split", "matters",
                "[{\"title\":\"甲\",\"content\":\"第一件事情的内容\"},{\"title\":\"乙\",\"content\":\"第二件事情的内容\"}]"));
        for (String part : List.of(call + "-1", call + "-2")) {
            go(part);
            complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "decline", "reason", "不属于受理范围"));
            assertThat(status()).isEqualTo("declined");
        }
        go(call);
        assertThat(status()).isEqualTo("callback");
        citizenAnswers(false);
        personReaches(false);
        assertThat(taskOfUnit("hotline-centre")).as("nobody outside the centre had it").isNotNull();
    }

    @Test
    @Proves(value = "B3", forbidden = true)
    void listsOfMattersThatCannotBeReadAreRefusedWhole() {
        registerUnclassified();
        for (String bad : List.of("x", "[]", "[{\"title\":\"一件\",\"content\":\"只有一件\"}]", "[1,2]")) {
            assertRefused("routing.badMatters", () -> complete("dispatcher", "Task_DispatchTicket",
                    Map.of("decision", "split", "matters", bad)));
        }
        assertRefused("routing.badMatters", () -> complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "split")));
        assertRefused("organization.unknownUnit", () -> complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "split", "matters", PHARMACY.replace("housing", "no-such-unit"))));
        assertRefused("routing.unknownCategory", () -> complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "split", "matters", PHARMACY.replace("fire-check", "no-such-matter"))));
    }

    @Test
    void aMatterIsNeitherSplitAgainNorMerged() {
        String main = registerConsumerComplaint();
        String call = registerUnclassified();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "split", "matters",
                "[{\"title\":\"甲\",\"content\":\"第一件事情的内容\"},{\"title\":\"乙\",\"content\":\"第二件事情的内容\"}]"));
        go(call + "-1");
        assertRefused("routing.partNotSplit", () -> complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "split", "matters", PHARMACY)));
        assertRefused("routing.splitNotMerged", () -> mergeAtTheDesk(main));
    }

    @Test
    @Proves("D6")
    void anUrgeReachesThoseWhoHandleTheMatterUnderAnotherNumber() {
        String main = registerConsumerComplaint();
        String merged = registerUnclassified();
        mergeAtTheDesk(main);
        as("operator");
        urging.urge(merged, "什么时候能发货");
        assertThat(ticket().marks().urges()).isEqualTo(1);
        assertThat(of(main, this::ticket).marks().urges()).isEqualTo(1);

        String call = registerUnclassified();
        split();
        as("operator");
        urging.urge(call, null);
        assertThat(of(call + "-1", this::eventTypes)).endsWith("urged");
        assertThat(of(call + "-2", this::ticket).marks().urges()).isEqualTo(1);
    }
}
