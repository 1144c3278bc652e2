package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A clerk's work in Tasklist, in a real browser. Screenshots stay in {@code target/it}. */
@Tag("browser")
class TasklistBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\">{{constructor.constructor('window.hotlineTricked=1')()}}";

    private final Node node = SharedNode.get();
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(node, new Dimension(1600, 1100));
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void aClerkSignsIsToldWhyAReplyIsRefusedRepliesAndSignsOut() throws IOException {
        Map<String, Object> request = Person.complaint("browser");
        request.put("category", "consumer-rights");
        request.put("title", "药店不发货" + MARKUP);
        String ticketNo = node.as("operator").registers(request);

        browser.signIn("clerk-market-regulation");
        browser.go("/camunda/app/tasklist/default/");
        browser.click("//*[contains(@class,'task-filters') or contains(@class,'column-filters')]//*[contains(text(),'本单位工单')]");
        browser.click("//li[contains(@class,'task') and .//*[contains(text(),'" + ticketNo + "')]]");
        browser.find("//*[contains(@class,'hotline-ticket')]//*[contains(text(),'办理截止')]");
        String card = browser.find("//*[contains(@class,'hotline-ticket')]").getText();
        assertThat(card).contains(ticketNo, "投诉", "市市场监督管理局", "测*", "138****0000", MARKUP).doesNotContain("测试群众");
        browser.picture("tasklist-ticket");

        browser.click("//*[contains(@class,'claim') or contains(@ng-click,'claim')][contains(.,'签收')]");
        browser.click("//label[normalize-space()='答复']");
        WebElement reply = browser.find("//textarea[not(@disabled)]");
        reply.sendKeys("双方已和解。。。。。" + Keys.TAB);
        browser.click("//button[normalize-space()='提交' and not(@disabled)]");
        browser.find("//*[contains(text(),'有效字数不够')]");
        browser.picture("tasklist-refused");
        browser.click("//*[contains(text(),'有效字数不够')]/ancestor::*[contains(@class,'alert')]//button[contains(@class,'close')]");
        assertThat(browser.find("//textarea[not(@disabled)]").getDomProperty("value")).isEqualTo("双方已和解。。。。。");

        reply = browser.find("//textarea[not(@disabled)]");
        reply.clear();
        reply.sendKeys("经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。" + Keys.TAB);
        browser.click("//button[normalize-space()='提交' and not(@disabled)]");
        browser.waitFor("the ticket goes on", () -> node.as("operator")
                .get("/api/tickets/" + ticketNo).json().get("status").asText().equals("reviewing"));

        browser.assertNotTricked();
        browser.click("//*[contains(@class,'account')]//a");
        browser.click("//*[contains(@class,'logout')]//a | //a[contains(@class,'logout')]");
        browser.find("//input[@name='password']");
        browser.go("/camunda/app/tasklist/default/");
        browser.find("//input[@name='password']");
    }

    @Test
    void theOutboxShowsWhatCitizensAreAsked() throws IOException {
        Map<String, Object> request = Person.complaint("browser-outbox");
        request.put("category", "consumer-rights");
        String ticketNo = node.as("operator").registers(request);
        node.as("clerk-market-regulation").completes(ticketNo, "Task_HandleTicket", Map.of("action", "reply",
                "reply", "经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。"));
        node.as("reviewer").completesSoon(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
        browser.waitFor("the ticket goes on", () -> node.as("operator")
                .get("/api/outbox?ticketNo=" + ticketNo).json().get("items").size() == 1);

        browser.signIn("callback");
        browser.go("/outbox.html");
        assertThat(browser.find("//tbody/tr[td[text()='" + ticketNo + "']]").getText()).contains("1满意，2不满意");
        browser.picture("outbox");
    }
}
