package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts at the doors: what a lock, a move, a departure and a handed-out password open and close, at once. */
class AccountDoorsTest extends DoorsTest {

    private static final String WHY = "{\"reason\": \"人员调整\"}";
    private static int people;

    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    private Door admin() {
        return Door.basic(port, "admin");
    }

    /** Somebody new of a unit, who has chosen the usual password already. */
    private String somebody(String unit) {
        String account = "somebody-" + ++people;
        account(account, "unit-" + unit);
        assertThat(admin().get("/api/people?words=" + account).statusCode()).isEqualTo(200);
        return account;
    }

    private JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return Door.json(answer);
    }

    private void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Door.json(answer).get("code").asText()).isEqualTo(code);
    }

    private void stored(String change, String account) {
        transaction.executeWithoutResult(status -> jdbc.sql(change).param("account", account).update());
    }

    @Test
    void somebodyNewGetsAPasswordThatOpensNothingButThePageToChooseAnother() {
        String account = "newcomer-" + ++people;
        String once = done(admin().post("/api/people", "{\"account\": \"" + account
                + "\", \"name\": \"周一\", \"unit\": \"housing\", \"roles\": [\"clerk\"]}")).get("password").asText();
        Door browser = Door.anonymous(port);
        assertThat(browser.signIn(account, once).headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).endsWith("/password"));
        refused(Door.basic(port, account, once).get("/api/units"), 403, "people.passwordToChange");
        refused(Door.basic(port, account, once).get("/engine-rest/task"), 403, "people.passwordToChange");
        HttpResponse<String> page = browser.get("/password");
        assertThat(page.body()).contains("一次性密码", "密码至少 10 个字符");
        assertThat(choose(browser, page, "wrong", "Own@Password1", "Own@Password1").statusCode()).isEqualTo(400);
        assertThat(choose(browser, page, once, "Own@Password1", "Own@Password2").body()).contains("两次输入");
        assertThat(choose(browser, page, once, "short", "short").body()).contains("密码至少 10 个字符");
        assertThat(choose(browser, page, once, once, once).body()).contains("不能与现在的密码相同");
        HttpResponse<String> chosen = choose(browser, page, once, "Own@Password1", "Own@Password1");
        assertThat(chosen.headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).endsWith("/login?changed"));
        assertThat(browser.get("/api/units").statusCode()).as("the session has ended").isEqualTo(401);
        assertThat(Door.basic(port, account, once).get("/api/units").statusCode()).isEqualTo(401);
        assertThat(Door.basic(port, account, "Own@Password1").get("/api/units").statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("select act from people_change where account = :account order by happened_at, id").param("account", account)
                .query(String.class).list()).containsExactlyInAnyOrder("created", "reset", "password");
        assertThat(jdbc.sql("select count(*) from people_change where text like :secret").param("secret", "%" + once + "%")
                .query(Integer.class).single()).isZero();
    }

    private HttpResponse<String> choose(Door browser, HttpResponse<String> page, String present, String wanted, String again) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        return browser.form("/password", "present=" + encoded(present) + "&wanted=" + encoded(wanted) + "&again=" + encoded(again)
                + "&_csrf=" + encoded(token.group(1)));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void aLockEndsSessionsAndBasicAtOnceAndGivesTheTaskBack() {
        String account = somebody("housing");
        Door session = Door.signedIn(port, account);
        String task = task();
        assertThat(session.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + account + "\"}").statusCode()).isEqualTo(204);
        JsonNode work = done(admin().get("/api/people/" + account + "/work"));
        assertThat(work.get("tasks")).hasSize(1);
        assertThat(work.get("tasks").get(0).get("others").asInt()).isPositive();
        assertThat(done(admin().post("/api/people/" + account + "/lock", WHY)).get("handedOver").get("tasks").asInt()).isEqualTo(1);
        assertThat(session.get("/api/units").statusCode()).isEqualTo(401);
        assertThat(Door.basic(port, account).get("/api/units").statusCode()).isEqualTo(401);
        assertThat(taskService.createTaskQuery().taskId(task).singleResult().getAssignee()).isNull();
        assertThat(Door.basic(port, CLERK).post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + CLERK + "\"}").statusCode()).isEqualTo(204);
        refused(admin().post("/api/people/" + account + "/lock", WHY), 409, "people.notActive");
        done(admin().post("/api/people/" + account + "/unlock", WHY));
        assertThat(session.get("/api/units").statusCode()).as("an old session stays ended").isEqualTo(401);
        assertThat(Door.basic(port, account).get("/api/units").statusCode()).isEqualTo(200);
    }

    @Test
    void aMovedClerkCannotTouchTheOldUnitsTaskAnyMore() {
        String account = somebody("housing");
        Door session = Door.signedIn(port, account);
        String task = task();
        session.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + account + "\"}");
        assertThat(session.get("/engine-rest/task/" + task).statusCode()).isEqualTo(200);
        refused(admin().call("PUT", "/api/people/" + account, moved("")), 400, "common.missingField");
        refused(admin().call("PUT", "/api/people/" + account, moved(", \"reason\": \"调动\", \"colleague\": \"operator\"")), 409, "people.colleagueNotAble");
        JsonNode done = done(admin().call("PUT", "/api/people/" + account, moved(", \"reason\": \"调动\", \"colleague\": \"" + CLERK + "\"")));
        assertThat(done.get("handedOver").get("toColleague").asInt()).isEqualTo(1);
        assertThat(taskService.createTaskQuery().taskId(task).singleResult().getAssignee()).isEqualTo(CLERK);
        assertThat(session.get("/engine-rest/task/" + task).statusCode()).isIn(403, 404);
        assertThat(session.post("/engine-rest/task/" + task + "/complete", "{}").statusCode()).isIn(403, 404);
        assertThat(session.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"" + account + "\"}").statusCode()).isIn(403, 404);
        assertThat(session.get("/api/units/market-regulation/duty").statusCode()).as("the new unit's work opens at once").isEqualTo(200);
        assertThat(session.get("/api/units/housing/duty").statusCode()).isEqualTo(403);
        assertThat(jdbc.sql("select unit from people_name where account = :account order by since").param("account", account)
                .query(String.class).list()).containsExactly("housing", "market-regulation");
    }

    private static String moved(String more) {
        return "{\"name\": \"周二\", \"unit\": \"market-regulation\", \"roles\": [\"clerk\"]" + more + "}";
    }

    @Test
    void whoLeftNeverComesBackAndTheHistoryKeepsTheName() {
        String account = somebody("housing");
        Door session = Door.signedIn(port, account);
        done(admin().post("/api/people/" + account + "/departure", WHY));
        assertThat(session.get("/api/units").statusCode()).isEqualTo(401);
        refused(admin().post("/api/people/" + account + "/unlock", WHY), 409, "people.notLocked");
        refused(admin().post("/api/people/" + account + "/password", WHY), 409, "people.hasLeft");
        refused(admin().call("PUT", "/api/people/" + account, moved(", \"reason\": \"x\"")), 409, "people.hasLeft");
        refused(admin().post("/api/people", "{\"account\": \"" + account + "\", \"name\": \"周三\", \"roles\": [\"operator\"]}"), 400, "people.badRow");
        assertThat(done(admin().get("/api/people/" + account)).get("name").asText()).isEqualTo(account);
        assertThat(done(admin().get("/api/people/" + account)).get("roles")).isEmpty();
        assertThat(identityService.createUserQuery().userId(account).count()).isEqualTo(1);
    }

    @Test
    void signingOutFromEverywhereEndsEverySession() {
        String account = somebody("housing");
        List<Door> sessions = List.of(Door.signedIn(port, account), Door.signedIn(port, account));
        done(admin().post("/api/people/" + account + "/sign-out", WHY));
        assertThat(sessions).allSatisfy(session -> assertThat(session.get("/api/units").statusCode()).isEqualTo(401));
        assertThat(Door.signedIn(port, account).get("/api/units").statusCode()).isEqualTo(200);
    }

    @Test
    void anUnusedOneTimePasswordRunsOut() {
        String account = somebody("housing");
        String once = done(admin().post("/api/people/" + account + "/password", WHY)).get("password").asText();
        assertThat(Door.basic(port, account, once).get("/api/units").statusCode()).isEqualTo(403);
        stored("update people_account set password_until = 1 where account = :account", account);
        assertThat(Door.basic(port, account, once).get("/api/units").statusCode()).isEqualTo(401);
    }

    @Test
    void administratorsCannotLockThemselvesOutOrLoseTheLastOfThem() {
        refused(admin().post("/api/people/admin/lock", WHY), 409, "people.notYourself");
        refused(admin().post("/api/people/admin/departure", WHY), 409, "people.notYourself");
        refused(admin().call("PUT", "/api/people/admin", "{\"name\": \"管理员\", \"roles\": [\"operator\"]}"), 409, "people.lastAdministrator");
        assertThat(admin().get("/api/people").statusCode()).isEqualTo(200);
    }

    @Test
    void theEnginesOwnDoorsChangeNobody() {
        refused(admin().post("/engine-rest/user/create", "{\"profile\": {\"id\": \"x-1\"}, \"credentials\": {\"password\": \"Hotline@12345\"}}"),
                409, "platform.engineActRefused");
        refused(admin().call("DELETE", "/engine-rest/user/operator", null), 409, "platform.engineActRefused");
        refused(admin().call("PUT", "/engine-rest/group/camunda-admin/members/operator", null), 409, "platform.engineActRefused");
        refused(admin().call("DELETE", "/engine-rest/group/camunda-admin/members/admin", null), 409, "platform.engineActRefused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "dispatcher", "reviewer", "callback", "supervisor", "designer", CLERK})
    void nobodyElseReadsOrChangesAccounts(String account) {
        Door door = Door.basic(port, account);
        for (String path : List.of("/api/people", "/api/people/admin", "/api/people/admin/work", "/api/people/admin/changes", "/api/people-roles")) {
            refused(door.get(path), 403, "people.administratorOnly");
        }
        for (String act : List.of("lock", "unlock", "departure", "password", "sign-out")) {
            refused(door.post("/api/people/operator/" + act, WHY), 403, "people.administratorOnly");
        }
        refused(door.post("/api/people", "{\"account\": \"x-2\", \"name\": \"x\", \"roles\": [\"camunda-admin\"]}"), 403, "people.administratorOnly");
        refused(door.call("PUT", "/api/people/" + account, "{\"name\": \"x\", \"roles\": [\"camunda-admin\"]}"), 403, "people.administratorOnly");
        refused(door.post("/api/people/first-passwords", ""), 403, "people.administratorOnly");
    }

    @Test
    void listsFilterSortAndTurnPages() {
        JsonNode clerks = done(admin().get("/api/people?role=clerk&sort=unit&size=5"));
        assertThat(clerks.get("items")).hasSize(5);
        assertThat(clerks.get("total").asInt()).isGreaterThan(60);
        assertThat(done(admin().get("/api/people?unit=housing&role=clerk")).get("items"))
                .allSatisfy(one -> assertThat(one.get("unit").asText()).isEqualTo("housing"));
        assertThat(done(admin().get("/api/people?words=%25")).get("total").asInt()).isZero();
        assertThat(done(admin().get("/api/people?words=DISPATCH&state=active")).get("items").get(0).get("account").asText()).isEqualTo("dispatcher");
        assertThat(done(admin().get("/api/people-roles")).get("roles")).anySatisfy(role -> {
            assertThat(role.get("code").asText()).isEqualTo("clerk");
            assertThat(role.get("holders").asInt()).isGreaterThan(60);
        });
    }

    @Test
    void firstPasswordsComeOnceAsASheet() throws Exception {
        String account = "fetched-" + ++people;
        done(admin().post("/api/people", "{\"account\": \"" + account + "\", \"name\": \"=cmd|x\", \"roles\": [\"operator\"]}"));
        stored("update people_account set password_state = 'none' where account = :account", account);
        List<Row> rows = sheet();
        Row found = rows.stream().filter(row -> row.getCell(0).getStringCellValue().equals(account)).findFirst().orElseThrow();
        assertThat(found.getCell(1).getStringCellValue()).isEqualTo("=cmd|x");
        assertThat(Door.basic(port, account, found.getCell(3).getStringCellValue()).get("/api/units").statusCode()).isEqualTo(403);
        assertThat(sheet()).noneMatch(row -> row.getCell(0).getStringCellValue().equals(account));
    }

    private List<Row> sheet() throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port
                + "/api/people/first-passwords")).header("Authorization", "Basic " + Base64.getEncoder().encodeToString(("admin:" + Door.PASSWORD)
                .getBytes())).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(answer.body()))) {
            List<Row> rows = new java.util.ArrayList<>();
            book.getSheet("一次性密码").forEach(rows::add);
            return rows;
        }
    }

    @Test
    void strangersBehindTheSameAddressLockNobodyOutOfAKnownBrowser() {
        String account = somebody("housing");
        Door browser = Door.signedIn(port, account);
        assertThat(browser.cookieStartingWith("HOTLINE-DEVICE-")).isPresent();
        Door stranger = Door.anonymous(port);
        for (int i = 0; i < 12; i++) {
            stranger.signIn(account, "Wrong@Password" + i);
        }
        assertThat(stranger.signIn(account, Door.PASSWORD).headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).endsWith("?wait"));
        assertThat(browser.signIn(account, Door.PASSWORD).headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).doesNotContain("login"));
    }

    @Test
    void roleNamesAreThoseOfTheDoors() {
        Map<String, String> names = new java.util.HashMap<>(Roles.NAMES);
        done(admin().get("/api/people-roles")).get("roles").forEach(role -> names.remove(role.get("code").asText(), role.get("label").asText()));
        assertThat(names).isEmpty();
    }
}
