package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Working through lists in a real browser: lines, counts, signing together, the review queue by key, drafts. */
@Tag("browser")
class DeskBrowserIT {

    private static final String TRICK = "<img src=x onerror=window.hotlineTricked=1><script>window.hotlineTricked=1</script>"
            + "{{constructor.constructor('window.hotlineTricked=1')()}} javascript:window.hotlineTricked=1 \\3c img";
    private static final String LINE = "//li[contains(@class,'task') and .//*[contains(text(),'%s')]]";

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

    private String registers(String externalId, String title) throws IOException {
        Map<String, Object> request = new HashMap<>(Person.complaint(externalId));
        request.put("category", "consumer-rights");
        request.put("title", title);
        return node.as("operator").registers(request);
    }

    private void press(CharSequence key, Keys... held) {
        Actions keys = new Actions(browser.driver());
        for (Keys one : held) {
            keys.keyDown(one);
        }
        keys.sendKeys(key);
        for (Keys one : held) {
            keys.keyUp(one);
        }
        keys.perform();
    }

    @Test
    void aClerkSeesLimitsInWordsAndSignsTicketsTogetherToldOneByOne() throws IOException {
        String first = registers("desk-list-1", "药店不发货" + TRICK);
        String second = registers("desk-list-2", "预付卡不退款");
        node.as("operator").post("/api/tickets/" + first + "/urges", Map.of("remark", "群众再次来电催办")).expect(200);

        TasklistScreen tasklist = TasklistScreen.of(browser, "clerk-market-regulation");
        tasklist.showsList("待签收");
        browser.find(LINE.formatted(second));
        String line = browser.find(LINE.formatted(first)).getText();
        assertThat(line).contains("投诉", "市市场监督管理局", "催办 ×1", "<img src=x");
        assertThat(line).containsPattern("还剩 \\d+ 个工作日，(\\d+ 年 )?\\d+ 月 \\d+ 日 24:00 到期");
        browser.find("//*[contains(@class,'task-filter') and .//a[contains(.,'待签收')]]//*[contains(@class,'hotline-count') and number(.) >= 2]");
        browser.assertNoSidewaysScrolling();
        browser.picture("tasklist/list");

        for (String ticketNo : List.of(first, second)) {
            browser.click(LINE.formatted(ticketNo) + "//input[contains(@class,'hotline-choose')]");
        }
        browser.click("//button[normalize-space()='批量签收（2）']");
        // A colleague answers one of them meanwhile.
        node.as("clerk-market-regulation").completes(second, "Task_HandleTicket", Map.of("action", "reply",
                "reply", "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。"));
        browser.click("//dialog//button[starts-with(normalize-space(),'签收')]");
        browser.find("//dialog//li[contains(.,'" + second + "')]//*[contains(text(),'未签收：')]");
        browser.find("//dialog//*[contains(text(),'1 件未签收，原因见下')]");
        browser.assertAccessible("dialog.hotline-dialog");
        browser.picture("tasklist/batch-sign");
        browser.click("//dialog//button[normalize-space()='关闭']");
        tasklist.showsList("我的工单");
        browser.find(LINE.formatted(first));
        assertThat(node.as("operator").get("/api/tickets/" + first).json().at("/units/0/signedAt").isMissingNode()).isFalse();
        browser.assertAccessible(".hotline-bar", ".hotline-line");
        browser.assertNotTricked();
    }

    @Test
    void aReviewerWorksTheQueueByKeyAndReadsTheFlagsBeforePassing() throws IOException {
        String plain = registers("desk-queue-1", "快递丢失不赔");
        String flagged = registers("desk-queue-2", "药店不发货");
        node.as("clerk-market-regulation").completes(plain, "Task_HandleTicket", Map.of("action", "reply", "reply",
                "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。另约谈负责人并责令整改，今后按约定时间发货。"));
        node.as("clerk-market-regulation").completes(flagged, "Task_HandleTicket", Map.of("action", "reply", "reply",
                "商家已于今日发货并当面向群众致歉，好好好好好好好好好好好好好好好。"));
        browser.waitFor("both wait for review", () -> "reviewing".equals(node.as("operator")
                .get("/api/tickets/" + plain).json().get("status").asText()) && "reviewing".equals(node.as("operator")
                .get("/api/tickets/" + flagged).json().get("status").asText()));

        TasklistScreen tasklist = TasklistScreen.of(browser, "reviewer");
        tasklist.opens("待复核", flagged);
        assertThat(browser.find(LINE.formatted(flagged)).getText()).contains("答复短", "凑字数");
        assertThat(browser.find("//*[contains(@class,'hotline-flags')]").getText()).contains("请留意", "刚过最低的 15 字");
        browser.picture("tasklist/review-queue");
        tasklist.claims();
        String passing = "(//*[contains(@class,'fjs-form-field-radio')]//input[@type='radio' and not(@disabled)])[1]";
        browser.find(passing);
        press("1", Keys.CONTROL, Keys.ALT);
        browser.waitFor("the first verdict is chosen", () -> browser.find(passing).isSelected());
        browser.find("//button[normalize-space()='提交' and not(@disabled)]");
        press(Keys.ENTER, Keys.CONTROL);
        browser.find("//dialog//*[contains(text(),'项提示，请看过再提交')]");
        assertThat(node.as("operator").get("/api/tickets/" + flagged).json().get("status").asText()).isEqualTo("reviewing");
        browser.picture("tasklist/review-flags");
        browser.click("//dialog//button[normalize-space()='看过了，提交']");
        browser.waitFor("the ticket goes on", () -> !"reviewing".equals(node.as("operator")
                .get("/api/tickets/" + flagged).json().get("status").asText()));
        // The next one opens by itself.
        browser.waitFor("another task is open", () -> browser.driver().getCurrentUrl().contains("task="));
        press("h", Keys.CONTROL, Keys.ALT);
        assertThat(browser.find("//dialog[contains(@class,'hotline-keys')]").getText()).contains("Ctrl + Enter", "提交当前任务");
        browser.picture("tasklist/keys");
        browser.assertNotTricked();
    }

    @Test
    void aLongReplySurvivesAReloadAndIsGoneAfterSigningOut() throws IOException {
        String ticketNo = registers("desk-draft", "超市称重不准");
        String text = "经现场核实，该超市电子秤已送检，检定结果出来后即答复。";
        TasklistScreen tasklist = TasklistScreen.of(browser, "clerk-market-regulation");
        tasklist.opens("待签收", ticketNo);
        tasklist.claims();
        tasklist.chooses("答复");
        browser.find("//*[contains(@class,'fjs-container')]//textarea[not(@disabled)]").sendKeys(text + Keys.TAB);
        browser.find("//*[contains(@class,'hotline-draft') and contains(.,'草稿已保存')]");
        assertThat((Long) browser.driver().executeScript("return Object.values(localStorage).filter(kept => kept.includes('电子秤')).length")).isZero();

        browser.driver().navigate().refresh();
        browser.find("//*[contains(@class,'hotline-draft') and contains(.,'已恢复')]");
        browser.waitFor("the text is back", () -> browser.shown("//textarea").stream().anyMatch(area -> text.equals(area.getDomProperty("value"))));
        browser.picture("tasklist/draft");

        String taskId = node.as("clerk-market-regulation").task(ticketNo, "Task_HandleTicket");
        assertThat(node.as("clerk-market-regulation").get("/api/tasks/" + taskId + "/draft").expect(200).text()).contains("电子秤");
        node.as("clerk-housing").get("/api/tasks/" + taskId + "/draft").expect(404);
        browser.click("//*[contains(@class,'account')]//a");
        browser.click("//*[contains(@class,'logout')]//a | //a[contains(@class,'logout')]");
        browser.find("//input[@name='password']");
        assertThat(node.as("clerk-market-regulation").get("/api/tasks/" + taskId + "/draft").expect(200).text()).doesNotContain("电子秤");
    }

    @Test
    void anotherUnitsClerkListsNothingOfTheTicket() throws IOException {
        String ticketNo = registers("desk-forbidden", "网购假货");
        String taskId = node.as("clerk-market-regulation").task(ticketNo, "Task_HandleTicket");
        assertThat(node.as("clerk-housing").get("/api/tasks/lines?ids=" + taskId).expect(200).json()).isEmpty();
        TasklistScreen tasklist = TasklistScreen.of(browser, "clerk-housing");
        tasklist.showsList("本单位工单");
        browser.waitFor("the list has been read", () -> browser.shown("//*[contains(@class,'hotline-bar')]").size() == 1);
        assertThat(tasklist.lists(ticketNo)).isFalse();
    }
}
