package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the engine answers when a step is refused: never 500, always a problem a person can read. */
class EngineAnswersTest extends DoorsTest {

    private static final Map<String, Integer> STATUS = Map.of("INVALID", 400, "FORBIDDEN", 403, "UNKNOWN", 404, "RULE", 409);

    @Test
    void aListenersRefusalReachesThePersonAndTheTaskStaysOpen() {
        Door basic = Door.basic(port, CLERK);
        Door browser = Door.signedIn(port, CLERK);
        String task = task();
        STATUS.forEach((kind, status) -> {
            String body = "{\"variables\":{\"refuse\":{\"value\":\"" + kind + "\"}}}";
            for (String step : List.of("complete", "submit-form")) {
                for (HttpResponse<String> answer : List.of(basic.post("/engine-rest/task/" + task + "/" + step, body),
                        browser.post("/camunda/api/engine/engine/default/task/" + task + "/" + step, body))) {
                    assertThat(answer.statusCode()).as(kind).isEqualTo(status);
                    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
                    JsonNode problem = Door.json(answer);
                    assertThat(problem.get("code").asText()).isEqualTo("probe.refused");
                    assertThat(problem.get("message").asText()).isEqualTo("探针拒绝了这一步。");
                    assertThat(problem.get("detail").asText()).isEqualTo("探针拒绝了这一步。");
                    assertThat(problem.get("status").asInt()).isEqualTo(status);
                }
            }
        });
        assertThat(taskService.createTaskQuery().taskId(task).count()).isOne();
        assertThat(basic.post("/engine-rest/task/" + task + "/complete", "{}").statusCode()).isEqualTo(204);
    }

    @Test
    void finishedUnknownAndOtherUnitsTasksAnswerAlike() {
        String finished = task();
        assertThat(Door.basic(port, CLERK).post("/engine-rest/task/" + finished + "/complete", "{}").statusCode()).isEqualTo(204);
        String open = task();
        for (String step : List.of("complete", "submit-form", "claim", "unclaim")) {
            String body = step.equals("claim") ? "{\"userId\":\"" + STRANGER + "\"}" : "{}";
            HttpResponse<String> done = Door.basic(port, STRANGER).post("/engine-rest/task/" + finished + "/" + step, body);
            HttpResponse<String> unknown = Door.basic(port, STRANGER).post("/engine-rest/task/nowhere/" + step, body);
            HttpResponse<String> others = Door.basic(port, STRANGER).post("/engine-rest/task/" + open + "/" + step, body);
            assertThat(List.of(done.statusCode(), unknown.statusCode(), others.statusCode())).as(step).containsOnly(404);
            assertThat(others.body()).isEqualTo(done.body()).isEqualTo(unknown.body());
        }
        for (String view : List.of("", "/form", "/form-variables", "/identity-links", "/deployed-form")) {
            assertThat(Door.basic(port, STRANGER).get("/engine-rest/task/" + open + view).statusCode()).as(view)
                    .isIn(400, 404);
        }
        assertThat(Door.basic(port, STRANGER).get("/engine-rest/task").body()).doesNotContain(open);
        assertThat(Door.basic(port, CLERK).get("/engine-rest/task").body()).contains(open);
    }

    @Test
    void nobodyClaimsForSomebodyElse() {
        String task = task();
        HttpResponse<String> answer = Door.basic(port, CLERK)
                .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + STRANGER + "\"}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Door.json(answer).get("code").asText()).isEqualTo("platform.claimForOthers");
        assertThat(Door.basic(port, CLERK).post("/engine-rest/task/" + task + "/claim",
                "{\"userId\":\"" + CLERK + "\"}").statusCode()).isEqualTo(204);
    }

    @Test
    void aClaimedTaskCanBeGivenBackToTheUnit() {
        String task = task();
        taskService.claim(task, CLERK);
        assertThat(Door.basic(port, STRANGER).post("/engine-rest/task/" + task + "/unclaim", "{}").statusCode()).isEqualTo(404);
        assertThat(Door.basic(port, CLERK).post("/engine-rest/task/" + task + "/unclaim", "{}").statusCode()).isEqualTo(204);
        assertThat(taskService.createTaskQuery().taskId(task).singleResult().getAssignee()).isNull();
    }

    @Test
    void aTaskClaimedByAColleagueAnswersConflict() {
        account("probe-colleague", "unit-housing");
        String task = task();
        taskService.claim(task, CLERK);
        HttpResponse<String> answer = Door.basic(port, "probe-colleague")
                .post("/engine-rest/task/" + task + "/claim", "{\"userId\":\"probe-colleague\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void brokenRequestsAreTheCallersMistake() {
        Door door = Door.basic(port, CLERK);
        assertThat(door.post("/engine-rest/task/count", "{").statusCode()).isEqualTo(400);
        assertThat(door.post("/engine-rest/task/count", "{\"priority\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(door.get("/engine-rest/task?sortBy=1;select&sortOrder=asc").statusCode()).isEqualTo(400);
        assertThat(door.get("/engine-rest/task?maxResults=x").statusCode()).isIn(400, 404);
    }

    @Test
    void listsAreBoundedWithoutBeingRefused() {
        task();
        assertThat(Door.basic(port, CLERK).get("/engine-rest/task").statusCode()).isEqualTo(200);
        assertThat(Door.basic(port, CLERK).get("/engine-rest/task?maxResults=2000").statusCode()).isEqualTo(200);
        assertThat(Door.json(Door.basic(port, CLERK).get("/engine-rest/task?maxResults=1"))).hasSize(1);
        assertThat(BoundedResults.bounded("a=b&maxResults=99999999999")).isEqualTo("a=b&maxResults=1000");
        assertThat(BoundedResults.bounded(null)).isEqualTo("maxResults=1000");
    }

    @Test
    void weakPasswordsAreExplainedInChinese() {
        assertThat(identityService.checkPasswordAgainstPolicy("1").getViolatedRules()).extracting("placeholder").contains("密码至少 10 个字符");
        assertThat(identityService.checkPasswordAgainstPolicy(Door.PASSWORD).isValid()).isTrue();
        assertThat(identityService.checkPasswordAgainstPolicy("alllowercase").isValid()).isFalse();
    }

    @Test
    void whatTheEngineRefusesInEnglishIsToldInChinese() {
        Door admin = Door.basic(port, "admin");
        assertTold(admin.post("/engine-rest/group/create", "{\"id\":\"\",\"name\":\"x\"}"), 400, "不符合要求");
        assertTold(admin.post("/engine-rest/authorization/create",
                "{\"type\":1,\"permissions\":[\"FOO\"],\"userId\":\"admin\",\"resourceType\":1,\"resourceId\":\"*\"}"), 400, "权限“FOO”不适用");
        String twice = "{\"type\":1,\"permissions\":[\"READ\"],\"userId\":\"probe-twice\",\"resourceType\":1,\"resourceId\":\"*\"}";
        assertThat(admin.post("/engine-rest/authorization/create", twice).statusCode()).isEqualTo(200);
        assertTold(admin.post("/engine-rest/authorization/create", twice), 409, "已有授权");
        assertTold(admin.get("/engine-rest/task?sortBy=size&sortOrder=asc"), 400, "查询条件“sortBy”的值“size”不正确");
        // Closed to people; inside the product they may still happen.
        assertThat(told(() -> runtimeService.correlateMessage("nobody"))).contains("没有流程在等待消息“nobody”");
        assertThat(told(() -> runtimeService.deleteProcessInstancesAsync((List<String>) null, "x"))).contains("缺少必要的内容“processInstanceIds”");
        assertTold(admin.post("/engine-rest/migration/execute", "{\"migrationPlan\":{\"sourceProcessDefinitionId\":\"x\"}}"), 400, "请");
    }

    private static String told(ThrowingCallable work) {
        return EngineProblems.of(catchThrowable(work)).detail();
    }

    /** The sentence is for people, whatever the engine said goes along for programs. */
    private static void assertTold(HttpResponse<String> answer, int status, String sentence) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = Door.json(answer);
        assertThat(problem.path("detail").asText()).contains(sentence).endsWith("。");
        assertThat(problem.path("message")).isEqualTo(problem.path("detail"));
        assertThat(problem.path("technical").asText()).isNotBlank();
    }
}
