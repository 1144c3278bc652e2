package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.support.ui.Select;

/** A unit with open tickets is merged on the administrators' page: tasks, rights, routing and figures. Pictures in {@code target/it/admin}. */
@Tag("browser")
class UnitChangeBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\">{{constructor.constructor('window.hotlineTricked=1')()}}";
    private static final String OLD = "market-regulation";
    private static final String NEW = "health-commission";

    private static Node node;
    private Browser browser;

    @BeforeAll
    static void aCityOfItsOwn() {
        // Units are merged for good here: nobody else's tests may stand on them.
        node = Node.started(Database.fresh("unit_change"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void aMergedUnitsTicketsPeopleRoutingAndFiguresFollowAndThePastStays() {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", "consumer-rights");
        String claimed = node.as("operator").registers(request);
        String waiting = node.as("operator").registers(request);
        Person clerk = node.as("clerk-" + OLD);
        Person stranger = node.as("clerk-" + NEW);
        String task = clerk.task(claimed, "Task_HandleTicket");
        clerk.post("/engine-rest/task/" + task + "/claim", Map.of("userId", "clerk-" + OLD)).expect(204);
        JsonNode limits = unit(claimed, OLD);
        stranger.get("/api/tickets/" + claimed).expect(404);
        stranger.get("/api/unit-changes").expect(403);
        node.as("supervisor").post("/api/unit-changes", Map.of("kind", "merge", "unit", OLD, "day", today().toString(),
                "parts", List.of(Map.of("unit", NEW)), "basis", "越权")).expect(403);

        browser.signIn("admin");
        browser.go("/admin#/units?city=430500");
        browser.click("//a[normalize-space()='登记变更']");
        new Select(browser.find("//select[@name='unit']")).selectByValue(OLD);
        new Select(browser.find("//select[@name='successor']")).selectByValue(NEW);
        browser.find("//textarea[@name='basis']").sendKeys("市机构改革方案");
        browser.click("//button[normalize-space()='预览']");
        browser.find("//h2[normalize-space()='预览']");
        browser.driver().executeScript("document.querySelector('[name=day]').scrollIntoView()");
        browser.picture("admin/units-preview");
        browser.find("//textarea[@name='basis']").sendKeys(MARKUP);
        assertThat(browser.shown("//h2[normalize-space()='预览']")).as("what was looked at is no longer what would be entered").isEmpty();
        browser.click("//button[normalize-space()='预览']");
        browser.find("//h2[normalize-space()='预览']");
        assertThat(browser.find("//dl[contains(@class,'facts')]").getText().replaceAll("\\s+", ""))
                .contains("在办工单2").contains("待办任务2").contains("人员账号1");
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible("#content");
        browser.click("//button[normalize-space()='登记并立即生效']");
        browser.click("//dialog//button[normalize-space()='登记']");
        browser.find("//span[contains(@class,'badge')][normalize-space()='已完成']");
        assertThat(browser.find("//dl[contains(@class,'facts')]").getText()).contains(MARKUP).contains("已接续的工单\n2");
        browser.assertNotTricked();
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible("#content");
        browser.picture("admin/units-done");

        // Tasks: the same task, the same limits, still the clerk's who came along.
        assertThat(clerk.task(claimed, "Task_HandleTicket")).isEqualTo(task);
        JsonNode after = unit(claimed, NEW);
        for (String limit : List.of("handleUntil", "returnUntil", "dispatchedAt", "signedAt")) {
            assertThat(after.path(limit)).as(limit).isEqualTo(limits.path(limit));
        }
        assertThat(node.as("dispatcher").get("/api/tickets/" + claimed + "/events").expect(200).json().findValuesAsText("type"))
                .contains("dispatched", "unitSucceeded");
        clerk.submits(task, Map.of("action", "reply", "reply", "经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。")).expect(204);

        // Rights: people of the successor read it, nobody else does.
        stranger.get("/api/tickets/" + waiting).expect(200);
        stranger.get("/api/tickets/" + claimed).expect(200);
        node.as("clerk-housing").get("/api/tickets/" + waiting).expect(404);
        stranger.task(waiting, "Task_HandleTicket");

        // Routing follows without anybody editing a table, and says so.
        String next = node.as("operator").registers(request);
        assertThat(unit(next, NEW).path("basis").asText()).contains("原单位「市市场监督管理局」自" + today() + "起并入「市卫生健康委员会」");

        // Figures: what was given to the old unit stays there, what was answered since stands with the new one.
        JsonNode old = figures(OLD, false);
        assertThat(old.path("assigned").asInt()).isEqualTo(2);
        assertThat(old.path("handled").asInt()).isZero();
        assertThat(figures(NEW, false).path("handled").asInt()).isEqualTo(1);
        assertThat(figures(NEW, true).path("assigned").asInt()).isEqualTo(3);
        browser.go("/admin#/units?city=430500");
        browser.find("//td[contains(.,'并入「市卫生健康委员会」')]");
        browser.assertAccessible("#content");
        browser.picture("admin/units");
    }

    @Test
    void peopleWhoDoNotGoAlongHoldNothingFromThatMomentAndAPlannedChangeIsUndone() {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", null);
        String ticketNo = node.as("operator").registers(request);
        node.as("dispatcher").completes(ticketNo, "Task_DispatchTicket", Map.of("decision", "dispatch", "leadUnit", "tobacco"));
        Person clerk = node.as("clerk-tobacco");
        clerk.get("/api/tickets/" + ticketNo).expect(200);

        Map<String, Object> change = Map.of("kind", "merge", "unit", "tobacco", "parts", List.of(Map.of("unit", "finance")),
                "basis", "机构改革", "withPeople", false);
        Map<String, Object> planned = new HashMap<>(change);
        planned.put("day", today().plusDays(3).toString());
        node.as("admin").post("/api/unit-changes", planned).expect(201);
        browser.signIn("admin");
        browser.go("/admin#/units?city=430500");
        browser.click("//tr[contains(.,'邵阳市烟草专卖局')]//a");
        browser.click("//button[normalize-space()='撤销变更']");
        browser.find("//dialog//textarea").sendKeys("日期登记错误");
        browser.click("//dialog//button[normalize-space()='撤销变更']");
        browser.find("//span[contains(@class,'badge')][normalize-space()='已撤销']");
        clerk.get("/api/tickets/" + ticketNo).expect(200);

        Map<String, Object> now = new HashMap<>(change);
        now.put("day", today().toString());
        node.as("admin").post("/api/unit-changes", now).expect(201);
        assertThat(clerk.get("/api/tickets/" + ticketNo).status()).as("at once, whatever the background has done").isIn(403, 404);
        browser.waitFor("the task is the successor's", () -> !node.as("clerk-finance")
                .get("/engine-rest/task?processInstanceBusinessKey=" + ticketNo + "&candidateGroup=unit-finance").json().isEmpty());
        node.as("clerk-finance").get("/api/tickets/" + ticketNo).expect(200);
    }

    @Test
    void aClerkWhoMovesLeavesTheOpenTicketToTheUnitAndSeesItNoLonger() {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", null);
        String ticketNo = node.as("operator").registers(request);
        node.as("dispatcher").completes(ticketNo, "Task_DispatchTicket", Map.of("decision", "dispatch", "leadUnit", "housing"));
        Person clerk = node.as("clerk-housing");
        String task = clerk.task(ticketNo, "Task_HandleTicket");
        clerk.post("/engine-rest/task/" + task + "/claim", Map.of("userId", "clerk-housing")).expect(204);
        JsonNode limits = unit(ticketNo, "housing");
        node.as("supervisor").put("/api/people/clerk-housing", Map.of("name", "经办员", "unit", "commerce", "roles", List.of("clerk"),
                "reason", "岗位调整")).expect(403);

        node.as("admin").put("/api/people/clerk-housing", Map.of("name", "经办员", "unit", "commerce", "roles", List.of("clerk"),
                "reason", "岗位调整")).expect(200);

        clerk.get("/api/tickets/" + ticketNo).expect(404);
        assertThat(clerk.submits(task, Map.of("action", "reply", "reply", "经核实，问题已整改到位，群众表示认可。")).status()).isIn(403, 404);
        assertThat(node.as("admin").get("/engine-rest/task/" + task).expect(200).json().path("assignee").isNull()).isTrue();
        assertThat(unit(ticketNo, "housing").path("handleUntil")).isEqualTo(limits.path("handleUntil"));
        node.as("admin").put("/api/people/clerk-commerce", Map.of("name", "经办员", "unit", "housing", "roles", List.of("clerk"),
                "reason", "岗位调整")).expect(200);
        node.as("clerk-commerce").submits(task, Map.of("action", "reply", "reply", "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。"))
                .expect(204);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    private static JsonNode unit(String ticketNo, String unit) {
        JsonNode units = node.as("dispatcher").get("/api/tickets/" + ticketNo).expect(200).json().get("units");
        return StreamSupport.stream(units.spliterator(), false).filter(view -> view.get("unit").asText().equals(unit)).findFirst()
                .orElseThrow(() -> new AssertionError(unit + " is not among " + units));
    }

    private static JsonNode figures(String unit, boolean rollUp) {
        JsonNode rows = node.as("supervisor").get("/api/reports/units?from=" + today() + "&to=" + today() + "&rollUp=" + rollUp)
                .expect(200).json().get("units");
        return StreamSupport.stream(rows.spliterator(), false).filter(row -> row.get("unit").asText().equals(unit)).findFirst()
                .orElseThrow(() -> new AssertionError(unit + " is not among " + rows));
    }
}
