package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The supervisors' board in Cockpit, on diagrams and on the wall, in a real browser. Screenshots stay in {@code target/it}. */
@Tag("browser")
class BoardBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script>"
            + "{{constructor.constructor('window.hotlineTricked=1')()}} javascript:hotlineTricked=1 \\3c img\\3e";
    private static final String COCKPIT = "/camunda/app/cockpit/default/#/";
    private static final String UNIT = "clerk-market-regulation";

    private final Node node = SharedNode.get();
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    private String registered(String title) {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", "consumer-rights");
        request.put("title", title);
        request.put("address", MARKUP);
        request.put("content", "1月24日网购药品至今未发货，要求尽快发货并赔偿。" + MARKUP);
        return node.as("operator").registers(request);
    }

    /** Waits until the background has counted what just happened. */
    private void awaitCount(String figure, long atLeast) {
        browser.waitFor(figure + " counted", () -> {
            for (JsonNode one : node.as("supervisor").get("/api/board").json().get("figures")) {
                if (one.get("code").asText().equals(figure)) {
                    return one.get("tickets").asLong() >= atLeast;
                }
            }
            return false;
        });
    }

    @Test
    void aSupervisorGoesFromANumberOfTheBoardToItsTicketsAndReadsOne() {
        String ticketNo = registered("药店不发货" + MARKUP);
        node.as(UNIT).completes(registered("退回的工单"), "Task_HandleTicket", Map.of("action", "return", "returnReason",
                "该事项不属于本单位职责范围", "proposedUnit", "tobacco", "legalBasis", "三定规定"));
        awaitCount("unsigned", 1);
        awaitCount("returning", 1);
        browser.signIn("supervisor");
        browser.go(COCKPIT + "dashboard");
        browser.find("//*[contains(@class,'board-front')]//*[contains(@class,'board-tile')]");
        browser.picture("cockpit/front");
        browser.click("//a[contains(@class,'board-entry')]");
        browser.find("//h3[contains(.,'近30天退回')]/..//tr[contains(.,'市市场监督管理局') and contains(.,'邵阳市烟草专卖局')]");
        assertThat(browser.find("//*[contains(@class,'board-page')]").getText())
                .contains("今日到期", "黄牌", "红牌", "紧急", "待签收", "待回访", "联席会议", "督办", "问题单位", "数据截至");
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible(".board-page");
        browser.picture("cockpit/board");

        browser.click("//a[contains(@class,'board-tile')][contains(.,'待签收')]");
        browser.find("//h2[contains(.,'待签收')]");
        // The newest first, so that it stands on the first page whatever else is open.
        browser.find("//select[@aria-label='排序']/option[normalize-space()='登记晚的在前']").click();
        browser.click("//button[normalize-space()='" + ticketNo + "']");
        browser.find("//*[contains(@class,'board-card')]//*[contains(text(),'办理截止')]");
        assertThat(browser.find("//*[contains(@class,'board-card')]").getText()).contains(ticketNo, MARKUP).doesNotContain("测试群众");
        assertThat(browser.find("//*[contains(@class,'board-list')]").getText()).contains("药店不发货" + MARKUP);
        browser.assertNotTricked();
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible(".board-list", ".board-head");
        browser.picture("cockpit/board-tickets");
        browser.click("//button[normalize-space()='收起工单']");
        browser.waitFor("the card is closed", () -> browser.shown("//*[contains(@class,'board-card')]").isEmpty());
    }

    @Test
    void theDiagramTellsWhatWaitsAtEachStepAndHowLongItTakes() {
        registered("停在办理");
        node.as(UNIT).completes(registered("已答复"), "Task_HandleTicket",
                Map.of("action", "reply", "reply", "经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。"));
        browser.waitFor("the finished step counted", () -> {
            for (JsonNode step : node.as("supervisor").get("/api/board/steps?process=unit-handling").json().get("steps")) {
                if (step.get("step").asText().equals("Task_HandleTicket")) {
                    return step.get("finished").asLong() > 0 && step.get("tickets").asLong() > 0;
                }
            }
            return false;
        });
        browser.signIn("supervisor");
        browser.go(COCKPIT + "process-definition/" + definition("unit-handling") + "/runtime");
        assertThat(browser.find("//*[contains(@class,'steps-badge') and @data-step='Task_HandleTicket']").getText()).contains("在办", "中位");
        browser.picture("cockpit/steps");
        browser.find("//select[@aria-label='用时统计期间']/option[normalize-space()='自选']").click();
        browser.find("//input[@aria-label='从']");
        browser.driver().executeScript("const set = (label, day) => { const field = document.querySelector(`input[aria-label='${label}']`); "
                + "field.value = day; field.dispatchEvent(new Event('change')); }; set('从', '2020-01-01'); set('到', '2020-02-01');");
        browser.waitFor("nothing was finished then", () ->
                browser.shown("//*[contains(@class,'steps-badge') and @data-step='Task_HandleTicket']//*[contains(.,'中位')]").isEmpty()
                        && !browser.shown("//*[contains(@class,'steps-badge') and @data-step='Task_HandleTicket']").isEmpty());
        browser.assertAccessible(".steps-picker");
    }

    private String definition(String process) {
        return node.as("supervisor").get("/engine-rest/process-definition?latestVersion=true&key=" + process).json().get(0).get("id").asText();
    }

    @Test
    void theWallShowsTheSameNumbersLargeAndSaysWhenTheyStopComing() {
        registered("大屏" + MARKUP);
        awaitCount("open", 1);
        browser.signIn("supervisor");
        for (boolean large : new boolean[] {false, true}) {
            browser.resize(large ? Browser.WALL : Browser.DESK);
            browser.go("/wall");
            browser.find("//*[contains(@class,'board-tile')][contains(.,'在办工单')]");
            browser.assertNoSidewaysScrolling();
            browser.picture(large ? "wall/board-4k" : "wall/board");
            assertThat((Boolean) browser.driver().executeScript("return [...document.querySelectorAll('.board-tile')].every(tile => "
                    + "tile.scrollWidth <= tile.clientWidth && tile.getBoundingClientRect().bottom <= innerHeight)")).isTrue();
        }
        assertThat((Number) browser.driver().executeScript(
                "return parseFloat(getComputedStyle(document.querySelector('.board-number')).fontSize)")).extracting(Number::intValue)
                .as("a digit is read from the other side of the hall").matches(size -> (Integer) size >= 100);
        browser.assertAccessible("main");
        assertThat(browser.text()).doesNotContain("大屏" + MARKUP, "测试群众", "138");
        assertThat(browser.shown("//a")).isEmpty();
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver().executeCdpCommand("Network.emulateNetworkConditions",
                Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
        assertThat(browser.find("//*[contains(@class,'board-age') and contains(@class,'stale')]").getText()).contains("连不上服务器");
        assertThat(browser.text()).contains("在办工单");
    }

    @Test
    void whoeverIsNotOfTheCentreSeesNoBoard() {
        browser.signIn(UNIT);
        browser.go("/wall");
        assertThat(browser.find("//body").getText()).doesNotContain("在办工单");
        assertThat(browser.shown("//*[contains(@class,'board-tile')]")).isEmpty();
        browser.picture("wall/closed");
        browser.go(COCKPIT + "hotline-board");
        browser.waitFor("Cockpit is closed", () -> !browser.text().isBlank());
        assertThat(browser.shown("//*[contains(@class,'board-page')]")).isEmpty();
        assertThat(node.as(UNIT).get("/api/board").status()).isEqualTo(403);
        assertThat(node.as(UNIT).get("/api/board/tickets?what=open").status()).isEqualTo(403);

        browser.signIn("designer");
        browser.go(COCKPIT + "hotline-board");
        browser.find("//*[contains(text(),'只有热线中心人员可以查看运行看板')]");
        browser.go(COCKPIT + "process-definition/" + definition("unit-handling") + "/runtime");
        browser.find("//*[@data-element-id='Task_HandleTicket']");
        assertThat(browser.shown("//*[contains(@class,'steps-badge')]")).isEmpty();
    }
}
