package org.hotline12345.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.bulletin.Header;
import org.hotline12345.bulletin.Listed;
import org.hotline12345.bulletin.Names;
import org.hotline12345.bulletin.content.Cell;
import org.hotline12345.bulletin.content.Content;
import org.hotline12345.bulletin.content.Contents;
import org.hotline12345.bulletin.content.Files;
import org.hotline12345.bulletin.content.Grid;
import org.hotline12345.bulletin.content.Row;
import org.hotline12345.common.PrintedPeriods;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Units;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Measures;
import org.hotline12345.report.Period;
import org.hotline12345.report.PeriodFigures;
import org.hotline12345.report.UnitFigures;
import org.hotline12345.supervision.SpotChecks;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.SettledLoad;
import org.hotline12345.ticket.SettledTicket;
import org.hotline12345.ticket.SettledTickets;
import org.hotline12345.ticket.TicketStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The two periods that the seeds print unit by unit, loaded and held against the print: Shaoyang's bulletin cell by cell. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:seed-replay;DB_CLOSE_DELAY=-1")
@DirtiesContext
class SeedReplayTest {

    private static final String SHAOYANG = "shaoyang-2023-01-02";
    private static final String HAINAN = "hainan-2016-05";
    private static final Period BOTH_MONTHS = new Period("430500", LocalDate.of(2023, 1, 1), LocalDate.of(2023, 2, 28));
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();
    private static boolean loaded;

    static {
        COLUMNS.put("assigned", "assigned");
        COLUMNS.put("handled", "handled");
        COLUMNS.put("overdue", "overdue");
        COLUMNS.put("calledBack", "called_back");
        COLUMNS.put("satisfied", "satisfied");
        COLUMNS.put("dissatisfied", "dissatisfied");
    }

    @Autowired
    PrintedPeriods periods;
    @Autowired
    PeriodFigures figures;
    @Autowired
    UnitFigures unitFigures;
    @Autowired
    SettledTickets settled;
    @Autowired
    SpotChecks checks;
    @Autowired
    Files files;
    @Autowired
    Measures measures;
    @Autowired
    ListRules rules;
    @Autowired
    Units units;
    @Autowired
    Categories categories;
    @Autowired
    MovableClock clock;
    @Autowired
    IdentityService identity;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void load() {
        clock.freezeAt(periods.presentAfter(SHAOYANG));
        identity.setAuthentication("supervisor", List.of("supervisor"));
        if (!loaded) {
            for (String name : List.of(SHAOYANG, HAINAN)) {
                for (PrintedPeriods.Act act : periods.load(name, System.out)) {
                    String ticketNo = act.path().replaceAll("/api/tickets/(.*)/spot-checks", "$1");
                    checks.record(ticketNo, (String) act.body().get("by"), Instant.parse("2023-01-31T02:00:00Z"), (Boolean) act.body().get("satisfied"),
                            null, null, null);
                }
            }
            loaded = true;
        }
    }

    @AfterEach
    void back() {
        identity.clearAuthentication();
        clock.reset();
    }

    @Test
    void everyPrintedFigureOfShaoyangAndHainanComesOutAgain() {
        for (String name : List.of(SHAOYANG, HAINAN)) {
            ByteArrayOutputStream told = new ByteArrayOutputStream();
            boolean held = periods.compare(name, new PrintStream(told, true, StandardCharsets.UTF_8));
            int printed = PeriodFiles.claims(name).size();
            assertThat(told.toString(StandardCharsets.UTF_8)).contains(printed + " 项：" + printed + " 项一致，0 项不一致。");
            assertThat(held).isTrue();
        }
    }

    @Test
    void theUnitsDoorTellsAttachmentOneWithAndWithoutTheHotlinesOwnRow() throws IOException {
        UnitFigures.Table table = unitFigures.table(BOTH_MONTHS.jurisdiction(), BOTH_MONTHS.from(), BOTH_MONTHS.to(), false);

        Map<String, List<Long>> told = new TreeMap<>();
        table.units().forEach(row -> told.put(row.name(), List.of(row.assigned(), row.handled(), row.overdue(), row.calledBack(), row.satisfied(), row.dissatisfied())));
        Map<String, List<Long>> printed = new TreeMap<>();
        for (CSVRecord row : printed("shaoyang-attachment-1.csv")) {
            printed.put(row.get("unit"), COLUMNS.values().stream().map(column -> Long.valueOf(row.get(column))).toList());
        }
        List<Long> total = printed.remove("合计");
        assertThat(told).hasSize(66).isEqualTo(printed);
        assertThat(List.of(table.total().assigned(), table.total().handled(), table.total().overdue(), table.total().calledBack(),
                table.total().satisfied(), table.total().dissatisfied())).isEqualTo(total);
        assertThat(List.of(table.totalWithoutHotline().calledBack(), table.totalWithoutHotline().satisfied())).containsExactly(12993L, 12684L);
    }

    @Test
    void theBulletinsThreeAttachmentsEqualThePrintedOnesCellByCell() throws IOException {
        Content content = content(frozen(figures.of(BOTH_MONTHS)));
        Grid first = content.grid("units").orElseThrow();
        Map<String, String> codes = codes();

        assertThat(first.rows()).hasSize(66);
        for (CSVRecord row : printed("shaoyang-attachment-1.csv")) {
            String key = row.get("unit").equals("合计") ? Row.TOTAL : codes.get(row.get("unit"));
            COLUMNS.forEach((ours, theirs) -> assertThat(first.cell(key, ours)).as(row.get("unit") + " " + ours).map(Cell::text).contains(row.get(theirs)));
            assertThat(first.cell(key, "satisfiedShare")).as(row.get("unit")).map(Cell::text).contains(row.get("satisfied_pct") + "%");
            assertThat(first.cell(key, "dissatisfiedShare")).as(row.get("unit")).map(Cell::text).contains(row.get("dissatisfied_pct") + "%");
        }
        assertThat(first.cell("china-telecom", "satisfiedShare").orElseThrow().text()).isEqualTo("96.88%");
        assertThat(first.cell("china-telecom", "dissatisfiedShare").orElseThrow().text()).isEqualTo("3.12%");

        Grid second = content.grid("overdue").orElseThrow();
        Map<String, String> overdue = new TreeMap<>();
        for (CSVRecord row : printed("shaoyang-attachment-2.csv")) {
            overdue.put(codes.get(row.get("unit")), row.get("overdue"));
        }
        assertThat(overdue).hasSize(21);
        Map<String, String> ours = new TreeMap<>();
        second.rows().forEach(row -> ours.put(row.key(), second.cell(row.key(), "overdue").orElseThrow().text()));
        assertThat(ours).isEqualTo(overdue);
        assertThat(second.cell(Row.TOTAL, "overdue").orElseThrow().text()).isEqualTo("82");

        Grid third = content.grid("spotChecks").orElseThrow();
        assertThat(third.rows()).singleElement().satisfies(row ->
                assertThat(row.cells()).extracting(Cell::text).containsExactly("1", "双清区政府", "1", "不满意"));
    }

    @Test
    void theExcelFileHoldsBothTablesAsNumbersThatReadAsPrinted() throws IOException {
        byte[] file = files.of(BulletinKind.MONTHLY, frozen(figures.of(BOTH_MONTHS)), "采编员").get(Files.XLSX);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            Map<String, Map<String, String>> first = sheet(book, "承办单位");
            assertThat(first).hasSize(67);
            for (CSVRecord row : printed("shaoyang-attachment-1.csv")) {
                assertThat(first.get(row.get("unit"))).as(row.get("unit")).containsAllEntriesOf(Map.of("交办总量", row.get("assigned"),
                        "已办理总量", row.get("handled"), "超时量", row.get("overdue"), "回访量", row.get("called_back"), "市民满意", row.get("satisfied"),
                        "满意率", row.get("satisfied_pct") + "%", "市民不满意", row.get("dissatisfied"), "不满意率", row.get("dissatisfied_pct") + "%"));
            }
            Map<String, Map<String, String>> second = sheet(book, "网络单位");
            assertThat(second).hasSize(22);
            for (CSVRecord row : printed("shaoyang-attachment-2.csv")) {
                assertThat(second.get(row.get("unit")).values()).as(row.get("unit")).contains(row.get("overdue"));
            }
        }
    }

    @Test
    void oneTicketThatTurnsDissatisfiedMovesItsUnitsCellsAndTheTotalsOnly() {
        Map<String, String> before = cells();
        String ticket = jdbc.sql("select min(t.ticket_no) from ticket_ticket t join ticket_dispatch d on d.ticket_no = t.ticket_no "
                + "where d.unit = 'power-supply' and d.overdue_at is null and t.satisfied = true").query(String.class).single();
        change("update ticket_ticket set satisfied = false where ticket_no = :no", ticket);
        try {
            assertThat(changed(before, cells())).containsOnly(
                    Map.entry("units power-supply satisfied", "95→94"), Map.entry("units power-supply satisfiedShare", "100.00%→98.95%"),
                    Map.entry("units power-supply dissatisfied", "0→1"), Map.entry("units power-supply dissatisfiedShare", "0.00%→1.05%"),
                    Map.entry("units total satisfied", "30349→30348"), Map.entry("units total dissatisfied", "309→310"));
        } finally {
            change("update ticket_ticket set satisfied = true where ticket_no = :no", ticket);
        }
        assertThat(cells()).isEqualTo(before);
    }

    @Test
    void oneTicketMoreThatIsLateMovesBothTablesOfOverdue() {
        Map<String, String> before = cells();
        String ticket = jdbc.sql("select min(d.ticket_no) from ticket_dispatch d where d.unit = 'power-supply' and d.overdue_at is null "
                + "and d.dispatched_at < 1674000000000").query(String.class).single();
        change("update ticket_dispatch set overdue_at = handle_until where ticket_no = :no", ticket);
        try {
            assertThat(changed(before, cells())).containsOnly(Map.entry("units power-supply overdue", "1→2"), Map.entry("units total overdue", "82→83"),
                    Map.entry("overdue power-supply overdue", "1→2"), Map.entry("overdue total overdue", "82→83"));
        } finally {
            change("update ticket_dispatch set overdue_at = null where ticket_no = :no", ticket);
        }
    }

    @Test
    void loadedTicketsAreWholeTicketsWithTheLimitsOfTheirTime() {
        assertThat(number("select count(*) from ticket_ticket where jurisdiction = '430500'")).isEqualTo(30658);
        assertThat(number("select count(*) from ticket_ticket t where t.last_seq <> (select count(*) from ticket_event e where e.ticket_no = t.ticket_no)")).isZero();
        assertThat(number("select count(*) from ticket_ticket t where t.last_seq <> (select max(e.seq) from ticket_event e where e.ticket_no = t.ticket_no)")).isZero();
        assertThat(number("select count(*) from ticket_ticket where closed_at is null or registered_at > closed_at")).isZero();
        assertThat(number("select count(*) from ticket_dispatch where replied_at < dispatched_at or signed_at not between dispatched_at and replied_at")).isZero();
        assertThat(number("select count(*) from ticket_dispatch where (overdue_at is null) = (replied_at >= handle_until)")).isZero();
        assertThat(number("select count(*) from ticket_identity")).isZero();
        // Five working days from 19 January 2023 end on the 31st: a week of holidays lies between, and two working weekends.
        long thursday = Instant.parse("2023-01-18T16:00:00Z").toEpochMilli();
        assertThat(jdbc.sql("select distinct d.handle_until from ticket_dispatch d join ticket_ticket t on t.ticket_no = d.ticket_no "
                        + "where t.kind = 'complaint' and d.dispatched_at >= :from and d.dispatched_at < :until")
                .param("from", thursday).param("until", thursday + 86_400_000).query(Long.class).list())
                .containsExactly(Instant.parse("2023-01-31T16:00:00Z").toEpochMilli());
    }

    @Test
    void aPartThatIsRefusedLeavesNothingOfItself() {
        long before = number("select count(*) from ticket_ticket");
        SettledTicket good = new SettledTicket("430500", Channel.PHONE, Kind.CONSULT, null, null, null, "咨询", "内容", clock.instant(),
                TicketStatus.CLOSED_INSTANT, null, clock.instant(), List.of(), SettledTicket.Answer.NONE);
        SettledTicket untitled = new SettledTicket("430500", Channel.PHONE, Kind.CONSULT, null, null, null, null, "内容", clock.instant(),
                TicketStatus.CLOSED_INSTANT, null, clock.instant(), List.of(), SettledTicket.Answer.NONE);
        assertThatThrownBy(() -> {
            try (SettledLoad load = settled.begin("430500", "SY")) {
                load.add(List.of(good, untitled));
                load.finish();
            }
        }).isInstanceOf(IllegalStateException.class);
        assertThat(number("select count(*) from ticket_ticket")).isEqualTo(before);
        assertThat(number("select count(*) from ticket_event where ticket_no not in (select ticket_no from ticket_ticket)")).isZero();
    }

    @Test
    void hainansMonthIsFivethousandValidOfSixthousandCallsAndNotAllAnswered() {
        Figures may = figures.of(new Period("460000", LocalDate.of(2016, 5, 1), LocalDate.of(2016, 5, 31)));

        assertThat(List.of(may.count("callsIn"), may.count("callsInvalid"), may.count("invalid"), may.count("received"))).containsExactly(6117L, 788L, 788L, 5329L);
        assertThat(may.count("transferred")).isEqualTo(929);
        assertThat(may.count("handled") - may.count("handled", Dimension.UNIT, "hainan-hotline-centre")).isEqualTo(889);
        assertThat(may.count("inHand")).as("answered in June").isEqualTo(40);
        assertThat(may.count("callsIn", Dimension.DAY, "2016-05-30")).isEqualTo(1295);
        assertThat(List.of(may.count("assigned", Dimension.UNIT, "hainan-commerce"), may.count("handled", Dimension.UNIT, "hainan-commerce"))).containsExactly(5L, 3L);
    }

    // ------------------------------------------------------------------ what is looked at

    private static Content content(Frozen frozen) {
        return Contents.of(BulletinKind.MONTHLY, frozen);
    }

    private Frozen frozen(Figures counted) {
        List<Names.Named> named = new ArrayList<>();
        units.list(BOTH_MONTHS.jurisdiction()).forEach(unit -> named.add(new Names.Named(Dimension.UNIT, unit.code(), unit.name(), unit.kind(), unit.parent())));
        categories.list(BOTH_MONTHS.jurisdiction()).forEach(category -> named.add(
                new Names.Named(Dimension.CATEGORY, category.code(), category.name(), String.valueOf(category.level()), category.parent())));
        List<Listed> found = jdbc.sql("select unit, checked_at from supervision_spot_check where jurisdiction = '430500' and satisfied = false")
                .query((row, n) -> new Listed(Listed.SPOT_CHECK, null, row.getString(1), "不满意",
                        LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong(2)), MovableClock.ZONE), 1)).list();
        Header header = new Header("b", BulletinKind.MONTHLY, "430500", "邵阳市", BOTH_MONTHS.from(), BOTH_MONTHS.to(), counted.asOf(), counted.formulas(),
                null, "通报", null, "邵阳市行政审批服务局", null, null, null, "依申请公开", null, null, null, null, null, 0, null);
        return new Frozen(header, counted, new Names(named, "hotline-centre", Map.of()), Map.of(), List.of(), found, measures.rates(), rules.all());
    }

    /** Every cell of the attachments by table, row and column. */
    private Map<String, String> cells() {
        Map<String, String> cells = new TreeMap<>();
        Content content = content(frozen(figures.of(BOTH_MONTHS)));
        for (String code : List.of("units", "overdue", "spotChecks")) {
            Grid grid = content.grid(code).orElseThrow();
            List<Row> rows = new ArrayList<>(grid.rows());
            if (grid.total() != null) {
                rows.add(grid.total());
            }
            rows.forEach(row -> grid.columns().forEach(column ->
                    cells.put(code + " " + row.key() + " " + column.code(), grid.cell(row.key(), column.code()).orElseThrow().text())));
        }
        assertThat(cells).hasSize(67 * 9 + 22 * 2 + 4);
        return cells;
    }

    /** Rows of the sheet whose table begins with a column of that title, by their first cell, as a reader of the sheet sees them. */
    private static Map<String, Map<String, String>> sheet(XSSFWorkbook book, String firstTitle) {
        DataFormatter shown = new DataFormatter(Locale.CHINA);
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Sheet sheet : book) {
            List<String> titles = null;
            for (org.apache.poi.ss.usermodel.Row row : sheet) {
                List<String> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(shown.formatCellValue(cell)));
                if (titles == null && !cells.isEmpty() && cells.get(0).equals(firstTitle) && rows.isEmpty()) {
                    titles = cells;
                } else if (titles != null && cells.size() == titles.size()) {
                    Map<String, String> told = new LinkedHashMap<>();
                    for (int i = 1; i < cells.size(); i++) {
                        told.put(titles.get(i), cells.get(i));
                        assertThat(row.getCell(i).getCellType()).as(cells.get(0) + " " + titles.get(i)).isEqualTo(CellType.NUMERIC);
                    }
                    rows.put(cells.get(0), told);
                }
            }
        }
        return rows;
    }

    private static Map<String, String> changed(Map<String, String> before, Map<String, String> after) {
        Map<String, String> changed = new TreeMap<>();
        before.forEach((cell, text) -> {
            if (!text.equals(after.get(cell))) {
                changed.put(cell, text + "→" + after.get(cell));
            }
        });
        return changed;
    }

    private Map<String, String> codes() {
        Map<String, String> codes = new TreeMap<>();
        units.list(BOTH_MONTHS.jurisdiction()).forEach(unit -> codes.put(unit.name(), unit.code()));
        return codes;
    }

    private static List<CSVRecord> printed(String file) throws IOException {
        try (InputStreamReader in = new InputStreamReader(new ClassPathResource("replay/" + file).getInputStream(), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(in).getRecords();
        }
    }

    private void change(String sql, String ticket) {
        transaction.executeWithoutResult(status -> assertThat(jdbc.sql(sql).param("no", ticket).update()).isEqualTo(1));
    }

    private long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
