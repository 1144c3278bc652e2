package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 话务导入 in a real browser: the form is fetched, filled in wrongly, mended, taken in, repeated and corrected. */
@Tag("browser")
class CallTotalsBrowserIT {

    private static final String MARKUP = "<img src=x onerror=window.hotlineTricked=1>";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final List<Object> OWN_LINE = List.of(TODAY.toString(), "12345", 520, 500, 12, 310, 20800, 102500, 1258);
    private static final List<Object> MERGED_LINE = List.of(TODAY.toString(), "12333", 60, 58);

    private static Database database;
    private static Node node;
    private Browser browser;

    @BeforeAll
    static void startNode() {
        database = Database.fresh("calls");
        node = Node.started(database);
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
    void aFileWithMistakesIsRefusedCellByCellAndAMendedOneIsTriedTakenInAndCorrected() throws IOException {
        browser.signIn("supervisor");
        open();
        byte[] form = downloads();
        refuses(form);
        takesIn(form);
        repeatsWithoutAChange(form);
        corrects(form);
        browser.assertNotTricked();
    }

    @Test
    void whoDoesNotKeepTheTotalsReadsThemAndTakesNothingIn() {
        browser.signIn("operator");
        open();
        browser.find("//h2[.='各日话务量']");
        assertThat(browser.shown("//h2[.='导入话务量'] | //h2[.='导入记录'] | //input[@type='file']")).isEmpty();
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
    }

    private void refuses(byte[] form) throws IOException {
        tries("错" + MARKUP + ".xlsx", filled(form, List.of(
                List.of(TODAY.toString(), "12345", 100, 101),
                List.of(TODAY.plusDays(2).toString(), "12345", 100, 90, 101),
                List.of(TODAY.minusDays(1).toString(), MARKUP, MARKUP, 90),
                List.of(TODAY.toString(), "12345", 1, 1))));
        browser.find("//*[contains(@class,'warning') and contains(.,'有 6 处问题，没有导入')]");
        for (String cell : List.of("第 2 行 D 列（接听）：为101，不能大于呼入100", "第 3 行 A 列（日期）：晚于今天", "第 3 行 E 列（无效来电）", "第 4 行 B 列（号码）：应为3至20位数字，现为“<img",
                "第 4 行 C 列（呼入）", "第 5 行 B 列（号码）：与第 2 行是同一天同一号码")) {
            browser.find("//li[contains(.,'“话务量”表 " + cell + "')]");
        }
        assertThat(browser.shown("//button[.='确认导入']")).isEmpty();
        assertThat(database.count("select count(*) from report_call")).isZero();
        browser.find("//*[contains(.,'还没有导入过话务量')]");
        proper("calls/problems");
    }

    private void takesIn(byte[] form) throws IOException {
        tries("话务量" + MARKUP + ".xlsx", filled(form, List.of(OWN_LINE, MERGED_LINE)));
        browser.find("//*[contains(.,'共 2 行，将新增 2 行，修改 0 行')]");
        assertThat(database.count("select count(*) from report_call")).as("it was only tried").isZero();
        proper("calls/tried");
        browser.click("//button[.='确认导入']");
        browser.find("//*[contains(@class,'good') and contains(.,'已导入：新增 2 行，修改 0 行')]");
        browser.find("//table[caption='各日话务量']//tr[td[2]='12345'][td[3]='520'][td[8]='102,500']");
        browser.find("//table[caption='各日话务量']//tr[td[2]='12333'][td[3]='60'][td[4]='58']");
        browser.find("//table[caption='导入记录']//tr[td[2]='话务量" + MARKUP + ".xlsx'][td[4]='2'][td[5]='2'][td[6]='0'][td[7]='督办员']");
        assertThat(database.count("select count(*) from report_call")).isEqualTo(2);
        proper("calls/imported");
    }

    private void repeatsWithoutAChange(byte[] form) throws IOException {
        tries("再来一次.xlsx", filled(form, List.of(OWN_LINE, MERGED_LINE)));
        browser.find("//*[contains(.,'文件中的数与已有的完全相同，不需要导入')]");
        assertThat(browser.shown("//button[.='确认导入']")).isEmpty();
        assertThat(database.count("select count(*) from report_call_import")).isOne();
    }

    private void corrects(byte[] form) throws IOException {
        tries("更正.xlsx", filled(form, List.of(List.of(TODAY.toString(), "12333", 61, 58))));
        browser.find("//table[caption='将要修改的数']//tr[td[2]='12333'][td[3]='呼入'][td[4]='60'][td[5]='61']");
        browser.click("//button[.='确认导入']");
        browser.find("//table[caption='各日话务量']//tr[td[2]='12333'][td[3]='61']");
        browser.click("//table[caption='导入记录']//button[@aria-label='查看更正.xlsx修改的数']");
        browser.find("//table[caption='更正.xlsx修改的数']//tr[td[2]='12333'][td[4]='60'][td[5]='61']");
        proper("calls/corrected");
    }

    // ------------------------------------------------------------------ the screen

    private void open() {
        browser.go("/bulletins#/calls");
        browser.find("//*[contains(.,'话务平台每天的呼入')]");
    }

    private void proper(String picture) {
        browser.assertNotTricked();
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture(picture);
    }

    /** The file is gone once it was tried: what is taken in is what was tried. */
    private void tries(String name, byte[] content) throws IOException {
        open();
        Path file = Files.write(Files.createTempDirectory("calls").resolve(name), content);
        browser.find("//input[@type='file']").sendKeys(file.toString());
        browser.click("//button[.='核对']");
        browser.waitFor("the file is answered", () -> !browser.shown("//*[@aria-live='polite' and contains(@class,'answer')]/*").isEmpty());
        Files.delete(file);
    }

    /** The empty form, fetched from where the page's link leads. */
    private byte[] downloads() {
        String address = browser.find("//a[.='下载模板']").getDomProperty("href");
        return Base64.getDecoder().decode((String) browser.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                fetch(arguments[0]).then(answer => answer.arrayBuffer())
                  .then(bytes => done(btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(''))));
                """, address));
    }

    private static byte[] filled(byte[] form, List<List<Object>> rows) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(form)); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.getSheet("话务量");
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).startsWith("日期");
            for (int n = 0; n < rows.size(); n++) {
                Row row = sheet.getRow(n + 1) == null ? sheet.createRow(n + 1) : sheet.getRow(n + 1);
                for (int column = 0; column < rows.get(n).size(); column++) {
                    Object value = rows.get(n).get(column);
                    if (value instanceof Integer number) {
                        row.createCell(column).setCellValue(number);
                    } else {
                        row.createCell(column).setCellValue((String) value);
                    }
                }
            }
            book.write(out);
            return out.toByteArray();
        }
    }
}
