package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bulletins and statistics in a real browser: drafted, written, read, drawn, followed down to the tickets. Screenshots stay in {@code target/it}. */
@Tag("browser")
class BulletinsBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script>"
            + "{{constructor.constructor('window.hotlineTricked=1')()}}";

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
    void anEditorDraftsWritesAndReadsABulletin() {
        node.as("operator").registers(Person.complaint(null));
        browser.signIn("bulletin-editor");
        browser.go("/bulletins#/bulletins/new");
        browser.find("//label[normalize-space()='种类']/../select/option[@value='daily']").click();
        day("统计期自");
        day("至");
        browser.find("//label[normalize-space()='标题']/../input").sendKeys("日报" + MARKUP);
        browser.assertAccessible();
        browser.click("//button[normalize-space()='冻结数据并拟稿']");

        browser.click("//nav[@aria-label='通报']//a[normalize-space()='编写']");
        browser.find("//label[contains(.,'苗头性')]/../textarea").sendKeys("供水类诉求上升。" + MARKUP.replace("{{", "").replace("}}", ""));
        browser.assertAccessible();
        browser.click("//button[normalize-space()='保存']");
        browser.find("//*[contains(@class,'note')][contains(.,'已保存')]");

        browser.click("//nav[@aria-label='通报']//a[normalize-space()='内容']");
        browser.find("//article[contains(.,'供水类诉求上升。<img src=x')]");
        assertThat(browser.find("//article//p[@class='title']").getText()).contains("<img src=x onerror");
        browser.find("//article//table//caption[contains(.,'诉求类型')]");
        browser.assertNotTricked();
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("bulletins/content");
    }

    @Test
    void figuresAreDrawnListedAndFollowedToTheirTickets() {
        String ticketNo = node.as("operator").registers(Person.complaint(null));
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        browser.signIn("supervisor");
        browser.go("/bulletins#/statistics?measure=received&dimension=kind&from=" + today + "&to=" + today);
        browser.find("//td[contains(.,'投诉')]");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("bulletins/statistics");

        browser.click("//button[@aria-label='查看投诉的工单']");
        browser.find("//h2[normalize-space()='数字背后的工单：受理工单，投诉']");
        String line = "//button[normalize-space()='" + ticketNo + "']";
        String lines = "//button[starts-with(normalize-space(),'" + ticketNo.substring(0, 2) + "')]";
        browser.find(lines);
        while (browser.shown(line).isEmpty()) {
            int seen = browser.shown(lines).size();
            browser.click("//button[normalize-space()='再看一些']");
            browser.waitFor("more lines", () -> browser.shown(lines).size() > seen);
        }
        browser.click(line);
        browser.find("//dialog[@aria-label='工单" + ticketNo + "']//*[contains(.,'" + ticketNo + "')]");
        browser.assertNotTricked();
        browser.click("//dialog//button[normalize-space()='关闭']");

        browser.go("/bulletins#/statistics/rates?from=" + today + "&to=" + today);
        browser.find("//*[contains(.,'回访满意率')]");
        browser.assertAccessible();
        browser.go("/bulletins#/template");
        browser.find("//td[contains(.,'发文机关')]");
        browser.assertAccessible();
        browser.go("/bulletins#/measures");
        browser.find("//td[contains(.,'受理工单')]");
        browser.assertAccessible();
    }

    private void day(String label) {
        browser.driver().executeScript("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
                browser.find("//label[normalize-space()='" + label + "']/../input"), LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    }
}
