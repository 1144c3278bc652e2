package org.hotline12345.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.OldTicket;
import org.hotline12345.ticket.OldTickets;
import org.hotline12345.ticket.Registration;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** An open ticket of another system goes on at its step, with the clocks it had there. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class CasesTest {

    private static final String UNIT = "market-regulation";
    private static final Instant REGISTERED = instant("2023-02-06T08:50:00+08:00");
    private static final Instant SENT = instant("2023-02-06T09:12:34+08:00");
    private static final Instant SIGNED = instant("2023-02-06T10:00:00+08:00");
    private static int number;

    @Autowired
    private OldTickets oldTickets;
    @Autowired
    private Cases cases;
    @Autowired
    private TaskService tasks;
    @Autowired
    private FormService forms;
    @Autowired
    private ManagementService jobs;
    @Autowired
    private IdentityService identity;
    @Autowired
    private TicketViews views;
    @Autowired
    private MovableClock clock;
    @Autowired
    private TransactionTemplate transaction;
    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void wednesdayMorning() {
        identity.clearAuthentication();
        clock.freezeAt(instant("2023-02-08T09:00:00+08:00"));
    }

    @AfterEach
    void timeGoesOn() {
        identity.clearAuthentication();
        clock.reset();
    }

    @Test
    void everyStepIsInTheModels() {
        assertThat(cases.missingSteps()).isEmpty();
    }

    @Test
    void aSignedTicketIsWithItsUnitAndItsClocksRunSinceTheDispatch() {
        String no = take(TicketStatus.HANDLING, null, sent(Dispatch.State.SIGNED, SIGNED, null, null));

        Task task = only(no, "Task_HandleTicket");
        TicketView.UnitView unit = views.ticket(no, Actor.SYSTEM).units().get(0);
        assertThat(unit.handleUntil().toInstant()).isEqualTo(instant("2023-02-14T00:00:00+08:00"));
        assertThat(unit.returnUntil().toInstant()).isEqualTo(instant("2023-02-09T00:00:00+08:00"));
        assertThat(task.getDueDate()).isEqualTo(Date.from(instant("2023-02-14T00:00:00+08:00")));
        assertThat(task.getAssignee()).isNull();
        assertThat(timers(no)).isEqualTo(Map.of("BoundaryEvent_ReturnWindowClosed", instant("2023-02-09T00:00:00+08:00"),
                "BoundaryEvent_YellowCardDue", instant("2023-02-13T00:00:00+08:00"),
                "BoundaryEvent_RedCardDue", instant("2023-02-14T00:00:00+08:00")));
    }

    @Test
    void whoSignedThereHasItHere() {
        String no = take(TicketStatus.HANDLING, null, new OldTicket.Sent(1, UNIT, Dispatch.Role.LEAD, Dispatch.State.SIGNED, "旧系统派单",
                SENT, SIGNED, "clerk-" + UNIT, null, null, false, null, null, null, null));

        assertThat(only(no, "Task_HandleTicket").getAssignee()).isEqualTo("clerk-" + UNIT);
    }

    @Test
    void limitsThatWereToldHold() {
        String no = take(TicketStatus.HANDLING, null, sent(Dispatch.State.OPEN, null, instant("2023-02-08T12:00:00+08:00"),
                instant("2023-02-10T17:30:00+08:00")));

        TicketView.UnitView unit = views.ticket(no, Actor.SYSTEM).units().get(0);
        assertThat(unit.handleUntil().toInstant()).isEqualTo(instant("2023-02-10T17:30:00+08:00"));
        assertThat(unit.returnUntil().toInstant()).isEqualTo(instant("2023-02-08T12:00:00+08:00"));
    }

    @Test
    void anOverdueOneIsOverdueOnceAndClimbsItsLadderFromNowOn() {
        Instant limit = instant("2022-12-30T00:00:00+08:00");
        String no = take(TicketStatus.HANDLING, null, sent(Dispatch.State.SIGNED, SIGNED.minusSeconds(60L * 86400), null, limit,
                SENT.minusSeconds(60L * 86400)));
        runDue(no);
        runDue(no);

        assertThat(types(no)).containsOnlyOnce("redCard").doesNotContain("yellowCard", "escalated", "notified");
        assertThat(jdbc.sql("select overdue_at from ticket_dispatch where ticket_no = :no").param("no", no).query(Long.class).single())
                .isEqualTo(limit.toEpochMilli());
        assertThat(jdbc.sql("select next_at from supervision_ladder where ticket_no = :no").param("no", no).query(Long.class).single())
                .isGreaterThan(clock.millis());
        assertThat(jdbc.sql("select count(*) from notification_message where ticket_no = :no").param("no", no).query(Integer.class).single())
                .isZero();
    }

    @Test
    void aReturnWaitsForItsRulingWithinTheLimitItHad() {
        OldTicket.Sent sent = new OldTicket.Sent(1, UNIT, Dispatch.Role.LEAD, Dispatch.State.RETURNING, "旧系统派单", SENT, SIGNED, null,
                null, null, false, new OldTicket.Returned(instant("2023-02-07T10:00:00+08:00"), "不属于本单位职责", "housing", "三定规定"),
                null, null, null);
        String no = take(TicketStatus.RETURNING, null, sent);

        Task ruling = only(no, "Task_RuleOnReturn");
        assertThat(ruling.getDueDate()).isEqualTo(Date.from(instant("2023-02-07T14:00:00+08:00")));
        assertThat(timers(no)).containsKey("BoundaryEvent_RedCardDue");
        submit("dispatcher", ruling, Map.of("ruling", "reject", "reason", "经核对职责清单裁定"));
        assertThat(only(no, "Task_HandleTicket").getDueDate()).isEqualTo(Date.from(instant("2023-02-14T00:00:00+08:00")));
    }

    @Test
    void aSuspendedOneResumesOnItsDay() {
        Instant review = instant("2023-02-20T00:00:00+08:00");
        OldTicket.Sent sent = new OldTicket.Sent(1, UNIT, Dispatch.Role.LEAD, Dispatch.State.SIGNED, "旧系统派单", SENT, SIGNED, null,
                null, instant("2023-02-25T00:00:00+08:00"), false, null, new OldTicket.Suspended(SIGNED, review), null, null);
        String no = take(TicketStatus.SUSPENDED, null, sent);

        assertThat(views.ticket(no, Actor.SYSTEM).status()).isEqualTo(TicketStatus.SUSPENDED);
        only(no, "Task_HandleTicket");
        assertThat(timers(no)).containsEntry("CatchEvent_ResumeDue", review);
        clock.freezeAt(review);
        runDue(no);
        assertThat(views.ticket(no, Actor.SYSTEM).status()).isEqualTo(TicketStatus.HANDLING);
    }

    @Test
    void anInterimReplyWaitsForTheFinalOne() {
        Instant end = instant("2023-03-20T00:00:00+08:00");
        OldTicket.Sent sent = new OldTicket.Sent(1, UNIT, Dispatch.Role.LEAD, Dispatch.State.INTERIM, "旧系统派单", SENT, SIGNED, null,
                null, null, false, null, null, new OldTicket.Interim(SIGNED, "complaint-mediation", end), null);
        String no = take(TicketStatus.HANDLING, null, sent);

        assertThat(only(no, "Task_ReplyFinally").getDueDate()).isEqualTo(Date.from(end));
        submit("clerk-" + UNIT, only(no, "Task_ReplyFinally"),
                Map.of("reply", "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。"));
        only(no, "Task_ReviewReply");
    }

    @Test
    void theCentresStepsHaveTheLimitsTheyHad() {
        Instant since = instant("2023-02-07T15:00:00+08:00");
        OldTicket.Sent answered = new OldTicket.Sent(1, UNIT, Dispatch.Role.LEAD, Dispatch.State.REPLIED, "旧系统派单", SENT, SIGNED, null,
                null, instant("2023-02-14T00:00:00+08:00"), false, null, null, null, new OldTicket.Replied(since, null, "已退款。"));

        assertThat(only(take(TicketStatus.DISPATCHING, since), "Task_DispatchTicket").getDueDate())
                .isBefore(Date.from(instant("2023-02-08T12:00:00+08:00")));
        assertThat(only(take(TicketStatus.REVIEWING, since, answered), "Task_ReviewReply").getDueDate())
                .isEqualTo(Date.from(instant("2023-02-10T00:00:00+08:00")));
        only(take(TicketStatus.CALLBACK, since, answered), "Task_CallBack");
        only(take(TicketStatus.NEED_INFO, since), "Task_AskForInformation");
        only(take(TicketStatus.MEETING, since), "Task_HoldMeeting");
        assertThat(views.ticket(take(TicketStatus.REGISTERED, null), Actor.SYSTEM).status()).isNotEqualTo(TicketStatus.REGISTERED);
    }

    @Test
    void aClosedOneHasItsHistoryAndNoCase() {
        Instant closed = instant("2023-02-07T18:00:00+08:00");
        OldTicket.Sent answered = new OldTicket.Sent(1, UNIT, Dispatch.Role.LEAD, Dispatch.State.REPLIED, "旧系统派单", SENT, SIGNED, null,
                null, instant("2023-02-07T00:00:00+08:00"), false, null, null, null,
                new OldTicket.Replied(instant("2023-02-07T09:00:00+08:00"), null, "已退款。"));
        String no = take(TicketStatus.ARCHIVED, closed, answered);

        assertThat(no).startsWith("SY20230206");
        TicketView ticket = views.ticket(no, Actor.SYSTEM);
        assertThat(ticket.status()).isEqualTo(TicketStatus.ARCHIVED);
        assertThat(ticket.closedAt().toInstant()).isEqualTo(closed);
        assertThat(types(no)).containsExactly("registered", "dispatched", "signed", "replied", "archived", "imported");
        assertThat(views.events(no, Actor.SYSTEM)).extracting(TicketEventView::seq).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(jdbc.sql("select count(*) from ACT_HI_PROCINST where BUSINESS_KEY_ = :no").param("no", no).query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select overdue_at from ticket_dispatch where ticket_no = :no").param("no", no).query(Long.class).single())
                .isEqualTo(instant("2023-02-07T00:00:00+08:00").toEpochMilli());
    }

    // ------------------------------------------------------------------ what they share

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static OldTicket.Sent sent(Dispatch.State state, Instant signed, Instant returnUntil, Instant handleUntil) {
        return sent(state, signed, returnUntil, handleUntil, SENT);
    }

    private static OldTicket.Sent sent(Dispatch.State state, Instant signed, Instant returnUntil, Instant handleUntil, Instant at) {
        return new OldTicket.Sent(1, UNIT, Dispatch.Role.LEAD, state, "旧系统派单", at, signed, null, returnUntil, handleUntil,
                false, null, null, null, null);
    }

    private String take(TicketStatus status, Instant since, OldTicket.Sent... sent) {
        Registration registration = new Registration("430500", Channel.PHONE, null, "0".repeat(64), Kind.COMPLAINT, "consumer-rights",
                "430511", "测试地点", "药店不发货", "网购药品至今未发货，要求尽快发货并赔偿。", false, null, REGISTERED, null, null,
                "测试群众", "13800000000");
        OldTicket old = new OldTicket("旧热线", "OLD-" + ++number, "1".repeat(64), registration, REGISTERED, status, since,
                status.isClosed() ? since : null, null, 0, 0, 0, null, false, null, false, List.of(sent), List.of());
        return transaction.execute(step -> {
            String no = oldTickets.take(old, "SY", new Actor("admin", Set.of("camunda-admin")));
            if (!old.closed()) {
                cases.begin(no, old);
            }
            return no;
        });
    }

    private Task only(String no, String key) {
        List<Task> open = tasks.createTaskQuery().processInstanceBusinessKey(no).list();
        assertThat(open).extracting(Task::getTaskDefinitionKey).as("open tasks of " + no).containsExactly(key);
        return open.get(0);
    }

    private void submit(String user, Task task, Map<String, Object> fields) {
        identity.setAuthentication(user, List.of(user.startsWith("clerk-") ? "unit-" + user.substring(6) : user));
        forms.submitTaskForm(task.getId(), fields);
        identity.clearAuthentication();
        runDue(views.ticket(no(task), Actor.SYSTEM).ticketNo());
    }

    private String no(Task task) {
        return jdbc.sql("select ROOT.BUSINESS_KEY_ from ACT_HI_PROCINST ROOT where ROOT.PROC_INST_ID_ = :id")
                .param("id", task.getProcessInstanceId()).query(String.class).single();
    }

    private List<Job> due(String no) {
        List<String> instances = jdbc.sql("select PROC_INST_ID_ from ACT_RU_EXECUTION where BUSINESS_KEY_ = :no and PARENT_ID_ is null")
                .param("no", no).query(String.class).list();
        return instances.stream().flatMap(id -> jobs.createJobQuery().processInstanceId(id).list().stream()).toList();
    }

    private void runDue(String no) {
        for (Job job : due(no)) {
            if (job.getDuedate() == null || !job.getDuedate().after(Date.from(clock.instant()))) {
                jobs.executeJob(job.getId());
            }
        }
    }

    private Map<String, Instant> timers(String no) {
        return due(no).stream().filter(job -> job.getDuedate() != null).collect(Collectors.toMap(
                job -> jobs.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).singleResult().getActivityId(),
                job -> job.getDuedate().toInstant()));
    }

    private List<String> types(String no) {
        return views.events(no, Actor.SYSTEM).stream().map(event -> event.type().code()).toList();
    }
}
