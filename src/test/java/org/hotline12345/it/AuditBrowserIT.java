package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The audit page and the guides in a real browser. Screenshots stay in {@code target/it}. */
@Tag("browser")
class AuditBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script>";

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
    void anAuditorFindsWhoDidWhatAndWhoSawATicket() {
        String ticketNo = node.as("operator").registers(Person.complaint(null));
        node.as("supervisor").get("/api/tickets/" + ticketNo + "/card").expect(200);
        node.as("operator").post("/api/tickets/" + ticketNo + "/identity", Map.of("reason", "核实诉求地点" + MARKUP)).expect(200);
        node.as("admin").put("/api/settings/urge.perDay", Map.of("value", "4")).expect(200);
        node.as("admin").put("/api/settings/urge.perDay", Map.of("value", "3")).expect(200);

        browser.signIn("auditor");
        assertThat(browser.driver().getCurrentUrl()).contains("/admin");
        browser.go("/admin#/audit");
        assertThat(browser.find("//tr[contains(.,'urge.perDay')][contains(.,'由“4”改为“3”')]").getText()).contains("系统管理员", "设置");
        assertThat(browser.find("//tr[contains(.,'" + ticketNo + "')]").getText()).contains("核实诉求地点<img", "话务员").doesNotContain("测试群众");
        assertThat(browser.find("//tr[contains(.,'审计员')][contains(.,'登录')]/td[last()]").getText()).isNotBlank().isNotEqualTo("—");
        browser.assertNotTricked();
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("audit/entries");

        browser.go("/admin#/audit?kind=reveal&ticketNo=" + ticketNo);
        browser.find("//tr[contains(.,'" + ticketNo + "')]");
        browser.click("//a[normalize-space()='" + ticketNo + "']");
        browser.find("//caption[normalize-space()='谁看过工单']/..//tr[contains(.,'督办员')][contains(.,'查看工单')]");
        assertThat(browser.find("//tr[contains(.,'话务员')]").getText()).contains("查看诉求人信息");
        browser.assertAccessible();
        browser.picture("audit/looks");

        browser.click("//a[normalize-space()='完整性校验']");
        browser.click("//button[normalize-space()='现在校验']");
        browser.find("//td[contains(.,'完整') and not(contains(.,'不完整'))]");
        browser.assertAccessible();
        browser.picture("audit/checks");
        assertThat(browser.shown("//nav[@id='sections']//a")).extracting(link -> link.getText()).contains("审计").doesNotContain("人员与账号");

        browser.signIn("reviewer");
        browser.go("/admin#/audit");
        browser.waitFor("another page is shown instead", () -> browser.shown("//nav[@id='sections']//a[normalize-space()='审计']").isEmpty()
                && !browser.shown("//h1").isEmpty());
        assertThat(browser.text()).doesNotContain("urge.perDay");
    }

    @Test
    void everyWorkplaceLeadsToItsGuide() {
        TasklistScreen.of(browser, "clerk-market-regulation");
        assertThat(browser.find("//nav[contains(@class,'hotline-places')]//a[normalize-space()='帮助']").getAttribute("href")).endsWith("/help");
        browser.go("/help");
        browser.click("//h2[normalize-space()='您的手册']/following-sibling::section[1]//h3/a");
        browser.find("//h1[normalize-space()='承办单位办理手册']");
        browser.waitFor("the pictures are there", () -> Boolean.TRUE.equals(browser.driver().executeScript(
                "return [...document.images].every(image => { image.loading = 'eager'; return image.complete && image.naturalWidth > 0; })")));
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible();
        browser.picture("help/guide");
        browser.find("//input[@name='q']").sendKeys("附件 " + MARKUP);
        browser.click("//button[normalize-space()='查找']");
        browser.find("//h1[contains(.,'" + MARKUP.substring(0, 10) + "')]");
        browser.assertNotTricked();
        browser.find("//input[@name='q']").clear();
        browser.find("//input[@name='q']").sendKeys("附件");
        browser.click("//button[normalize-space()='查找']");
        browser.assertAccessible();
        browser.picture("help/search");
        browser.click("//ul[@class='found']//a[1]");
        browser.find("//main//h1");
    }
}
