package org.hotline12345.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is named on an assessment list: strict thresholds on exact fractions, small units named apart. */
class ListRulesTest {

    private static final Rate RATE = new Rate("satisfaction", "回访满意率", "satisfied", "calledBack", "", "");
    private static final ListRules.Rule ALL = new ListRules.Rule("all", "report.satisfactionRate", "达100%", "=", "100");
    private static final ListRules.Rule LOW = new ListRules.Rule("low", "report.satisfactionRate", "低于95%", "<", "95");
    private static final ListRules.Rule HIGH = new ListRules.Rule("high", "report.satisfactionRate", "高于90%", ">", "90");

    private final List<Cell> cells = new ArrayList<>();

    private void unit(String code, long satisfied, long calledBack, long volume) {
        cells.add(new Cell("satisfied", Dimension.UNIT, code, satisfied));
        cells.add(new Cell("calledBack", Dimension.UNIT, code, calledBack));
        cells.add(new Cell("volume", Dimension.UNIT, code, volume));
    }

    private List<String> on(ListRules.Rule rule, long minimum) {
        return apply(rule, minimum).units().stream().map(ListRules.Share::unit).toList();
    }

    private ListRules.Outcome apply(ListRules.Rule rule, long minimum) {
        Figures figures = Figures.of(new Period("460100", LocalDate.of(2023, 1, 1), LocalDate.of(2023, 1, 31)), Instant.EPOCH, "x", cells);
        return ListRules.apply(List.of(rule), figures, RATE, Set.of("silent"), minimum, Set.of("hotline")).get(0);
    }

    @Test
    void fractionThatPrintsAsTheThresholdIsStillBelowIt() {
        unit("almost", 94_996, 100_000, 100_000);
        unit("exactly", 95, 100, 100);
        assertThat(Percent.of(94_996, 100_000)).isEqualTo("95.00");
        assertThat(on(LOW, 0)).containsExactly("almost");
    }

    @Test
    void almostAllIsNotAll() {
        unit("all", 20, 20, 20);
        unit("almost", 99_999, 100_000, 100_000);
        assertThat(Percent.of(99_999, 100_000)).isEqualTo("100.00");
        assertThat(on(ALL, 0)).containsExactly("all");
    }

    @Test
    void unitWithoutCallbacksIsOnNoList() {
        unit("nobody", 0, 0, 50);
        assertThat(on(ALL, 0)).isEmpty();
        assertThat(on(LOW, 0)).isEmpty();
    }

    @Test
    void unitBelowTheLeastVolumeIsNamedApartAndTheHotlineNeverAssessed() {
        unit("small", 1, 9, 9);
        unit("ten", 1, 9, 10);
        unit("hotline", 0, 500, 500);
        ListRules.Outcome outcome = apply(LOW, 10);
        assertThat(outcome.units()).extracting(ListRules.Share::unit).containsExactly("ten");
        assertThat(outcome.notAssessed()).as("a member without any ticket, too").containsExactly("silent", "small");
    }

    @Test
    void worstComesFirstOnALowListAndBestOnAHighOne() {
        unit("b", 92, 100, 100);
        unit("a", 91, 100, 100);
        unit("c", 184, 200, 200);
        assertThat(on(LOW, 0)).containsExactly("a", "c", "b");
        assertThat(on(HIGH, 0)).containsExactly("c", "b", "a");
    }

    @Test
    void ruleComparesByAKnownSignOnly() {
        assertThatThrownBy(() -> new ListRules.Rule("x", "y", "z", "<=", "95")).isInstanceOf(IllegalArgumentException.class);
    }
}
