package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.hotline12345.callback.Callback;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.organization.Settings;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of the diagrams share: people act through the engine, time stands still unless told, jobs run when asked. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
abstract class ProcessTest {

    static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";
    /** Test classes of diagrams that ran so far. */
    static final Set<Class<?>> RAN = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger EXTERNAL = new AtomicInteger();

    @Autowired
    ProcessEngine engine;
    @Autowired
    RuntimeService runtimeService;
    @Autowired
    TaskService taskService;
    @Autowired
    FormService formService;
    @Autowired
    IdentityService identityService;
    @Autowired
    ManagementService managementService;
    @Autowired
    MovableClock clock;
    @Autowired
    Intake intake;
    @Autowired
    Callback callback;
    @Autowired
    TicketViews views;
    @Autowired
    Settings settings;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    String ticketNo;

    @BeforeEach
    void wednesdayMorning(TestInfo test) {
        RAN.add(getClass());
        ModelCoverage.begin(getClass().getSimpleName() + "." + test.getTestMethod().orElseThrow().getName());
        BpmnAwareTests.init(engine);
        at("2023-02-08T09:00:00+08:00");
    }

    @AfterEach
    void timeGoesOn() {
        identityService.clearAuthentication();
        clock.reset();
        BpmnAwareTests.reset();
        ModelCoverage.begin("other tests");
    }

    // ------------------------------------------------------------------ people and time

    void at(String time) {
        clock.freezeAt(OffsetDateTime.parse(time).toInstant());
    }

    void as(String user) {
        identityService.setAuthentication(user, List.of(user.startsWith("clerk-")
                ? Actor.UNIT_GROUP_PREFIX + user.substring("clerk-".length()) : user));
    }

    void asNobody() {
        identityService.clearAuthentication();
    }

    /** What refused the step; whatever the engine wrapped around it. */
    static Refusal refusalOf(ThrowingCallable step) {
        Throwable thrown = catchThrowable(step);
        assertThat(thrown).as("the step must be refused").isNotNull();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        throw new AssertionError("failed, but was not refused", thrown);
    }

    /** The step is refused with the code, and nothing of it is stored: same events, same open tasks. */
    void assertRefused(String code, ThrowingCallable step) {
        List<TicketEventView> eventsBefore = events();
        List<String> tasksBefore = tasks().stream().map(Task::getId).sorted().toList();
        assertThat(refusalOf(step).code()).isEqualTo(code);
        assertThat(events()).isEqualTo(eventsBefore);
        assertThat(tasks().stream().map(Task::getId).sorted().toList()).isEqualTo(tasksBefore);
    }

    /** The engine keeps the task from somebody who is no candidate, and nothing is stored. */
    void assertNotTheirTask(ThrowingCallable step) {
        List<TicketEventView> eventsBefore = events();
        assertThat(catchThrowable(step)).isInstanceOf(AuthorizationException.class);
        assertThat(events()).isEqualTo(eventsBefore);
    }

    // ------------------------------------------------------------------ registration

    static NewTicket request(String kind, String category, String region, String title, String content, NewTicket.Desk desk) {
        return new NewTicket("phone", "test-" + EXTERNAL.incrementAndGet(), null,
                new NewTicket.Citizen("测试群众", "13800000000"), region, "测试地点", kind, category, title, content,
                null, null, null, null, desk);
    }

    String register(NewTicket request) {
        as("operator");
        ticketNo = intake.register(request).ticketNo();
        return ticketNo;
    }

    /** A consumer complaint: the catalogue sends it to the market regulator by itself. */
    String registerConsumerComplaint() {
        return register(request("complaint", "consumer-rights", "430511", "药店不发货", "1月24日网购药品至今未发货，要求尽快发货并赔偿。", null));
    }

    /** A consumer's question, sent to the market regulator by itself; its limit is shorter. */
    String registerConsult() {
        return register(request("consult", "consumer-rights", "430511", "网购如何退货", "想了解网购药品七天无理由退货的规定和流程。", null));
    }

    /** Settled by the call-taker. */
    String registerAtDesk(String kind, String outcome, String note) {
        return register(request(kind, null, "430511", "来电诉求", "市民来电反映情况，话务员当场处置。",
                new NewTicket.Desk(outcome, note)));
    }

    /** Without a category the dispatcher decides. */
    String registerUnclassified() {
        return register(request("complaint", null, "430511", "小区消防未通过强制收房", "小区消防验收未通过，开发商强制收房并收取物业费。", null));
    }

    /** Danger in the call-taker's eyes, of unknown matter: a dispatcher decides. */
    String registerUrgent() {
        NewTicket plain = request("help", null, "430511", "桥头线缆掉落", "资江二桥桥头有五六根光缆线全部掉落，车辆无法通行。", null);
        return register(new NewTicket(plain.channel(), plain.externalId(), null, plain.citizen(), plain.region(), plain.address(),
                plain.kind(), null, plain.title(), plain.content(), null, null, null, null, null, true, null));
    }

    // ------------------------------------------------------------------ the engine

    ProcessInstance root() {
        asNobody();
        return runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo, "ticket-lifecycle").singleResult();
    }

    ProcessInstance instance(String process) {
        asNobody();
        return runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo, process).singleResult();
    }

    List<Task> tasks() {
        asNobody();
        return taskService.createTaskQuery().processInstanceBusinessKey(ticketNo).list();
    }

    Task task(String key) {
        List<Task> found = tasks().stream().filter(task -> task.getTaskDefinitionKey().equals(key)).toList();
        assertThat(found).as("open " + key + " of " + ticketNo + " among " + tasks().stream().map(Task::getTaskDefinitionKey).toList())
                .hasSize(1);
        return found.get(0);
    }

    Task taskOfUnit(String unit) {
        asNobody();
        return taskService.createTaskQuery().processInstanceBusinessKey(ticketNo).taskDefinitionKey("Task_HandleTicket")
                .taskCandidateGroup("unit-" + unit).includeAssignedTasks().singleResult();
    }

    void complete(String user, String taskKey, Map<String, Object> fields) {
        Task task = task(taskKey);
        as(user);
        formService.submitTaskForm(task.getId(), fields);
        runSavePoints();
    }

    /** As somebody who holds exactly these groups. */
    void completeAs(String user, List<String> groups, String taskKey, Map<String, Object> fields) {
        Task task = task(taskKey);
        identityService.setAuthentication(user, groups);
        formService.submitTaskForm(task.getId(), fields);
        runSavePoints();
    }

    List<String> groupsOf(Task task) {
        asNobody();
        return taskService.getIdentityLinksForTask(task.getId()).stream().map(IdentityLink::getGroupId)
                .filter(Objects::nonNull).toList();
    }

    void unitCompletes(String unit, Map<String, Object> fields) {
        Task task = taskOfUnit(unit);
        assertThat(task).as("handling task of " + unit).isNotNull();
        as("clerk-" + unit);
        formService.submitTaskForm(task.getId(), fields);
        runSavePoints();
    }

    void unitReplies(String unit) {
        unitCompletes(unit, Map.of("action", "reply", "reply", REPLY));
    }

    void dispatcherSends(String leadUnit, String... assistUnits) {
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "dispatch", "leadUnit", leadUnit,
                "assistUnits", String.join(",", assistUnits), "reason", "按职责分工派单"));
    }

    void unitAsksToReturn(String unit, String proposedUnit) {
        unitCompletes(unit, Map.of("action", "return", "returnReason", "该事项不属于本单位职责范围",
                "proposedUnit", proposedUnit, "legalBasis", "三定规定"));
    }

    void rules(String user, String ruling, String leadUnit) {
        Map<String, Object> fields = new HashMap<>(Map.of("ruling", ruling, "reason", "经核对职责清单裁定"));
        if (leadUnit != null) {
            fields.put("leadUnit", leadUnit);
        }
        complete(user, "Task_RuleOnReturn", fields);
    }

    void meetingDecides(String leadUnit, String... assistUnits) {
        List<String> units = new ArrayList<>(List.of(leadUnit));
        units.addAll(List.of(assistUnits));
        String due = LocalDate.ofInstant(clock.instant(), clock.getZone()).plusDays(20).toString();
        complete("supervisor", "Task_HoldMeeting", Map.of("minutes", "会议议定由主办单位牵头整改，协办单位配合。",
                "leadUnit", leadUnit, "assistUnits", String.join(",", assistUnits),
                "actions", units.stream().map(unit -> "{\"unit\":\"" + unit + "\",\"action\":\"限期整改到位\",\"due\":\"" + due + "\"}")
                        .collect(Collectors.joining(",", "[", "]"))));
    }

    void personCalls(String outcome) {
        complete("callback", "Task_CallBack", Map.of("outcome", outcome));
    }

    void personReaches(boolean satisfied) {
        complete("callback", "Task_CallBack",
                Map.of("outcome", "reached", "authentic", true, "solved", satisfied, "satisfied", satisfied));
    }

    void reviewFails() {
        complete("reviewer", "Task_ReviewReply", Map.of("verdict", "rework", "reason", "答复未回应群众的赔偿诉求"));
    }

    void citizenAnswers(boolean satisfied) {
        as("operator");
        callback.evaluate(ticketNo, true, satisfied, satisfied, null);
        runSavePoints();
    }

    void reviewPasses() {
        complete("reviewer", "Task_ReviewReply", Map.of("verdict", "pass"));
    }

    /** Runs what waits behind save points, not timers. */
    void runSavePoints() {
        asNobody();
        for (List<Job> due = messages(); !due.isEmpty(); due = messages()) {
            due.forEach(job -> managementService.executeJob(job.getId()));
        }
    }

    private List<Job> messages() {
        List<Job> jobs = new ArrayList<>();
        for (String id : instanceIds()) {
            jobs.addAll(managementService.createJobQuery().processInstanceId(id).messages().withRetriesLeft().list());
        }
        return jobs;
    }

    List<String> instanceIds() {
        return runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo).list().stream()
                .map(ProcessInstance::getId).toList();
    }

    /** Moves time to the instant and fires every timer of the ticket that is due by then, in order. */
    void passTimeUntil(String time) {
        asNobody();
        Instant until = OffsetDateTime.parse(time).toInstant();
        for (Job next = nextTimer(until); next != null; next = nextTimer(until)) {
            Instant due = next.getDuedate().toInstant();
            if (due.isAfter(clock.instant())) {
                clock.freezeAt(due);
            }
            managementService.executeJob(next.getId());
            runSavePoints();
        }
        clock.freezeAt(until);
    }

    private Job nextTimer(Instant until) {
        Job next = null;
        for (String id : instanceIds()) {
            for (Job job : managementService.createJobQuery().processInstanceId(id).timers()
                    .duedateLowerThan(Date.from(until.plusMillis(1))).list()) {
                if (next == null || job.getDuedate().before(next.getDuedate())) {
                    next = job;
                }
            }
        }
        return next;
    }

    // ------------------------------------------------------------------ the ticket

    TicketView ticket() {
        return views.ticket(ticketNo, Actor.SYSTEM);
    }

    String status() {
        return ticket().status().code();
    }

    List<String> eventTypes() {
        return events().stream().map(event -> event.type().code()).toList();
    }

    TicketView.UnitView dispatchOf(String unit) {
        List<TicketView.UnitView> found = ticket().units().stream().filter(view -> view.unit().equals(unit)).toList();
        assertThat(found).as("dispatches to " + unit).isNotEmpty();
        return found.get(found.size() - 1);
    }

    /** Whose hands the ticket may be seen in: what happened, in order, without a gap. */
    void assertHistoryIsGapFree() {
        assertThat(events()).extracting(TicketEventView::seq)
                .isEqualTo(IntStream.rangeClosed(1, events().size()).boxed().toList());
    }

    List<TicketEventView> events() {
        return views.events(ticketNo, Actor.SYSTEM);
    }
}
