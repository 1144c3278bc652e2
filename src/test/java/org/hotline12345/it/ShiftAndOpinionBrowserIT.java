package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Leaders on duty and experts at their screens, and those who have no business there. */
@Tag("browser")
class ShiftAndOpinionBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script>"
            + "{{constructor.constructor('window.hotlineTricked=1')()}}";
    private static final String SHIFTS = "/camunda/app/tasklist/default/#/shifts";
    private static final String TODAY = "2026-11-23";

    private static Node node;
    private Browser browser;

    @BeforeAll
    static void aMondayMorning() {
        node = Node.started(Database.fresh("shifts"), "--hotline.clock.start=" + TODAY + "T09:00:00+08:00");
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
    void aLeadersPromiseBecomesATaskIsKeptAndConfirmed() {
        String ticketNo = registers("shift", "consumer-rights");

        // The supervisor lets somebody stand in for tomorrow's leader.
        browser.signIn("supervisor");
        browser.go("/camunda/app/tasklist/default/");
        browser.click("//a[normalize-space()='领导轮值']");
        browser.click("//tr[contains(.,'2026-11-24')]//button[normalize-space()='代班']");
        browser.find("//dialog//textarea").sendKeys("临时出差");
        browser.click("//dialog//button[normalize-space()='代班']");
        browser.find("//tr[contains(.,'2026-11-24') and contains(.,'原排：住建局值班领导')]");
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible(".hotline-shifts");
        browser.picture("tasklist/roster");

        // Today's leader begins, takes the ticket on, reads it, and may not end with nothing decided.
        browser.signIn("leader-duty-city");
        browser.go(SHIFTS);
        browser.click("//tr[contains(.,'" + TODAY + "')]//button[normalize-space()='开始轮值']");
        field("工单号").sendKeys(ticketNo);
        field("说明").sendKeys("多次催办无果");
        browser.click("//button[normalize-space()='列入本班']");
        browser.click("//li[contains(.,'" + ticketNo + "')]//button[normalize-space()='查看工单']");
        browser.find("//*[contains(@class,'hotline-ticket')]//*[contains(text(),'办理截止')]");
        assertThat(browser.text()).contains(MARKUP, "市市场监督管理局").doesNotContain("测试群众", "13800000000");
        browser.click("//button[normalize-space()='结束轮值']");
        browser.click("//dialog//button[normalize-space()='结束轮值']");
        browser.find("//*[contains(text(),'还有工单没有写明处理意见：" + ticketNo + "')]");

        browser.click("//select[@id=//label[normalize-space()='处理方式']/@for]/option[@value='promise']");
        field("处理意见").sendKeys("督促商家三日内退款并书面答复" + MARKUP);
        browser.click("//select[@id=//label[normalize-space()='责任单位']/@for]/option[@value='market-regulation']");
        sets(field("完成日期"), "2026-11-27");
        browser.click("//button[normalize-space()='记下处理意见']");
        browser.find("//li[contains(.,'2026-11-27 前') and contains(.,'办理中')]");
        browser.assertAccessible(".hotline-shifts");
        browser.assertNoSidewaysScrolling();
        browser.picture("tasklist/shift");
        browser.click("//button[normalize-space()='结束轮值']");
        browser.find("//dialog//textarea").sendKeys("列入一件，已交办。");
        browser.click("//dialog//button[normalize-space()='结束轮值']");
        browser.find("//dd[normalize-space()='已结束']");
        browser.assertNotTricked();
        String shift = todaysShift();
        browser.go("/shift.html?id=" + shift);
        browser.find("//td[contains(.,'" + ticketNo + "')]");
        assertThat(browser.text()).contains("列入一件，已交办。", MARKUP, "市市场监督管理局");
        browser.assertAccessible("main");
        browser.picture("tasklist/shift-record");

        // The unit keeps it, the supervisor confirms.
        TasklistScreen clerk = TasklistScreen.of(browser, "clerk-market-regulation");
        clerk.showsList("本单位工单");
        browser.click("//li[contains(@class,'task') and contains(.,'办理领导交办') and .//*[contains(text(),'" + ticketNo + "')]]");
        browser.find("//*[contains(@class,'hotline-ticket')]//*[contains(text(),'" + ticketNo + "')]");
        clerk.claims();
        clerk.writes("办理结果", "商家已全额退款并书面致歉");
        clerk.submits();
        browser.waitFor("the unit's report", () -> events(ticketNo).contains("promiseReported"));
        TasklistScreen supervisor = TasklistScreen.of(browser, "supervisor");
        supervisor.opens("领导交办待核销", ticketNo);
        supervisor.claims();
        supervisor.chooses("已办成，核销");
        supervisor.submits();
        browser.waitFor("the promise is kept", () -> events(ticketNo).contains("promiseConfirmed"));
        browser.assertNotTricked();

        // Another leader sees that there was a shift, not what happened in it; a clerk not even that.
        browser.signIn("leader-duty-market");
        browser.go(SHIFTS);
        browser.find("//tr[contains(.,'" + TODAY + "') and contains(.,'已结束')]");
        assertThat(browser.shown("//tr[contains(.,'" + TODAY + "')]//button")).isEmpty();
        node.as("leader-duty-market").get("/api/shifts/" + shift).expect(403);
        node.as("leader-duty-market").get("/api/tickets/" + ticketNo).expect(404);
        node.as("leader-duty-market").post("/api/shifts/" + shift + "/tickets", Map.of("ticketNo", ticketNo, "way", "hard")).expect(403);
        browser.signIn("clerk-market-regulation");
        browser.go("/camunda/app/tasklist/default/");
        browser.find("//*[contains(@class,'task-filters')]//*[normalize-space(text())='本单位工单']");
        assertThat(browser.shown("//a[normalize-space()='领导轮值']")).isEmpty();
        browser.go(SHIFTS);
        browser.find("//*[contains(text(),'只有热线中心人员和轮值领导可以查看轮值安排')]");
        browser.go("/shift.html?id=" + shift);
        browser.find("//*[contains(text(),'轮值记录由热线中心和当班领导本人查看')]");
    }

    @Test
    void aLawyersOpinionIsAskedForGivenAndReadByWhoeverAsked() {
        String ticketNo = registers("opinion", "consumer-rights");
        TasklistScreen clerk = TasklistScreen.of(browser, "clerk-market-regulation");
        clerk.opens("待签收", ticketNo);
        clerk.claims();
        browser.click("//details[@data-part='opinions']/summary");
        browser.click("//button[normalize-space()='征询专家意见']");
        browser.click("//select[@id=//label[normalize-space()='队伍']/@for]/option[@value='legal']");
        browser.click("//select[@id=//label[normalize-space()='专家']/@for]/option[@value='consumer-law']");
        field("征询的问题").sendKeys("测试群众能否要求退货并赔偿？" + MARKUP);
        browser.assertAccessible("[data-part=opinions]");
        browser.click("//button[normalize-space()='征询']");
        browser.find("//details[@data-part='opinions']//*[contains(text(),'待答复')]");

        TasklistScreen lawyer = TasklistScreen.of(browser, "expert-consumer-law");
        lawyer.opens("专家意见", ticketNo);
        String seen = browser.find("//*[contains(@class,'hotline-ticket')]").getText();
        assertThat(seen).contains(MARKUP, "三天没有发货").doesNotContain("测*", "138****0000", "承办单位", "办理经过");
        assertThat(browser.find("//textarea[@disabled or @readonly]").getDomProperty("value"))
                .contains("能否要求退货并赔偿？", MARKUP).doesNotContain("测试群众");
        lawyer.claims();
        lawyer.chooses("出具意见");
        lawyer.writes("意见", "依照消费者权益保护法第二十五条，可以七日内无理由退货。" + MARKUP);
        browser.picture("tasklist/opinion");
        lawyer.submits();
        browser.waitFor("the opinion", () -> events(ticketNo).contains("opinionGiven"));
        browser.assertNotTricked();
        node.as("expert-consumer-law").get("/api/tickets/" + ticketNo).expect(404);
        node.as("expert-consumer-law").get("/api/tickets/" + ticketNo + "/opinions").expect(404);

        TasklistScreen again = TasklistScreen.of(browser, "clerk-market-regulation");
        again.opens("我的工单", ticketNo);
        browser.click("//details[@data-part='opinions']/summary");
        browser.find("//details[@data-part='opinions']//*[contains(text(),'可以七日内无理由退货')]");
        assertThat(browser.shown("//details[@data-part='opinions']//button[normalize-space()='撤回征询']")).isEmpty();
        browser.picture("tasklist/opinions");
        browser.assertNotTricked();

        // Another expert has no such task, another unit no such ticket, and neither the register nor the answer.
        TasklistScreen other = TasklistScreen.of(browser, "expert-labour");
        other.showsList("专家意见");
        browser.find("//*[text()[contains(.,'没有符合条件的任务')]]");
        assertThat(other.lists(ticketNo)).isFalse();
        node.as("expert-labour").get("/api/experts").expect(403);
        node.as("clerk-housing").get("/api/tickets/" + ticketNo + "/opinions").expect(404);
        node.as("clerk-housing").post("/api/tickets/" + ticketNo + "/opinions",
                Map.of("expert", "labour", "question", "不是本单位的工单")).expect(404);
    }

    private static String registers(String externalId, String category) {
        Map<String, Object> request = Person.complaint("people-" + externalId);
        request.put("category", category);
        request.put("title", "药店不发货" + MARKUP);
        request.put("content", "网购药品，药店三天没有发货。" + MARKUP);
        return node.as("operator").registers(request);
    }

    /** The field under a label of ours. */
    private WebElement field(String label) {
        return browser.find("//*[(self::input or self::textarea) and @id=//label[normalize-space()='" + label + "']/@for]");
    }

    /** A date, whatever way this browser wants it typed. */
    private void sets(WebElement input, String value) {
        browser.driver().executeScript("arguments[0].value = arguments[1]", input, value);
    }

    private static String events(String ticketNo) {
        return node.as("operator").get("/api/tickets/" + ticketNo + "/events").text();
    }

    private static String todaysShift() {
        JsonNode shifts = node.as("supervisor").get("/api/shifts?from=" + TODAY + "&to=" + TODAY).json();
        return shifts.get("items").get(0).get("id").asText();
    }
}
