package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.hotline12345.callback.Callback;
import org.hotline12345.common.Actor;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.TicketEventView;
import org.hotline12345.ticket.TicketView;
import org.hotline12345.ticket.TicketViews;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** What tests of the diagrams share: people act through the engine, time stands still unless told, jobs run when asked. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
abstract class ProcessTest {

    static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";
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

    String ticketNo;

    @BeforeEach
    void wednesdayMorning() {
        BpmnAwareTests.init(engine);
        at("2023-02-08T09:00:00+08:00");
    }

    @AfterEach
    void timeGoesOn() {
        identityService.clearAuthentication();
        clock.reset();
        BpmnAwareTests.reset();
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

    // ------------------------------------------------------------------ registration

    static NewTicket request(String kind, String category, String region, String title, String content, NewTicket.Desk desk) {
        return new NewTicket("phone", "test-" + EXTERNAL.incrementAndGet(), null,
                new NewTicket.Citizen("测试群众", "13800000000"), region, "测试地点", kind, category, title, content,
                null, null, null, desk);
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

    /** Without a category the dispatcher decides. */
    String registerUnclassified() {
        return register(request("complaint", null, "430511", "小区消防未通过强制收房", "小区消防验收未通过，开发商强制收房并收取物业费。", null));
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

    private List<String> instanceIds() {
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

    List<TicketEventView> events() {
        return views.events(ticketNo, Actor.SYSTEM);
    }
}
