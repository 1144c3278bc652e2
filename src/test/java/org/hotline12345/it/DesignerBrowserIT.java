package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A designer's work on {@code /designer}, in a real browser. Screenshots stay in {@code target/it/designers}. */
@Tag("browser")
class DesignerBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script>";
    private static final String LIMITS = "dmn/deadline-limits.dmn";
    private static final String HANDLING = "bpmn/unit-handling.bpmn";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Node node;

    @TempDir
    Path files;
    private Browser browser;

    @BeforeAll
    static void startNode() {
        node = Node.started(Database.fresh("designer"));
    }

    @AfterAll
    static void stopNode() {
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
    void aChangeIsCheckedMendedPreviewedPublishedAndRolledBack() throws IOException {
        for (int i = 0; i < 3; i++) {
            Map<String, Object> request = Person.complaint("designer-" + i);
            request.put("category", "consumer-rights");
            node.as("operator").registers(request);
        }
        browser.signIn("designer");
        browser.find("//h1[.='模型']");
        browser.find("//td[contains(.,'deadline-limits')]");
        browser.picture("designers/designer-models");

        upload(doubled(), broken());
        browser.find("//p[contains(.,'有 2 个错误，不能发布')]");
        assertThat(findings("unit-handling.bpmn")).contains("错误", "Task_HandleTicket", "runtimeService");
        assertThat(findings("deadline-limits.dmn")).contains("错误", "Rule_returnTwice", "永远轮不到", "clock", "return");
        assertThat(browser.driver().findElements(By.linkText("去发布"))).isEmpty();
        browser.picture("designers/designer-findings");

        upload(changed(LIMITS, "Rule_returnTwoDays", "<text>2</text>", "<text>1</text>"));
        browser.find("//a[.='去发布']");
        assertThat(browser.find("//table[caption='草稿中的文件']").getText()).contains(LIMITS, "有修改");

        browser.click("//a[.='预览效果']");
        browser.click("//a[.='时限']");
        browser.click("//button[.='开始预览']");
        browser.find("//h2[.='结果']");
        browser.picture("designers/designer-preview-limits");
        assertThat(browser.driver().findElements(By.linkText("导出 .xlsx"))).hasSize(1);

        browser.click("//nav//a[.='发布']");
        browser.click("//main//button[.='发布']");
        assertThat(browser.driver().findElements(By.tagName("dialog"))).as("a note is needed").isEmpty();
        browser.find("//textarea").sendKeys("退回期改为1个工作日，依据邵行审发〔2023〕4号");
        browser.click("//main//button[.='发布']");
        browser.find("//dialog[contains(.,'" + LIMITS + "')]");
        browser.picture("designers/designer-publish");
        browser.click("//dialog//button[.='发布']");
        browser.find("//h1[.='历史']");
        browser.find("//tr[contains(.,'退回期改为1个工作日')]");
        browser.picture("designers/designer-history");
        assertThat(returnDays()).isEqualTo("1");

        browser.click("//tr[contains(.,'退回期改为1个工作日')]//a");
        browser.find("//h2[.='改了什么']");
        browser.picture("designers/designer-publication");
        browser.click("//button[.='回退到这次发布之前']");
        browser.find("//dialog//textarea").sendKeys("先恢复原来的退回期");
        browser.click("//dialog//button[.='回退']");
        browser.find("//tr[contains(.,'先恢复原来的退回期') and contains(.,'回退')]");
        assertThat(returnDays()).isEqualTo("2");
    }

    @Test
    void whereASecondPersonIsAskedTheAuthorCannotApprove() throws IOException {
        node.as("admin").put("/api/settings/design.secondPerson", Map.of("value", "true")).expect(200);
        try {
            browser.signIn("designer");
            upload(changed(LIMITS, "Rule_returnTwoDays", "<text>2</text>", "<text>1</text>"));
            browser.click("//a[.='去发布']");
            browser.find("//textarea").sendKeys("请第二人核对");
            browser.click("//button[.='提交第二人审核']");
            browser.click("//dialog//button[.='提交']");
            browser.find("//p[contains(.,'须由另一位设计员或管理员同意')]");
            assertThat(browser.driver().findElements(By.xpath("//button[.='同意并发布']"))).isEmpty();
            assertThat(returnDays()).isEqualTo("2");
            String draft = browser.driver().getCurrentUrl().replaceAll(".*#", "#");
            signOut();

            browser.signIn("admin");
            open(draft);
            browser.picture("designers/designer-second-person");
            browser.click("//button[.='退回']");
            browser.find("//dialog//textarea").sendKeys("依据不足");
            browser.click("//dialog//button[.='退回']");
            browser.find("//p[contains(.,'不能再发布')]");
            assertThat(returnDays()).isEqualTo("2");
        } finally {
            node.as("admin").put("/api/settings/design.secondPerson", Map.of("value", "false")).expect(200);
        }
    }

    @Test
    void anotherUnitInTheCatalogueShowsWhoWouldGetWhichTickets() throws IOException {
        Map<String, Object> request = Person.complaint("designer-catalogue");
        request.put("category", "product-quality");
        String ticketNo = node.as("operator").registers(request);

        browser.signIn("designer");
        upload(changed("dmn/catalogue-shaoyang-finance-trade.dmn", "Rule_consumer", "\"market-regulation\"", "\"commerce\""));
        browser.click("//a[.='预览效果']");
        browser.click("//a[.='派单']");
        browser.click("//button[.='开始预览']");
        browser.find("//h2[.='按承办单位']");
        assertThat(browser.find("//tr[contains(.,'市商务局')]").getText()).contains("+");
        assertThat(browser.find("//tr[contains(.,'" + ticketNo + "')]").getText()).contains("市市场监督管理局", "市商务局", "Rule_consumer");
        browser.picture("designers/designer-preview-routing");

        open("#/catalogue/catalogue-shaoyang-finance-trade");
        assertThat(browser.find("//tr[contains(.,'Rule_consumer')]").getText()).contains("市场监管局");
        assertThat(browser.driver().findElements(By.linkText("导出 .xlsx"))).hasSize(1);
        browser.picture("designers/designer-catalogue");

        open("#/explain");
        browser.click("//label[.='诉求分类']/following-sibling::select/option[contains(.,'产品质量')]");
        browser.click("//button[.='判定']");
        browser.find("//h3[.='命中的行']");
        assertThat(browser.find("//tr[contains(.,'Rule_consumer')]").getText()).contains("市场监管局");
        browser.find("//h3[.='被挡住的行']");
        browser.picture("designers/designer-explain");
    }

    @Test
    void textOfAModelStaysText() throws IOException {
        browser.signIn("designer");
        Path hostile = changed(LIMITS, "Rule_returnTwoDays", "<text>2</text>", "<text>1</text>", "个工作日内申请退回",
                "个工作日" + escaped(MARKUP), "id=\"deadline-limits\" name=\"时限规定\"",
                "id=\"deadline-limits\" name=\"时限规定" + escaped(MARKUP) + "\"");
        upload(hostile);
        browser.click("//a[.='去发布']");
        browser.find("//textarea").sendKeys("说明" + MARKUP);
        browser.click("//main//button[.='发布']");
        browser.click("//dialog//button[.='发布']");
        assertThat(browser.find("//tbody/tr[contains(.,'说明<img')]").getText()).contains(MARKUP);
        browser.click("//tbody/tr[contains(.,'说明<img')]//a");
        browser.find("//h2[.='改了什么']");
        open("#/models");
        assertThat(browser.find("//tr[contains(.,'deadline-limits')]").getText()).contains("时限规定" + MARKUP);
        open("#/catalogue/deadline-limits");
        assertThat(browser.find("//tr[contains(.,'Rule_returnTwoDays')]").getText()).contains("个工作日" + MARKUP);
        browser.assertNotTricked();
        assertThat(browser.driver().findElements(By.cssSelector("main img, main script"))).isEmpty();
    }

    @Test
    void everySectionWorksByKeyboardAndFitsADeskScreen() {
        browser.signIn("designer");
        for (String section : List.of("模型", "草稿", "预览", "发布", "历史", "冲突", "目录", "为什么")) {
            browser.find("//nav//a[.='" + section + "']").sendKeys(Keys.ENTER);
            browser.find("//h1[.='" + section + "']");
            assertThat(browser.driver().switchTo().activeElement().getText()).as("focus").isEqualTo(section);
            new WebDriverWait(browser.driver(), PATIENCE).until(b -> b.findElements(By.cssSelector("main [aria-busy]")).isEmpty());
            assertThat(browser.driver().findElements(By.cssSelector("main [role=alert]"))).as(section).isEmpty();
            browser.assertNoSidewaysScrolling();
            browser.assertAccessible();
        }
    }

    @Test
    void othersAreToldThatThePageIsNotForThem() throws IOException {
        for (String user : List.of("clerk-market-regulation", "dispatcher")) {
            browser.signIn(user);
            browser.driver().get(node.url() + "/designer");
            assertThat(browser.find("//main").getText()).contains("您的角色不能进入这个页面", user);
            browser.picture("designers/designer-closed");
            browser.driver().get(node.url() + "/designer/app.js");
            assertThat(browser.driver().getPageSource()).doesNotContain("import");
            browser.driver().manage().deleteAllCookies();
        }
    }

    // ------------------------------------------------------------------ what the designer does

    private void upload(Path... models) {
        open("#/drafts");
        browser.find("//h2[.='上传']");
        browser.driver().findElement(By.id("files")).sendKeys(String.join("\n", Arrays.stream(models).map(Path::toString).toList()));
        browser.click("//button[.='上传并检查']");
        browser.find("//h2[starts-with(.,'检查结果')]");
    }

    /** A copy of a model of the product in which texts are replaced in pairs: from one table row on, else wherever they stand. */
    private Path changed(String model, String row, String... pairs) throws IOException {
        String text = Files.readString(Path.of(model));
        for (int i = 0; i < pairs.length; i += 2) {
            int inRow = text.indexOf(pairs[i], text.indexOf("id=\"" + row + "\""));
            int from = inRow < 0 ? text.indexOf(pairs[i]) : inRow;
            assertThat(from).as(pairs[i]).isNotNegative();
            text = text.substring(0, from) + pairs[i + 1] + text.substring(from + pairs[i].length());
        }
        return kept(model, text);
    }

    /** The limits with the row for a return standing there twice. */
    private Path doubled() throws IOException {
        String text = Files.readString(Path.of(LIMITS));
        int from = text.indexOf("<rule id=\"Rule_returnTwoDays\">");
        int end = text.indexOf("</rule>", from) + "</rule>".length();
        String again = text.substring(from, end).replace("Rule_returnTwoDays", "Rule_returnTwice")
                .replace("ReturnTwoDays", "ReturnTwice").replace("<text>2</text>", "<text>3</text>");
        return kept(LIMITS, text.substring(0, end) + again + text.substring(end));
    }

    private String findings(String file) {
        return browser.find("//section[contains(@class,'findings')][h3[contains(.,'" + file + "')]]").getText();
    }

    /** The diagram of a unit's handling with a step that calls the engine itself. */
    private Path broken() throws IOException {
        String text = Files.readString(Path.of(HANDLING));
        assertThat(text).contains("${signListener}");
        return kept(HANDLING, text.replace("${signListener}", "${runtimeService}"));
    }

    private Path kept(String model, String text) throws IOException {
        return Files.writeString(files.resolve(Path.of(model).getFileName()), text);
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** The limit for a return as the table in force has it. */
    private static String returnDays() {
        String table = node.as("designer").get("/api/designer/models/decision/deadline-limits").expect(200).text();
        return table.substring(table.indexOf("LiteralExpression_ReturnTwoDaysAmount")).replaceAll("(?s).*?<text>(.*?)</text>.*", "$1");
    }

    // ------------------------------------------------------------------ the browser

    private void signOut() {
        browser.click("//button[.='退出登录']");
        browser.find("//input[@name='password']");
    }

    private void open(String hash) {
        browser.go("/designer" + hash);
    }
}
