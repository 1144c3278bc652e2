package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.notification.Notifications;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/meeting-action.bpmn}: what a meeting agreed is done, confirmed, and supervised when late. */
class MeetingActionTest extends ProcessTest {

    @Autowired
    Notifications notifications;

    @Test
    @Proves("F2")
    void everyActionBecomesATaskOfItsOwnerDueOnTheAgreedDay() {
        concluded("market-regulation", "commerce");
        assertThat(actionsOf("market-regulation")).hasSize(1);
        assertThat(actionsOf("commerce")).hasSize(1);
        Task task = actionsOf("commerce").get(0);
        assertThat(groupsOf(task)).containsExactly("unit-commerce");
        assertThat(task.getDueDate()).isEqualTo(Date.from(OffsetDateTime.parse("2023-03-01T00:00:00+08:00").toInstant()));
        as("clerk-commerce");
        assertThat(formService.getTaskFormVariables(task.getId()).get("agreed").toString())
                .contains("市商务局").contains("限期整改到位").contains("2023-02-28");
    }

    @Test
    void anActionIsDoneWhenASupervisorSawIt() {
        concluded("market-regulation");
        ProcessInstance action = instance("meeting-action");
        assertThat(action).isWaitingAt("Task_CompleteAction");
        complete("clerk-market-regulation", "Task_CompleteAction", Map.of("result", "商家已退款并书面承诺整改"));
        assertThat(action).isWaitingAt("Task_ConfirmAction");
        Task confirming = task("Task_ConfirmAction");
        as("supervisor");
        assertThat(formService.getTaskFormVariables(confirming.getId()).get("agreed").toString())
                .contains("商家已退款并书面承诺整改");
        complete("supervisor", "Task_ConfirmAction", Map.of("verdict", "done"));
        assertThat(action).isEnded().hasPassed("EndEvent_ActionDone");
        assertThat(eventTypes()).containsSubsequence("meetingHeld", "actionReported", "actionConfirmed");
        assertHistoryIsGapFree();
    }

    @Test
    void anActionThatIsNotDoneGoesBackToItsOwner() {
        concluded("market-regulation");
        complete("clerk-market-regulation", "Task_CompleteAction", Map.of("result", "已经约谈商家负责人"));
        assertRefused("meeting.reasonMissing", () -> complete("supervisor", "Task_ConfirmAction", Map.of("verdict", "redo")));
        complete("supervisor", "Task_ConfirmAction", Map.of("verdict", "redo", "remark", "退款尚未到账"));
        assertThat(instance("meeting-action")).isWaitingAt("Task_CompleteAction").hasPassed("Gateway_ActionConfirmed");
        assertThat(eventTypes()).endsWith("actionReported", "actionSentBack");
    }

    @Test
    void aDayMissedIsRecordedOnceAndToldToTheSupervisor() {
        concluded("market-regulation");
        passTimeUntil("2023-02-28T23:59:59+08:00");
        assertThat(eventTypes()).doesNotContain("actionOverdue");
        passTimeUntil("2023-03-01T00:00:00+08:00");
        assertThat(events()).filteredOn(event -> event.type().code().equals("actionOverdue")).hasSize(1);
        assertThat(events()).filteredOn(event -> event.type().code().equals("orderIssued"))
                .anyMatch(event -> event.text().contains("会议事项逾期"));
        assertThat(notifications.list(ticketNo, 0, 50).items()).anySatisfy(message -> {
            assertThat(message.recipient()).isEqualTo("supervisor");
            assertThat(message.text()).contains("逾期").contains(ticketNo);
        });

        // Sent back after the day: the boundary is passed again, the record stays one.
        complete("clerk-market-regulation", "Task_CompleteAction", Map.of("result", "已经约谈商家负责人"));
        complete("supervisor", "Task_ConfirmAction", Map.of("verdict", "redo", "remark", "退款尚未到账"));
        passTimeUntil("2023-03-02T09:00:00+08:00");
        assertThat(events()).filteredOn(event -> event.type().code().equals("actionOverdue")).hasSize(1);
    }

    @Test
    void onlyTheOwnerReportsAndOnlyASupervisorConfirms() {
        concluded("market-regulation");
        assertNotTheirTask(() -> complete("clerk-housing", "Task_CompleteAction", Map.of("result", "已经全部整改到位")));
        assertRefused("common.missingField", () -> complete("clerk-market-regulation", "Task_CompleteAction", Map.of()));
        assertRefused("meeting.resultTooShort", () -> complete("clerk-market-regulation", "Task_CompleteAction", Map.of("result", "好。")));
        assertRefused("common.unknownField", () -> complete("clerk-market-regulation", "Task_CompleteAction",
                Map.of("result", "已经全部整改到位", "actionSeq", 2)));
        complete("clerk-market-regulation", "Task_CompleteAction", Map.of("result", "已经全部整改到位"));
        assertNotTheirTask(() -> complete("dispatcher", "Task_ConfirmAction", Map.of("verdict", "done")));
        assertRefused("common.badChoice", () -> complete("supervisor", "Task_ConfirmAction", Map.of("verdict", "perhaps")));
    }

    @Test
    void anActionOutlivesTheTicket() {
        concluded("market-regulation");
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        complete("clerk-market-regulation", "Task_CompleteAction", Map.of("result", "商家已退款并书面承诺整改"));
        complete("supervisor", "Task_ConfirmAction", Map.of("verdict", "done"));
        assertThat(eventTypes()).endsWith("archived", "actionReported", "actionConfirmed");
        assertThat(status()).isEqualTo("archived");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = {"F2", "guard3"}, forbidden = true)
    void theOwnerOfAnActionSeesItsActionAndNotTheTicket() {
        sentBackAndForth();
        rules("supervisor", "meeting", null);
        complete("supervisor", "Task_HoldMeeting", Map.of("minutes", "会议议定由市场监管部门牵头。", "leadUnit", "market-regulation",
                "actions", "[{\"unit\":\"market-regulation\",\"action\":\"督促商家退款\",\"due\":\"2023-02-28\"},"
                        + "{\"unit\":\"hainan-commerce\",\"action\":\"通报平台企业\",\"due\":\"2023-02-28\"}]"));
        assertThat(actionsOf("hainan-commerce")).hasSize(1);
        Actor owner = new Actor("clerk-hainan-commerce", Set.of("unit-hainan-commerce"));
        assertThat(refusalOf(() -> views.ticket(ticketNo, owner)).code()).isEqualTo("ticket.unknown");
        Task own = actionsOf("hainan-commerce").get(0);
        as("clerk-hainan-commerce");
        assertThat(formService.getTaskFormVariables(own.getId()).get("agreed").toString())
                .contains("通报平台企业").doesNotContain("督促商家退款");
    }

    private void concluded(String leadUnit, String... assistUnits) {
        sentBackAndForth();
        rules("supervisor", "meeting", null);
        meetingDecides(leadUnit, assistUnits);
    }

    private void sentBackAndForth() {
        registerConsumerComplaint();
        unitAsksToReturn("market-regulation", "commerce");
        rules("dispatcher", "redispatch", "commerce");
        unitAsksToReturn("commerce", "market-regulation");
    }

    private List<Task> actionsOf(String unit) {
        asNobody();
        return taskService.createTaskQuery().processInstanceBusinessKey(ticketNo).taskDefinitionKey("Task_CompleteAction")
                .taskCandidateGroup("unit-" + unit).list();
    }
}
