package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 工单查找 in Cockpit and Tasklist, lists taken away and tickets printed, in a real browser. Screenshots stay in {@code target/it}. */
@Tag("browser")
class SearchBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script>";
    private static final String COCKPIT = "/camunda/app/cockpit/default/#/search";
    private static final String TASKLIST = "/camunda/app/tasklist/default/#/search";

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

    private String registered(String title, String words) {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", "consumer-rights");
        request.put("title", title);
        request.put("address", "双拥路12号" + MARKUP);
        request.put("content", words + MARKUP);
        String ticketNo = node.as("operator").registers(request);
        browser.waitFor(ticketNo + " can be found", () -> node.as("supervisor").post("/api/search", Map.of("words", words)).text().contains(ticketNo));
        return ticketNo;
    }

    private void looksFor(String field, String text) {
        browser.find("//form[contains(@class,'search-form')]//input[@name='" + field + "']").sendKeys(text);
        browser.click("//form[contains(@class,'search-form')]//button[@type='submit']");
    }

    @Test
    void aSupervisorFindsATicketByItsWordsReadsItPrintsItAndTakesTheListAway() throws Exception {
        String ticketNo = registered("健身卡不给退" + MARKUP, "蓝鲸健身馆关门跑路，办卡费用要求退还。");
        registered("另一件", "蓝鲸幼儿园的接送车堵住路口。");
        browser.signIn("supervisor");
        browser.go(COCKPIT);
        looksFor("words", "蓝鲸 退还");
        browser.find("//*[contains(@class,'search-total') and contains(.,'找到 1 件')]");
        assertThat(browser.shown("//mark[.='蓝鲸']")).isNotEmpty();
        assertThat(browser.find("//*[contains(@class,'board-list')]").getText()).contains("健身卡不给退" + MARKUP);
        browser.assertNotTricked();
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible(".hotline-search-page");
        browser.click("//button[normalize-space()='" + ticketNo + "']");
        browser.find("//*[contains(@class,'board-card')]//*[contains(@class,'hotline-number')]");
        browser.assertNotTricked();
        browser.assertNoSidewaysScrolling();
        browser.picture("search/found");
        String paper = browser.find("//*[contains(@class,'board-card')]//a[normalize-space()='办理单']").getAttribute("href");
        assertThat(paper).isEqualTo(node.url() + "/api/tickets/" + ticketNo + "/documents/handling");
        HttpResponse<byte[]> printed = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(paper))
                .header("Cookie", "JSESSIONID=" + browser.driver().manage().getCookieNamed("JSESSIONID").getValue()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(printed.statusCode()).isEqualTo(200);
        assertThat(new String(printed.body(), 0, 5)).isEqualTo("%PDF-");
        browser.click("//button[normalize-space()='导出 Excel']");
        browser.find("//*[contains(@class,'search-exported') and contains(.,'已导出 工单查找-')]");
    }

    @Test
    void aUnitFindsItsOwnTicketsIsOfferedNoPhoneAndFindsNobodyElses() {
        String ticketNo = registered("奶茶店多收费", "海豚奶茶店多收了打包费。");
        browser.signIn("clerk-market-regulation");
        browser.go(TASKLIST);
        browser.find("//form[contains(@class,'search-form')]");
        assertThat(browser.shown("//input[@name='phone']")).isEmpty();
        looksFor("words", "海豚奶茶");
        browser.find("//button[normalize-space()='" + ticketNo + "']");
        browser.assertNotTricked();
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible(".hotline-search-page");
        browser.picture("search/unit");
        browser.close();
        browser = Browser.open(node, Browser.DESK);
        browser.signIn("clerk-housing");
        browser.go(TASKLIST);
        looksFor("words", "海豚奶茶");
        browser.find("//*[contains(.,'没有找到')]");
        assertThat(browser.text()).doesNotContain(ticketNo);
        assertThat(node.as("clerk-housing").get("/api/tickets/" + ticketNo + "/documents/assignment").status()).isEqualTo(404);
        assertThat(node.as("clerk-housing").post("/api/search", Map.of("phone", "13800000000")).status()).isEqualTo(403);
    }
}
