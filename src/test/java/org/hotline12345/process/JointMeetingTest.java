package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.meeting.Meetings;
import org.hotline12345.routing.ProposedRows;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/joint-meeting.bpmn}, and how a ticket comes to a meeting and leaves it. */
class JointMeetingTest extends ProcessTest {

    @Autowired
    Meetings meetings;
    @Autowired
    ProposedRows proposedRows;

    @Test
    @Proves("F2")
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
    @Proves(value = "F2", forbidden = true)
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

    @Test
    @Proves("F2")
    void unitsOfOtherLevelsInstitutionsAndTeamsAreWrittenDown() {
        called();
        holds(Map.of("invitees", "market-regulation,commerce,hainan-commerce", "institutions", "编办、司法局",
                "attendance", "[{\"who\":\"commerce\",\"state\":\"absent\",\"reason\":\"外出学习\"},"
                        + "{\"who\":\"market-regulation\",\"state\":\"delegated\",\"delegate\":\"消保科李科长\"},"
                        + "{\"who\":\"司法局\",\"state\":\"present\"}]",
                "teams", "[{\"kind\":\"legal\",\"post\":\"公职律师\",\"members\":2},{\"kind\":\"expert\",\"post\":\"消费维权\",\"members\":\"1\"}]"));
        assertThat(status()).isEqualTo("handling");
        assertThat(meetings.invitees(ticketNo)).containsExactly("market-regulation", "commerce", "hainan-commerce");
        String minutes = events().stream().filter(event -> event.type().code().equals("meetingHeld")).findFirst().orElseThrow().text();
        assertThat(minutes).contains("市市场监督管理局（委托消保科李科长）").contains("市商务局（缺席：外出学习）").contains("省商务厅")
                .contains("编办").contains("司法局").contains("法律顾问（公职律师）2人").contains("业务专家（消费维权）1人");
        assertThat(jdbc.sql("select state from meeting_attendance where ticket_no = :no order by seq").param("no", ticketNo)
                .query(String.class).list()).containsExactly("absent", "delegated", "present", "present", "present");
        assertThat(jdbc.sql("select sum(members) from meeting_team where ticket_no = :no").param("no", ticketNo)
                .query(Integer.class).single()).isEqualTo(3);
    }

    @Test
    @Proves(value = "F2", forbidden = true)
    void anAbsenteeWithoutDelegateKeepsTheMinutesFromClosing() {
        called();
        assertRefused("meeting.absenteeWithoutDelegate", () -> holds(attendance("market-regulation", "delegated", null)));
        assertRefused("meeting.absenteeWithoutDelegate", () -> holds(attendance("market-regulation", "absent", "外出学习")));
        assertRefused("meeting.absenceUnexplained", () -> holds(attendance("commerce", "absent", null)));
        assertRefused("meeting.notInvited", () -> holds(attendance("housing", "present", null)));
        assertRefused("meeting.badAttendance", () -> holds(attendance("commerce", "late", null)));
        assertRefused("meeting.badAttendance", () -> holds(Map.of("attendance", "都来了")));
        assertRefused("meeting.badTeams", () -> holds(Map.of("teams", "[{\"kind\":\"other\",\"post\":\"专家\",\"members\":1}]")));
        assertRefused("meeting.badTeams", () -> holds(Map.of("teams", "[{\"kind\":\"legal\",\"post\":\"律师\",\"members\":0}]")));
        assertRefused("organization.unknownUnit", () -> holds(Map.of("invitees", "market-regulation,no-such-unit")));
        assertThat(status()).isEqualTo("meeting");
        holds(attendance("commerce", "absent", "外出学习"));
        assertThat(status()).isEqualTo("handling");
    }

    @Test
    @Proves("F2")
    void theDecisionMayBecomeAProposedRowWithItsEvidence() {
        called();
        assertRefused("routing.unknownCategory", () -> holds(Map.of("catalogueRow",
                "{\"category\":\"no-such\",\"unit\":\"commerce\",\"basis\":\"联席会议决定\"}")));
        assertRefused("routing.unknownRegion", () -> holds(Map.of("catalogueRow",
                "{\"category\":\"consumer-rights\",\"region\":\"999999\",\"unit\":\"commerce\",\"basis\":\"联席会议决定\"}")));
        holds(Map.of("catalogueRow", "{\"category\":\"consumer-rights\",\"unit\":\"commerce\",\"basis\":\"联席会议决定\"}"));
        as("supervisor");
        assertThat(proposedRows.list("430500", 0, 200).items()).filteredOn(row -> row.evidence().stream()
                .anyMatch(reason -> reason.number().equals(ticketNo) && reason.reference().contains("联席会议纪要")))
                .singleElement().satisfies(row -> assertThat(row.status()).isEqualTo("proposed"));
        registerConsumerComplaint();
        assertThat(dispatchOf("market-regulation").role().code()).as("routing goes on as published").isEqualTo("lead");
    }

    @Test
    void onlyASupervisorConcludes() {
        called();
        assertNotTheirTask(() -> completeAs("dispatcher", List.of("dispatcher"), "Task_HoldMeeting",
                fields(Map.of())));
    }

    private void called() {
        sentBackAndForth();
        rules("supervisor", "meeting", null);
    }

    private static Map<String, Object> attendance(String who, String state, String note) {
        return Map.of("attendance", "[{\"who\":\"" + who + "\",\"state\":\"" + state + "\""
                + (note == null ? "" : ",\"reason\":\"" + note + "\"") + "}]");
    }

    private static Map<String, Object> fields(Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(Map.of("minutes", "会议议定由市场监管部门牵头。", "leadUnit", "market-regulation",
                "actions", "[{\"unit\":\"market-regulation\",\"action\":\"督促商家退款\",\"due\":\"2023-02-28\"}]"));
        fields.putAll(more);
        return fields;
    }

    private void holds(Map<String, Object> more) {
        complete("supervisor", "Task_HoldMeeting", fields(more));
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
