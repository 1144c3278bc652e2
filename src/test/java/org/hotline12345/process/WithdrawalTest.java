package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.intake.Reopening;
import org.hotline12345.intake.Withdrawals;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 撤回 and 重新打开: the citizen takes a request back, or brings a finished one back. */
class WithdrawalTest extends ProcessTest {

    private static final String PHONE = "13800000000";

    @Autowired
    Withdrawals withdrawals;
    @Autowired
    Reopening reopening;

    private void withdraw(String phone) {
        as("operator");
        withdrawals.withdraw(ticketNo, "商家已经退款", phone);
        runSavePoints();
    }

    private void reopen(String user) {
        as(user);
        reopening.reopen(ticketNo, "商家又不退款了");
        runSavePoints();
    }

    private void archive() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
    }

    // ------------------------------------------------------------------ 撤回

    @Test
    @Proves("D7")
    void aWithdrawalEndsWhateverRunsAndIsNoSolvedTicket() {
        registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        withdraw("138 0000 0000");

        assertThat(lifecycle).isEnded().hasPassed("StartEvent_CitizenWithdrew", "EndEvent_Withdrawn").hasNotPassed("Task_ArchiveTicket");
        assertThat(status()).isEqualTo("withdrawn");
        assertThat(tasks()).isEmpty();
        assertThat(instanceIds()).isEmpty();
        assertThat(dispatchOf("market-regulation").state().code()).isEqualTo("ended");
        assertThat(ticket().callback().solved()).isNull();
        assertThat(ticket().closingReason()).contains("商家已经退款");
        assertThat(eventTypes()).endsWith("withdrawn");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves("D7")
    void aRequestMayBeWithdrawnAtEveryStepBeforeTheArchive() {
        registerAtDesk("complaint", "needInfo", "没有说清是哪家药店");
        withdraw(PHONE);
        assertThat(status()).isEqualTo("withdrawn");

        registerUnclassified();
        withdraw(PHONE);
        assertThat(status()).isEqualTo("withdrawn");

        registerConsumerComplaint();
        unitReplies("market-regulation");
        withdraw(PHONE);
        assertThat(status()).isEqualTo("withdrawn");

        registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewPasses();
        withdraw(PHONE);
        assertThat(status()).isEqualTo("withdrawn");
        assertThat(instanceIds()).isEmpty();
    }

    @Test
    @Proves(value = "D7", forbidden = true)
    void anotherPersonCannotWithdraw() {
        registerConsumerComplaint();
        assertRefused("ticket.phoneDiffers", () -> withdraw("13900000000"));
        assertThat(status()).isEqualTo("handling");
        assertThat(jdbc.sql("select count(*) from ticket_identity_failure where ticket_no = :no").param("no", ticketNo)
                .query(Integer.class).single()).isOne();
    }

    @Test
    @Proves(value = "D7", forbidden = true)
    void aMatterOfPublicSafetyGoesOnWithoutAskingTheCallerAnyMore() {
        register(request("complaint", "cable-hazard", "430511", "桥头断线", "资江二桥桥头有五六根线缆垂落，车辆无法通行。", null));
        ProcessInstance lifecycle = root();
        String unit = ticket().units().get(0).unit();
        withdraw(PHONE);

        assertThat(status()).isEqualTo("handling");
        assertThat(eventTypes()).endsWith("withdrawalWished");
        assertThat(ticket().marks().callbackWaived()).isTrue();
        assertRefused("intake.alreadyWished", () -> withdraw(PHONE));
        everybodyReplies();
        reviewPasses();
        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).doesNotContain("surveySent", "callbackAttempted");
    }

    @Test
    void aMatterOfPublicSafetyThatIsHandledWaitsForTheCallersOpinionInstead() {
        register(request("complaint", "cable-hazard", "430511", "桥头断线", "资江二桥桥头有五六根线缆垂落，车辆无法通行。", null));
        everybodyReplies();
        reviewPasses();
        assertRefused("intake.handledAlready", () -> withdraw(PHONE));
    }

    @Test
    @Proves(value = "D7", forbidden = true)
    void aClosedTicketCannotBeWithdrawn() {
        archive();
        assertRefused("ticket.closed", () -> withdraw(PHONE));
    }

    @Test
    void unitStaffCannotWithdrawForACitizen() {
        registerConsumerComplaint();
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> withdrawals.withdraw(ticketNo, "已协商", PHONE)).code()).isEqualTo("intake.notAllowed");
    }

    @Test
    void aSplitCallIsWithdrawnWithAllItsMattersAndOnlyAsAWhole() {
        String call = registerUnclassified();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "split", "matters", """
                [{"title":"药店不发货","content":"网购药品至今未发货。","category":"consumer-rights","region":"430511"},
                 {"title":"强制收房","content":"未验收就强制收房。","leadUnit":"housing"}]"""));
        ticketNo = call + "-1";
        assertRefused("intake.withdrawTheCall", () -> withdraw(PHONE));
        ticketNo = call;
        withdraw(PHONE);
        for (String no : new String[] {call, call + "-1", call + "-2"}) {
            ticketNo = no;
            assertThat(status()).isEqualTo("withdrawn");
            assertThat(instanceIds()).isEmpty();
        }
    }

    @Test
    @Proves(value = "B1", forbidden = true)
    void aMergedTicketIsWithdrawnAloneAndTheMainOneGoesOn() {
        String main = registerConsumerComplaint();
        registerUnclassified();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "merge", "mergeInto", main, "reason", "同一事项"));
        withdraw(PHONE);
        assertThat(status()).isEqualTo("withdrawn");
        ticketNo = main;
        assertThat(status()).isEqualTo("handling");
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).as("nobody merged into it is left").isEqualTo("archived");
    }

    // ------------------------------------------------------------------ 重新打开

    @Test
    @Proves("G3")
    void aReopenedTicketStartsANewRoundWithItsOldHistory() {
        archive();
        int before = eventTypes().size();
        at("2023-02-20T09:00:00+08:00");
        reopen("operator");

        assertThat(root()).isWaitingAt("Task_DispatchTicket");
        assertThat(status()).isEqualTo("dispatching");
        assertThat(ticket().marks().reopened()).isEqualTo(1);
        assertThat(ticket().closedAt()).isNull();
        assertThat(eventTypes().subList(before, before + 2)).containsExactly("reopened", "acceptance");
        dispatcherSends("commerce");
        assertThat(ticket().round()).isEqualTo(2);
        unitReplies("commerce");
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        assertThat(ticket().units()).extracting(unit -> unit.unit()).containsExactly("market-regulation", "commerce");
        assertThat(ticket().units()).allMatch(unit -> unit.reply() != null);
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = "G3", forbidden = true)
    void afterTheSetDaysOnlyTheSupervisorReopensATicket() {
        archive();
        at("2023-03-10T08:59:59+08:00");
        reopen("operator");
        assertThat(status()).isEqualTo("dispatching");

        archive();
        at("2023-04-30T09:00:00+08:00");
        assertRefused("intake.reopenTooLate", () -> reopen("operator"));
        reopen("supervisor");
        assertThat(status()).isEqualTo("dispatching");
    }

    @Test
    @Proves(value = "G3", forbidden = true)
    void whatStillRunsOrWasWithdrawnIsNotReopened() {
        registerConsumerComplaint();
        assertRefused("intake.stillRunning", () -> reopen("operator"));
        withdraw(PHONE);
        assertRefused("intake.notReopened", () -> reopen("operator"));
        as("clerk-housing");
        assertThat(refusalOf(() -> reopening.reopen(ticketNo, "抽查不满意")).code()).isEqualTo("intake.notAllowedToReopen");
    }

    @Test
    void anInstantAnswerThatDidNotHelpIsReopenedToo() {
        registerAtDesk("consult", "instantAnswer", "当场告知公积金提取条件");
        reopen("operator");
        assertThat(root()).isWaitingAt("Task_DispatchTicket");
    }

    /** Assists first: the lead waits for them. */
    private void everybodyReplies() {
        for (String role : List.of("assist", "lead")) {
            ticket().units().stream().filter(view -> view.role().code().equals(role)).forEach(view -> unitReplies(view.unit()));
        }
    }
}
