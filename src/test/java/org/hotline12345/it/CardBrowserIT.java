package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The ticket card beside the form and on a phone: what it tells, what may be done on it, what a refusal leaves behind. */
@Tag("browser")
class CardBrowserIT {

    private static final String TRICKS = "<img src=x onerror=window.hotlineTricked=1><script>window.hotlineTricked=1</script>"
            + "javascript:window.hotlineTricked=1 \\3c img\\3e {{constructor.constructor('window.hotlineTricked=1')()}}";
    private static final String UNIT = "clerk-market-regulation";
    private static final String GOOD_REPLY = "经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。";
    private static final String CARD = "//*[contains(@class,'hotline-ticket')]";
    private static final String DIALOG = "//dialog[@open]";

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

    @Test
    void aClerkSignsContactsAndIsToldAtTheFieldWhyAReplyIsRefused() throws IOException {
        String ticketNo = registered(TRICKS, "consumer-rights");
        TasklistScreen screen = TasklistScreen.of(browser, UNIT);
        screen.opens("待签收", ticketNo);
        browser.find(CARD + "//*[contains(text(),'个工作日') and contains(text(),'到期')]");
        assertThat(browser.find(CARD).getText()).contains(TRICKS, "138****0000", "北塔区").doesNotContain("测试群众");
        assertThat(browser.shown(CARD + "//button[contains(text(),'查看姓名')]")).as("no unit reads who asked").isEmpty();

        browser.click(CARD + "//button[text()='签收']");
        browser.find(CARD + "//*[text()='您已签收']");
        browser.find("//*[contains(@class,'assignee')]//*[contains(text(),'经办员')]");

        browser.click(CARD + "//button[text()='先行联系']");
        browser.find(DIALOG + "//textarea").sendKeys("约定明日上午上门查看");
        WebElement at = browser.find(DIALOG + "//input");
        browser.driver().executeScript("arguments[0].value = '2001-01-01T09:00'", at);
        browser.assertAccessible("dialog");
        browser.click(DIALOG + "//button[text()='记录']");
        browser.find(DIALOG + "//*[contains(text(),'联系时间须在派单之后')]");
        assertThat(browser.find(DIALOG + "//textarea").getDomProperty("value")).isEqualTo("约定明日上午上门查看");
        assertThat(browser.find(DIALOG + "//input").getDomAttribute("aria-invalid")).isEqualTo("true");
        browser.driver().executeScript("arguments[0].value = arguments[0].max", browser.find(DIALOG + "//input"));
        browser.click(DIALOG + "//button[text()='记录']");
        browser.find(CARD + "//*[contains(text(),'约定明日上午上门查看')]");
        assertThat(browser.shown(DIALOG)).isEmpty();

        browser.click(CARD + "//*[@data-part='routing']/summary");
        browser.find(CARD + "//*[contains(text(),'自动派给市市场监督管理局')]");
        browser.find(CARD + "//li[contains(text(),'职能优先于属地')]");

        screen.chooses("答复");
        screen.writes("答复内容", "双方已和解。。。。。");
        screen.submits();
        browser.find("//*[contains(@class,'fjs-form-field') and .//textarea]/*[contains(@class,'hotline-refused') and contains(text(),'有效字数不够')]");
        assertThat(screen.field("答复内容").getDomProperty("value")).isEqualTo("双方已和解。。。。。");
        browser.find(CARD + "//*[@data-part='refused-reply']//*[contains(text(),'双方已和解')]");
        browser.assertAccessible(".hotline-ticket");
        browser.assertNoSidewaysScrolling();
        browser.picture("tasklist/refused-field");

        screen.writes("答复内容", GOOD_REPLY);
        assertThat(browser.shown("//*[contains(@class,'hotline-refused')]")).isEmpty();
        screen.submits();
        browser.waitFor("the ticket goes on", () -> statusOf(ticketNo).equals("reviewing"));
        browser.assertNotTricked();
    }

    @Test
    void theWholeHistoryIsReadPageByPage() throws IOException {
        String ticketNo = registered("药店不发货", "consumer-rights");
        for (int i = 1; i <= 24; i++) {
            node.as(UNIT).post("/api/tickets/" + ticketNo + "/contacts", Map.of("outcome", "第" + i + "次无人接听")).expect(204);
        }
        TasklistScreen.of(browser, UNIT).opens("本单位工单", ticketNo);
        browser.find(CARD + "//*[contains(text(),'第24次无人接听')]");
        assertThat(browser.shown(CARD + "//*[@data-seq='1']")).isEmpty();
        browser.click(CARD + "//button[contains(text(),'更早的经过')]");
        browser.find(CARD + "//*[@data-seq='1']");
        List<WebElement> all = browser.shown(CARD + "//li[@data-seq]");
        assertThat(all.stream().map(line -> Integer.parseInt(line.getDomAttribute("data-seq"))).toList())
                .hasSizeGreaterThan(27).isSortedAccordingTo((a, b) -> b - a).doesNotHaveDuplicates().contains(1);
        assertThat(browser.shown(CARD + "//button[contains(text(),'更早的经过')]")).isEmpty();
        // Folded away, it stays away for the next ticket.
        browser.click(CARD + "//*[@data-part='history']/summary");
        browser.waitFor("the history is folded", () -> browser.shown(CARD + "//*[@data-seq='1']").isEmpty());
    }

    @Test
    void whoCallsTheCitizenReadsTheNumberForAReasonAndOnlyForAWhile() throws IOException {
        String ticketNo = registered("药店不发货", "consumer-rights");
        TasklistScreen screen = TasklistScreen.of(browser, UNIT);
        screen.opens("本单位工单", ticketNo);
        browser.find("//label[normalize-space()='答复']");
        browser.picture("tasklist/card");
        browser.click(CARD + "//button[text()='请中心联系']");
        browser.find(DIALOG + "//textarea").sendKeys("请问订单编号是多少");
        browser.click(DIALOG + "//button[text()='提出请求']");
        browser.waitFor("the wish is sent", () -> browser.shown(DIALOG).isEmpty());
        node.as(UNIT).post("/api/tickets/" + ticketNo + "/identity", Map.of("reason", "想自己打电话联系")).expect(403);

        screen = TasklistScreen.of(browser, "operator");
        screen.opens("待代为联系", ticketNo);
        browser.click(CARD + "//button[text()='查看姓名和电话']");
        browser.find(DIALOG + "//textarea").sendKeys("回访");
        browser.click(DIALOG + "//button[text()='查看']");
        browser.find(DIALOG + "//*[contains(text(),'不少于4个字') and not(self::small)]");
        browser.find(DIALOG + "//textarea").sendKeys("核实订单编号");
        browser.click(DIALOG + "//button[text()='查看']");
        browser.find(CARD + "//*[@data-part='contact']//a[@href='tel:13800000000']");
        assertThat(browser.find(CARD + "//*[@data-part='contact']").getText()).contains("测试群众");
        browser.click(CARD + "//button[text()='隐藏']");
        browser.waitFor("the number is masked again", () -> !browser.find(CARD).getText().contains("测试群众"));
        assertThat(node.as("supervisor").get("/api/tickets/" + ticketNo + "/identity-looks").json().at("/items/0/reason").asText())
                .isEqualTo("回访核实订单编号");
        assertThat(node.as("supervisor").get("/api/tickets/" + ticketNo + "/identity-looks").json().get("items")).hasSize(1);
    }

    @Test
    void aPartLeadsToTheCallItWasSplitFrom() throws IOException {
        String ticketNo = registered(TRICKS, null);
        node.as("dispatcher").completes(ticketNo, "Task_DispatchTicket", Map.of("decision", "split", "reason", "一次来电两件事", "matters", """
                [{"title":"药店不发货","content":"药店不发货","category":"consumer-rights","leadUnit":"market-regulation"},
                 {"title":"药店噪声","content":"药店噪声扰民","category":"consumer-rights","leadUnit":"urban-management"}]"""));
        String part = node.as("dispatcher").get("/api/tickets/" + ticketNo + "/related").expect(200).json().at("/items").findValuesAsText("ticketNo")
                .stream().filter(each -> node.as(UNIT).get("/api/tickets/" + each).status() == 200).findFirst().orElseThrow();
        node.as(UNIT).completes(part, "Task_HandleTicket", Map.of("action", "reply", "reply", GOOD_REPLY));
        browser.waitFor("the part is to be reviewed", () -> statusOf(part).equals("reviewing"));

        TasklistScreen.of(browser, "reviewer").opens("待复核", part);
        browser.find(CARD + "//*[contains(text(),'" + GOOD_REPLY + "')]");
        browser.find(CARD + "//*[@data-part='related']//*[text()='拆自']");
        browser.click(CARD + "//*[@data-part='related']//button[text()='" + ticketNo + "']");
        browser.find(DIALOG + "//*[@data-part='related']//*[text()='拆出']");
        assertThat(browser.find(DIALOG).getText()).contains(TRICKS, part);
        browser.picture("tasklist/related");
        browser.click(DIALOG + "//button[text()='关闭']");
        browser.assertNotTricked();
    }

    @Test
    void nightDutySignsContactsAndRepliesOnAPhone() throws IOException {
        browser.resize(Browser.PHONE);
        String ticketNo = registered("药店不发货", "consumer-rights");
        TasklistScreen screen = TasklistScreen.of(browser, UNIT);
        browser.find("//*[contains(@class,'task-filters')]//*[normalize-space(text())='待签收']");
        screen.showsList("待签收");
        browser.find("//li[contains(@class,'task') and .//*[contains(text(),'" + ticketNo + "')]]");
        assertThat(browser.shown("//*[contains(@class,'task-details')]")).as("one step at a time").isEmpty();
        browser.assertNoSidewaysScrolling();
        browser.picture("phone/list");

        screen.opens("待签收", ticketNo);
        browser.assertNoSidewaysScrolling();
        browser.picture("phone/ticket");
        assertThat(browser.find(CARD + "//button[text()='签收']").getSize().getHeight()).as("room for a thumb").isGreaterThanOrEqualTo(44);
        browser.click(CARD + "//button[text()='签收']");
        browser.find(CARD + "//*[text()='您已签收']");
        browser.click(CARD + "//button[text()='先行联系']");
        browser.find(DIALOG + "//textarea").sendKeys("已电话说明办理安排");
        browser.assertNoSidewaysScrolling();
        browser.picture("phone/contact");
        browser.click(DIALOG + "//button[text()='记录']");
        browser.find(CARD + "//*[contains(text(),'已电话说明办理安排')]");

        browser.click(CARD + "//button[text()='填写表单']");
        screen.chooses("答复");
        assertThat(browser.shown(CARD)).isEmpty();
        screen.writes("答复内容", "已处理。");
        screen.submits();
        browser.find("//*[contains(@class,'hotline-refused')]");
        browser.assertNoSidewaysScrolling();
        browser.picture("phone/refused");
        // To the ticket and back: nothing that was typed is lost.
        browser.click("//nav[contains(@class,'hotline-steps')]//button[text()='工单']");
        browser.find(CARD + "//*[@data-part='refused-reply']");
        browser.click("//nav[contains(@class,'hotline-steps')]//button[text()='表单']");
        assertThat(screen.field("答复内容").getDomProperty("value")).isEqualTo("已处理。");
        browser.assertAccessible(".hotline-steps", ".hotline-ticket");
        screen.field("答复内容").sendKeys(Keys.END + GOOD_REPLY + Keys.TAB);
        screen.submits();
        browser.waitFor("the ticket goes on", () -> statusOf(ticketNo).equals("reviewing"));
        browser.waitFor("back at the list", () -> browser.shown(CARD).isEmpty()
                && !browser.shown("//*[contains(@class,'tasks-list')]").isEmpty());
        browser.assertNotTricked();
    }

    private String registered(String title, String category) {
        Map<String, Object> request = Person.complaint(null);
        request.put("title", title);
        request.put("content", title + "，要求尽快发货。");
        request.put("address", title);
        if (category != null) {
            request.put("category", category);
        }
        return node.as("operator").registers(request);
    }

    private String statusOf(String ticketNo) {
        return node.as("operator").get("/api/tickets/" + ticketNo).json().get("status").asText();
    }
}
