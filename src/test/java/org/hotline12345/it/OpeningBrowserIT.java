package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hotline12345.opening.TestCity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * An empty database, one administrator and a workbook: a city that is nowhere in the product opens itself in the browser
 * and archives its first ticket, without SQL and without a restart.
 */
@Tag("browser")
class OpeningBrowserIT {

    private static final String ADMIN = "root-admin";
    private static final String PASSWORD = "Hotline@12345";
    private static final String KEY = Base64.getEncoder().encodeToString("a-key-of-exactly-32-bytes-length".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    /** What a careless or hostile file may be called. */
    private static final String TRICK = "云溪<img src=x onerror=window.hotlineTricked=1>";

    private Node node;
    private Browser browser;

    @BeforeEach
    void startEmpty() {
        Database database = Database.empty("opening");
        node = Node.withEnvironment(Map.of("SPRING_DATASOURCE_URL", database.url(), "SPRING_DATASOURCE_USERNAME", database.user(),
                "SPRING_DATASOURCE_PASSWORD", "", "HOTLINE_IDENTITY_KEY", KEY, "HOTLINE_ADMIN_USER", ADMIN, "HOTLINE_ADMIN_PASSWORD", PASSWORD,
                "HOTLINE_SECURITY_SECURECOOKIES", "false")).awaitReady();
        browser = Browser.open(node, Browser.DESK);
    }

    @AfterEach
    void stop() {
        browser.close();
        node.close();
    }

    @Test
    void aCityOpensItselfAndArchivesItsFirstTicket() throws IOException {
        browser.signIn(ADMIN);
        browser.go("/admin#/checklist");
        browser.find("//tr[td[.='热线']]//*[.='必须补']");
        refusesTwentyMistakes();
        imports();
        repeatsWithoutAChange();
        Map<String, String> passwords = firstPasswords();

        String ticketNo = registers(passwords);
        String clerk = clerkOf(ticketNo);
        activates(clerk, passwords);
        TasklistScreen unit = TasklistScreen.of(browser, clerk);
        unit.opens("本单位工单", "办理工单", ticketNo);
        unit.claims();
        unit.chooses("答复");
        unit.writes("答复内容", "经核实，用人单位拖欠工资情况属实，已责令其全额支付，工资已于当日发放到位。");
        unit.submits();
        becomes(ticketNo, "reviewing");

        activates("yx-reviewer-1", passwords);
        TasklistScreen reviewer = TasklistScreen.of(browser, "yx-reviewer-1");
        reviewer.opens("待复核", "复核答复", ticketNo);
        reviewer.claims();
        reviewer.chooses("通过，转回访");
        reviewer.submits();
        becomes(ticketNo, "callback");

        activates("yx-callback-1", passwords);
        TasklistScreen caller = TasklistScreen.of(browser, "yx-callback-1");
        caller.opens("待回访", "人工回访", ticketNo);
        caller.claims();
        caller.selects("联系情况", "已联系上");
        caller.chooses("属实");
        caller.chooses("已解决");
        caller.chooses("满意");
        caller.writes("回访记录", "诉求人表示工资已经收到。");
        caller.submits();
        becomes(ticketNo, "archived");
        browser.assertNotTricked();
    }

    private void refusesTwentyMistakes() throws IOException {
        uploads("有错误的-" + TRICK.replace('/', '-') + ".xlsx", TestCity.withTwentyMistakes());
        patiently("//h2[starts-with(.,'问题（20 个）')]");
        assertThat(browser.shown("//section//tbody/tr")).hasSize(20);
        browser.find("//tr[td[1]='单位' and td[2]='52' and td[3]='E 上级单位']");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("admin/import-problems");
        assertThat(browser.shown("//button[@id='confirm-import']")).isEmpty();
        browser.go("/admin#/checklist");
        browser.find("//tr[td[.='热线']]//*[.='必须补']");
    }

    private void imports() throws IOException {
        uploads("云溪市.xlsx", TestCity.workbook());
        patiently("//h2[.='将要发生的变化']");
        browser.assertAccessible();
        browser.picture("admin/import-checked");
        browser.click("//button[@id='confirm-import']");
        patiently("//*[contains(@class,'good') and contains(.,'导入完成')]");
        browser.click("//a[.='查看开城检查表']");
        browser.find("//*[contains(@class,'good') and contains(.,'云溪市已经可以受理和派出工单')]");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("admin/checklist");
        browser.go("/admin#/settings");
        WebElement returns = browser.find("//*[@id='setting-returns.beforeDutyLeader']");
        assertThat(returns.getDomProperty("value")).isEqualTo("4");
        browser.find("//h2[.='修改历史']/following::td[.='" + ADMIN + "']");
        browser.assertAccessible();
        browser.picture("admin/settings");
    }

    private void repeatsWithoutAChange() throws IOException {
        uploads("云溪市.xlsx", TestCity.workbook());
        patiently("//button[@id='confirm-import' and .='确认（没有变化）']").click();
        browser.find("//*[contains(@class,'good') and contains(.,'没有变化')]");
        browser.go("/admin#/opening");
        browser.find("//td[.='没有变化']");
        browser.assertAccessible();
        browser.picture("admin/import");
    }

    private void uploads(String name, byte[] content) throws IOException {
        Path file = Files.write(Files.createTempDirectory("opening").resolve(name), content);
        browser.go("/admin#/opening");
        browser.find("//input[@type='file']").sendKeys(file.toString());
        browser.click("//button[.='上传并核对']");
        browser.find("//dt[.='文件']/following-sibling::dd[contains(.,'" + name.substring(0, 3) + "')]");
        Files.delete(file);
    }

    /** Hundreds of people and units take a while on a busy machine. */
    private WebElement patiently(String xpath) {
        return new WebDriverWait(browser.driver(), Duration.ofMinutes(4)).ignoring(StaleElementReferenceException.class)
                .withMessage(() -> xpath + "\n" + browser.text())
                .until(b -> browser.shown(xpath).stream().findFirst().orElse(null));
    }

    // ------------------------------------------------------------------ people

    /** The sheet of one-time passwords, fetched as the page does. */
    private Map<String, String> firstPasswords() throws IOException {
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        String sheet = (String) browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const token = decodeURIComponent(document.cookie.split('; ').find(pair => pair.startsWith('XSRF-TOKEN=')).slice(11));
                fetch('/api/people/first-passwords', { method: 'POST', headers: { 'X-XSRF-TOKEN': token } }).then(answer => answer.arrayBuffer())
                  .then(bytes => done(btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(''))));
                """);
        Map<String, String> passwords = new HashMap<>();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(Base64.getDecoder().decode(sheet)))) {
            for (Sheet page : book) {
                for (Row row : page) {
                    if (row.getLastCellNum() >= 4 && row.getCell(0) != null && row.getCell(3) != null) {
                        passwords.put(row.getCell(0).getStringCellValue(), row.getCell(3).getStringCellValue());
                    }
                }
            }
        }
        assertThat(passwords).hasSizeGreaterThan(500);
        return passwords;
    }

    /** Signs in for the first time and chooses a password. */
    private void activates(String account, Map<String, String> passwords) {
        browser.driver().manage().deleteAllCookies();
        browser.go("/login");
        browser.find("//input[@name='username']").sendKeys(account);
        browser.find("//input[@name='password']").sendKeys(passwords.get(account));
        browser.click("//button");
        browser.find("//input[@id='present']").sendKeys(passwords.get(account));
        browser.find("//input[@id='wanted']").sendKeys(PASSWORD);
        browser.find("//input[@id='again']").sendKeys(PASSWORD);
        browser.click("//button[.='修改密码']");
        browser.find("//input[@name='username']");
    }

    // ------------------------------------------------------------------ the first ticket

    private String registers(Map<String, String> passwords) {
        activates("yx-operator-1", passwords);
        browser.signIn("yx-operator-1");
        browser.go("/desk");
        field("来电号码").sendKeys("13900000771");
        field("姓名").sendKeys("周先生");
        new Select(field("诉求类型")).selectByVisibleText("投诉");
        field("诉求类别").sendKeys("拖欠工资");
        new Select(field("所在区划")).selectByVisibleText("临河区");
        field("标题").sendKeys("工地拖欠三个月工资");
        field("诉求内容").sendKeys("在临河区一处工地干活，三个月工资没有发，要求支付。");
        browser.click("//label[contains(.,'要求保密')]");
        browser.find("//section[h2='将派往']//strong");
        browser.picture("admin/first-ticket");
        field("诉求内容").sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
        String ticketNo = browser.find("//p[@class='number']").getText();
        assertThat(ticketNo).startsWith("YX");
        return ticketNo;
    }

    private WebElement field(String label) {
        String id = browser.find("//label[normalize-space()='" + label + "']").getDomAttribute("for");
        return browser.find("//*[@id='" + id + "']");
    }

    /** The catalogue decided, nobody else. */
    private String clerkOf(String ticketNo) {
        becomes(ticketNo, "handling");
        assertThat(node.as("yx-operator-1").get("/api/tickets/" + ticketNo).json().at("/units").toString()).contains("\"yunxi-dept-25\"");
        return "yx-dept-25-1";
    }

    private void becomes(String ticketNo, String status) {
        browser.waitFor(ticketNo + " becomes " + status, () -> status.equals(node.as("yx-operator-1").get("/api/tickets/" + ticketNo)
                .json().path("status").asText()));
    }
}
