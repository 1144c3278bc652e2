package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.deadline.FollowUps;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/follow-up.bpmn}. */
class FollowUpTest extends ProcessTest {

    private static final String UNIT = "market-regulation";

    @Autowired
    FollowUps followUps;

    @Test
    @Proves("G2")
    void closureDoesNotEndTheDutyToWatch() {
        archived();
        as("supervisor");
        followUps.order(ticketNo, UNIT, LocalDate.parse("2023-02-20"), 3, "商家整改后是否复发");
        ProcessInstance watching = instance("follow-up");
        assertThat(watching).isWaitingAt("CatchEvent_FollowUpDue");
        assertThat(status()).isEqualTo("archived");

        passTimeUntil("2023-02-11T08:29:59+08:00");
        assertThat(watching).isWaitingAt("CatchEvent_FollowUpDue");
        passTimeUntil("2023-02-11T08:30:00+08:00");
        assertThat(watching).isWaitingAt("Task_FollowUp");
        assertThat(groupsOf(task("Task_FollowUp"))).containsExactly("unit-" + UNIT);

        complete("clerk-" + UNIT, "Task_FollowUp", Map.of("note", "商家已公示退货规则，暂无新投诉", "done", false));
        assertThat(watching).isWaitingAt("CatchEvent_FollowUpDue");
        passTimeUntil("2023-02-14T08:30:00+08:00");
        complete("clerk-" + UNIT, "Task_FollowUp", Map.of("note", "未再发生同类投诉", "done", true));

        assertThat(watching).isEnded().hasPassed("EndEvent_FollowUpEnded");
        assertThat(eventTypes()).endsWith("archived", "followUpOrdered", "followedUp", "followedUp");
        assertThat(status()).isEqualTo("archived");
        assertHistoryIsGapFree();
        as("supervisor");
        assertThat(followUps.of(ticketNo)).singleElement().satisfies(one -> assertThat(one.done()).isTrue());
    }

    @Test
    void theArchiveDoesNotWaitForAFollowUpAndDoesNotEndIt() {
        registerConsumerComplaint();
        as("clerk-" + UNIT);
        followUps.order(ticketNo, UNIT, LocalDate.parse("2023-02-20"), null, "看退款是否到账");
        unitReplies(UNIT);
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        assertThat(instance("follow-up")).isWaitingAt("CatchEvent_FollowUpDue");
        passTimeUntil("2023-02-20T08:30:00+08:00");
        assertThat(task("Task_FollowUp").getDueDate().toInstant()).isEqualTo(OffsetDateTime.parse("2023-02-21T08:30:00+08:00").toInstant());
    }

    @Test
    void aFollowUpWhoseLastDayHasPassedRemindsDailyUntilItIsDone() {
        archived();
        as("supervisor");
        followUps.order(ticketNo, UNIT, LocalDate.parse("2023-02-09"), null, "看退款是否到账");
        passTimeUntil("2023-02-09T08:30:00+08:00");
        complete("clerk-" + UNIT, "Task_FollowUp", Map.of("note", "银行仍在处理", "done", false));
        passTimeUntil("2023-02-10T08:30:00+08:00");
        assertThat(instance("follow-up")).isWaitingAt("Task_FollowUp");
    }

    @Test
    void aUnitThatIsAskedToWatchSeesTheTicketAlsoAfterTheArchive() {
        archived();
        as("operator");
        followUps.order(ticketNo, "beita-district", LocalDate.parse("2023-02-20"), null, "社区持续关注");
        assertThat(dispatchOf("beita-district").state().code()).isEqualTo("informed");
    }

    @Test
    @Proves(value = "G2", forbidden = true)
    void onlyTheCentreAndTheLeadAskForItAndOnlyTheWatcherAnswers() {
        archived();
        assertRefused("ticket.unknown", () -> orderAs("clerk-housing", "housing", "2023-02-20", null));
        assertRefused("deadline.followUpNotBelow", () -> orderAs("clerk-" + UNIT, "housing", "2023-02-20", null));
        assertRefused("deadline.followUpUntil", () -> orderAs("supervisor", UNIT, "2023-02-07", null));
        assertRefused("deadline.followUpUntil", () -> orderAs("supervisor", UNIT, "2033-02-07", null));
        assertRefused("deadline.followUpEvery", () -> orderAs("supervisor", UNIT, "2023-02-20", 0));

        orderAs("supervisor", UNIT, "2023-02-09", null);
        passTimeUntil("2023-02-09T08:30:00+08:00");
        assertRefused("deadline.notYourFollowUp", () -> completeAs("admin", List.of("camunda-admin"), "Task_FollowUp", Map.of("note", "已看", "done", true)));
        assertRefused("common.missingField", () -> complete("clerk-" + UNIT, "Task_FollowUp", Map.of("note", "已看")));
        assertRefused("common.missingField", () -> complete("clerk-" + UNIT, "Task_FollowUp", Map.of("done", true)));
    }

    private void orderAs(String user, String unit, String until, Integer everyDays) {
        as(user);
        followUps.order(ticketNo, unit, LocalDate.parse(until), everyDays, "看退款是否到账");
    }

    private void archived() {
        registerConsumerComplaint();
        unitReplies(UNIT);
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
    }
}
