package org.hotline12345.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.hotline12345.common.Refusal;
import org.hotline12345.intake.Additions;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.FoundTickets.Found;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;

/** What is found by which words, and by whom: nobody finds by looking what the ticket itself would not tell. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class SearchTest {

    private static final AtomicInteger EXTERNAL = new AtomicInteger();
    private static final String CLERK = "unit-market-regulation";

    @Autowired
    Intake intake;
    @Autowired
    Searches searches;
    @Autowired
    Following following;
    @Autowired
    IdentityService identity;
    @Autowired
    TaskService tasks;
    @Autowired
    FormService forms;
    @Autowired
    Additions additions;
    @Autowired
    Exports exports;
    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void nobody() {
        identity.clearAuthentication();
    }

    private void as(String... groups) {
        identity.setAuthentication(groups[0].startsWith("unit-") ? "clerk-" + groups[0].substring(5) : groups[0], List.of(groups));
    }

    private String registered(String kind, String title, String content, String address, String aboutUnit, boolean confidential) {
        as("operator");
        String no = intake.register(new NewTicket("phone", "search-" + EXTERNAL.incrementAndGet(), null,
                new NewTicket.Citizen("欧阳金雀", "13955507788"), "430511", address, kind, "consumer-rights", title, content, confidential, null,
                null, null, null, null, aboutUnit)).ticketNo();
        indexed();
        return no;
    }

    private void indexed() {
        boolean more = true;
        while (more) {
            more = following.step();
        }
    }

    private static Wish words(String words) {
        return new Wish(null, null, words, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static Wish number(String number) {
        return new Wish(number, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private List<String> finds(Wish wish, String... groups) {
        as(groups);
        return searches.find(wish, 0, 50).items().stream().map(Found::ticketNo).toList();
    }

    @Test
    void anyPieceOfTheTextIsFoundAndNothingThatIsNotThere() {
        String no = registered("complaint", "健身卡不给退", "双拥路某健身馆关门跑路，办卡3680元，要求退还。𠮷祥里的𬭎先生也未退。", "双拥路１２号Ａ栋", null, false);
        for (String found : List.of("健身", "健身卡", "健身馆关门", "跑路 退还", "3680", "双拥路12号", "a栋", "𠮷祥", "𬭎", "馆关", "关")) {
            assertThat(finds(words(found), "supervisor")).as(found).contains(no);
        }
        for (String missing : List.of("健身房", "跑步", "路跑路双", "健身 理发", "368", "身健")) {
            assertThat(finds(words(missing), "supervisor")).as(missing).doesNotContain(no);
        }
        as("supervisor");
        Found row = searches.find(words("跑路"), 0, 20).items().stream().filter(found -> found.ticketNo().equals(no)).findFirst().orElseThrow();
        assertThat(row.text()).contains("健身馆关门跑路");
        assertThat(row.unitName()).isEqualTo("市市场监督管理局");
    }

    @Test
    void aNumberIsFoundWholeByItsEndByItsBeginningAndByTheOtherSystemsNumber() {
        String no = registered("complaint", "网店不发货", "网店收款后一直不发货，要求退款。", null, null, false);
        assertThat(finds(number(no), "dispatcher")).containsExactly(no);
        assertThat(finds(number(no.toLowerCase()), "dispatcher")).containsExactly(no);
        assertThat(finds(number(no.substring(no.length() - 6)), "dispatcher")).contains(no);
        assertThat(finds(number(no.substring(0, 10)), "dispatcher")).contains(no);
        assertThat(finds(number(("search-" + EXTERNAL.get()).toUpperCase()), "dispatcher")).contains(no);
        assertThat(finds(number("99990000"), "dispatcher")).isEmpty();
        assertThatThrownBy(() -> number("12")).isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("search.badNumber"));
    }

    @Test
    @Proves(value = "H", forbidden = true)
    void aPhoneIsForTheCentreOnly() {
        String no = registered("complaint", "面馆多收费", "面馆多收了餐位费，要求退还。", null, null, false);
        Wish phone = new Wish(null, "139-5550-7788", null, null, null, null, null, null, null, null, null, null, null, null, null, null);
        assertThat(finds(phone, "operator")).contains(no);
        Wish narrowed = new Wish(null, "13955507788", "餐位费", null, null, null, null, null, null, "archived", null, null, null, null, null, null);
        assertThat(finds(narrowed, "operator")).doesNotContain(no);
        as(CLERK);
        assertThatThrownBy(() -> searches.find(phone, 0, 20))
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("ticket.centreOnly"));
        assertThat(phone.inWords()).doesNotContain("5550");
    }

    @Test
    @Proves(value = "H", forbidden = true)
    void aUnitFindsItsOwnTicketsAndReadsNoReporterFromThem() {
        String open = registered("complaint", "超市卖过期奶", "解放路超市销售过期鲜奶蜜饯。", null, null, false);
        String secret = registered("complaint", "超市卖过期糖", "欧阳金雀反映解放路超市销售过期糖果蜜饯。", null, null, true);
        assertThat(finds(words("蜜饯"), CLERK)).contains(open, secret);
        assertThat(finds(words("蜜饯"), "supervisor")).contains(open, secret);
        assertThat(finds(words("欧阳金雀"), "supervisor")).contains(secret);
        assertThat(finds(words("欧阳金雀"), CLERK)).doesNotContain(secret);
        for (String[] other : new String[][] {{"unit-housing"}, {"designer"}, {"channel"}, {"leader-housing"}, {"section-housing-a"}}) {
            assertThat(finds(words("蜜饯"), other)).as(Arrays.toString(other)).isEmpty();
            assertThat(finds(number(open), other)).as(Arrays.toString(other)).isEmpty();
            assertThat(finds(number(open.substring(open.length() - 5)), other)).as(Arrays.toString(other)).isEmpty();
        }
        as(CLERK);
        assertThat(searches.find(words("过期糖果"), 0, 20).items()).extracting(Found::text).isNotEmpty().noneMatch(text -> text.contains("欧阳"));
    }

    @Test
    @Proves(value = "guard3", forbidden = true)
    void theUnitComplainedAboutFindsNothing() {
        String no = registered("complaint", "执法人员态度恶劣", "住建局执法人员态度恶劣，推搡群众，桂花树下。", null, "housing", false);
        assertThat(finds(words("桂花树下"), "supervisor")).contains(no);
        assertThat(finds(words("桂花树下"), "unit-housing")).isEmpty();
    }

    @Test
    void repliesAreFoundByTheCentreAndByWhoeverWroteThem() {
        String no = registered("complaint", "手机店不退款", "手机店拒不退款，要求退还货款。", null, null, false);
        as(CLERK);
        String task = tasks.createTaskQuery().processInstanceBusinessKey(no).taskDefinitionKey("Task_HandleTicket").singleResult().getId();
        forms.submitTaskForm(task, java.util.Map.of("action", "reply", "reply", "经现场核实，商家已当面向群众退还全部款项并赠送青花瓷杯致歉，群众表示认可。"));
        indexed();
        assertThat(finds(words("青花瓷杯"), "reviewer")).containsExactly(no);
        assertThat(finds(words("青花瓷杯"), CLERK)).containsExactly(no);
        assertThat(finds(words("青花瓷杯"), "unit-housing")).isEmpty();
        as("reviewer");
        assertThat(searches.find(words("青花瓷杯"), 0, 20).items().get(0).text()).contains("青花瓷杯");
    }

    @Test
    void everythingGivenMustHoldAndTheListTurnsPages() {
        LocalDate first = LocalDate.of(2000, 1, 1);
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(registered("complaint", "琉璃瓦掉落" + i, "屋顶琉璃瓦掉落，无人处理。", "洋溪桥社区", null, false));
        }
        Wish all = new Wish(null, null, "琉璃瓦", "洋溪桥", "430500", "market-regulation", "complaint", "consumer-rights", "phone", "handling",
                "430500", first, LocalDate.of(2200, 1, 1), null, null, "registered");
        as("supervisor");
        assertThat(searches.find(all, 0, 2).more()).isTrue();
        List<String> turned = List.of(0, 1, 2).stream().flatMap(page -> searches.find(all, page, 2).items().stream()).map(Found::ticketNo).toList();
        assertThat(turned).hasSize(5).isSorted().containsExactlyInAnyOrderElementsOf(made);
        assertThat(finds(words("琉璃瓦"), "supervisor")).hasSize(5).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(finds(new Wish(null, null, "琉璃瓦", null, null, "housing", null, null, null, null, null, null, null, null, null, null), "supervisor"))
                .isEmpty();
        assertThat(finds(new Wish(null, null, "琉璃瓦", "北塔区", null, null, null, null, null, null, null, null, null, null, null, null), "supervisor"))
                .hasSize(5);
        assertThat(finds(new Wish(null, null, "琉璃瓦", null, null, null, null, null, null, null, null, null, null, first, null, null), "supervisor"))
                .isEmpty();
        assertThatThrownBy(() -> searches.find(all, 400, 50))
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("search.tooDeep"));
    }

    @Test
    void aWordOfWhichNothingIsIndexedFindsNothingInsteadOfEverything() {
        String no = registered("complaint", "破折号前后", "银杏大道——破损的路面一直没有修复。", "银杏大道", null, false);
        assertThat(finds(words("银杏大道"), "dispatcher")).contains(no);
        assertThat(finds(words("——"), "dispatcher")).isEmpty();
        assertThat(finds(words("银杏大道 ——"), "dispatcher")).isEmpty();
        assertThat(finds(words("银杏大道——破损"), "dispatcher")).contains(no);
    }

    @Test
    void aWholeNumberFindsItsTicketWhateverElseIsAskedOnTheScreenAndInTheList() throws IOException {
        String no = registered("complaint", "编号和条件", "梧桐路的路灯不亮，要求维修。", "梧桐路", null, false);
        Wish other = new Wish(no, null, "没有这个词", null, null, null, "praise", null, null, null, null, null, null, null, null, null);
        Wish part = new Wish(no.substring(0, no.length() - 1), null, "没有这个词", null, null, null, "praise", null, null, null, null, null, null, null,
                null, null);
        assertThat(finds(other, "dispatcher")).containsExactly(no);
        assertThat(finds(part, "dispatcher")).isEmpty();
        as("supervisor");
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(exports.of(other).content()))) {
            assertThat(read.getSheet("工单").getRow(1).getCell(0).getStringCellValue()).isEqualTo(no);
        }
    }

    @Test
    void anExportedListNamesNobodyAndIsKeptOnRecord() throws Exception {
        String no = registered("complaint", "=HYPERLINK(\"x\")银杏", "我叫欧阳金雀，电话13955507788，另一个电话0739-5551234，银杏树倒了。", null, null, false);
        as("supervisor");
        Exports.Book book = exports.of(words("银杏"));
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(book.content()))) {
            String about = text(read.getSheetAt(0));
            assertThat(about).contains("关键词：银杏").contains("supervisor").contains("1");
            String list = text(read.getSheet("工单"));
            assertThat(list).contains(no).contains("银杏树倒了").contains("***").doesNotContain("欧阳").doesNotContain("5550").doesNotContain("5551234");
            read.getSheet("工单").forEach(row -> row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA)));
        }
        assertThat(jdbc.sql("select count(*) from search_export e join search_export_ticket t on t.export_id = e.id "
                + "where e.exported_by = 'supervisor' and t.ticket_no = :no").param("no", no).query(Integer.class).single()).isEqualTo(1);
        as("unit-housing");
        try (XSSFWorkbook read = new XSSFWorkbook(new ByteArrayInputStream(exports.of("手工列表", List.of(no)).content()))) {
            assertThat(read.getSheet("工单").getLastRowNum()).isZero();
        }
        assertThatThrownBy(() -> exports.of("太长", java.util.Collections.nCopies(10_001, no)))
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("search.exportTooLong"));
    }

    private static String text(Sheet sheet) {
        StringBuilder all = new StringBuilder();
        sheet.forEach(row -> row.forEach(cell -> all.append(cell.getStringCellValue()).append('|')));
        return all.toString();
    }

    @Test
    void whatChangesIsFoundAsItIsNowAndAnIndexBegunAnewFindsTheSame() {
        String no = registered("complaint", "快递柜乱收费", "快递柜超时收取保管费。", null, null, false);
        as("operator");
        additions.supplement(no, "补充：柜子旁有白玉兰花坛。");
        indexed();
        assertThat(finds(words("白玉兰花坛"), "supervisor")).containsExactly(no);
        as("admin", "camunda-admin");
        searches.again();
        assertThat(searches.state().ready()).isFalse();
        indexed();
        assertThat(searches.state().ready()).isTrue();
        assertThat(finds(words("白玉兰花坛"), "supervisor")).containsExactly(no);
        as("supervisor");
        assertThatThrownBy(() -> searches.again())
                .isInstanceOfSatisfying(Refusal.class, refused -> assertThat(refused.code()).isEqualTo("search.administratorOnly"));
    }
}
