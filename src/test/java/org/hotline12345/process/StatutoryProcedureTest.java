package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.deadline.ClockLog;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketView;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/statutory-procedure.bpmn}: an interim reply, the procedure's own clock, the final reply. */
class StatutoryProcedureTest extends ProcessTest {

    private static final String UNIT = "market-regulation";
    private static final String INTERIM = "已受理该消费投诉，正在组织双方调解，调解期限为四十五个工作日。";

    @Autowired
    ClockLog clockLog;

    @Test
    @Proves("D5")
    void anInterimReplyMeetsTheHotlinesClockAndTheStatutoryOneRunsBesideIt() {
        registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        at("2023-02-13T10:00:00+08:00");
        repliesForNow("complaint-mediation");

        ProcessInstance procedure = instance("statutory-procedure");
        assertThat(procedure).isWaitingAt("Task_ReplyFinally");
        assertThat(status()).isEqualTo("handling");
        TicketView.UnitView dispatch = dispatchOf(UNIT);
        assertThat(dispatch.state().code()).isEqualTo("interim");
        assertThat(dispatch.handleUntil()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
        assertThat(dispatch.interimAt()).isEqualTo(time("2023-02-13T10:00:00+08:00"));
        assertThat(dispatch.interimUntil()).as("45 working days, Qingming not counted").isEqualTo(time("2023-04-19T00:00:00+08:00"));
        assertThat(dispatch.interimBasis()).isEqualTo("complaint-mediation");
        assertThat(dispatch.repliedAt()).isNull();
        Task task = task("Task_ReplyFinally");
        assertThat(task.getDueDate()).isEqualTo(Date.from(time("2023-04-19T00:00:00+08:00").toInstant()));
        assertThat(task.getAssignee()).isEqualTo("clerk-" + UNIT);
        assertThat(groupsOf(task)).containsExactly("unit-" + UNIT);

        passTimeUntil("2023-04-10T10:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isNull();
        assertThat(dispatchOf(UNIT).overdueAt()).isNull();
        repliesFinally(REPLY);
        assertThat(procedure).isEnded().hasPassed("EndEvent_FinallyReplied");
        assertThat(status()).isEqualTo("reviewing");
        assertThat(dispatchOf(UNIT).state().code()).isEqualTo("replied");
        assertThat(dispatchOf(UNIT).reply()).isEqualTo(REPLY);
        reviewPasses();
        citizenAnswers(true);
        assertThat(lifecycle).isEnded();
        assertThat(eventTypes()).containsSubsequence("signed", "interimReplied", "replied", "reviewPassed", "archived");
        assertThat(clockLog.of(ticketNo, Actor.SYSTEM)).extracting(entry -> entry.clock() + " " + entry.act().code())
                .containsSubsequence("handle stopped", "statutory started", "statutory stopped", "review started");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = "D5", forbidden = true)
    void anInterimReplyIsNeverCountedAsFinal() {
        registerConsumerComplaint();
        repliesForNow("complaint-mediation");
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("Task_ReplyFinally");
        assertThat(eventTypes()).doesNotContain("replied");
        assertThat(ticket().units()).allSatisfy(unit -> assertThat(unit.repliedAt()).isNull());
        assertRefused("handling.replyTooShort", () -> repliesFinally("已办结。。。。。。。。。。。。。"));
        assertThat(dispatchOf(UNIT).state().code()).isEqualTo("interim");
    }

    @Test
    @Proves("D5")
    void aProcedureThatEndsUnansweredIsRecordedOnceAndGoesOn() {
        registerConsumerComplaint();
        repliesForNow("complaint-acceptance");
        assertThat(dispatchOf(UNIT).interimUntil()).as("seven working days from the dispatch").isEqualTo(time("2023-02-18T00:00:00+08:00"));
        passTimeUntil("2023-02-18T00:00:00+08:00");
        assertThat(instance("statutory-procedure")).hasPassed("BoundaryEvent_ProcedureOverdue").isWaitingAt("Task_ReplyFinally");
        assertThat(eventTypes()).endsWith("procedureOverdue");
        assertThat(dispatchOf(UNIT).card()).isNull();
        repliesFinally(REPLY);
        assertThat(status()).isEqualTo("reviewing");
    }

    @Test
    void aFilingDecisionRunsFromTheDispatchAndAFormalReplyIsDueTheNextWorkingDay() {
        registerConsumerComplaint();
        at("2023-02-10T10:00:00+08:00");
        repliesForNow("report-filing");
        assertThat(dispatchOf(UNIT).interimUntil()).isEqualTo(time("2023-03-02T00:00:00+08:00"));
        at("2023-02-10T21:00:00+08:00");
        registerConsumerComplaint();
        repliesForNow("formal-reply");
        assertThat(dispatchOf(UNIT).interimUntil()).isEqualTo(time("2023-02-14T00:00:00+08:00"));
    }

    @Test
    void theCitizenIsToldWhenTheFinalReplyIsExpected() {
        registerConsumerComplaint();
        repliesForNow("complaint-acceptance");
        assertThat(jdbc.sql("select text from notification_message where ticket_no = :no").param("no", ticketNo).query(String.class).list())
                .hasSize(1).first().asString().contains(ticketNo, "市场监管投诉受理", "2023年2月17日").doesNotContain("四十五");
    }

    @Test
    @Proves(value = "D5", forbidden = true)
    void anInterimReplyNeedsADocumentedProcedureThatStillRunsAndPassesTheGate() {
        registerConsumerComplaint();
        assertRefused("deadline.unknownProcedure", () -> repliesForNow("take-your-time"));
        assertRefused("common.missingField", () -> unitCompletes(UNIT, Map.of("action", "interimReply", "reply", INTERIM)));
        assertRefused("handling.replyTooShort", () -> unitCompletes(UNIT, Map.of("action", "interimReply",
                "procedure", "complaint-acceptance", "reply", "正在办。。。。。。。。。。。。。")));
        passTimeUntil("2023-02-20T09:00:00+08:00");
        assertRefused("deadline.procedureOver", () -> repliesForNow("complaint-acceptance"));
    }

    @Test
    void anInterimReplyAfterTheLimitIsOverdueAllTheSame() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-17T09:00:00+08:00");
        repliesForNow("complaint-mediation");
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
        repliesFinally(REPLY);
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
    }

    @Test
    void anInterimReplyEndsASuspension() {
        registerConsumerComplaint();
        unitCompletes(UNIT, Map.of("action", "suspend", "reasonCode", "condition", "reason", "须待检测报告出具后才能认定"));
        complete("dispatcher", "Task_RuleOnExtension", Map.of("granted", "true", "reason", "经核实情况属实", "resumeOn", "2023-03-01"));
        assertThat(status()).isEqualTo("suspended");
        passTimeUntil("2023-02-10T09:00:00+08:00");
        repliesForNow("complaint-mediation");
        assertThat(status()).isEqualTo("handling");
        assertThat(dispatchOf(UNIT).suspendedAt()).isNull();
        assertThat(dispatchOf(UNIT).suspendedMillis()).isEqualTo(java.time.Duration.ofDays(2).toMillis());
    }

    @Test
    @Proves(value = "D5", forbidden = true)
    void onlyTheUnitItselfGivesTheFinalReply() {
        registerConsumerComplaint();
        repliesForNow("complaint-acceptance");
        assertRefused("handling.notYourUnit", () -> completeAs("dispatcher", List.of("dispatcher", "camunda-admin"), "Task_ReplyFinally",
                Map.of("reply", REPLY)));
    }

    private void repliesForNow(String procedure) {
        unitCompletes(UNIT, Map.of("action", "interimReply", "procedure", procedure, "reply", INTERIM));
    }

    private void repliesFinally(String reply) {
        complete("clerk-" + UNIT, "Task_ReplyFinally", Map.of("reply", reply));
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
