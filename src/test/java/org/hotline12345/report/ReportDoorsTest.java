package org.hotline12345.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Setting;
import org.hotline12345.workbook.Writing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Who reads which figures, and how call totals come in: all of a file or nothing, corrections written down. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:report-doors;DB_CLOSE_DELAY=-1")
@DirtiesContext
class ReportDoorsTest {

    private static final String CITY = RandomMonth.PLACE;
    private static final LocalDate FROM = RandomMonth.FIRST;
    private static final LocalDate TO = RandomMonth.LAST;
    private static boolean written;

    @Autowired
    ReportedFigures figures;
    @Autowired
    MeasuredTickets behind;
    @Autowired
    UnitRates rates;
    @Autowired
    UnitFigures unitFigures;
    @Autowired
    CallTotals calls;
    @Autowired
    CallImports callImports;
    @Autowired
    CallHistory callHistory;
    @Autowired
    Measures measures;
    @Autowired
    ObjectMapper json;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    NamedParameterJdbcTemplate batches;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    IdentityService identity;

    @BeforeEach
    void month() {
        if (!written) {
            transaction.executeWithoutResult(status -> new RandomMonth(batches, 7).write(600, 100));
            written = true;
        }
        as("supervisor", "supervisor");
    }

    @AfterEach
    void nobody() {
        identity.clearAuthentication();
    }

    private void as(String user, String... groups) {
        identity.setAuthentication(user, List.of(groups));
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    // ---------------------------------------------------------------- sight

    @Test
    void unitReadsItsOwnRowAndNothingElse() {
        long all = count("assigned", "all", "");
        long own = count("assigned", "unit", "housing");
        as("clerk-housing", "unit-housing");
        ReportedFigures.View view = figures.figures(CITY, FROM, TO, null, null);
        assertThat(view.cells()).isNotEmpty().allSatisfy(cell -> {
            assertThat(cell.dimension()).isEqualTo(Dimension.UNIT);
            assertThat(cell.item()).isEqualTo("housing");
        });
        assertThat(count("assigned", "unit", "housing")).isEqualTo(own).isPositive().isLessThan(all);
        assertThat(rates.table(CITY, FROM, TO).units()).extracting(UnitRates.Row::unit).containsExactly("housing");
        assertThat(rates.table(CITY, FROM, TO).lists()).isNull();
        assertThat(rates.table(CITY, FROM, TO).rates()).isNull();
    }

    @Test
    void unitListsTheTicketsOfItsOwnNumbersOnlyAndOfThemThoseItMayKnow() {
        as("clerk-housing", "unit-housing");
        MeasuredTickets.Part part = behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.UNIT, "housing", null, 200);
        assertThat(part.items()).isNotEmpty();
        assertThat(part.items().size() + part.hidden()).isEqualTo((int) count("assigned", "unit", "housing"));
        // What was handed on to another unit after a return is no longer theirs to read.
        assertThat(part.hidden()).isPositive();
        refused("report.notYours", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.UNIT, "commerce", null, 20));
        refused("report.notYours", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.ALL, null, null, 20));
        refused("report.notYours", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.KIND, "consult", null, 20));
    }

    @Test
    void channelAccountReadsNoFigures() {
        as("channel", "channel");
        refused("report.notYours", () -> figures.catalogue());
        refused("report.notYours", () -> figures.figures(CITY, FROM, TO, null, null));
        refused("report.notYours", () -> rates.table(CITY, FROM, TO));
        refused("report.notYours", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.ALL, null, null, 20));
        refused("report.centreOnly", () -> calls.list(new Period(CITY, FROM, TO), 0, 20));
    }

    @Test
    void wrongQuestionsAreRefusedWithWhatToDo() {
        refused("report.badPeriod", () -> figures.figures(CITY, TO, FROM, null, null));
        refused("report.badPeriod", () -> figures.figures(CITY, FROM, FROM.plusDays(401), null, null));
        refused("report.unknownMeasure", () -> figures.figures(CITY, FROM, TO, List.of("everything"), null));
        refused("report.unknownDimension", () -> Dimension.of("colour"));
        refused("report.noTickets", () -> behind.of(new Period(CITY, FROM, TO), "callsIn", Dimension.ALL, null, null, 20));
        refused("report.badCursor", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.ALL, null, "%%%", 20));
        refused("report.badDay", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.DAY, "yesterday", null, 20));
        refused("common.badPage", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.ALL, null, null, 201));
    }

    private long count(String measure, String dimension, String item) {
        return figures.figures(CITY, FROM, TO, List.of(measure), Dimension.of(dimension)).cells().stream()
                .filter(cell -> cell.item().equals(item)).mapToLong(ReportedFigures.Named::count).sum();
    }

    @Test
    void signerReadsWhatTheCentreReadsButListsNoTickets() {
        ReportedFigures.View ofTheCentre = figures.figures(CITY, FROM, TO, List.of("assigned", "callsIn"), null);
        UnitRates.Table rated = rates.table(CITY, FROM, TO);
        UnitFigures.Table counted = unitFigures.table(CITY, FROM, TO, false);
        as("signer", "bulletin-signer");
        assertThat(figures.catalogue().measures()).isNotEmpty();
        assertThat(figures.catalogue().sight()).isEqualTo(new ReportedFigures.Sight(true, false, Set.of()));
        assertThat(figures.figures(CITY, FROM, TO, List.of("assigned", "callsIn"), null).cells()).isNotEmpty().isEqualTo(ofTheCentre.cells());
        assertThat(rates.table(CITY, FROM, TO).rates()).isEqualTo(rated.rates());
        assertThat(rates.table(CITY, FROM, TO).lists()).isEqualTo(rated.lists()).isNotEmpty();
        assertThat(unitFigures.table(CITY, FROM, TO, false).total()).isEqualTo(counted.total()).isNotNull();
        refused("report.notYours", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.ALL, null, null, 20));
        refused("report.notYours", () -> behind.of(new Period(CITY, FROM, TO), "assigned", Dimension.UNIT, "housing", null, 20));
        refused("report.centreOnly", () -> calls.list(new Period(CITY, FROM, TO), 0, 20));
    }

    @Test
    void everybodyWhoMayOpenThePagesReadsTheCatalogueWithHowFarTheySee() {
        for (String role : Stream.concat(Actor.CENTRE_ROLES.stream(), Stream.of("bulletin-editor")).toList()) {
            as("somebody", role);
            assertThat(figures.catalogue().sight()).as(role).isEqualTo(new ReportedFigures.Sight(true, true, Set.of()));
        }
        for (String group : List.of("unit-housing", "leader-housing", "section-housing-rent")) {
            as("somebody", group);
            assertThat(figures.catalogue().sight().all()).as(group).isFalse();
            assertThat(figures.catalogue().sight().tickets()).as(group).isFalse();
            assertThat(figures.catalogue().sight().units()).as(group).contains("housing");
        }
        for (String role : List.of("designer", "auditor", "channel")) {
            as("somebody", role);
            refused("report.notYours", () -> figures.catalogue());
            refused("report.notYours", () -> figures.figures(CITY, FROM, TO, null, null));
            refused("report.notYours", () -> rates.table(CITY, FROM, TO));
            refused("report.notYours", () -> unitFigures.table(CITY, FROM, TO, false));
        }
    }

    // ---------------------------------------------------------------- the catalogue

    @Test
    void catalogueSaysByWhatEachMeasureIsToldApartWhetherItAddsUpAndWhetherTicketsStandBehindIt() {
        Map<String, Measure> catalogue = figures.catalogue().measures().stream().collect(Collectors.toMap(Measure::code, measure -> measure));
        assertThat(catalogue.get("received").dimensions()).containsExactly(Dimension.ALL, Dimension.UNIT, Dimension.KIND, Dimension.CATEGORY,
                Dimension.REGION, Dimension.CHANNEL, Dimension.DAY);
        assertThat(catalogue.get("inHand").dimensions()).contains(Dimension.UNIT).doesNotContain(Dimension.DAY, Dimension.LINE);
        assertThat(catalogue.get("callsIn").dimensions()).containsExactly(Dimension.ALL, Dimension.DAY, Dimension.LINE);
        assertThat(catalogue.get("callsIn").tickets()).isFalse();
        assertThat(catalogue.get("callsIn").additive()).isTrue();
        assertThat(catalogue.get("longestTalkSeconds").additive()).isFalse();
        assertThat(catalogue.get("assigned").tickets()).isTrue();
        // What the catalogue says is what is counted: no cell by a dimension that the measure has not.
        assertThat(figures.figures(CITY, FROM, TO, null, null).cells()).isNotEmpty()
                .allSatisfy(cell -> assertThat(catalogue.get(cell.measure()).dimensions()).as(cell.measure()).contains(cell.dimension()));
        assertThat(figures.figures(CITY, FROM, TO, List.of("callsIn"), Dimension.UNIT).cells()).isEmpty();
        long longest = figures.figures(CITY, FROM, TO, List.of("longestTalkSeconds"), Dimension.DAY).cells().stream()
                .mapToLong(ReportedFigures.Named::count).max().orElseThrow();
        assertThat(figures.figures(CITY, FROM, TO, List.of("longestTalkSeconds"), Dimension.ALL).cells()).singleElement().satisfies(cell -> {
            assertThat(cell.count()).isEqualTo(longest);
            assertThat(cell.name()).as("no sum of longest calls").isEqualTo("全部");
        });
    }

    @Test
    void catalogueSpeaksThatThroughTheDoor() {
        JsonNode catalogue = json.valueToTree(figures.catalogue());
        JsonNode calls = StreamSupport.stream(catalogue.get("measures").spliterator(), false)
                .filter(measure -> measure.get("code").asText().equals("longestTalkSeconds")).findFirst().orElseThrow();
        assertThat(calls.get("dimensions")).hasToString("[\"all\",\"day\",\"line\"]");
        assertThat(calls.get("additive").asBoolean(true)).isFalse();
        assertThat(calls.get("tickets").asBoolean(true)).isFalse();
    }

    @Test
    void everyNumberIsNamedAndEveryChoiceOfASettingIsARate() {
        ReportedFigures.Catalogue catalogue = figures.catalogue();
        assertThat(catalogue.measures()).hasSizeGreaterThan(45).allSatisfy(measure -> {
            assertThat(measure.name()).as(measure.code()).isNotBlank();
            assertThat(measure.unit()).as(measure.code()).isNotBlank();
            assertThat(measure.note()).as(measure.code()).isNotBlank();
        });
        Map<String, Setting> settings = Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::key, setting -> setting));
        assertThat(UnitRates.THREE).allSatisfy(key -> assertThat(settings.get(key).choices()).isNotEmpty()
                .allSatisfy(choice -> assertThat(measures.rate(choice).code()).isEqualTo(choice)));
        assertThat(catalogue.lists()).isNotEmpty().allSatisfy(rule -> assertThat(UnitRates.THREE).contains(rule.rate()));
        assertThat(catalogue.version()).matches("[0-9a-f]{12}");
    }

    @Test
    void listsNameUnitsWithTheirFractionsAndTheWholeIsGivenWithAndWithoutTheHotline() {
        UnitRates.Table table = rates.table(CITY, FROM, TO);
        UnitRates.Whole satisfaction = table.rates().stream().filter(rate -> rate.code().equals("satisfaction")).findFirst().orElseThrow();
        UnitRates.Row hotline = table.units().stream().filter(row -> row.unit().equals("hotline-centre")).findFirst().orElseThrow();
        UnitRates.Fraction own = hotline.rates().stream().filter(rate -> rate.code().equals("satisfaction")).findFirst().orElseThrow();
        assertThat(satisfaction.withoutHotline().base()).isEqualTo(satisfaction.base() - own.base()).isPositive();
        assertThat(satisfaction.withoutHotline().part()).isEqualTo(satisfaction.part() - own.part()).isPositive();
        UnitRates.Listed low = table.lists().stream().filter(list -> list.code().equals("satisfiedLow")).findFirst().orElseThrow();
        assertThat(low.units()).isNotEmpty().allSatisfy(unit -> {
            assertThat(Percent.compare(unit.part(), unit.base(), "95")).isNegative();
            assertThat(unit.name()).isNotEqualTo(unit.unit());
        });
    }

    // ---------------------------------------------------------------- call totals

    private static byte[] sheet(List<?>... rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Writing book = new Writing()) {
            Writing.Rows sheet = book.sheet(CallSheet.FORM);
            for (List<?> row : rows) {
                sheet.row(row);
            }
            book.to(out);
        }
        return out.toByteArray();
    }

    @Test
    void fileIsTriedThenTakenInThenChangesNothingMoreAndACorrectionIsWrittenDown() {
        byte[] file = sheet(Arrays.asList("2022-05-01", "12345", 520, 500, 12, 310, 20800, 102500, 1258),
                Arrays.asList("2022-05-01", "12333", 60, 58, null, null, null, null, null));
        CallImports.Outcome trial = callImports.take(CITY, "五月.xlsx", file, true);
        assertThat(trial.stored()).isFalse();
        assertThat(trial.added()).isEqualTo(2);
        assertThat(calls.list(new Period(CITY, LocalDate.of(2022, 5, 1), LocalDate.of(2022, 5, 2)), 0, 20).items()).isEmpty();

        assertThat(callImports.take(CITY, "五月.xlsx", file, false).stored()).isTrue();
        assertThat(calls.list(new Period(CITY, LocalDate.of(2022, 5, 1), LocalDate.of(2022, 5, 2)), 0, 20).items())
                .containsExactly(new CallTotal(LocalDate.of(2022, 5, 1), "12333", 60, 58, 0, 0, 0, 0, 0),
                        new CallTotal(LocalDate.of(2022, 5, 1), "12345", 520, 500, 12, 310, 20800, 102500, 1258));

        CallImports.Outcome again = callImports.take(CITY, "五月.xlsx", file, false);
        assertThat(again.stored()).isFalse();
        assertThat(again.added() + again.changed()).isZero();
        assertThat(callHistory.imports(CITY, 0, 20).items()).hasSize(1);

        byte[] mended = sheet(Arrays.asList("2022-05-01", "12333", 61, 58, null, null, null, null, null));
        CallImports.Outcome correction = callImports.take(CITY, "更正.xlsx", mended, false);
        assertThat(correction.changed()).isEqualTo(1);
        CallHistory.Import newest = callHistory.imports(CITY, 0, 20).items().stream().filter(one -> one.fileName().equals("更正.xlsx")).findFirst().orElseThrow();
        assertThat(newest.by()).isEqualTo("supervisor");
        assertThat(newest.byName()).isEqualTo("督办员");
        assertThat(callHistory.changes(newest.id(), 0, 20).items())
                .containsExactly(new CallHistory.Change(LocalDate.of(2022, 5, 1), "12333", "呼入", 60, 61));
        assertThat(jdbc.sql("select count(*) from audit_entry where kind = 'import' and entry_text like '话务量%修改1行'").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void oneWrongCellKeepsTheWholeFileOutAndIsNamed() {
        CallImports.Outcome outcome = callImports.take(CITY, "错.xlsx", sheet(
                Arrays.asList("2022-06-01", "12345", 100, 101, null, null, null, null, null),
                Arrays.asList("2022-06-02", "12345", 100, 90, null, null, null, 10, 11),
                Arrays.asList("2099-06-02", "12345", 100, 90, 101, null, null, null, null),
                Arrays.asList("2022-06-03", "热线", "很多", 90, null, null, null, null, null),
                Arrays.asList("2022-06-02", "12345", 1, 1, null, null, null, null, null)), false);
        assertThat(outcome.stored()).isFalse();
        assertThat(outcome.problems()).anyMatch(text -> text.contains("第 2 行 D 列（接听）"))
                .anyMatch(text -> text.contains("第 3 行 I 列（最长通话（秒））")).anyMatch(text -> text.contains("第 4 行 A 列（日期）"))
                .anyMatch(text -> text.contains("第 4 行 E 列（无效来电）")).anyMatch(text -> text.contains("第 5 行 B 列（号码）"))
                .anyMatch(text -> text.contains("第 5 行 C 列（呼入）")).anyMatch(text -> text.contains("与第 3 行是同一天同一号码"));
        assertThat(jdbc.sql("select count(*) from report_call where called_on between date '2022-06-01' and date '2022-06-30'")
                .query(Long.class).single()).isZero();
    }

    @Test
    void csvIsReadAsTheSheetAndAnEmptyFileIsNot() {
        byte[] csv = "日期,号码,呼入,接听\n2022-07-01,12345,10,9\n".getBytes(StandardCharsets.UTF_8);
        assertThat(callImports.take(CITY, "话务量.csv", csv, true).added()).isEqualTo(1);
        refused("report.noFile", () -> callImports.take(CITY, "空.xlsx", new byte[0], false));
        assertThat(callImports.take(CITY, "空.xlsx", sheet(), false).problems()).anyMatch(text -> text.contains("没有填写任何一行"));
    }

    @Test
    void onlySupervisorsAndAdministratorsTakeCallTotalsIn() {
        for (String role : List.of("operator", "dispatcher", "inspector", "unit-housing", "channel")) {
            as("somebody", role);
            refused("report.callsNotYours", () -> callImports.take(CITY, "五月.xlsx", sheet(), false));
            refused("report.callsNotYours", () -> callImports.template(new ByteArrayOutputStream()));
            refused("report.callsNotYours", () -> callHistory.imports(CITY, 0, 20));
            refused("report.callsNotYours", () -> callHistory.changes("x", 0, 20));
        }
        as("admin", "camunda-admin");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        callImports.template(out);
        assertThat(out.size()).isPositive();
    }
}
