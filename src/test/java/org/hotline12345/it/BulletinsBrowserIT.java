package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

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

    @Test
    void callsAreToldApartByDayAndNumberAreSharedOnlyWhereTheyAddUpAndLeadToNoTickets() throws IOException {
        browser.signIn("supervisor");
        browser.go("/bulletins#/calls");
        browser.find("//input[@type='file']").sendKeys(Files.writeString(Files.createTempDirectory("calls").resolve("话务量.csv"), """
                日期,号码,呼入,接听,无效来电,呼出,等待时长（秒）,通话时长（秒）,最长通话（秒）
                2024-02-01,12345,30,28,1,5,300,5000,640
                2024-02-02,12345,10,9,0,5,100,2000,320
                """).toString());
        browser.click("//button[.='核对']");
        browser.click("//button[.='确认导入']");
        browser.find("//*[contains(@class,'good') and contains(.,'已导入')]");

        String period = "&from=2024-02-01&to=2024-02-29";
        browser.go("/bulletins#/statistics?measure=callsIn" + period);
        browser.find("//table[caption='来电按日期']//tr[td[1]='2024-02-01'][td[2]='30'][td[3]='75.00%']");
        assertThat(offered("分组")).containsExactly("全部", "日期", "并入号码");
        assertThat(browser.shown("//th[normalize-space()='工单'] | //button[.='查看']")).isEmpty();
        browser.assertAccessible();
        browser.picture("bulletins/statistics-calls");

        browser.go("/bulletins#/statistics?measure=longestTalkSeconds&dimension=day" + period);
        browser.find("//table[caption='最长通话按日期']//tr[td[1]='2024-02-01'][td[2]='640']");
        assertThat(browser.shown("//th[contains(.,'占合计')] | //*[contains(@aria-label,'合计')]")).as("greatest ones do not add up").isEmpty();

        browser.go("/bulletins#/statistics?measure=callsIn&dimension=unit" + period);
        browser.find("//*[contains(@class,'warning')][normalize-space()='“来电”不分单位统计，下面按日期列出。']");
        browser.find("//table[caption='来电按日期']");
        browser.go("/bulletins#/statistics?measure=callsIn&dimension=day&item=2024-02-01" + period);
        browser.find("//*[contains(@class,'note')][normalize-space()='“来电”按日汇总统计，没有对应的工单。']");
        assertThat(browser.shown("//*[@role='alert'] | //button[.='重试']")).isEmpty();
        browser.go("/bulletins#/statistics?measure=callsIn&dimension=line&from=2024-03-01&to=2024-03-02");
        browser.find("//p[normalize-space()='这段时间“来电”为0，或者话务量还没有导入（见“话务导入”）。']");

        browser.go("/bulletins#/statistics?measure=received&dimension=kind" + period);
        browser.find("//p[normalize-space()='这段时间“受理工单”为0。']");
        assertThat(offered("分组")).contains("诉求类型", "日期").doesNotContain("并入号码");
        choose("指标", "inHand");
        assertThat(offered("分组")).as("what is in hand at the end of a period is of no day").contains("诉求类型").doesNotContain("日期");
        assertThat(chosen("分组")).isEqualTo("kind");
        choose("指标", "callsIn");
        assertThat(chosen("分组")).isEqualTo("day");
    }

    @Test
    void aClerkIsOfferedTheOwnRowAndToldWhyThereIsNoOther() {
        browser.signIn("clerk-housing");
        browser.go("/bulletins#/statistics?measure=received&dimension=kind&from=2024-02-01&to=2024-02-29");
        browser.find("//*[contains(@class,'warning')][normalize-space()='按诉求类型分组是全市的数，只对热线中心人员和通报签发人开放，下面按单位列出。']");
        browser.find("//p[normalize-space()='这段时间本单位的“受理工单”为0。']");
        assertThat(offered("分组")).containsExactly("单位");
        assertThat(offered("指标")).contains("受理工单").doesNotContain("来电");
        browser.assertAccessible();
        browser.picture("bulletins/statistics-clerk");
        browser.go("/bulletins#/statistics?measure=callsIn&from=2024-02-01&to=2024-02-29");
        browser.find("//*[contains(@class,'note')][starts-with(normalize-space(),'“来电”不分单位统计，没有本单位的数')]");
        assertThat(browser.shown("//*[@role='alert']")).isEmpty();
        browser.go("/bulletins#/statistics/rates?from=2024-02-01&to=2024-02-29");
        browser.find("//table[caption='各单位三率']//th[contains(.,'回访满意率')]");
        browser.find("//table[caption='各单位三率']//td[contains(.,'住房和城乡建设局')]");
        assertThat(browser.shown("//*[@role='alert']")).isEmpty();
    }

    @Test
    void aSignerReadsFiguresRatesAndMeasures() {
        node.as("operator").registers(Person.complaint(null));
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        browser.signIn("bulletin-signer");
        browser.go("/bulletins#/statistics?measure=received&dimension=kind&from=" + today + "&to=" + today);
        browser.find("//table[caption='受理工单按诉求类型']//td[contains(.,'投诉')]");
        assertThat(browser.shown("//button[.='查看']")).as("tickets are for those who work on them").isEmpty();
        browser.go("/bulletins#/statistics/rates?from=" + today + "&to=" + today);
        browser.find("//*[contains(.,'回访满意率')]");
        browser.go("/bulletins#/measures");
        browser.find("//td[contains(.,'受理工单')]");
        browser.go("/bulletins#/frames");
        browser.find("//td[normalize-space()='全部种类']");
        assertThat(browser.shown("//a[normalize-space()='设置']")).isEmpty();
        assertThat(browser.shown("//*[@role='alert']")).isEmpty();
    }

    @Test
    void framesAreSetForAllKindsOrOneWithTheNumberForetoldAndNothingTypedIsLost() {
        int year = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear();
        browser.signIn("bulletin-editor");
        browser.go("/bulletins#/frames?jurisdiction=460000");
        browser.find("//tr[td[1]='月报']//*[normalize-space()='没有设置，系统拟定']");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();

        browser.click("//a[@aria-label='设置全部种类的版头版记']");
        browser.find("//h1[normalize-space()='版头版记：全部种类']");
        fill("机关代字", "琼〔政〕");
        browser.find("//output[normalize-space()='—']");
        browser.click("//button[normalize-space()='保存']");
        assertThat(browser.shown("//*[contains(@class,'good')][contains(.,'已保存')]")).as("brackets are no part of a mark").isEmpty();
        fill("机关代字", "琼政务");
        browser.find("//output[normalize-space()='琼政务〔" + year + "〕1号']");
        fill("发文机关", "海南省政务服务中心");

        browser.click("//nav[@id='sections']//a[normalize-space()='指标目录']");
        browser.click("//dialog[contains(.,'有未保存的修改')]//button[normalize-space()='取消']");
        assertThat(browser.driver().getCurrentUrl()).contains("#/frames/all");
        fill("发文机关", "海南省政务服务中心<b>");
        fill("发", "各市县，各厅局");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("bulletins/frame");
        browser.click("//button[normalize-space()='保存']");
        browser.find("//*[contains(@class,'good')][contains(.,'已保存，用于此后拟编的通报')]");
        browser.click("//a[normalize-space()='返回']");
        browser.find("//tr[td[1]='全部种类'][td[2]='已设置'][td[3]='海南省政务服务中心<b>'][td[4]='琼政务'][td[5]='琼政务〔" + year + "〕1号'][td[6]='发：各市县，各厅局']");
        browser.find("//tr[td[1]='月报'][td[2]='用全部种类的'][td[4]='琼政务']");

        browser.click("//a[@aria-label='设置月报的版头版记']");
        fill("机关代字", "琼政务月");
        browser.click("//button[normalize-space()='保存']");
        browser.find("//*[contains(@class,'badge')][normalize-space()='单独设置']");
        browser.click("//a[normalize-space()='返回']");
        browser.find("//tr[td[1]='月报'][td[2]='单独设置'][td[4]='琼政务月']");
        browser.picture("bulletins/frames");
        browser.click("//a[@aria-label='设置月报的版头版记']");
        browser.click("//button[normalize-space()='取消设置']");
        browser.click("//dialog//button[normalize-space()='取消设置']");
        browser.find("//tr[td[1]='月报'][td[2]='用全部种类的'][td[4]='琼政务']");
        fillAndLeave();
        browser.assertNotTricked();
    }

    /** Who says so leaves without saving. */
    private void fillAndLeave() {
        browser.click("//a[@aria-label='设置周报的版头版记']");
        fill("联系人和电话", "李四");
        browser.click("//nav[@id='sections']//a[normalize-space()='指标目录']");
        browser.click("//dialog[contains(.,'有未保存的修改')]//button[normalize-space()='放弃修改']");
        browser.find("//h1[normalize-space()='指标目录']");
        browser.go("/bulletins#/frames?jurisdiction=460000");
        browser.find("//tr[td[1]='周报'][td[2]='用全部种类的'][td[8]='—']");
    }

    private void fill(String label, String text) {
        WebElement box = browser.find("//label[normalize-space()='" + label + "']/../*[self::input or self::textarea]");
        box.clear();
        box.sendKeys(text);
    }

    private void choose(String label, String value) {
        browser.click("//label[normalize-space()='" + label + "']/../select/option[@value='" + value + "']");
    }

    private String chosen(String label) {
        return browser.find("//label[normalize-space()='" + label + "']/../select").getDomProperty("value");
    }

    private List<String> offered(String label) {
        return browser.find("//label[normalize-space()='" + label + "']/../select").findElements(By.tagName("option")).stream()
                .map(WebElement::getText).map(String::strip).toList();
    }

    private void day(String label) {
        browser.driver().executeScript("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
                browser.find("//label[normalize-space()='" + label + "']/../input"), LocalDate.now(ZoneId.of("Asia/Shanghai")).toString());
    }
}
