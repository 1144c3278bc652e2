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
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A designer's work on {@code /designer}, in a real browser. Screenshots stay in {@code target/it/designers}. */
@Tag("browser")
class DesignerBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script>";
    private static final String LIMITS = "dmn/deadline-limits.dmn";
    private static final String HANDLING = "bpmn/unit-handling.bpmn";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A small desk screen; everything must be reachable on it without scrolling sideways. */
    private static final Dimension DESK = new Dimension(1366, 768);

    private static Node node;

    @TempDir
    Path files;
    private ChromeDriver browser;

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
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("hotline.it.chromium", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN");
        browser = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(System.getProperty("hotline.it.chromedriver", "/usr/bin/chromedriver")).toFile())
                .usingAnyFreePort().build(), options);
        browser.manage().window().setSize(DESK);
        Number frame = (Number) browser.executeScript("return window.outerHeight - window.innerHeight");
        browser.manage().window().setSize(new Dimension(DESK.width, DESK.height + frame.intValue()));
    }

    @AfterEach
    void closeBrowser() {
        browser.quit();
    }

    @Test
    void aChangeIsCheckedMendedPreviewedPublishedAndRolledBack() throws IOException {
        for (int i = 0; i < 3; i++) {
            Map<String, Object> request = Person.complaint("designer-" + i);
            request.put("category", "consumer-rights");
            node.as("operator").registers(request);
        }
        signIn("designer");
        find("//h1[.='模型']");
        find("//td[contains(.,'deadline-limits')]");
        picture("models");

        upload(doubled(), broken());
        find("//p[contains(.,'有 2 个错误，不能发布')]");
        assertThat(findings("unit-handling.bpmn")).contains("错误", "Task_HandleTicket", "runtimeService");
        assertThat(findings("deadline-limits.dmn")).contains("错误", "Rule_returnTwice", "永远轮不到", "clock", "return");
        assertThat(browser.findElements(By.linkText("去发布"))).isEmpty();
        picture("findings");

        upload(changed(LIMITS, "Rule_returnTwoDays", "<text>2</text>", "<text>1</text>"));
        find("//a[.='去发布']");
        assertThat(find("//table[caption='草稿中的文件']").getText()).contains(LIMITS, "有修改");

        click("//a[.='预览效果']");
        click("//a[.='时限']");
        click("//button[.='开始预览']");
        find("//h2[.='结果']");
        picture("preview-limits");
        assertThat(browser.findElements(By.linkText("导出 .xlsx"))).hasSize(1);

        click("//nav//a[.='发布']");
        click("//main//button[.='发布']");
        assertThat(browser.findElements(By.tagName("dialog"))).as("a note is needed").isEmpty();
        find("//textarea").sendKeys("退回期改为1个工作日，依据邵行审发〔2023〕4号");
        click("//main//button[.='发布']");
        find("//dialog[contains(.,'" + LIMITS + "')]");
        picture("publish");
        click("//dialog//button[.='发布']");
        find("//h1[.='历史']");
        find("//tr[contains(.,'退回期改为1个工作日')]");
        picture("history");
        assertThat(returnDays()).isEqualTo("1");

        click("//tr[contains(.,'退回期改为1个工作日')]//a");
        find("//h2[.='改了什么']");
        picture("publication");
        click("//button[.='回退到这次发布之前']");
        find("//dialog//textarea").sendKeys("先恢复原来的退回期");
        click("//dialog//button[.='回退']");
        find("//tr[contains(.,'先恢复原来的退回期') and contains(.,'回退')]");
        assertThat(returnDays()).isEqualTo("2");
    }

    @Test
    void whereASecondPersonIsAskedTheAuthorCannotApprove() throws IOException {
        node.as("admin").put("/api/settings/design.secondPerson", Map.of("value", "true")).expect(200);
        try {
            signIn("designer");
            upload(changed(LIMITS, "Rule_returnTwoDays", "<text>2</text>", "<text>1</text>"));
            click("//a[.='去发布']");
            find("//textarea").sendKeys("请第二人核对");
            click("//button[.='提交第二人审核']");
            click("//dialog//button[.='提交']");
            find("//p[contains(.,'须由另一位设计员或管理员同意')]");
            assertThat(browser.findElements(By.xpath("//button[.='同意并发布']"))).isEmpty();
            assertThat(returnDays()).isEqualTo("2");
            String draft = browser.getCurrentUrl().replaceAll(".*#", "#");
            signOut();

            signIn("admin");
            open(draft);
            picture("second-person");
            click("//button[.='退回']");
            find("//dialog//textarea").sendKeys("依据不足");
            click("//dialog//button[.='退回']");
            find("//p[contains(.,'不能再发布')]");
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

        signIn("designer");
        upload(changed("dmn/catalogue-shaoyang-finance-trade.dmn", "Rule_consumer", "\"market-regulation\"", "\"commerce\""));
        click("//a[.='预览效果']");
        click("//a[.='派单']");
        click("//button[.='开始预览']");
        find("//h2[.='按承办单位']");
        assertThat(find("//tr[contains(.,'市商务局')]").getText()).contains("+");
        assertThat(find("//tr[contains(.,'" + ticketNo + "')]").getText()).contains("市市场监督管理局", "市商务局", "Rule_consumer");
        picture("preview-routing");

        open("#/catalogue/catalogue-shaoyang-finance-trade");
        assertThat(find("//tr[contains(.,'Rule_consumer')]").getText()).contains("市场监管局");
        assertThat(browser.findElements(By.linkText("导出 .xlsx"))).hasSize(1);
        picture("catalogue");

        open("#/explain");
        click("//label[.='诉求分类']/following-sibling::select/option[contains(.,'产品质量')]");
        click("//button[.='判定']");
        find("//h3[.='命中的行']");
        assertThat(find("//tr[contains(.,'Rule_consumer')]").getText()).contains("市场监管局");
        find("//h3[.='被挡住的行']");
        picture("explain");
    }

    @Test
    void textOfAModelStaysText() throws IOException {
        signIn("designer");
        Path hostile = changed(LIMITS, "Rule_returnTwoDays", "<text>2</text>", "<text>1</text>", "个工作日内申请退回",
                "个工作日" + escaped(MARKUP), "name=\"时限规定\"", "name=\"时限规定" + escaped(MARKUP) + "\"");
        upload(hostile);
        click("//a[.='去发布']");
        find("//textarea").sendKeys("说明" + MARKUP);
        click("//main//button[.='发布']");
        click("//dialog//button[.='发布']");
        assertThat(find("//tr[contains(.,'说明')]").getText()).contains(MARKUP);
        click("//tr[contains(.,'说明')]//a");
        find("//h2[.='改了什么']");
        open("#/models");
        assertThat(find("//tr[contains(.,'deadline-limits')]").getText()).contains("时限规定" + MARKUP);
        open("#/catalogue/deadline-limits");
        assertThat(find("//tr[contains(.,'Rule_returnTwoDays')]").getText()).contains("个工作日" + MARKUP);
        assertThat(browser.executeScript("return window.hotlineTricked")).isNull();
        assertThat(browser.findElements(By.cssSelector("main img, main script"))).isEmpty();
    }

    @Test
    void everySectionWorksByKeyboardAndFitsADeskScreen() {
        signIn("designer");
        for (String section : List.of("模型", "草稿", "预览", "发布", "历史", "冲突", "目录", "为什么")) {
            find("//nav//a[.='" + section + "']").sendKeys(Keys.ENTER);
            find("//h1[.='" + section + "']");
            assertThat(browser.switchTo().activeElement().getText()).as("focus").isEqualTo(section);
            new WebDriverWait(browser, PATIENCE).until(b -> b.findElements(By.cssSelector("main [aria-busy]")).isEmpty());
            assertThat(browser.findElements(By.cssSelector("main [role=alert]"))).as(section).isEmpty();
            assertThat(browser.executeScript("return document.documentElement.scrollWidth - window.innerWidth"))
                    .as(section).isEqualTo(0L);
        }
    }

    @Test
    void othersAreToldThatThePageIsNotForThem() throws IOException {
        for (String user : List.of("clerk-market-regulation", "dispatcher")) {
            signIn(user);
            browser.get(node.url() + "/designer");
            assertThat(find("//main").getText()).contains("您的角色不能进入这个页面", user);
            picture("closed");
            browser.get(node.url() + "/designer/app.js");
            assertThat(browser.getPageSource()).doesNotContain("import");
            browser.manage().deleteAllCookies();
        }
    }

    // ------------------------------------------------------------------ what the designer does

    private void upload(Path... models) {
        open("#/drafts");
        find("//h2[.='上传']");
        browser.findElement(By.id("files")).sendKeys(String.join("\n", Arrays.stream(models).map(Path::toString).toList()));
        click("//button[.='上传并检查']");
        find("//h2[starts-with(.,'检查结果')]");
    }

    /** A copy of a model of the product in which, within one table row or the whole file, texts are replaced in pairs. */
    private Path changed(String model, String row, String... pairs) throws IOException {
        String text = Files.readString(Path.of(model));
        for (int i = 0; i < pairs.length; i += 2) {
            int from = text.indexOf(pairs[i], pairs[i].startsWith("name=") ? 0 : text.indexOf("id=\"" + row + "\""));
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
        return find("//section[contains(@class,'findings')][h3[contains(.,'" + file + "')]]").getText();
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

    private void signIn(String user) {
        browser.get(node.url() + "/login");
        find("//input[@name='username']").sendKeys(user);
        find("//input[@name='password']").sendKeys("Hotline@12345");
        click("//button");
        new WebDriverWait(browser, PATIENCE).until(b -> !b.getCurrentUrl().endsWith("/login"));
    }

    private void signOut() {
        click("//button[.='退出登录']");
        find("//input[@name='password']");
    }

    private void open(String hash) {
        browser.get("about:blank");
        browser.get(node.url() + "/designer" + hash);
    }

    private WebElement find(String xpath) {
        return new WebDriverWait(browser, PATIENCE).ignoring(StaleElementReferenceException.class).withMessage(() -> xpath + "\n"
                + browser.findElement(By.tagName("body")).getText()).until(b -> {
            List<WebElement> shown = b.findElements(By.xpath(xpath)).stream().filter(WebElement::isDisplayed).toList();
            return shown.isEmpty() ? null : shown.get(0);
        });
    }

    private void click(String xpath) {
        new WebDriverWait(browser, PATIENCE).ignoring(StaleElementReferenceException.class)
                .ignoring(ElementNotInteractableException.class).until(b -> {
                    WebElement wanted = find(xpath);
                    browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", wanted);
                    wanted.click();
                    return true;
                });
    }

    private void picture(String name) throws IOException {
        new WebDriverWait(browser, PATIENCE).until(b -> b.findElements(By.cssSelector("[aria-busy]")).isEmpty());
        Path folder = Path.of(System.getProperty("hotline.it.work", "target/it"), "designers");
        Files.createDirectories(folder);
        Files.write(folder.resolve("designer-" + name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
