package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do to the engine by hand, by every route: refused, or with a reason and with the ticket following. */
class ManualActsTest extends DoorsTest {

    private static final String WHY = "群众重复登记，经核实作废";
    private static final List<String> ENGINES = List.of("/engine-rest/", "/camunda/api/engine/engine/default/");

    @Autowired
    ManagementService managementService;

    @AfterEach
    void nobody() {
        identityService.clearAuthentication();
    }

    // ---------------------------------------------------------------- refused to everybody

    @Test
    void whatWouldPartEngineAndTicketIsRefusedToAnAdministratorByBothApisReasonOrNot() {
        String no = ticket();
        ProcessInstance root = root(no);
        ProcessInstance handling = instance(no, "unit-handling");
        Task task = taskService.createTaskQuery().processInstanceId(handling.getId()).singleResult();
        Job timer = managementService.createJobQuery().processInstanceId(handling.getId()).timers().list().get(0);
        Date due = timer.getDuedate();
        String instance = "process-instance/" + handling.getId();
        List<String[]> acts = new ArrayList<>();
        acts.add(new String[] {"PUT", instance + "/suspended", "{\"suspended\":true}"});
        acts.add(new String[] {"PUT", "process-instance/suspended", "{\"suspended\":true,\"processDefinitionKey\":\"unit-handling\"}"});
        acts.add(new String[] {"PUT", "process-definition/" + handling.getProcessDefinitionId() + "/suspended", "{\"suspended\":true}"});
        acts.add(new String[] {"PUT", instance + "/variables/unit", "{\"value\":\"housing\",\"type\":\"String\"}"});
        acts.add(new String[] {"POST", instance + "/variables", "{\"modifications\":{\"unit\":{\"value\":\"housing\"}}}"});
        acts.add(new String[] {"DELETE", instance + "/variables/unit", null});
        acts.add(new String[] {"PUT", "execution/" + handling.getId() + "/localVariables/unit", "{\"value\":\"housing\"}"});
        acts.add(new String[] {"PUT", "task/" + task.getId() + "/variables/unit", "{\"value\":\"housing\"}"});
        acts.add(new String[] {"POST", instance + "/modification",
                "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_HandleTicket\"}]}"});
        acts.add(new String[] {"POST", "modification/execute", "{\"processDefinitionId\":\"" + handling.getProcessDefinitionId()
                + "\",\"processInstanceIds\":[\"" + handling.getId() + "\"],\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"Task_HandleTicket\"}]}"});
        acts.add(new String[] {"POST", "process-instance/delete", "{\"processInstanceIds\":[\"" + root.getId() + "\"],\"deleteReason\":\"x\"}"});
        acts.add(new String[] {"POST", "process-instance/variables-async",
                "{\"processInstanceIds\":[\"" + root.getId() + "\"],\"variables\":{\"routed\":{\"value\":true}}}"});
        acts.add(new String[] {"POST", "process-instance/suspended-async", "{\"suspended\":true,\"processInstanceIds\":[\"" + root.getId() + "\"]}"});
        acts.add(new String[] {"POST", "process-instance/job-retries", "{\"processInstances\":[\"" + handling.getId() + "\"],\"retries\":1}"});
        acts.add(new String[] {"PUT", "job/" + timer.getId() + "/duedate", "{\"duedate\":\"2030-01-01T00:00:00.000+0800\"}"});
        acts.add(new String[] {"POST", "job/" + timer.getId() + "/duedate/recalculate", "{}"});
        acts.add(new String[] {"PUT", "job/" + timer.getId() + "/suspended", "{\"suspended\":true}"});
        acts.add(new String[] {"DELETE", "job/" + timer.getId(), null});
        acts.add(new String[] {"PUT", "job-definition/" + timer.getJobDefinitionId() + "/suspended", "{\"suspended\":true}"});
        acts.add(new String[] {"PUT", "job-definition/" + timer.getJobDefinitionId() + "/retries", "{\"retries\":1}"});
        acts.add(new String[] {"POST", "message", "{\"messageName\":\"handling.ended\",\"businessKey\":\"" + no + "\"}"});
        acts.add(new String[] {"POST", "execution/" + handling.getId() + "/signal", "{}"});
        acts.add(new String[] {"POST", "process-definition/key/ticket-lifecycle/start", "{\"businessKey\":\"x\"}"});
        acts.add(new String[] {"PUT", "task/" + task.getId(), "{\"name\":\"x\"}"});
        acts.add(new String[] {"POST", "task/" + task.getId() + "/identity-links", "{\"groupId\":\"unit-housing\",\"type\":\"candidate\"}"});
        acts.add(new String[] {"POST", "task/" + task.getId() + "/delegate", "{\"userId\":\"admin\"}"});
        acts.add(new String[] {"POST", "task/" + task.getId() + "/bpmnEscalation", "{\"escalationCode\":\"meeting.called\"}"});
        acts.add(new String[] {"DELETE", "process-definition/" + handling.getProcessDefinitionId() + "?cascade=true", null});
        acts.add(new String[] {"DELETE", "deployment/" + repositoryService.getProcessDefinition(handling.getProcessDefinitionId()).getDeploymentId()
                + "?cascade=true", null});
        acts.add(new String[] {"POST", "process-definition/" + handling.getProcessDefinitionId() + "/restart",
                "{\"processInstanceIds\":[\"" + handling.getId() + "\"],\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"Task_HandleTicket\"}]}"});

        Door basic = Door.basic(port, "admin");
        Door browser = Door.signedIn(port, "admin");
        Door supervisor = Door.basic(port, "supervisor");
        List<String> wrong = new ArrayList<>();
        for (String[] act : acts) {
            for (String engine : ENGINES) {
                HttpResponse<String> answer = (engine.startsWith("/camunda") ? browser : basic)
                        .call(act[0], engine + act[1], act[2], GivenReason.HEADER, encoded(WHY));
                if (answer.statusCode() != 409 || !answer.body().contains("platform.engineActRefused")) {
                    wrong.add(act[0] + " " + engine + act[1] + " -> " + answer.statusCode() + " " + answer.body());
                }
            }
            HttpResponse<String> closed = supervisor.call(act[0], "/engine-rest/" + act[1], act[2]);
            if (closed.statusCode() != 403) {
                wrong.add("supervisor " + act[0] + " " + act[1] + " -> " + closed.statusCode());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(basic.post("/engine-rest/job/" + timer.getId() + "/execute", "{}").statusCode()).as("time is not moved by hand").isEqualTo(403);
        assertThat(managementService.createJobQuery().jobId(timer.getId()).singleResult().getDuedate()).isEqualTo(due);
        assertThat(runtimeService.getVariable(handling.getId(), "unit")).isEqualTo("market-regulation");
        assertThat(instance(no, "unit-handling").isSuspended()).isFalse();
        assertThat(status(no)).isEqualTo("handling");
    }

    @Test
    void aSupervisorDoesNoneOfItInJavaEither() {
        String no = ticket();
        ProcessInstance root = root(no);
        ProcessInstance handling = instance(no, "unit-handling");
        Task task = taskService.createTaskQuery().processInstanceId(handling.getId()).singleResult();
        Job timer = managementService.createJobQuery().processInstanceId(handling.getId()).timers().list().get(0);
        identityService.setAuthentication("supervisor", List.of("supervisor"));
        List<ThrowingCallable> acts = List.of(
                () -> runtimeService.deleteProcessInstance(root.getId(), "x"),
                () -> runtimeService.setVariable(handling.getId(), "unit", "housing"),
                () -> runtimeService.suspendProcessInstanceById(root.getId()),
                () -> runtimeService.createProcessInstanceModification(handling.getId()).startBeforeActivity("Task_HandleTicket").execute(),
                () -> runtimeService.createMessageCorrelation("handling.ended").processInstanceBusinessKey(no).correlate(),
                () -> runtimeService.startProcessInstanceByKey("ticket-lifecycle", "x"),
                () -> taskService.setAssignee(task.getId(), "supervisor"),
                () -> taskService.setVariable(task.getId(), "unit", "housing"),
                () -> taskService.setDueDate(task.getId(), new Date()),
                () -> managementService.setJobRetries(timer.getId(), 5),
                () -> managementService.setJobDuedate(timer.getId(), new Date()),
                () -> managementService.executeJob(timer.getId()),
                () -> repositoryService.suspendProcessDefinitionByKey("ticket-lifecycle"));
        for (ThrowingCallable act : acts) {
            assertThatThrownBy(act).satisfiesAnyOf(
                    thrown -> assertThat(thrown).isInstanceOf(Refusal.class),
                    thrown -> assertThat(thrown).isInstanceOf(org.camunda.bpm.engine.AuthorizationException.class));
        }
        identityService.clearAuthentication();
        assertThat(status(no)).isEqualTo("handling");
        assertThat(root(no)).isNotNull();
    }

    // ---------------------------------------------------------------- cancelling a ticket's case

    @Test
    void anAdministratorCancelsForAReasonAndTheTicketEndsWithItsCase() {
        for (String engine : ENGINES) {
            String no = ticket();
            Door admin = engine.startsWith("/camunda") ? Door.signedIn(port, "admin") : Door.basic(port, "admin");
            String path = engine + "process-instance/" + root(no).getId() + "?skipCustomListeners=true&skipSubprocesses=true";
            HttpResponse<String> silent = admin.call("DELETE", path, null);
            assertThat(silent.statusCode()).isEqualTo(400);
            assertThat(silent.body()).contains("platform.reasonMissing").contains("理由");
            assertThat(status(no)).isEqualTo("handling");

            assertThat(admin.call("DELETE", path, null, GivenReason.HEADER, encoded(WHY)).statusCode()).isEqualTo(204);
            assertThat(status(no)).isEqualTo("invalid");
            assertThat(lastEvent(no).get("type").asText()).isEqualTo("caseCancelled");
            assertThat(lastEvent(no).get("text").asText()).isEqualTo(WHY);
            assertThat(lastEvent(no).get("actor").asText()).isEqualTo("admin");
            assertThat(runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(no).count()).isZero();
            assertThat(Door.json(Door.basic(port, "supervisor").get("/api/tickets/" + no)).get("units").get(0).get("state").asText()).isEqualTo("ended");
        }
    }

    @Test
    void aStepOrASideCaseIsNotCancelledApartFromItsTicket() {
        String no = ticket();
        Door supervisor = Door.basic(port, "supervisor");
        assertThat(supervisor.post("/api/tickets/" + no + "/orders",
                "{\"source\":\"leaderInstruction\",\"responsiblePerson\":\"测试负责人\",\"text\":\"请限期办理\"}").statusCode()).isEqualTo(201);
        Door admin = Door.basic(port, "admin");
        for (String process : List.of("co-handling", "unit-handling", "supervision-order")) {
            HttpResponse<String> answer = admin.call("DELETE", "/engine-rest/process-instance/" + instance(no, process).getId(), null,
                    GivenReason.HEADER, encoded(WHY));
            assertThat(answer.statusCode()).as(process).isEqualTo(409);
            assertThat(answer.body()).contains("platform.onlyWholeTickets");
        }
        assertThat(status(no)).isEqualTo("handling");
    }

    @Test
    void aReasonThatCannotBeReadIsNone() {
        String no = ticket();
        Door admin = Door.basic(port, "admin");
        for (String reason : List.of("%", "%20%20", "%00", "")) {
            assertThat(admin.call("DELETE", "/engine-rest/process-instance/" + root(no).getId(), null, GivenReason.HEADER, reason).statusCode())
                    .as(reason).isEqualTo(400);
        }
        assertThat(status(no)).isEqualTo("handling");
    }

    // ---------------------------------------------------------------- somebody else's task

    @Test
    void handingATaskToSomebodyNeedsAReasonThatTheTicketKeeps() {
        String no = ticket();
        String task = taskService.createTaskQuery().processInstanceId(instance(no, "unit-handling").getId()).singleResult().getId();
        Door admin = Door.basic(port, "admin");
        String path = "/engine-rest/task/" + task + "/assignee";
        assertThat(admin.call("POST", path, "{\"userId\":\"clerk-market-regulation\"}").statusCode()).isEqualTo(400);
        assertThat(taskService.createTaskQuery().taskId(task).singleResult().getAssignee()).isNull();
        assertThat(admin.call("POST", path, "{\"userId\":\"clerk-market-regulation\"}", GivenReason.HEADER, encoded("原经办人离岗")).statusCode()).isEqualTo(204);
        assertThat(taskService.createTaskQuery().taskId(task).singleResult().getAssignee()).isEqualTo("clerk-market-regulation");
        assertThat(events(no)).anyMatch(event -> event.get("type").asText().equals("caseMaintained")
                && event.get("text").asText().contains("原经办人离岗"));
    }

    @Test
    void peopleStillTakeAndGiveBackTheirOwnTasks() {
        String no = ticket();
        String task = taskService.createTaskQuery().processInstanceId(instance(no, "unit-handling").getId()).singleResult().getId();
        Door clerk = Door.basic(port, "clerk-market-regulation");
        assertThat(clerk.post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"clerk-market-regulation\"}").statusCode()).isEqualTo(204);
        assertThat(clerk.post("/engine-rest/task/" + task + "/unclaim", null).statusCode()).isEqualTo(204);
    }

    // ---------------------------------------------------------------- failed steps

    @Test
    void aFailedStepIsToldInWordsAndTriedAgainForAReason() {
        String no = ticket();
        String failed = fail(no);
        Door supervisor = Door.basic(port, "supervisor");
        JsonNode steps = Door.json(supervisor.get("/api/incidents?ticketNo=" + no)).get("items");
        assertThat(steps).hasSize(1);
        JsonNode step = steps.get(0);
        assertThat(step.get("businessKey").asText()).isEqualTo(no);
        assertThat(step.get("process").asText()).isEqualTo("协同承办");
        assertThat(step.get("step").asText()).isEqualTo("承办办理");
        assertThat(step.get("text").asText()).contains("请先重试");
        assertThat(step.path("detail").isTextual()).as("for administrators only").isFalse();

        String path = "/api/incidents/" + step.get("id").asText() + "/retry";
        assertThat(supervisor.post(path, "{}").statusCode()).isEqualTo(400);
        assertThat(supervisor.post(path, "{\"reason\":\"数据库已恢复\"}").statusCode()).isEqualTo(204);
        assertThat(managementService.createJobQuery().jobId(failed).singleResult().getRetries()).isOne();
        assertThat(Door.json(supervisor.get("/api/incidents?ticketNo=" + no)).get("items")).isEmpty();
        assertThat(lastEvent(no).get("type").asText()).isEqualTo("caseMaintained");
        assertThat(lastEvent(no).get("text").asText()).contains("承办办理").contains("数据库已恢复");
        assertThat(supervisor.post(path, "{\"reason\":\"再试一次\"}").statusCode()).as("done already").isEqualTo(404);
        managementService.executeJob(failed);
        assertThat(status(no)).isEqualTo("reviewing");
    }

    @Test
    void nobodyElseSeesOrRetriesFailedSteps() {
        String no = ticket();
        fail(no);
        String id = Door.json(Door.basic(port, "admin").get("/api/incidents?ticketNo=" + no)).get("items").get(0).get("id").asText();
        for (String user : List.of("operator", "dispatcher", "reviewer", "callback", "designer", "clerk-market-regulation", CHANNEL)) {
            Door door = Door.basic(port, user);
            assertThat(door.get("/api/incidents").statusCode()).as(user).isEqualTo(403);
            assertThat(door.post("/api/incidents/" + id + "/retry", "{\"reason\":\"试试\"}").statusCode()).as(user).isEqualTo(403);
        }
    }

    @Test
    void anAdministratorsRetryInTheEngineNeedsAReasonToo() {
        String no = ticket();
        String failed = fail(no);
        Door admin = Door.basic(port, "admin");
        assertThat(admin.call("PUT", "/engine-rest/job/" + failed + "/retries", "{\"retries\":1}").statusCode()).isEqualTo(400);
        assertThat(managementService.createJobQuery().jobId(failed).singleResult().getRetries()).isZero();
        assertThat(admin.call("PUT", "/engine-rest/job/" + failed + "/retries", "{\"retries\":1}", GivenReason.HEADER, encoded("已修复")).statusCode())
                .isEqualTo(204);
        assertThat(lastEvent(no).get("type").asText()).isEqualTo("caseMaintained");
    }

    // ---------------------------------------------------------------- inside

    /** With a unit, routed by the catalogue. */
    private String ticket() {
        HttpResponse<String> answer = Door.basic(port, "operator").post("/api/tickets", """
                {"channel": "phone", "kind": "complaint", "category": "consumer-rights", "region": "430511", "title": "药店不发货",
                 "content": "1月24日网购药品至今未发货，要求尽快发货并赔偿。", "citizen": {"name": "测试群众", "phone": "13800000000"}}""");
        assertThat(answer.statusCode()).isEqualTo(201);
        return Door.json(answer).get("ticketNo").asText();
    }

    /** The unit replies and the step after it has failed for good; its job. */
    private String fail(String no) {
        String task = taskService.createTaskQuery().processInstanceId(instance(no, "unit-handling").getId()).singleResult().getId();
        assertThat(Door.basic(port, "clerk-market-regulation").post("/engine-rest/task/" + task + "/submit-form",
                "{\"variables\":{\"action\":{\"value\":\"reply\"},\"reply\":{\"value\":\"经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。\"}}}")
                .statusCode()).isLessThan(300);
        Job job = managementService.createJobQuery().processInstanceId(instance(no, "co-handling").getId()).messages().singleResult();
        managementService.setJobRetries(job.getId(), 0);
        return job.getId();
    }

    private ProcessInstance root(String no) {
        return instance(no, "ticket-lifecycle");
    }

    private ProcessInstance instance(String no, String process) {
        return runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(no, process).singleResult();
    }

    private String status(String no) {
        return Door.json(Door.basic(port, "supervisor").get("/api/tickets/" + no)).get("status").asText();
    }

    private List<JsonNode> events(String no) {
        JsonNode answer = Door.json(Door.basic(port, "supervisor").get("/api/tickets/" + no + "/events"));
        return StreamSupport.stream((answer.isArray() ? answer : answer.get("items")).spliterator(), false).toList();
    }

    private JsonNode lastEvent(String no) {
        List<JsonNode> events = events(no);
        return events.get(events.size() - 1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
