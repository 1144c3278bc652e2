package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Early signs and overdue lists in a real browser, over a MySQL of their own. Screenshots stay in {@code target/it}. */
@Tag("browser")
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class EarlySignBrowserIT {

    private static final String MARKUP = "<img src=x onerror=\"window.hotlineTricked=1\">";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The day that is looked at: until six in the morning the one before yesterday. */
    private static final LocalDate LOOKED_AT = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).minusHours(6).toLocalDate().minusDays(1);

    private static Database database;
    private static Node node;
    private Browser browser;

    @BeforeAll
    static void startNode() {
        database = Database.fresh("signs");
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
    void aWordFoundAtRegistrationIsListedConfirmedAndBecomesASpecialReport() {
        browser.signIn("supervisor");
        browser.go("/bulletins#/signs/words");
        browser.click("//button[normalize-space()='新增条目']");
        type("名称", "低空飞行" + MARKUP);
        type("出现其一", "无人机、航模");
        type("理由", "近期低空安全专项" + MARKUP);
        browser.assertAccessible();
        browser.click("//form//button[normalize-space()='新增']");
        browser.find("//tr[contains(.,'低空飞行<img')]//button[normalize-space()='历史']").click();
        browser.find("//li[contains(.,'第 1 版')][contains(.,'近期低空安全专项<img')]");
        browser.assertNotTricked();
        browser.assertNoSidewaysScrolling();
        browser.assertAccessible();

        await("the node knows the new entry and lists its tickets").atMost(PATIENCE).pollInterval(Duration.ofSeconds(4)).until(() -> {
            register("小区上空有无人机" + MARKUP, "每晚有无人 机盘旋" + MARKUP, "13800000000");
            return database.count("select count(*) from earlysign_sign where kind = 'word'") > 0;
        });
        browser.go("/bulletins#/signs");
        browser.click("//tr//a[contains(.,'低空飞行<img')]");
        browser.find("//table//tr[contains(.,'小区上空有无人机<img')]");
        browser.assertNotTricked();
        browser.assertAccessible();
        browser.click("//button[normalize-space()='确认']");
        browser.find("//dialog//textarea").sendKeys("转公安部门核查" + MARKUP);
        browser.assertAccessible();
        browser.click("//dialog//button[normalize-space()='确认']");
        browser.find("//section[.//h2[normalize-space()='研判']]//span[contains(.,'转公安部门核查<img')]");
        browser.assertNotTricked();

        browser.signIn("bulletin-editor");
        browser.go("/bulletins#/signs?state=confirmed");
        browser.click("//tr//a[contains(.,'低空飞行<img')]");
        browser.click("//a[normalize-space()='以此编写特报']");
        browser.find("//*[contains(@class,'note')][contains(.,'只统计苗头“敏感词句：低空飞行<img')][contains(.,'件工单')]");
        browser.assertNotTricked();
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("bulletins/special-of-a-sign");
        int listed = database.count("select count(*) from earlysign_hit h join earlysign_sign s on s.id = h.sign_id where s.state = 'confirmed'");
        browser.click("//button[normalize-space()='冻结数据并拟稿']");
        browser.find("//h2[contains(.,'特报：敏感词句：低空飞行<img')] | //h1[contains(.,'特报：敏感词句：低空飞行<img')]");
        await("its figures are frozen").atMost(PATIENCE).until(() -> database.count("select count(*) from bulletin_edition where kind = 'special' and "
                + "state = 'draft'") == 1);
        assertThat(database.read("select amount from bulletin_cell where measure = 'received' and dimension = 'all'")).containsExactly(String.valueOf(listed));
        browser.assertNotTricked();
        browser.signIn("operator");
        browser.go("/bulletins#/signs");
        assertThat(browser.text()).doesNotContain("低空飞行");
    }

    @Test
    void aRiseIsShownWithItsDaysAndDismissed() {
        String pattern = register("餐馆油烟扰民", "楼下餐馆油烟直排。", "13800000001");
        copy(pattern, 69, 4, 1);
        copy(pattern, 1, 26, 0);
        database.execute("delete from earlysign_day");
        browser.signIn("supervisor");
        await("the day is looked at").atMost(PATIENCE).until(() -> database.count("select count(*) from earlysign_sign where kind = 'category'") > 0);
        browser.go("/bulletins#/signs");
        browser.find("//tr[contains(.,'类别上升')][contains(.,'当天26件，按以往约4')]");
        browser.find("//*[contains(.,'与此前 56 天比较')]");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("bulletins/early-signs");
        browser.click("//tr[contains(.,'类别上升')]//a");
        browser.find("//*[local-name()='svg']");
        browser.click("//summary[normalize-space()='逐日件数']");
        assertThat(browser.shown("//table[.//caption[.='逐日件数']]//tbody/tr")).hasSize(70);
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.picture("bulletins/early-sign");
        browser.click("//button[normalize-space()='排除']");
        browser.find("//dialog//textarea").sendKeys("专项整治公布举报电话所致");
        browser.click("//dialog//button[normalize-space()='排除']");
        browser.find("//*[contains(@class,'badge')][normalize-space()='已排除']");
        assertThat(database.read("select state from earlysign_sign where kind = 'category'")).containsExactly("dismissed");
        assertThat(database.count("select count(*) from audit_entry where kind = 'earlySign' and entry_text like '%专项整治公布举报电话所致%'")).isOne();
    }

    @Test
    void overdueListsAreReadAndAnInterviewIsWrittenDown() {
        String ticketNo = register("道路破损", "解放路道路破损多日未修。", "13800000002");
        long hour = 3_600_000;
        long now = System.currentTimeMillis();
        database.execute("insert into supervision_ladder (ladder_no, ticket_no, jurisdiction, unit, round, limit_at, started_at) values ('" + ticketNo
                + "-C1', '" + ticketNo + "', '430500', 'housing', 1, " + (now - 240 * hour) + ", " + (now - 240 * hour) + ")");
        database.execute("insert into supervision_step (subject_no, seq, ticket_no, step, unit, recipient, step_level, basis, happened_at, actor) values ('"
                + ticketNo + "-C1', 1, '" + ticketNo + "', 'interview', 'housing', '热线中心约谈承办单位责任人（市住建局" + MARKUP.replace("'", "''") + "）', 1, '万宁', "
                + (now - 24 * hour) + ", 'system')");
        browser.signIn("supervisor");
        browser.go("/bulletins#/overdue");
        browser.find("//tr[contains(.,'" + ticketNo + "')][contains(.,'约谈')]");
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.go("/bulletins#/overdue/interviews?from=" + TODAY.minusDays(3) + "&to=" + TODAY);
        browser.click("//tr[contains(.,'" + ticketNo + "')]//button[normalize-space()='登记']");
        browser.assertAccessible();
        type("约谈方", "热线中心主任");
        type("被约谈人", "分管副局长" + MARKUP);
        type("结果", "承诺三日内修复");
        browser.picture("bulletins/interviews");
        browser.click("//form//button[normalize-space()='登记']");
        browser.find("//tr[contains(.,'承诺三日内修复')][contains(.,'热线中心主任 约谈 分管副局长<img')]");
        browser.assertNotTricked();
        browser.assertAccessible();
        browser.assertNoSidewaysScrolling();
        browser.go("/bulletins#/overdue/referrals?from=" + TODAY.minusDays(3) + "&to=" + TODAY);
        browser.find("//*[contains(.,'没有提请移送的。')]");
        browser.assertAccessible();
    }

    private static String register(String title, String content, String phone) {
        return node.as("operator").registers(Map.of("channel", "phone", "kind", "complaint", "title", title, "content", content, "region", "430511",
                "category", "noise", "citizen", Map.of("name", "测试", "phone", phone)));
    }

    /** Copies of a ticket's row over the days that end {@code gap} days before the one looked at. */
    private static void copy(String ticketNo, int days, int perDay, int gap) {
        List<String> columns = database.read("select column_name from information_schema.columns where table_schema = database() and table_name = "
                + "'ticket_ticket' and column_name <> 'changed_at' order by ordinal_position");
        Map<String, String> values = new HashMap<>();
        values.put("ticket_no", "concat('EW', " + gap + ", '-', d, '-', n)");
        values.put("external_id", "null");
        long newest = LOOKED_AT.toEpochDay() * 86_400_000L + 3_600_000L;
        values.put("registered_at", newest + " - (d + " + gap + ") * 86400000 + n * 1000");
        database.execute("insert into ticket_ticket (" + String.join(", ", columns) + ") with recursive days as (select 0 as d union all select d + 1 from "
                + "days where d < " + (days - 1) + "), times as (select 0 as n union all select n + 1 from times where n < " + (perDay - 1) + ") select "
                + columns.stream().map(column -> values.getOrDefault(column.toLowerCase(), "t." + column)).collect(Collectors.joining(", "))
                + " from ticket_ticket t, days, times where t.ticket_no = '" + ticketNo + "'");
    }

    private void type(String label, String text) {
        browser.driver().executeScript("const field = document.getElementById([...document.querySelectorAll('label')].find(each => each.textContent === "
                + "arguments[0]).htmlFor); field.value = arguments[1]", label, text);
    }
}
