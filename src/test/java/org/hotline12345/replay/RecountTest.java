package org.hotline12345.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hotline12345.report.Cell;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.ListRules;
import org.hotline12345.report.Period;
import org.hotline12345.report.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How printed figures are counted again. */
class RecountTest {

    private static final Figures COUNTED = Figures.of(new Period("430500", LocalDate.of(2023, 1, 1), LocalDate.of(2023, 1, 31)), Instant.EPOCH, "v",
            List.of(new Cell("received", Dimension.ALL, "", 1000), new Cell("satisfied", Dimension.ALL, "", 93), new Cell("calledBack", Dimension.ALL, "", 96),
                    new Cell("satisfied", Dimension.UNIT, "china-telecom", 40), new Cell("overdue", Dimension.UNIT, "housing", 42),
                    new Cell("overdue", Dimension.UNIT, "beita-district", 3), new Cell("overdue", Dimension.UNIT, "agriculture", 6),
                    new Cell("received", Dimension.CATEGORY, "noise", 7), new Cell("received", Dimension.CATEGORY, "fumes", 5),
                    new Cell("minutes", Dimension.ALL, "", 46_080), new Cell("callsIn", Dimension.DAY, "2023-01-30", 1295),
                    new Cell("callsIn", Dimension.DAY, "2023-01-31", 295)));
    private static final ListRules.Outcome LIST = new ListRules.Outcome(new ListRules.Rule("onceLow", "r", "t", "<", "70"),
            new Rate("once", "n", "a", "b", "", ""), List.of(new ListRules.Share("housing", 1, 2), new ListRules.Share("agriculture", 2, 3)), List.of("a", "b", "c"));

    private final Recount recount = new Recount(COUNTED, Map.of("noise", "environment", "fumes", "environment"), unit -> "单位" + unit, code -> LIST);

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"received, 1000", "received - calledBack, 904", "satisfied + calledBack, 189", "satisfied@unit:china-telecom, 40", "overdue@unit:nobody, 0",
        "satisfied/calledBack, 96.88%", "100-satisfied/calledBack, 3.12%", "satisfied/nothing, —", "satisfied/received - calledBack, 10.29%",
        "mean:received/31, 32", "hours:minutes/calledBack, 8", "mean:received/nothing, —", "received@category:environment, 12", "received@category:noise, 7",
        "list:onceLow, 单位housing、单位agriculture", "unassessed, 3", "top2:overdue, 单位housing、单位agriculture", "peak:callsIn, 2023-01-30 1295"})
    void figuresOfEveryFormAreCountedAgain(String formula, String value) {
        assertThat(recount.value(formula)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"received-calledBack", "satisfied*2", "median:a/b", "received@unit:"})
    void anythingElseIsNoFormula(String formula) {
        assertThatThrownBy(() -> recount.value(formula)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("no such formula");
    }

    @Test
    void aListIsThePrintedOneInWhateverOrder() {
        Claim list = new Claim("一次办结率低于70%", "list:onceLow", "单位agriculture、单位housing", null);
        assertThat(list.equals(recount.value(list.formula()))).isTrue();
        assertThat(new Claim("x", "list:onceLow", "单位housing", null).equals(recount.value("list:onceLow"))).isFalse();
        assertThat(new Claim("x", "top2:overdue", "单位agriculture、单位housing", null).equals(recount.value("top2:overdue"))).as("the worst come in order").isFalse();
    }

    @Test
    void everyFormulaOfEveryPeriodIsOne() {
        assertThat(PeriodFiles.names()).containsExactly("haikou-2023-01", "haimen-2020", "hainan-2016-05", "shaoyang-2023-01-02");
        PeriodFiles.names().forEach(name -> assertThat(PeriodFiles.claims(name)).isNotEmpty()
                .allSatisfy(claim -> assertThat(recount.value(claim.formula())).as(name + " " + claim.formula()).isNotBlank()));
    }
}
