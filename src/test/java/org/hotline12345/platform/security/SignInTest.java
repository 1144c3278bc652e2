package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.Test;

/** Signing in and out, forged requests, sessions and headers, as a browser and a program meet them. */
class SignInTest extends DoorsTest {

    @Test
    void theLoginPageIsOursAndTellsHowToGoOn() {
        Door door = Door.anonymous(port);
        assertThat(door.get("/login").body()).contains("12345", "账号", "密码", "登录");
        HttpResponse<String> failed = door.signIn("operator", "wrong");
        assertThat(failed.statusCode()).isEqualTo(302);
        assertThat(failed.headers().firstValue("Location").orElseThrow()).endsWith("/login?error");
        assertThat(door.get("/login?error").body()).contains("账号或密码不正确");
    }

    @Test
    void oneSignInOpensOurPagesTheApiTheEngineAndTheWebapps() {
        Door door = Door.signedIn(port, "supervisor");
        assertThat(door.get("/v3/api-docs").statusCode()).isEqualTo(200);
        assertThat(door.get("/engine-rest/task").statusCode()).isEqualTo(200);
        assertThat(door.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(door.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(Door.json(door.get("/camunda/api/admin/auth/user/default")).get("userId").asText())
                .isEqualTo("supervisor");
    }

    @Test
    void tasklistsOwnLogoutEndsEverything() {
        Door door = Door.signedIn(port, CLERK);
        assertThat(door.post("/camunda/api/admin/auth/user/default/logout", "").statusCode()).isEqualTo(200);
        assertThat(door.get("/camunda/api/admin/auth/user/default").statusCode()).isEqualTo(401);
        assertThat(door.get("/engine-rest/task").statusCode()).isEqualTo(401);
        assertThat(door.get("/api/tickets").statusCode()).isEqualTo(401);
    }

    @Test
    void ourLogoutEndsTasklistToo() {
        Door door = Door.signedIn(port, CLERK);
        HttpResponse<String> answer = door.post("/logout", "");
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login?logout");
        assertThat(door.get("/camunda/api/admin/auth/user/default").statusCode()).isEqualTo(401);
    }

    @Test
    void theWebappsOwnLoginFormOpensTheSameSession() {
        Door door = Door.anonymous(port);
        door.get("/login");
        HttpResponse<String> answer = door.form("/camunda/api/admin/auth/user/default/login/tasklist",
                "username=" + CLERK + "&password=Hotline%4012345");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Door.json(answer).get("authorizedApps").toString()).contains("tasklist");
        assertThat(door.get("/engine-rest/task").statusCode()).isEqualTo(200);
        assertThat(Door.anonymous(port).form("/camunda/api/admin/auth/user/default/login/tasklist",
                "username=" + CLERK + "&password=wrong").statusCode()).isIn(401, 403);
    }

    @Test
    void theSessionGetsANewIdAtSignIn() {
        Door door = Door.anonymous(port);
        door.call("GET", "/camunda/app/tasklist/default/", null, "Accept", "text/html");
        String before = door.cookie("JSESSIONID").orElseThrow();
        door.signIn(CLERK, Door.PASSWORD);
        assertThat(door.cookie("JSESSIONID").orElseThrow()).isNotEqualTo(before);
        assertThat(door.get("/engine-rest/task").statusCode()).isEqualTo(200);
    }

    @Test
    void writesWithASessionNeedTheTokenOnEveryPath() {
        Door door = Door.signedIn(port, CLERK).withoutToken();
        for (String path : List.of("/engine-rest/task/x/claim", "/camunda/api/engine/engine/default/task/x/claim",
                "/api/tickets", "/logout", "/camunda/api/admin/auth/user/default/logout")) {
            assertThat(door.post(path, "{}").body()).as(path).contains("platform.forgedRequest");
            assertThat(door.call("POST", path, "{}", "X-XSRF-TOKEN", "guessed").body()).as(path)
                    .contains("platform.forgedRequest");
        }
        assertThat(door.get("/engine-rest/task").statusCode()).as("still signed in").isEqualTo(200);
    }

    @Test
    void basicNeedsNoTokenUnlessABrowserSendsItForAnotherSite() {
        Door door = Door.basic(port, CLERK).withoutToken();
        assertThat(door.post("/engine-rest/task/count", "{}").statusCode()).isEqualTo(200);
        assertThat(door.call("POST", "/engine-rest/task/count", "{}", "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(door.call("POST", "/engine-rest/task/count", "{}", "Origin", "http://elsewhere.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void basicWorksForTheApiAndTheEngineOnly() {
        assertThat(Door.basic(port, CLERK).get("/camunda/api/engine/engine/default/task").statusCode()).isEqualTo(401);
        assertThat(Door.basic(port, CLERK, "wrong").get("/engine-rest/task").body()).contains("platform.wrongPassword");
    }

    @Test
    void browsersAreNotAskedForAPasswordByTheirOwnWindow() {
        assertThat(Door.anonymous(port).get("/engine-rest/task").headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(Door.anonymous(port).call("GET", "/engine-rest/task", null, "Sec-Fetch-Mode", "cors").headers()
                .firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void aChangedPasswordEndsTheSession() {
        account("probe-leaver", "unit-housing");
        Door door = Door.signedIn(port, "probe-leaver");
        assertThat(door.get("/engine-rest/task").statusCode()).isEqualTo(200);
        User user = identityService.createUserQuery().userId("probe-leaver").singleResult();
        user.setPassword("Another@12345");
        identityService.saveUser(user);
        assertThat(door.get("/engine-rest/task").statusCode()).isEqualTo(401);
        identityService.deleteUser("probe-leaver");
    }

    @Test
    void aGroupTakenAwayIsGoneWithTheNextRequest() {
        account("probe-mover", "unit-housing");
        Door door = Door.signedIn(port, "probe-mover");
        identityService.deleteMembership("probe-mover", "unit-housing");
        assertThat(door.get("/engine-rest/task").statusCode()).isEqualTo(403);
        identityService.deleteUser("probe-mover");
    }

    @Test
    void everyAnswerCarriesSafeHeaders() {
        Door door = Door.signedIn(port, "admin");
        for (String path : List.of("/login", "/engine-rest/task", "/camunda/app/tasklist/default/",
                "/camunda/api/admin/auth/user/default", "/engine-rest/nowhere", "/v3/api-docs")) {
            var headers = door.get(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("same-origin");
            assertThat(headers.allValues("Content-Security-Policy")).as(path).hasSize(1)
                    .allMatch(policy -> policy.contains("frame-ancestors 'none'"));
        }
        assertThat(door.get("/login").headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("unsafe-eval").doesNotContain("unsafe-inline");
        assertThat(door.get("/camunda/app/tasklist/default/").headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(door.get("/camunda/app/tasklist/scripts/config.js").headers().firstValue("Cache-Control").orElse("")).doesNotContain("no-store");
        assertThat(door.get("/engine-rest/task").headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(door.get("/camunda/api/engine/engine/default/task").headers().firstValue("Cache-Control").orElse(""))
                .contains("no-store");
    }

    @Test
    void disguisedPathsLeadNowhere() {
        Door door = Door.signedIn(port, CLERK);
        Door basic = Door.basic(port, CLERK);
        for (String path : List.of("/engine-rest/history/task;x", "/engine-rest//history/task", "/engine-rest/%68istory/task",
                "/engine-rest/task/x/%2e%2e/%2e%2e/history/task", "/engine-rest/task%2f..%2fhistory/task",
                "/engine-rest/history/task/", "/engine-rest/engine/default/history/task", "/engine-rest;x=y/history/task",
                "/ENGINE-REST/history/task", "/engine-rest/./history/task", "/engine-rest/task/x%3b/../history",
                "/engine-rest/task/..%5chistory/task")) {
            assertThat(basic.get(path).statusCode()).as(path).isIn(400, 401, 403, 404);
        }
        for (String path : List.of("/camunda/api/engine/engine/default/history/task",
                "/camunda/api/engine/engine/default//history/task", "/camunda/api/engine/engine/default;x/history/task",
                "/camunda/api/engine/engine/default/%68istory/task", "/camunda//api/engine/engine/default/history/task",
                "/camunda/API/engine/engine/default/history/task", "/camunda/api/engine/history/task")) {
            assertThat(door.get(path).statusCode()).as(path).isIn(400, 401, 403, 404);
        }
    }

    @Test
    void theSetUpOfAFirstAdministratorIsClosedForEverybody() {
        String body = "{\"profile\":{\"id\":\"evil\"},\"credentials\":{\"password\":\"Hotline@12345\"}}";
        for (Door door : List.of(Door.anonymous(port), Door.signedIn(port, CLERK), Door.signedIn(port, "admin"))) {
            door.get("/login");
            for (String path : List.of("/camunda/api/admin/setup/default/user/create",
                    "/camunda/api/admin/setup/default/user/create/", "/camunda/api/admin/%73etup/default/user/create",
                    "/camunda/api/admin/setup;x/default/user/create", "/camunda/api/admin//setup/default/user/create")) {
                assertThat(door.post(path, body).statusCode()).as(path).isIn(400, 401, 403);
            }
            assertThat(door.get("/camunda/app/admin/default/setup/").statusCode()).isIn(401, 403);
        }
        assertThat(identityService.createUserQuery().userId("evil").count()).isZero();
    }

    @Test
    void healthIsOpenAndTheRestOfTheActuatorIsNot() {
        assertThat(Door.anonymous(port).get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(Door.anonymous(port).get("/actuator").statusCode()).isEqualTo(401);
        assertThat(Door.signedIn(port, CLERK).get("/actuator").statusCode()).isEqualTo(403);
    }

    @Test
    void guessingIsSlowedDownAndTheAccountIsNotLocked() {
        account("probe-victim", "unit-housing");
        HttpResponse<String> answer = null;
        for (int i = 0; i < 15; i++) {
            answer = Door.basic(port, "probe-victim", "guess" + i).get("/engine-rest/task");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(identityService.checkPassword("probe-victim", Door.PASSWORD)).as("not locked in the engine").isTrue();
        Door form = Door.anonymous(port);
        assertThat(form.signIn("probe-victim", "x").headers().firstValue("Location").orElseThrow()).endsWith("/login?wait");
        identityService.deleteUser("probe-victim");
    }

    @Test
    void whoeverBelongsToAUnitIsUnitStaff() {
        Door clerk = Door.basic(port, CLERK);
        assertThat(clerk.get("/engine-rest/filter").body()).contains("本单位");
        assertThat(Door.basic(port, "dispatcher").get("/engine-rest/filter").body()).doesNotContain("本单位待签收");
    }
}
