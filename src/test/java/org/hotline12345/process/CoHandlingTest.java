package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.routing.Dispatching;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/co-handling.bpmn}. */
class CoHandlingTest extends ProcessTest {

    private static final String TELECOM = "china-telecom";

    @Autowired
    Dispatching dispatching;

    @Test
    void theRoundEndsWhenTheOnlyUnitReplied() {
        registerConsumerComplaint();
        ProcessInstance round = instance("co-handling");
        assertThat(round).isWaitingAt("CallActivity_HandleByUnit");
        unitReplies("market-regulation");
        assertThat(round).isEnded().hasPassed("EndEvent_UnitReplied", "EndEvent_RoundReplied");
        assertThat(root()).isWaitingAt("Task_ReviewReply");
    }

    @Test
    void theRoundWaitsForEveryUnit() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        ProcessInstance round = instance("co-handling");
        unitReplies("fire-rescue");
        assertThat(round).isNotEnded();
        unitReplies("housing");
        assertThat(round).isEnded();
    }

    @Test
    void aRedispatchGoesRoundForThatUnitAlone() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        ProcessInstance round = instance("co-handling");
        unitAsksToReturn("fire-rescue", "urban-management");
        rules("dispatcher", "redispatch", "urban-management");

        assertThat(instance("co-handling").getId()).isEqualTo(round.getId());
        assertThat(taskOfUnit("housing")).isNotNull();
        assertThat(taskOfUnit("fire-rescue")).isNull();
        assertThat(taskOfUnit("urban-management")).isNotNull();
    }

    @Test
    void aMeetingEndsTheRoundAndReachesTheLifecycle() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        ProcessInstance round = instance("co-handling");
        unitAsksToReturn("fire-rescue", "urban-management");
        rules("dispatcher", "meeting", null);

        assertThat(round).isEnded().hasPassed("EndEvent_MeetingNeeded");
        assertThat(taskOfUnit("housing")).isNull();
        assertThat(root()).isWaitingAt("CallActivity_HoldMeeting").hasPassed("BoundaryEvent_MeetingNeeded");
    }

    // ------------------------------------------------------------------ 电话通知

    @Test
    @Proves("guard11")
    void anUrgentTicketIsTelephonedAsWellAsSentAtNightAndOnARestDayToo() {
        at("2023-02-25T00:08:00+08:00");
        registerUrgent();
        assertThat(ticket().marks().urgent()).isTrue();
        assertThat(eventTypes()).contains("urgencySet");
        dispatcherSends(TELECOM);

        assertThat(instance("co-handling")).isWaitingAt("Task_NotifyUnit", "CallActivity_HandleByUnit");
        assertThat(task("Task_NotifyUnit").getDueDate().toInstant()).isEqualTo(OffsetDateTime.parse("2023-02-25T00:18:00+08:00").toInstant());
        assertThat(groupsOf(task("Task_NotifyUnit"))).containsExactly("operator");
        as("operator");
        assertThat(formService.getTaskFormVariables(task("Task_NotifyUnit").getId()).get("onDuty").toString())
                .contains("中国电信", "值班员", "0000-430500");

        at("2023-02-25T00:10:00+08:00");
        complete("operator", "Task_NotifyUnit", Map.of("way", "phone", "noticeTo", "值班员小刘", "noticeAt", "2023-02-25T00:09:00+08:00"));
        assertThat(events()).last().satisfies(event -> {
            assertThat(event.type().code()).isEqualTo("notified");
            assertThat(event.unit()).isEqualTo(TELECOM);
            assertThat(event.text()).contains("电话通知", "值班员小刘", "2023-02-25 00:09");
        });
        ProcessInstance round = instance("co-handling");
        unitReplies(TELECOM);
        assertThat(round).isEnded().hasPassed("EndEvent_UnitNotified", "EndEvent_UnitReplied");
        assertThat(eventTypes()).doesNotContain("notNotified", "noticeOverdue");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = "guard11", forbidden = true)
    void aNoticeNamesWhoTookItAndWhenAndIsTheCentresToRecord() {
        at("2023-02-25T00:08:00+08:00");
        registerUrgent();
        dispatcherSends(TELECOM);
        assertRefused("common.missingField", () -> complete("operator", "Task_NotifyUnit", Map.of("way", "phone")));
        assertRefused("handling.noticeTimeImpossible", () -> complete("operator", "Task_NotifyUnit",
                Map.of("way", "phone", "noticeTo", "值班员", "noticeAt", "2023-02-24T23:00:00+08:00")));
        assertRefused("handling.centreNotifies", () -> completeAs("admin", List.of("camunda-admin"), "Task_NotifyUnit",
                Map.of("way", "phone", "noticeTo", "值班员")));
        assertThat(eventTypes()).doesNotContain("notified");
    }

    @Test
    void anOrdinaryTicketIsNotTelephoned() {
        registerConsumerComplaint();
        assertThat(instance("co-handling")).isWaitingAt("CallActivity_HandleByUnit").isNotWaitingAt("Task_NotifyUnit");
    }

    @Test
    @Proves("guard12")
    void aNoticeFallsDueOnARestDayAndTheDutyLeaderIsTold() {
        at("2023-02-25T00:08:00+08:00");
        registerUrgent();
        dispatcherSends(TELECOM);
        passTimeUntil("2023-02-25T00:17:59+08:00");
        assertThat(eventTypes()).doesNotContain("noticeOverdue");
        passTimeUntil("2023-02-25T00:18:00+08:00");
        assertThat(eventTypes()).contains("noticeOverdue");
        assertThat(groupsOf(task("Task_NotifyUnit"))).containsExactlyInAnyOrder("operator", "supervisor");
        complete("operator", "Task_NotifyUnit", Map.of("way", "phone", "noticeTo", "值班员"));
        assertThat(eventTypes()).endsWith("notified");
    }

    @Test
    @Proves(value = "guard12", forbidden = true)
    void noCardOfAWorkingDayClockFallsOnARestDay() {
        at("2023-02-20T09:00:00+08:00");
        registerConsumerComplaint();
        passTimeUntil("2023-02-24T23:59:59+08:00");
        int before = events().size();
        // Saturday and Sunday: the limit of the 27th is neither nearer nor passed.
        passTimeUntil("2023-02-26T23:59:59+08:00");
        assertThat(events()).hasSize(before);
        passTimeUntil("2023-02-28T00:00:00+08:00");
        assertThat(events().size()).isGreaterThan(before);
    }

    @Test
    void aUnitFasterThanTheTelephoneIsRecordedAsNotNotified() {
        registerUrgent();
        dispatcherSends(TELECOM);
        ProcessInstance round = instance("co-handling");
        unitReplies(TELECOM);
        assertThat(round).isEnded();
        assertThat(eventTypes()).contains("notNotified").doesNotContain("notified");
        assertThat(root()).isWaitingAt("Task_ReviewReply");
    }

    @Test
    void everyUnitOfAnUrgentTicketIsTelephoned() {
        registerUrgent();
        dispatcherSends(TELECOM, "traffic-police");
        assertThat(tasks().stream().filter(task -> task.getTaskDefinitionKey().equals("Task_NotifyUnit"))).hasSize(2);
        unitReplies("traffic-police");
        assertThat(tasks().stream().filter(task -> task.getTaskDefinitionKey().equals("Task_NotifyUnit"))).hasSize(1);
        unitReplies(TELECOM);
        assertThat(root()).isWaitingAt("Task_ReviewReply");
    }

    @Test
    void aNoticeStillOpenAtARedispatchBecomesTheNewUnits() {
        registerUrgent();
        dispatcherSends(TELECOM);
        unitAsksToReturn(TELECOM, "china-unicom");
        rules("dispatcher", "redispatch", "china-unicom");
        complete("operator", "Task_NotifyUnit", Map.of("way", "phone", "noticeTo", "值班员"));
        assertThat(events()).last().satisfies(event -> assertThat(event.unit()).isEqualTo("china-unicom"));
    }

    @Test
    void aUnitThatComesAfterANoticeIsTelephonedItself() {
        registerUrgent();
        dispatcherSends(TELECOM);
        complete("operator", "Task_NotifyUnit", Map.of("way", "phone", "noticeTo", "值班员"));
        unitAsksToReturn(TELECOM, "china-unicom");
        rules("dispatcher", "redispatch", "china-unicom");
        complete("operator", "Task_NotifyUnit", Map.of("way", "letter", "noticeTo", "值班员"));
        assertThat(events()).last().satisfies(event -> assertThat(event.text()).contains("函告"));
    }

    // ------------------------------------------------------------------ 权属待定

    @Test
    void dangerFirstOwnershipLater() {
        at("2023-02-25T00:08:00+08:00");
        registerUrgent();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "dispatch", "leadUnit", TELECOM, "ownershipPending", true,
                "reason", "线缆权属不明，电信先行处置"));
        assertThat(ticket().marks().ownershipPending()).isTrue();
        assertRefused("handling.hazardFirst", () -> unitAsksToReturn(TELECOM, "china-unicom"));

        unitReplies(TELECOM);
        as("dispatcher");
        dispatching.settleOwnership(ticketNo, "china-unicom", "现场核实为联通线缆，移交联通维护");
        assertThat(ticket().marks().ownershipPending()).isNull();
        assertThat(dispatchOf("china-unicom").role().code()).isEqualTo("guide");
        assertThat(eventTypes()).contains("ownershipPending", "ownershipSettled");
        assertRefused("ticket.ownershipNotPending", () -> {
            as("dispatcher");
            dispatching.settleOwnership(ticketNo, null, "再次移交");
        });
    }

    @Test
    void nobodyFoundIsSaidInTheNoteAndTheCentreSaysIt() {
        at("2023-02-25T00:08:00+08:00");
        register(request("complaint", "cable-hazard", "430511", "线缆掉落", "资江二桥桥头有五六根光缆线全部掉落，车辆无法通行。", null));
        assertThat(ticket().marks().urgent()).isTrue();
        assertThat(ticket().marks().ownershipPending()).as("the table leaves ownership open").isTrue();
        assertRefused("routing.notDispatcher", () -> {
            as("operator");
            dispatching.settleOwnership(ticketNo, null, "没有找到");
        });
        as("dispatcher");
        dispatching.settleOwnership(ticketNo, null, "各运营商均否认，已拆除，权属单位未找到");
        assertThat(events()).last().satisfies(event -> assertThat(event.text()).startsWith("未找到权属单位"));
    }

    @Test
    void aDispatcherMayJudgeUrgencyWithAReason() {
        registerUnclassified();
        assertRefused("common.missingField", () -> complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "dispatch", "leadUnit", "housing", "urgent", true)));
        complete("dispatcher", "Task_DispatchTicket",
                Map.of("decision", "dispatch", "leadUnit", "housing", "urgent", true, "reason", "墙体随时可能倒塌"));
        assertThat(ticket().marks().urgent()).isTrue();
        assertThat(task("Task_NotifyUnit")).isNotNull();
    }
}
