package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A quality check from the sheet to the ruling in a real browser. Screenshots stay in {@code target/it}. */
@Tag("browser")
class QualityBrowserIT {

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
    void aCheckGoesFromTheSheetOverTheAppealToTheRuling() {
        String ticketNo = node.as("operator").registers(Person.complaint(null));

        browser.signIn("supervisor");
        browser.go("/admin#/quality/sheets");
        browser.click("//button[@aria-label='修改受理登记评分表']");
        browser.find("//textarea").sendKeys("\n");
        browser.driver().executeScript("document.querySelector('textarea').value += arguments[0]", "B1\t没有核实地点" + MARKUP.substring(0, MARKUP.indexOf('>') + 1) + "\t15");
        browser.click("//button[normalize-space()='保存为新版本']");
        browser.find("//section[.//h2[normalize-space()='受理登记']]//td[contains(.,'没有核实地点<img')]");
        browser.assertNotTricked();
        browser.assertAccessible();

        browser.go("/admin#/quality/draws");
        browser.find("//label[normalize-space()='数量']");
        setDate("工单登记日期自");
        setDate("至");
        browser.find("//label[normalize-space()='数量']/../input").clear();
        browser.find("//label[normalize-space()='数量']/../input").sendKeys("300");
        browser.click("//button[normalize-space()='抽样']");
        browser.find("//*[contains(@class,'note')][contains(.,'已列入质检员的待办')]");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("quality/draws");

        TasklistScreen inspector = TasklistScreen.of(browser, "inspector");
        inspector.opens("质检评分", ticketNo);
        assertThat(browser.find("//textarea[contains(@id,'sample') or @disabled]").getAttribute("value")).contains("没有核实地点<img", ticketNo);
        browser.assertNotTricked();
        inspector.claims();
        inspector.writes("不合格项代号", "A2,B1");
        inspector.writes("评语", "区划应为双清区" + MARKUP);
        browser.picture("quality/score");
        inspector.submits();
        browser.waitFor("the sample is scored", () -> !inspector.lists(ticketNo));

        browser.signIn("callback");
        browser.go("/admin#/quality");
        browser.find("//*[contains(.,'还没有您的质检结果')]");

        browser.signIn("operator");
        browser.go("/admin#/quality");
        String line = "//tr[contains(.,'" + ticketNo + "')]";
        assertThat(browser.find(line).getText()).contains("75", "A2 类别或行政区划选错", "B1 没有核实地点<img", "区划应为双清区<img");
        browser.assertNotTricked();
        browser.click(line + "//button[normalize-space()='申诉']");
        browser.find("//dialog//textarea").sendKeys("登记时群众说的就是大祥区，请复听录音");
        browser.click("//dialog//button[normalize-space()='提交申诉']");
        browser.find(line + "[contains(.,'申诉中')]");
        browser.assertAccessible();

        node.as("supervisor").completes(ticketNo, "Task_RuleOnAppeal",
                Map.of("ruling", "changed", "deductions", "B1", "reason", "区划无误，未核实地点属实"));
        browser.go("/admin#/quality");
        assertThat(browser.find(line).getText()).contains("85", "原 75", "改判", "已确定");

        browser.signIn("inspector");
        browser.go("/admin#/quality?state=final");
        assertThat(browser.find(line).getText()).contains("话务员");
        browser.assertNoSidewaysScrolling();
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        browser.go("/admin#/quality/figures?by=person&from=" + today + "&until=" + today);
        assertThat(browser.find("//tr[contains(.,'话务员')]").getText()).contains("85.0");
        browser.assertAccessible();
    }

    @Test
    void inspectorsSeeEverybodysResultsOnOneScreen() {
        String ticketNo = node.as("operator").registers(Person.complaint(null));
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        node.as("inspector").post("/api/quality/draws", Map.of("part", "registration", "from", today, "until", today, "size", 300)).expect(200);
        node.as("inspector").completes(ticketNo, "Task_ScoreSample", Map.of("deductions", "A3,A4", "remark", "标题没有写明诉求，结束语不规范"));
        browser.signIn("inspector");
        browser.go("/admin#/quality?state=scored");
        browser.find("//tr[contains(.,'" + ticketNo + "')]");
        browser.assertNoSidewaysScrolling();
        browser.picture("quality/results");
    }

    private void setDate(String label) {
        browser.driver().executeScript("const label = [...document.querySelectorAll('label')].find(each => each.textContent === arguments[0]); "
                + "document.getElementById(label.htmlFor).value = arguments[1]", label, LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    }
}
