package org.hotline12345.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.File;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.decisions.ReferenceRows;
import org.hotline12345.decisions.StandaloneDecisionTables;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who gets what, by the real tables and the real units; the cases stand in {@code routing/cases.csv}. */
class RoutingTest {

    private static final StandaloneDecisionTables TABLES = new StandaloneDecisionTables();

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2023-02-08T02:00:00Z"), ZoneId.of("Asia/Shanghai"));

    private final Settings settings = mock(Settings.class);
    private final Routing routing = routing(TABLES);
    private final RequestReading reading = new RequestReading(ReferenceRows.gazetteer(CLOCK), TABLES);

    @TestFactory
    Stream<DynamicTest> requestsGoWhereTheRulesSay() {
        return ReferenceRows.read("src/test/resources/routing/cases.csv").stream()
                .map(line -> dynamicTest(line.get("example"), () -> {
                    Decision decision = routing.decide(reading.read(words(line)).facts());
                    String seen = (decision.automatic() ? "auto" : "person")
                            + " lead " + decision.lead().map(Decision.Part::unit).orElse("")
                            + " assist " + String.join(" ", decision.assists())
                            + " guide " + String.join(" ", decision.guides())
                            + " parts " + parts(decision);
                    assertThat(seen).as("%s", decision).isEqualTo(line.get("expect.decision") + " lead " + text(line, "lead")
                            + " assist " + text(line, "assist") + " guide " + text(line, "guide") + " parts " + text(line, "parts"));
                    if (line.get("expect.candidates") != null) {
                        assertThat(decision.candidates()).extracting(Decision.Candidate::unit)
                                .contains(line.get("expect.candidates").split(" "));
                    }
                    assertThat(decision.reason()).isNotBlank();
                }));
    }

    @Test
    void tellsEveryRowItFollowedInTheOrderAsked() {
        Decision decision = routing.decide(new Facts("430500", "complaint", "property-service", "430503", null));
        assertThat(decision.rows()).extracting(DecisionTables.Row::decision, DecisionTables.Row::row).containsExactly(
                tuple("routing-catalogue", "Rule_shaoyangUrbanRuralConstruction"),
                tuple("catalogue-shaoyang-urban-rural-construction", "Rule_property"),
                tuple("routing-territory", "Rule_daxiang"),
                tuple("routing-level", "Rule_district"),
                tuple("routing-exceptions", "Rule_ordinary"),
                tuple("routing-parts", "Rule_districtGuided"),
                tuple("routing-unit", "Rule_confident"));
        assertThat(decision.rows()).allSatisfy(row -> assertThat(row.description()).isNotBlank());
        assertThat(decision.units()).allSatisfy(part -> assertThat(part.basis()).isNotBlank());
        assertThat(decision.confidence()).isEqualTo(0.9);
    }

    @Test
    void severalUnitsWithTheSameClaimAreShownAsCandidatesAndNoneIsProposed() {
        Decision decision = routing.decide(new Facts("430500", "complaint", "telecom-fault", "430503", null));
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.units()).isEmpty();
        assertThat(decision.candidates()).extracting(Decision.Candidate::unit)
                .contains("china-telecom", "china-mobile", "china-unicom");
    }

    @Test
    void aStricterSettingSendsTheSameRequestToAPerson() {
        when(settings.decimal(any(), any())).thenReturn(new BigDecimal("0.95"));
        Decision decision = routing.decide(new Facts("430500", "complaint", "property-service", "430503", null));
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.lead()).map(Decision.Part::unit).contains("daxiang-district");
    }

    @Test
    void aUnitThatNoLongerExistsIsNotDispatchedToWithoutAPerson() {
        Unit market = ReferenceRows.units().get("market-regulation");
        Units units = ReferenceRows.unitsFacade(Map.of("market-regulation", new Unit(market.code(), market.name(),
                market.aliases(), market.kind(), market.parent(), market.network(), market.region(), null,
                LocalDate.of(2022, 12, 31), market.jurisdiction(), null, null)));
        Decision decision = routing(TABLES, units)
                .decide(new Facts("430500", "complaint", "consumer-rights", "430503", null));
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.rows()).extracting(DecisionTables.Row::row).contains("Rule_unitGone");
        assertThat(decision.reason()).contains("主办单位已撤销");
    }

    @Test
    void tablesThatFindNothingLeaveThePersonToDecide() {
        Decision decision = routing(mock(DecisionTables.class))
                .decide(new Facts("430500", "complaint", "sanitation", "430503", null));
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.lead()).isEqualTo(Optional.empty());
    }

    // ------------------------------------------------------------------ why

    @Test
    void explainTellsWhichRowsAreShadowedAndByWhat() {
        Decision decision = routing.explain(new Facts("430500", "help", "wage-arrears", "430503", null));
        assertThat(decision.shadowed()).extracting(shadowed -> shadowed.row().row(), Decision.Shadowed::by).contains(
                tuple("Rule_wagesConstruction", "routing.autoDispatchConfidence"),
                tuple("Rule_manual", "routing-unit#Rule_confident"),
                tuple("Rule_exceptionsManual", "routing-exceptions#Rule_ordinary"));
        assertThat(decision.shadowed()).allSatisfy(shadowed -> assertThat(shadowed.why()).isNotBlank());
        assertThat(routing.decide(new Facts("430500", "help", "wage-arrears", "430503", null)).shadowed())
                .extracting(shadowed -> shadowed.row().row()).containsExactly("Rule_wagesConstruction", "Rule_wagesGathering");
    }

    @Test
    void whatOnlyTheLeadMayKnowKeepsTheOthersOutAndSaysSo() {
        Decision decision = routing.decide(new Facts("430500", "report", "cable-hazard", "430511", 1, null,
                new Facts.Origin(false, false, true), List.of(), ""));
        assertThat(decision.units()).extracting(Decision.Part::unit).containsExactly("china-telecom");
        assertThat(decision.shadowed()).extracting(Decision.Shadowed::by).containsOnly("routing-parts#Rule_departmentAlone");
    }

    @Test
    void aRowCountsOnlyFromItsFirstToItsLastDay() {
        Facts facts = new Facts("430500", "complaint", "ride-hailing", "430503", null);
        DecisionTables ended = changed("catalogue-shaoyang-transportation", "Rule_rideHailing", "ValidTo", "2023-02-07");
        Decision decision = routing.decide(facts, ended);
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.lead()).as("谁主管谁负责").map(Decision.Part::unit).contains("transport");
        assertThat(decision.shadowed()).singleElement().satisfies(shadowed -> {
            assertThat(shadowed.row().row()).isEqualTo("Rule_rideHailing");
            assertThat(shadowed.by()).isEqualTo("validity");
            assertThat(shadowed.why()).contains("2023-02-07");
        });
        assertThat(routing.decide(facts, changed("catalogue-shaoyang-transportation", "Rule_rideHailing", "ValidTo", "2023-02-08"))
                .automatic()).as("the last day counts").isTrue();
        assertThat(routing.decide(facts, changed("catalogue-shaoyang-transportation", "Rule_rideHailing", "ValidFrom", "2023-02-09"))
                .automatic()).isFalse();
        assertThat(routing.decide(facts, changed("catalogue-shaoyang-transportation", "Rule_rideHailing", "ValidFrom", "明年"))
                .shadowed()).singleElement().satisfies(shadowed -> assertThat(shadowed.why()).contains("日期"));
    }

    @Test
    void aDepartmentsDutyIsNotPushedDownToAStreet() {
        Decision decision = routing.decide(new Facts("460000", "complaint", "hainan-food-safety", "460107", null),
                changed("catalogue-hainan-consumer-protection", "Rule_foodDrug", "Unit", "hainan-guoxing-subdistrict"));
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.units()).isEmpty();
        assertThat(decision.reason()).contains("不得派给乡镇、街道");
        assertThat(decision.candidates()).extracting(Decision.Candidate::unit).containsExactly("hainan-guoxing-subdistrict");
    }

    @Test
    void theNearestUnitIsNeverSentToWithoutAPersonHoweverLowTheSetting() {
        when(settings.decimal(any(), any())).thenReturn(new BigDecimal("0.1"));
        Decision decision = routing.decide(new Facts("430500", "complaint", "citizen-life", "430503", null));
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.units()).isEmpty();
        assertThat(decision.reason()).contains("职能就近");
        assertThat(decision.candidates()).extracting(Decision.Candidate::unit).containsExactly("daxiang-district");
    }

    @Test
    void wordsBecomeFactsSoThatEqualFactsGoTheSameWay() {
        RequestReading.Words one = new RequestReading.Words("430500", "help", "wage-arrears", null, "汽车南站旁", null,
                "工地上三十人堵门讨薪", Facts.Origin.ORDINARY);
        RequestReading.Words other = new RequestReading.Words("430500", "help", "wage-arrears", "", "大祥区汽车南站", " ",
                "农民工聚集要工资，项目部不理", Facts.Origin.ORDINARY);
        assertThat(reading.read(one).facts().circumstances()).isEqualTo("construction gathering");
        assertThat(reading.read(other).facts().region()).isEqualTo(reading.read(one).facts().region()).isEqualTo("430503");
        assertThat(reading.read(one).place().sure()).isTrue();
        assertThat(reading.read(new RequestReading.Words("430500", null, null, "430503", "北塔区", null, null,
                Facts.Origin.ORDINARY)).place()).as("a person chose the district").isNull();
    }

    /** The shipped tables with one output of one row changed. */
    private static DecisionTables changed(String decision, String rule, String output, String value) {
        DmnModelInstance model = Dmn.readModelFromFile(new File("dmn/" + decision + ".dmn"));
        OutputEntry cell = model.getModelElementById("LiteralExpression_" + rule.substring("Rule_".length(), 6).toUpperCase()
                + rule.substring(6) + output);
        cell.getText().setTextContent('"' + value + '"');
        return TABLES.of(Map.of("dmn/" + decision + ".dmn", Dmn.convertToString(model).getBytes(StandardCharsets.UTF_8)));
    }

    private static RequestReading.Words words(Map<String, String> line) {
        String origin = String.valueOf(line.get("origin"));
        return new RequestReading.Words(line.get("jurisdiction"), line.get("kind"), line.get("category"), line.get("region"),
                line.get("address"), line.get("aboutUnit"), line.get("text"), new Facts.Origin(origin.equals("instructed"),
                origin.equals("provincial"), origin.equals("confidential")));
    }

    /** {@code category+category:lead/guide}, one for each matter. */
    private static String parts(Decision decision) {
        return decision.matters().stream().map(matter -> String.join("+", matter.categories()) + ':'
                + matter.units().stream().map(Decision.Part::unit).collect(Collectors.joining("/"))).collect(Collectors.joining(" "));
    }

    private Routing routing(DecisionTables tables) {
        return routing(tables, ReferenceRows.unitsFacade(Map.of()));
    }

    private Routing routing(DecisionTables tables, Units units) {
        when(settings.decimal(any(), any())).thenReturn(new BigDecimal("0.8"));
        Regions regions = ReferenceRows.regionsFacade();
        return new Routing(tables, units, regions, ReferenceRows.categoriesFacade(), settings, CLOCK);
    }

    private static String text(Map<String, String> line, String part) {
        String value = line.get("expect." + part);
        return value == null ? "" : value;
    }
}
