package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.meeting.Meetings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/joint-meeting.bpmn}, and how a ticket comes to a meeting and leaves it. */
class JointMeetingTest extends ProcessTest {

    @Autowired
    Meetings meetings;

    @Test
    void aMeetingCalledByTheDutyLeaderBindsTheUnitsItNames() {
        sentBackAndForth();
        rules("supervisor", "meeting", null);

        ProcessInstance meeting = instance("joint-meeting");
        assertThat(meeting).isWaitingAt("Task_HoldMeeting").hasPassed("Task_ProposeMeeting");
        assertThat(status()).isEqualTo("meeting");
        assertThat(task("Task_HoldMeeting").getDueDate())
                .isEqualTo(java.util.Date.from(OffsetDateTime.parse("2023-02-16T00:00:00+08:00").toInstant()));

        at("2023-02-14T09:00:00+08:00");
        meetingDecides("market-regulation", "commerce");
        assertThat(meeting).isEnded();
        assertThat(status()).isEqualTo("handling");
        assertThat(ticket().round()).isEqualTo(2);
        assertThat(dispatchOf("market-regulation").dispatchedAt()).isEqualTo(OffsetDateTime.parse("2023-02-14T09:00:00+08:00"));
        assertThat(dispatchOf("commerce").role().code()).isEqualTo("assist");
        assertRefused("handling.bindingDispatch", () -> unitAsksToReturn("commerce", "market-regulation"));

        unitReplies("commerce");
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsSubsequence("meetingCalled", "meetingHeld", "dispatched", "dispatched", "replied",
                "replied", "reviewPassed", "archived");
        assertHistoryIsGapFree();
    }

    @Test
    void everyUnitTheTicketWasWithOrPointedAtIsInvited() {
        sentBackAndForth();
        rules("supervisor", "meeting", null);
        assertThat(meetings.invitees(ticketNo)).containsExactlyInAnyOrder("market-regulation", "commerce");
    }

    @Test
    void aDispatcherMayCallAMeetingAtTheFirstReturn() {
        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", "meeting", null);
        assertThat(root()).isWaitingAt("CallActivity_HoldMeeting").hasPassed("BoundaryEvent_MeetingNeeded");
    }

    @Test
    void aMeetingEndsTheOtherOpenHandlings() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        unitAsksToReturn("fire-rescue", "urban-management");
        rules("dispatcher", "meeting", null);

        assertThat(tasks()).extracting(task -> task.getTaskDefinitionKey()).containsExactly("Task_HoldMeeting");
        assertThat(instance("unit-handling")).isNull();
        assertThat(dispatchOf("housing").state().code()).isEqualTo("ended");
        assertThat(dispatchOf("fire-rescue").state().code()).isEqualTo("ended");

        passTimeUntil("2023-03-01T09:00:00+08:00");
        assertThat(eventTypes()).doesNotContain("yellowCard", "redCard");
    }

    @Test
    void everyUnitOfTheDispatchNeedsAnActionAndADate() {
        sentBackAndForth();
        rules("supervisor", "meeting", null);

        assertRefused("meeting.unitWithoutAction", () -> concludes("commerce",
                "[{\"unit\":\"market-regulation\",\"action\":\"督促商家退款\",\"due\":\"2023-02-28\"}]"));
        assertRefused("meeting.noActions", () -> concludes("", "[]"));
        assertRefused("meeting.badActions", () -> concludes("", "没有格式的文字"));
        assertRefused("meeting.badDue", () -> concludes("",
                "[{\"unit\":\"market-regulation\",\"action\":\"督促商家退款\",\"due\":\"下月底\"}]"));
        assertRefused("meeting.dueInPast", () -> concludes("",
                "[{\"unit\":\"market-regulation\",\"action\":\"督促商家退款\",\"due\":\"2023-02-07\"}]"));
        assertThat(status()).isEqualTo("meeting");
    }

    @Test
    void aMeetingNeedsMinutes() {
        sentBackAndForth();
        rules("supervisor", "meeting", null);
        assertRefused("common.missingField", () -> complete("supervisor", "Task_HoldMeeting", Map.of("leadUnit", "market-regulation",
                "actions", "[{\"unit\":\"market-regulation\",\"action\":\"督促商家退款\",\"due\":\"2023-02-28\"}]")));
    }

    private void concludes(String assistUnits, String actions) {
        complete("supervisor", "Task_HoldMeeting", Map.of("minutes", "会议议定由市场监管部门牵头。", "leadUnit", "market-regulation",
                "assistUnits", assistUnits, "actions", actions));
    }

    /** Twice between the same two units: the duty leader rules. */
    private void sentBackAndForth() {
        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", "redispatch", "commerce");
        unitAsksToReturn("commerce", "market-regulation");
    }
}
