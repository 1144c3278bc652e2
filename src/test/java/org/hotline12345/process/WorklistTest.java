package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.deadline.TimeLeft;
import org.hotline12345.worklist.FormDrafts;
import org.hotline12345.worklist.Lines;
import org.hotline12345.worklist.process.FilterCounts;
import org.hotline12345.worklist.process.WorkTasks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.event.LogoutSuccessEvent;

/** What a person's task list tells of the tickets behind it, and what it keeps from others. */
class WorklistTest extends ProcessTest {

    private static final String UNIT = "market-regulation";

    @Autowired
    WorkTasks workTasks;
    @Autowired
    Lines lines;
    @Autowired
    FilterCounts filterCounts;
    @Autowired
    FormDrafts drafts;
    @Autowired
    ApplicationEventPublisher happenings;

    private List<Lines.Line> linesSeenBy(String user, Task... tasks) {
        as(user);
        return lines.of(workTasks.of(List.of(tasks).stream().map(Task::getId).toList()));
    }

    @Test
    void aClerksLineTellsTicketUnitAndLimitInWorkingDays() {
        registerConsumerComplaint();
        Lines.Line line = linesSeenBy("clerk-" + UNIT, taskOfUnit(UNIT)).get(0);
        assertThat(line.ticketNo()).isEqualTo(ticketNo);
        assertThat(line.title()).isEqualTo("药店不发货");
        assertThat(line.unitName()).isEqualTo("市市场监督管理局");
        assertThat(line.kindName()).isEqualTo("投诉");
        assertThat(line.words()).matches("还剩 \\d+ 个工作日，\\d+ 月 \\d+ 日 24:00 到期");
        assertThat(line.state()).isEqualTo(TimeLeft.State.OK);
        assertThat(line.card()).isNull();
        assertThat(line.flags()).isEmpty();
    }

    @Test
    void anotherUnitsClerkGetsNoLineAtAll() {
        registerConsumerComplaint();
        assertThat(linesSeenBy("clerk-housing", taskOfUnit(UNIT))).isEmpty();
        assertThat(linesSeenBy("clerk-" + UNIT, taskOfUnit(UNIT))).hasSize(1);
    }

    @Test
    void linesComeInTheOrderAskedForAndOnlyOnce() {
        registerConsumerComplaint();
        Task first = taskOfUnit(UNIT);
        registerConsumerComplaint();
        Task second = taskOfUnit(UNIT);
        assertThat(linesSeenBy("clerk-" + UNIT, second, first, second)).extracting(Lines.Line::taskId)
                .containsExactly(second.getId(), first.getId());
    }

    @Test
    void aReviewersLineSaysWhyTheTicketNeedsALook() {
        registerConsumerComplaint();
        unitCompletes(UNIT, Map.of("action", "reply", "reply", "商家已于今日发货并当面向群众致歉，好好好好好好好好好好好好好好好。"));
        Lines.Line line = linesSeenBy("reviewer", task("Task_ReviewReply")).get(0);
        assertThat(line.unitName()).isEqualTo("市市场监督管理局");
        assertThat(line.flags()).extracting(Lines.Flag::label).contains("答复短", "凑字数");
        assertThat(line.flags()).extracting(Lines.Flag::text).allSatisfy(text -> assertThat(text).isNotBlank());
    }

    @Test
    void aGoodReplyInTimeCarriesNoFlag() {
        registerConsumerComplaint();
        unitCompletes(UNIT, Map.of("action", "reply", "reply", REPLY + "经调取交易记录并约谈负责人，商家已于二月八日向群众发货，另赔偿三十元，并承诺今后按约定时间发货。"));
        assertThat(linesSeenBy("reviewer", task("Task_ReviewReply")).get(0).flags()).isEmpty();
    }

    @Test
    void aReworkedTicketSaysSoInTheQueue() {
        registerConsumerComplaint();
        unitReplies(UNIT);
        complete("reviewer", "Task_ReviewReply", Map.of("verdict", "rework", "reason", "没有说明赔偿情况"));
        unitReplies(UNIT);
        Lines.Line line = linesSeenBy("reviewer", task("Task_ReviewReply")).get(0);
        assertThat(line.reworks()).isEqualTo(1);
        assertThat(line.flags()).extracting("code").contains("reworked");
    }

    @Test
    void countsAreThoseOfTheReadersOwnFiltersAndFollowTheWork() {
        registerConsumerComplaint();
        long before = count("clerk-" + UNIT, "待签收");
        long mineBefore = count("clerk-" + UNIT, "我的工单");
        Task task = taskOfUnit(UNIT);
        as("clerk-" + UNIT);
        taskService.claim(task.getId(), "clerk-" + UNIT);
        assertThat(count("clerk-" + UNIT, "待签收")).isEqualTo(before - 1);
        assertThat(count("clerk-" + UNIT, "我的工单")).isEqualTo(mineBefore + 1);
        assertThat(filterCounts.ofReader()).extracting(FilterCounts.Count::name).doesNotContain("待复核", "待派单");
        as("reviewer");
        assertThat(filterCounts.ofReader()).extracting(FilterCounts.Count::name).contains("待复核").doesNotContain("待派单");
    }

    private long count(String user, String filter) {
        as(user);
        return filterCounts.ofReader().stream().filter(count -> count.name().equals(filter)).findFirst().orElseThrow().count();
    }

    @Test
    void aTicketThatNeedsALookStandsAheadInTheReviewersQueue() {
        registerConsumerComplaint();
        unitCompletes(UNIT, Map.of("action", "reply", "reply", REPLY + "经调取交易记录并约谈负责人，商家已于二月八日向群众发货，另赔偿三十元，并承诺今后按约定时间发货。"));
        Task plain = task("Task_ReviewReply");
        registerConsumerComplaint();
        unitCompletes(UNIT, Map.of("action", "reply", "reply", "商家已于今日发货并当面向群众致歉，好好好好好好好好好好好好好好好。"));
        Task flagged = task("Task_ReviewReply");
        assertThat(plain.getPriority()).isEqualTo(50);
        assertThat(flagged.getPriority()).isEqualTo(70);
        as("reviewer");
        List<String> queue = taskService.createTaskQuery().taskCandidateGroup("reviewer").orderByTaskPriority().desc()
                .orderByDueDate().asc().listPage(0, 1000).stream().map(Task::getId).toList();
        assertThat(queue.indexOf(flagged.getId())).isLessThan(queue.indexOf(plain.getId()));
    }

    @Test
    void aDraftIsItsWritersAloneAndGoesWithSigningOut() {
        as("clerk-" + UNIT);
        keep("task-1", "正在核实，拟");
        keep("task-1", "正在核实，拟于明日答复");
        assertThat(drafts.find("task-1").orElseThrow().fields()).containsEntry("Field_Reply", "正在核实，拟于明日答复");
        as("clerk-housing");
        assertThat(drafts.find("task-1")).isEmpty();
        happenings.publishEvent(new LogoutSuccessEvent(new TestingAuthenticationToken("clerk-housing", "x")));
        as("clerk-" + UNIT);
        assertThat(drafts.find("task-1")).isPresent();
        happenings.publishEvent(new LogoutSuccessEvent(new TestingAuthenticationToken("clerk-" + UNIT, "x")));
        assertThat(drafts.find("task-1")).isEmpty();
    }

    @Test
    void aDraftIsForgottenAfterThreeDaysAndRefusedWhenEndless() {
        as("clerk-" + UNIT);
        keep("task-2", "正在核实");
        at("2023-02-11T08:59:00+08:00");
        drafts.forgetOld();
        assertThat(drafts.find("task-2")).isPresent();
        at("2023-02-11T09:00:00+08:00");
        drafts.forgetOld();
        assertThat(drafts.find("task-2")).isEmpty();
        assertThat(refusalOf(() -> keep("task-2", "长".repeat(40_001))).code())
                .isEqualTo("worklist.draftTooLong");
    }

    private void keep(String taskId, String text) {
        transaction.executeWithoutResult(status -> drafts.keep(taskId, Map.of("Field_Reply", text)));
    }
}
