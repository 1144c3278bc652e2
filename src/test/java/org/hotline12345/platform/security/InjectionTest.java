package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The published injection (CVE-2026-109432) and its relatives, through every door that reads an expression. */
class InjectionTest extends DoorsTest {

    private static final String MARK = "hotline.injected";
    /** Leaves a mark in the system properties when it is executed. */
    private static final String PAYLOAD = "${''.getClass().forName('java.lang.System')"
            + ".getMethod('setProperty',''.getClass(),''.getClass()).invoke(null,'" + MARK + "','yes')}";
    private static final List<String> FIELDS = List.of("dueAfterExpression", "dueDateExpression", "createdBeforeExpression",
            "assigneeExpression", "assigneeLikeExpression", "ownerExpression", "candidateUserExpression",
            "candidateGroupExpression", "candidateGroupsExpression", "involvedUserExpression",
            "processInstanceBusinessKeyExpression", "followUpBeforeOrNotExistentExpression");

    @Autowired
    ProcessEngineConfigurationImpl engine;
    @Autowired
    FilterService filterService;
    @Autowired
    AuthorizationService authorizationService;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transactions;

    private String filter;

    @BeforeEach
    void aFilterForAll() {
        filter = filterService.saveFilter(filterService.newTaskFilter("probe")
                .setQuery(taskService.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}"))).getId();
        Authorization grant = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        grant.setResource(Resources.FILTER);
        grant.setResourceId(filter);
        grant.addPermission(Permissions.READ);
        authorizationService.saveAuthorization(grant);
    }

    @AfterEach
    void nothingWasExecuted() {
        filterService.deleteFilter(filter);
        assertThat(System.clearProperty(MARK)).isNull();
    }

    @Test
    void expressionsInQueriesAreRefusedThroughEveryDoor() throws Exception {
        Door basic = Door.basic(port, CLERK);
        Door browser = Door.signedIn(port, CLERK);
        List<String> wrong = new ArrayList<>();
        for (String field : FIELDS) {
            for (Map<String, Object> query : List.<Map<String, Object>>of(
                    Map.of(field, PAYLOAD), Map.of("orQueries", List.of(Map.of(field, PAYLOAD))),
                    Map.of("orQueries", List.of(Map.of("name", "x"), Map.of(field, PAYLOAD))))) {
                String body = new ObjectMapper().writeValueAsString(query);
                for (String path : List.of("task", "task/count", "filter/" + filter + "/list",
                        "filter/" + filter + "/count", "filter/" + filter + "/singleResult")) {
                    for (HttpResponse<String> answer : List.of(basic.post("/engine-rest/" + path, body),
                            browser.post("/camunda/api/engine/engine/default/" + path, body))) {
                        if (answer.statusCode() != 400) {
                            wrong.add(path + " " + body.substring(0, 30) + " -> " + answer.statusCode() + answer.body());
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void expressionsInTheAddressAreRefused() {
        for (String field : FIELDS) {
            String path = "?" + field + "=" + URLEncoder.encode(PAYLOAD, StandardCharsets.UTF_8);
            assertThat(Door.basic(port, CLERK).get("/engine-rest/task" + path).statusCode()).isEqualTo(400);
            assertThat(Door.basic(port, CLERK).get("/engine-rest/task/count" + path).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void clerksCannotMakeOrChangeFilters() {
        String body = "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{\"assigneeExpression\":\"${currentUser()}\"},\"properties\":{}}";
        for (String person : List.of(CLERK, "dispatcher", "supervisor", "designer")) {
            Door door = Door.basic(port, person);
            assertThat(door.post("/engine-rest/filter/create", body).statusCode()).isEqualTo(403);
            assertThat(door.call("PUT", "/engine-rest/filter/" + filter, body).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void evenAdministratorsStoreOnlyHarmlessExpressions() throws Exception {
        Door basic = Door.basic(port, "admin");
        Door browser = Door.signedIn(port, "admin");
        for (Map<String, Object> query : List.<Map<String, Object>>of(Map.of("dueAfterExpression", PAYLOAD),
                Map.of("orQueries", List.of(Map.of("dueAfterExpression", PAYLOAD))),
                Map.of("assigneeExpression", "${environment.getProperty('x')}"))) {
            String body = new ObjectMapper().writeValueAsString(Map.of("resourceType", "Task", "name", "x",
                    "query", query, "properties", Map.of()));
            assertThat(basic.post("/engine-rest/filter/create", body).statusCode()).isEqualTo(400);
            assertThat(basic.call("PUT", "/engine-rest/filter/" + filter, body).statusCode()).isEqualTo(400);
            assertThat(browser.post("/camunda/api/engine/engine/default/filter/create", body).statusCode()).isEqualTo(400);
            assertThat(browser.call("PUT", "/camunda/api/engine/engine/default/filter/" + filter, body).statusCode())
                    .isEqualTo(400);
        }
        String harmless = new ObjectMapper().writeValueAsString(Map.of("resourceType", "Task", "name", "due", "query",
                Map.of("candidateGroupsExpression", "${currentUserGroups()}", "dueBeforeExpression",
                        "${dateTime().plusDays(2).toDate()}"), "properties", Map.of()));
        HttpResponse<String> made = basic.post("/engine-rest/filter/create", harmless);
        assertThat(made.statusCode()).isEqualTo(200);
        String id = Door.json(made).get("id").asText();
        assertThat(basic.get("/engine-rest/filter/" + id + "/count").statusCode()).isEqualTo(200);
        filterService.deleteFilter(id);
    }

    @Test
    void aFilterPoisonedInTheDatabaseStillTouchesNothing() throws Exception {
        String poison = new ObjectMapper().writeValueAsString(Map.of("dueAfterExpression", PAYLOAD));
        transactions.executeWithoutResult(status -> jdbc.sql("update ACT_RU_FILTER set QUERY_ = ? where ID_ = ?")
                .params(poison, filter).update());
        for (String path : List.of("/list", "/count", "/singleResult")) {
            HttpResponse<String> answer = Door.basic(port, CLERK).get("/engine-rest/filter/" + filter + path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Door.json(answer).get("code").asText()).isEqualTo("platform.expressionRefused");
        }
    }

    @Test
    void storedFiltersStillFindTheUnitsTasks() {
        String task = task();
        Door clerk = Door.basic(port, CLERK);
        assertThat(clerk.get("/engine-rest/filter/" + filter + "/list").body()).contains(task);
        assertThat(clerk.post("/engine-rest/filter/" + filter + "/list", "{\"nameLike\":\"%办%\"}").body()).contains(task);
        assertThat(Door.basic(port, STRANGER).get("/engine-rest/filter/" + filter + "/list").body()).doesNotContain(task);
    }

    @Test
    void modelsWithScriptsOrReflectionDoNothing() {
        for (String model : List.of(
                "<scriptTask id=\"Task_X\" scriptFormat=\"javascript\"><script>1</script></scriptTask>",
                "<scriptTask id=\"Task_X\" scriptFormat=\"feel\"><script>1</script></scriptTask>",
                "<userTask id=\"Task_X\"><extensionElements><camunda:taskListener event=\"create\"><camunda:script "
                        + "scriptFormat=\"groovy\">1</camunda:script></camunda:taskListener></extensionElements></userTask>")) {
            HttpResponse<String> answer = deploy("admin", "evil.bpmn", model(model));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThatThrownBy(() -> repositoryService.createDeployment().addString("evil.bpmn", model(model)).deploy())
                    .isInstanceOf(Refusal.class);
        }
        // Past the rules for models, as a start from an older database would be.
        repositoryService.createDeployment().name("evil").addString("evil.bpmn", model("<manualTask id=\"Task_X\"/>")).deploy();
        transactions.executeWithoutResult(status -> jdbc.sql("update ACT_GE_BYTEARRAY set BYTES_ = ? where NAME_ = 'evil.bpmn'")
                .params(model("<serviceTask id=\"Task_X\" camunda:expression=\"" + PAYLOAD.replace("'", "&apos;") + "\"/>")
                        .getBytes(StandardCharsets.UTF_8)).update());
        engine.getDeploymentCache().discardProcessDefinitionCache();
        HttpResponse<String> started = Door.basic(port, "admin").post("/engine-rest/process-definition/key/evil/start", "{}");
        assertThat(Door.json(started).get("code").asText()).as("nobody starts a process by hand").isEqualTo("platform.engineActRefused");
        assertThatThrownBy(() -> runtimeService.startProcessInstanceByKey("evil"))
                .satisfies(thrown -> assertThat(EngineProblems.of(thrown).code()).isEqualTo("platform.expressionRefused"));
        repositoryService.createDeploymentQuery().deploymentName("evil").list()
                .forEach(deployment -> repositoryService.deleteDeployment(deployment.getId(), true));
    }

    @Test
    void designersPublishThroughTheHouseRules() throws Exception {
        String lifecycle = new String(Files.readAllBytes(Path.of("bpmn/ticket-lifecycle.bpmn")), StandardCharsets.UTF_8);
        HttpResponse<String> bad = deploy("designer", "ticket-lifecycle.bpmn",
                lifecycle.replaceFirst("\\$\\{assignUnitDelegate}", "\\${dataSource}"));
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(Door.json(bad).get("code").asText()).isEqualTo("platform.modelRefused");
        assertThat(deploy("supervisor", "ticket-lifecycle.bpmn", lifecycle).statusCode()).isEqualTo(403);
        HttpResponse<String> good = deploy("designer", "ticket-lifecycle.bpmn", lifecycle.replace("分类派单", "判断并派单"));
        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
        String deployment = Door.json(good).get("id").asText();
        assertThat(repositoryService.getDeploymentResourceNames(deployment)).as("the whole set")
                .contains("bpmn/ticket-lifecycle.bpmn", "bpmn/unit-handling.bpmn", "forms/handle-ticket.form", "dmn/acceptance.dmn");
        repositoryService.deleteDeployment(deployment, true);
    }

    private static String model(String element) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
                + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"x\"><process id=\"evil\""
                + " isExecutable=\"true\" camunda:historyTimeToLive=\"P1D\"><startEvent id=\"s\"/><sequenceFlow id=\"f\""
                + " sourceRef=\"s\" targetRef=\"Task_X\"/>" + element + "</process></definitions>";
    }

    private HttpResponse<String> deploy(String person, String file, String model) {
        String boundary = "probe-boundary";
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nprobe-publication"
                + "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"" + file + "\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + model + "\r\n--" + boundary + "--\r\n";
        return Door.basic(port, person).multipart("/engine-rest/deployment/create", boundary, body);
    }
}
