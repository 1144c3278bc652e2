package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A monthly bulletin from its draft to the unit's desk in a real browser, objections and rulings included. Screenshots stay in {@code target/it}. */
@Tag("browser")
class BulletinWalkBrowserIT {

    // Without braces: in a bulletin's text they ask for a figure.
    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\"><script>window.hotlineTricked=1</script> "
            + "javascript:hotlineTricked=1";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final String UNIT = "clerk-market-regulation";
    private static final String TITLE = "邵阳市12345热线本月运行情况的通报";

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
    void aMonthlyBulletinIsDraftedObjectedToRuledOnReviewedSignedAndReadByItsUnits() throws IOException {
        String counted = registered("handled");
        String excluded = registered("satisfied");
        finished(counted);
        finished(excluded);
        elsewhere();

        String id = drafted();
        written(id);
        submitted(id);

        objects(id, counted, excluded);
        othersAgree(id);
        rules(id);
        submitsAgain(id);
        reviewsAndSigns(id);
        readByItsUnit(id);
        browser.signIn("bulletin-editor");
        browser.go("/bulletins#/bulletins/" + id + "/steps");
        browser.find("//td[normalize-space()='归档']");
        assertThat(browser.find("//tr[td[normalize-space()='修改正文']]").getText()).contains("运行情况补充").doesNotContain("situation");
        browser.find("//caption[normalize-space()='历次冻结的数据']/..//tr[contains(.,'异议成立后重新冻结')]");
        browser.assertNotTricked();
        seen("steps");
    }

    // ------------------------------------------------------------------ what the month counts

    private String registered(String title) {
        Map<String, Object> request = Person.complaint(null);
        request.put("category", "consumer-rights");
        request.put("title", title);
        return node.as("operator").registers(request);
    }

    private void finished(String ticketNo) {
        node.as(UNIT).completesSoon(ticketNo, "Task_HandleTicket",
                Map.of("action", "reply", "reply", "经核实，商家已于今日发货，并当面向群众致歉，群众表示认可。"));
        node.as("reviewer").completesSoon(ticketNo, "Task_ReviewReply", Map.of("verdict", "pass"));
        browser.waitFor("the survey is out", () -> node.as("operator").post("/api/tickets/" + ticketNo + "/evaluation",
                Map.of("authentic", true, "solved", true, "satisfied", true)).status() == 204);
        browser.waitFor("the ticket is finished", () -> node.as("operator").get("/api/tickets/" + ticketNo).expect(200).json().path("status")
                .asText().equals("archived"));
    }

    /** A ticket of another unit, whose figures nobody else may see. */
    private void elsewhere() {
        Map<String, Object> request = Person.complaint(null);
        request.put("title", "小区消防未通过强制收房");
        request.put("content", "北塔区世界钰园小区消防验收未通过，开发商强制业主收房并收取物业费。");
        String ticketNo = node.as("operator").registers(request);
        node.as("dispatcher").completesSoon(ticketNo, "Task_DispatchTicket", Map.of("decision", "dispatch", "kind", "complaint",
                "category", "property-service", "leadUnit", "housing", "reason", "消防验收与交房属住建部门职责"));
    }

    // ------------------------------------------------------------------ the draft

    private String drafted() {
        browser.signIn("bulletin-editor");
        browser.go("/bulletins#/bulletins/new");
        browser.find("//label[normalize-space()='种类']/../select/option[@value='monthly']").click();
        day("统计期自", TODAY.withDayOfMonth(1));
        day("至", TODAY);
        browser.find("//label[normalize-space()='标题']/../input").sendKeys(TITLE);
        seen("new");
        browser.click("//button[normalize-space()='冻结数据并拟稿']");
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='编写']");
        String url = browser.driver().getCurrentUrl();
        return url.replaceAll(".*/bulletins/(TB-[0-9a-f]+).*", "$1");
    }

    private void written(String id) {
        browser.find("//label[contains(.,'运行情况补充')]/../textarea").sendKeys("本月受理9876543件。");
        browser.click("//button[normalize-space()='保存']");
        browser.find("//li[contains(.,'正文“运行情况补充”写有9876543')]");
        browser.find("//label[contains(.,'运行情况补充')]/../textarea").clear();
        browser.find("//label[contains(.,'运行情况补充')]/../textarea").sendKeys("本月受理{received}件，供水类诉求上升。" + MARKUP);
        browser.click("//button[normalize-space()='保存']");
        browser.find("//*[contains(@class,'note')][contains(.,'已保存，勾稽核对一致')]");
        seen("write");
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='内容']");
        browser.find("//article[contains(.,'供水类诉求上升。<img src=x')]");
        browser.assertNotTricked();
        seen("draft");
    }

    private void submitted(String id) {
        browser.click("//button[normalize-space()='提交核对']");
        browser.find("//dd[contains(.,'待办：核对数据')]");
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='核对和异议']");
        browser.find("//tr[contains(.,'市市场监督管理局') and contains(.,'待答复')]");
        assertThat(node.as(UNIT).get("/api/bulletins/" + id).status()).isEqualTo(404);
    }

    // ------------------------------------------------------------------ objections

    private void objects(String id, String counted, String excluded) {
        browser.signIn(UNIT);
        browser.go("/bulletins#/bulletins");
        browser.find("//*[contains(@class,'tabs') or self::main]");
        browser.waitFor("the list is read", () -> browser.shown("//*[@aria-busy]").isEmpty());
        assertThat(browser.text()).doesNotContain(TITLE);
        TasklistScreen clerk = TasklistScreen.of(browser, UNIT);
        clerk.opensMatter("核对通报数据", id);
        assertThat(lineOf(id)).contains("月报", "核对数据", TITLE, TODAY.withDayOfMonth(1) + " 至 " + TODAY, "市市场监督管理局", "到期").doesNotContain(id);
        assertThat(beside()).contains("月报", "核对数据", TITLE, "数据截至", "未答复的视为无异议", "交办的工单").doesNotContain("没有对应的工单", "打开通报", "勾稽");
        assertThat(facts("本单位的数据")).contains(TITLE, "市市场监督管理局", "交办", "满意").doesNotContain("住房和城乡建设局");
        clerk.claims();
        clerk.chooses("有异议");
        // Before the texts: a select that is reached by the keyboard is open already.
        clerk.selects("有异议的数据", "交办");
        clerk.selects("有异议的数据（二）", "满意");
        clerk.writes("涉及的工单编号", counted);
        clerk.writes("理由", "这件工单不是本单位的职责" + MARKUP);
        clerk.writes("涉及的工单编号（二）", excluded);
        clerk.writes("理由（二）", "诉求人的要求超出了政策规定");
        browser.picture("bulletins/check");
        clerk.submits();
        browser.waitFor("the unit has answered", () -> !clerk.lists(id));
        browser.assertNotTricked();
    }

    private void othersAgree(String id) {
        for (JsonNode share : node.as("bulletin-editor").get("/api/bulletins/" + id + "/objections").expect(200).json().path("units")) {
            if (share.path("state").asText().equals("asked")) {
                node.as("clerk-" + share.path("unit").asText()).completesSoon(id, "Task_CheckFigures", Map.of("answer", "agree"));
            }
        }
    }

    /** One objection is rejected and one upheld: a ticket is left out, and the figures are frozen anew. */
    private void rules(String id) {
        for (int left = 2; left > 0; left--) {
            int open = left;
            browser.waitFor("objections to rule on", () -> node.as("supervisor").get("/engine-rest/task?processInstanceBusinessKey=" + id
                    + "&taskDefinitionKey=Task_RuleOnObjection").expect(200).json().size() == open);
            TasklistScreen supervisor = TasklistScreen.of(browser, "supervisor");
            supervisor.opensMatter("通报异议裁定", id);
            boolean responsibility = facts("异议").contains("不是本单位的职责<img");
            supervisor.claims();
            supervisor.chooses(responsibility ? "不成立" : "成立");
            if (!responsibility) {
                supervisor.selects("处理方式", "同意剔除");
                supervisor.selects("剔除理由", "超出法律政策规定");
            }
            supervisor.writes("理由", responsibility ? "权责清单写明由市场监管部门承办" + MARKUP : "政策规定不支持诉求人的要求");
            browser.assertNotTricked();
            browser.picture("bulletins/" + (responsibility ? "reject" : "uphold"));
            supervisor.submits();
        }
        browser.waitFor("frozen anew", () -> state(id).equals("draft"));
    }

    private void submitsAgain(String id) {
        browser.signIn("bulletin-editor");
        browser.go("/bulletins#/bulletins/" + id + "/objections");
        assertThat(browser.find("//caption[normalize-space()='异议和裁定']/..//tr[contains(.,'不成立')]").getText())
                .contains("市市场监督管理局", "交办", "不是本单位的职责<img", "由市场监管部门承办<img").doesNotContain("assigned");
        assertThat(browser.find("//caption[normalize-space()='异议和裁定']/..//tr[contains(.,'超出了政策规定')]").getText()).contains("成立", "变为");
        assertThat(browser.find("//caption[normalize-space()='异议和裁定']/..//td[3]/div").getSize().getHeight()).as("a number on one line").isLessThan(30);
        browser.find("//caption[normalize-space()='各单位的答复']/..//tr[contains(.,'市市场监督管理局') and contains(.,'有异议')]");
        browser.assertNotTricked();
        seen("objections");
        TasklistScreen editor = TasklistScreen.of(browser, "bulletin-editor");
        editor.opensMatter("通报拟稿", id);
        assertThat(lineOf(id)).contains("月报", "拟稿", TITLE);
        assertThat(beside()).contains(TITLE, "勾稽核对一致。", "打开通报");
        assertThat(browser.find("//aside[@aria-label='所办事项']//a").getAttribute("href")).endsWith("/bulletins#/bulletins/" + id);
        browser.picture("bulletins/task");
        assertThat(facts("通报情况")).contains(TITLE, "勾稽核对：一致", "不成立", "变为");
        editor.claims();
        editor.chooses("提交");
        editor.submits();
        browser.waitFor("the draft is handed in", () -> state(id).equals("review"));
    }

    // ------------------------------------------------------------------ review, signature, issue

    private void reviewsAndSigns(String id) {
        TasklistScreen supervisor = TasklistScreen.of(browser, "supervisor");
        supervisor.opensMatter("通报审核", id);
        assertThat(facts("通报情况")).contains(TITLE, "异议", "不成立：权责清单写明由市场监管部门承办<img");
        supervisor.claims();
        supervisor.chooses("通过");
        browser.picture("bulletins/review");
        supervisor.submits();
        browser.waitFor("it waits for the signature", () -> state(id).equals("signing"));

        TasklistScreen signer = TasklistScreen.of(browser, "bulletin-signer");
        signer.opensMatter("通报签发", id);
        signer.claims();
        signer.chooses("签发");
        browser.assertNotTricked();
        browser.picture("bulletins/sign");
        signer.submits();
        browser.waitFor("it is issued", () -> state(id).equals("issued"));
    }

    private void readByItsUnit(String id) throws IOException {
        String draft = node.as("bulletin-editor").post("/api/bulletins", Map.of("jurisdiction", "430500", "kind", "daily", "from", TODAY.toString(),
                "to", TODAY.toString(), "title", "还没有印发的日报")).expect(200).json().path("id").asText();
        browser.waitFor("another draft", () -> state(draft).equals("draft"));

        browser.signIn(UNIT);
        browser.go("/bulletins#/bulletins");
        browser.find("//tr[contains(.,'" + TITLE + "') and contains(.,'已印发') and contains(.,'号')]");
        assertThat(browser.text()).doesNotContain("还没有印发的日报");
        seen("issued");
        browser.go("/bulletins#/bulletins/" + draft);
        browser.find("//*[@role='alert']");
        assertThat(browser.text()).doesNotContain("还没有印发的日报");

        browser.go("/bulletins#/bulletins/" + id);
        browser.find("//article//td[contains(@class,'mine')][contains(.,'市市场监督管理局')]");
        browser.find("//article[contains(.,'供水类诉求上升。<img src=x')]");
        browser.assertNotTricked();
        assertThat(browser.shown("//nav[@aria-label='通报']//a[normalize-space()='办理过程']")).isEmpty();
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='核对和异议']");
        browser.find("//tr[contains(.,'不成立')]");
        assertThat(browser.text()).doesNotContain("住房和城乡建设局");
        seen("own-objections");
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='文件']");
        for (String format : List.of("Word", "Excel")) {
            String line = "//caption[normalize-space()='印发的文件']/..//tr[contains(.,'" + format + "')]";
            assertThat(browser.find(line).getText()).contains(downloaded(line + "//button[normalize-space()='下载']"));
        }
        seen("files");
    }

    /** Presses the button and answers the SHA-256 of what the browser saved. */
    private String downloaded(String button) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("hotline.it.work", "target/it")).toAbsolutePath(), "saved");
        browser.driver().executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        browser.click(button);
        browser.waitFor("the file is saved", () -> saved(folder).size() == 1);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(saved(folder).get(0))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whole files only: while one arrives it has another ending. */
    private static List<Path> saved(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(docx|xlsx)")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ at the screen

    /** A line of the task list that is about no ticket, as people read it. */
    private String lineOf(String id) {
        return browser.find("//li[contains(@class,'task')]//*[@data-matter='" + id + "']/..").getText();
    }

    private String beside() {
        return browser.find("//aside[@aria-label='所办事项'][.//h4]").getText();
    }

    private String facts(String label) {
        return browser.driver().findElement(By.xpath("//*[contains(@class,'fjs-form-field') and .//label[starts-with(normalize-space(),'" + label
                + "')]]//textarea")).getAttribute("value");
    }

    /** One of our own pages: readable by everybody, nothing outside the screen, and a picture of it. */
    private void seen(String name) {
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("bulletins/walk-" + name);
    }

    private String state(String id) {
        return node.as("bulletin-editor").get("/api/bulletins/" + id).expect(200).json().path("state").asText();
    }

    private void day(String label, LocalDate day) {
        browser.driver().executeScript("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))",
                browser.find("//label[normalize-space()='" + label + "']/../input"), day.toString());
    }
}
