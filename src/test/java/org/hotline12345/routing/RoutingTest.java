package org.hotline12345.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private final Settings settings = mock(Settings.class);
    private final Routing routing = routing(TABLES);

    @TestFactory
    Stream<DynamicTest> requestsGoWhereTheRulesSay() {
        return ReferenceRows.read("src/test/resources/routing/cases.csv").stream()
                .map(line -> dynamicTest(line.get("example"), () -> {
                    Decision decision = routing.decide(new Facts(line.get("jurisdiction"), line.get("kind"),
                            line.get("category"), line.get("region"), line.get("aboutUnit")));
                    String seen = (decision.automatic() ? "auto" : "person")
                            + " lead " + decision.lead().map(Decision.Part::unit).orElse("")
                            + " assist " + String.join(" ", decision.assists())
                            + " guide " + String.join(" ", decision.guides());
                    assertThat(seen).as("%s", decision).isEqualTo(line.get("expect.decision") + " lead " + text(line, "lead")
                            + " assist " + text(line, "assist") + " guide " + text(line, "guide"));
                }));
    }

    @Test
    void tellsEveryRowItFollowedInTheOrderAsked() {
        Decision decision = routing.decide(new Facts("430500", "complaint", "property-service", "430503", null));
        assertThat(decision.rows()).extracting(DecisionTables.Row::decision, DecisionTables.Row::row).containsExactly(
                tuple("routing-catalogue", "Rule_shaoyang"),
                tuple("routing-unit", "Rule_property"),
                tuple("routing-territory", "Rule_daxiang"),
                tuple("routing-release", "Rule_confident"));
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
        assertThat(decision.rows()).last().extracting(DecisionTables.Row::row).isEqualTo("Rule_unitGone");
    }

    @Test
    void tablesThatFindNothingLeaveThePersonToDecide() {
        Decision decision = routing(mock(DecisionTables.class))
                .decide(new Facts("430500", "complaint", "sanitation", "430503", null));
        assertThat(decision.automatic()).isFalse();
        assertThat(decision.lead()).isEqualTo(Optional.empty());
    }

    private Routing routing(DecisionTables tables) {
        return routing(tables, ReferenceRows.unitsFacade(Map.of()));
    }

    private Routing routing(DecisionTables tables, Units units) {
        when(settings.decimal(any(), any())).thenReturn(new BigDecimal("0.8"));
        Regions regions = ReferenceRows.regionsFacade();
        Clock clock = Clock.fixed(Instant.parse("2023-02-08T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
        return new Routing(tables, units, regions, settings, clock);
    }

    private static String text(Map<String, String> line, String part) {
        String value = line.get("expect." + part);
        return value == null ? "" : value;
    }
}
