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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

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
        browser.click("//button[normalize-space()='复核数据']");
        browser.find("//dialog[contains(.,'拟编一份有编号的更正')]");
        browser.click("//dialog//button[normalize-space()='取消']");
        browser.waitFor("nothing is counted again", () -> browser.shown("//dialog").isEmpty());
        assertThat(browser.shown("//*[contains(@class,'note')]")).isEmpty();
    }

    @Test
    void nothingSomebodyWroteIsLostUnasked() {
        String id = daily("两人同时编写的日报");
        browser.signIn("bulletin-editor");
        browser.go("/bulletins#/bulletins/" + id + "/texts");
        browser.find(box("苗头性"));
        colleagueSaves(id, "signs", "停电类诉求上升。");
        browser.find(box("运行情况补充")).sendKeys("本日情况平稳。");
        saves();
        assertThat(kept(id, "signs")).as("saved by somebody else meanwhile").isEqualTo("停电类诉求上升。");
        assertThat(kept(id, "situation")).isEqualTo("本日情况平稳。");

        browser.find(box("苗头性")).sendKeys("供水类诉求上升。" + MARKUP);
        browser.click("//button[normalize-space()='保存']");
        browser.find("//*[@role='alert'][contains(.,'“苗头性、倾向性问题”这一段已被他人修改，请刷新后再改。')]");
        assertThat(browser.find(box("苗头性")).getAttribute("value")).startsWith("供水类诉求上升。");
        browser.click("//button[normalize-space()='查看他人保存的文字']");
        browser.find("//p[@class='stored'][normalize-space()='停电类诉求上升。']");
        seen("both");
        browser.click("//button[normalize-space()='保留我写的文字']");
        saves();
        assertThat(kept(id, "signs")).startsWith("供水类诉求上升。");
        browser.assertNotTricked();

        colleagueSaves(id, "signs", "停水类诉求上升。");
        browser.find(box("苗头性")).sendKeys("请关注。");
        browser.click("//button[normalize-space()='保存']");
        browser.click("//button[normalize-space()='查看他人保存的文字']");
        browser.click("//button[normalize-space()='改用他人的文字']");
        assertThat(browser.find(box("苗头性")).getAttribute("value")).isEqualTo("停水类诉求上升。");
        headOf(id);
        takesAway(id);
        leaves(id);
        waitsTooLong(id);
    }

    private void headOf(String id) {
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='版头版记']");
        String contact = "//label[normalize-space()='联系人和电话']/../input";
        browser.find(contact);
        String title = node.as("bulletin-editor").get("/api/bulletins/" + id).expect(200).json().path("title").asText();
        node.as("bulletin-editor").put("/api/bulletins/" + id + "/header", Map.of("title", Map.of("before", title, "text", "同事改过的标题"))).expect(200);
        browser.find(contact).sendKeys("值班室");
        browser.click("//button[normalize-space()='保存']");
        browser.find("//h1[normalize-space()='同事改过的标题']");
        JsonNode header = node.as("bulletin-editor").get("/api/bulletins/" + id).expect(200).json().path("header");
        assertThat(header.path("title").asText()).isEqualTo("同事改过的标题");
        assertThat(header.path("contact").asText()).endsWith("值班室");
    }

    private void takesAway(String id) {
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='编写']");
        String proposed = browser.find(box("开头语")).getAttribute("value");
        assertThat(proposed).startsWith("现将");
        assertThat(browser.shown("//button[normalize-space()='恢复建议文字']")).isEmpty();
        browser.find(box("开头语")).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        saves();
        browser.click("//a[normalize-space()='查看内容']");
        browser.find("//article[contains(.,'本日情况平稳。')]");
        assertThat(browser.find("//article").getText()).doesNotContain(proposed);

        browser.click("//nav[@aria-label='通报']//a[normalize-space()='编写']");
        browser.find(box("运行情况补充")).sendKeys("没有其他情况。");
        assertThat(browser.find(box("开头语")).getAttribute("value")).isEmpty();
        saves();
        assertThat(kept(id, "lead")).as("taken away for good").isEmpty();
        seen("taken-away");
        browser.click("//button[normalize-space()='恢复建议文字' and @aria-label='恢复建议文字：开头语']");
        saves();
        assertThat(kept(id, "lead")).isEqualTo(proposed);
    }

    private void leaves(String id) {
        String question = "//dialog[.//h2[normalize-space()='有未保存的修改']]";
        browser.find(box("运行情况补充")).sendKeys("这句还没有保存。");
        browser.click("//a[normalize-space()='查看内容']");
        browser.find(question);
        seen("unsaved");
        browser.click(question + "//button[normalize-space()='取消']");
        assertThat(browser.driver().getCurrentUrl()).endsWith(id + "/texts");
        assertThat(browser.find(box("运行情况补充")).getAttribute("value")).endsWith("这句还没有保存。");
        browser.driver().navigate().back();
        browser.click(question + "//button[normalize-space()='取消']");
        assertThat(browser.find(box("运行情况补充")).getAttribute("value")).endsWith("这句还没有保存。");
        assertThat(closes()).as("the window closes without a question").isFalse();
        browser.click("//button[normalize-space()='提交']");
        browser.click(question + "//button[normalize-space()='取消']");
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='核对和异议']");
        browser.click(question + "//button[normalize-space()='放弃修改']");
        browser.find("//h2[normalize-space()='各单位的答复']");
        assertThat(closes()).isTrue();
        assertThat(kept(id, "situation")).doesNotContain("还没有保存");

        browser.click("//button[normalize-space()='提交']");
        browser.find("//dialog[contains(.,'不请单位核对，直接送审核')]");
        browser.click("//dialog//button[normalize-space()='取消']");
        assertThat(state(id)).isEqualTo("draft");
    }

    /** Whether the window would close unasked. */
    private boolean closes() {
        return (Boolean) browser.driver().executeScript("return window.dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    }

    /** Figures that are never frozen are not promised for ever. */
    private void waitsTooLong(String id) {
        browser.driver().executeScript("""
                const really = window.fetch;
                window.fetch = async (url, how) => {
                  const answer = await really(url, how);
                  return String(url).endsWith('/api/bulletins/' + arguments[0])
                    ? new Response(JSON.stringify({ ...await answer.json(), state: 'freezing' }), { status: 200 }) : answer;
                };
                """, id);
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='内容']");
        browser.find("//p[contains(.,'正在冻结数据，完成后自动显示草稿。')]");
        browser.driver().executeScript("const now = Date.now; Date.now = () => now() + 4 * 60 * 1000");
        browser.find("//p[contains(.,'数据至今没有冻结完成') and contains(.,'督办员') and contains(.,'异常步骤')]");
        seen("not-frozen");
    }

    private static String box(String label) {
        return "//label[contains(.,'" + label + "')]/../textarea";
    }

    private void saves() {
        browser.click("//button[normalize-space()='保存']");
        browser.find("//*[contains(@class,'note')][contains(.,'已保存，勾稽核对一致')]");
    }

    private String kept(String id, String section) {
        for (JsonNode piece : node.as("bulletin-editor").get("/api/bulletins/" + id + "/pieces").expect(200).json()) {
            if (piece.path("code").asText().equals(section)) {
                return piece.path("kept").isNull() ? null : piece.path("kept").asText();
            }
        }
        throw new AssertionError("no piece " + section);
    }

    private void colleagueSaves(String id, String section, String text) {
        Map<String, Object> edit = new HashMap<>();
        edit.put("before", kept(id, section));
        edit.put("text", text);
        node.as("bulletin-editor").put("/api/bulletins/" + id + "/pieces", Map.of(section, edit)).expect(200);
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
        browser.find(box("运行情况补充"));
        seen("texts");
        browser.find(box("运行情况补充")).sendKeys("本月受理9876543件。");
        browser.click("//button[normalize-space()='保存']");
        browser.find("//li[contains(.,'正文“运行情况补充”写有9876543')]");
        browser.find(box("运行情况补充")).clear();
        browser.find(box("运行情况补充")).sendKeys("本月受理{received}件，供水类诉求上升。" + MARKUP);
        browser.click("//button[normalize-space()='保存']");
        browser.find("//*[contains(@class,'note')][contains(.,'已保存，勾稽核对一致')]");
        seen("write");
        browser.click("//nav[@aria-label='通报']//a[normalize-space()='内容']");
        browser.find("//article[contains(.,'供水类诉求上升。<img src=x')]");
        browser.assertNotTricked();
        seen("draft");
    }

    private void submitted(String id) {
        browser.click("//button[normalize-space()='提交']");
        assertThat(browser.find("//dialog").getText()).containsPattern("将请\\d+家单位核对本单位的数据，提交后不能撤回。");
        seen("submit");
        assertThat(state(id)).as("asked first").isEqualTo("draft");
        browser.click("//dialog//button[normalize-space()='提交']");
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
        String draft = daily("还没有印发的日报");

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

    private String daily(String title) {
        String draft = node.as("bulletin-editor").post("/api/bulletins", Map.of("jurisdiction", "430500", "kind", "daily", "from", TODAY.toString(),
                "to", TODAY.toString(), "title", title)).expect(200).json().path("id").asText();
        browser.waitFor("another draft", () -> state(draft).equals("draft"));
        return draft;
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
