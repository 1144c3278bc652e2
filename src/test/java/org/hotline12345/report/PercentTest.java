package org.hotline12345.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Counts become percentages in one way, and pairs add up to 100. */
class PercentTest {

    @Test
    void printedRatesOfTheCitiesComeOutAsPrinted() {
        assertThat(Percent.of(99809, 101592)).isEqualTo("98.24");
        assertThat(Percent.of(110698, 135879)).isEqualTo("81.47");
        assertThat(Percent.of(545, 135879)).isEqualTo("0.40");
        assertThat(Percent.of(657, 47676)).isEqualTo("1.38");
        assertThat(Percent.of(703, 1783)).isEqualTo("39.43");
        assertThat(Percent.of(80404, 194766)).isEqualTo("41.28");
        assertThat(Percent.complement(80404, 194766)).isEqualTo("58.72");
    }

    @Test
    void pairAddsUpToOneHundredWhereBothWouldRoundUp() {
        assertThat(Percent.of(93, 96)).isEqualTo("96.88");
        assertThat(Percent.complement(93, 96)).isEqualTo("3.12");
        assertThat(Percent.of(175, 175)).isEqualTo("100.00");
        assertThat(Percent.complement(175, 175)).isEqualTo("0.00");
    }

    @Test
    void nothingToDivideByIsNeitherZeroNorAHundred() {
        assertThat(Percent.of(0, 0)).isEqualTo("—");
        assertThat(Percent.complement(0, 0)).isEqualTo("—");
        assertThatThrownBy(() -> Percent.compare(0, 0, "95")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void thresholdIsTestedBeforeRounding() {
        assertThat(Percent.of(94_996, 100_000)).isEqualTo("95.00");
        assertThat(Percent.compare(94_996, 100_000, "95")).isNegative();
        assertThat(Percent.compare(95, 100, "95")).isZero();
        assertThat(Percent.compare(9_999_999, 10_000_000, "100")).isNegative();
        assertThat(Percent.compare(999, 1000, "99.5")).isPositive();
    }
}
