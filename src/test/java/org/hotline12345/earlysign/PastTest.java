package org.hotline12345.earlysign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts as a rise, on series made for one question each. */
class PastTest {

    private static final int DAYS = 56 + Past.GAP + Past.LATEST;
    private static final double[] EVEN = {1, 1, 1, 1, 1, 1, 1};

    @Test
    void aSeriesThatStaysAsItWasIsNoRise() {
        assertThat(past(day -> 20).rise(5, 0.05)).isEmpty();
    }

    @Test
    void aDayFarAboveItsPastIsARiseOfThatDay() {
        Optional<Past.Seen> seen = past(day -> day == DAYS - 1 ? 45 : 18 + day % 5).rise(5, 0.0005);
        assertThat(seen).hasValueSatisfying(rise -> {
            assertThat(rise.windowDays()).isOne();
            assertThat(rise.tickets()).isEqualTo(45);
            assertThat(rise.expected()).isCloseTo(20, within(1.0));
        });
    }

    @Test
    void aWeekSomewhatAboveItsPastIsARiseOfTheWeek() {
        Optional<Past.Seen> seen = past(day -> day >= DAYS - 7 ? 6 : 2 + day % 3).rise(5, 0.0005);
        assertThat(seen).hasValueSatisfying(rise -> {
            assertThat(rise.windowDays()).isEqualTo(7);
            assertThat(rise.tickets()).isEqualTo(42);
        });
    }

    @Test
    void mondaysAreComparedWithMondays() {
        // Fifty on every Monday, five on other days: another Monday of fifty is none, a Tuesday of fifty is one.
        assertThat(past(day -> day % 7 == (DAYS - 1) % 7 ? 50 : 5).rise(5, 0.0005)).isEmpty();
        assertThat(past(day -> day == DAYS - 1 || day % 7 == (DAYS - 2) % 7 ? 50 : 5).rise(5, 0.0005)).isPresent();
    }

    @Test
    void anOutbreakOfThePastDoesNotHideTheNextOne() {
        assertThat(past(day -> day >= 20 && day < 24 ? 60 : day == DAYS - 1 ? 30 : 9 + day % 3).rise(5, 0.0005)).isPresent();
    }

    @Test
    void aSlowRiseIsNotItsOwnYardstick() {
        assertThat(past(day -> day < DAYS - 14 ? 9 + day % 3 : 10 + (day - DAYS + 14)).rise(5, 0.0005)).isPresent();
    }

    @Test
    void fewTicketsAreNoRiseHoweverRareTheyAre() {
        assertThat(past(day -> day == DAYS - 1 ? 4 : 0).rise(5, 0.05)).isEmpty();
        assertThat(past(day -> day == DAYS - 1 ? 5 : 0).rise(5, 0.0005)).isPresent();
    }

    @Test
    void aSeriesThatSwingsMuchNeedsMoreToRise() {
        assertThat(past(day -> day == DAYS - 1 ? 36 : day % 2 == 0 ? 4 : 36).rise(5, 0.0005)).isEmpty();
        assertThat(past(day -> day == DAYS - 1 ? 46 : 19 + day % 3).rise(5, 0.0005)).isPresent();
    }

    /** P(X ≥ 30) of a Poisson distribution of mean 20: 0.0218182 (R: ppois(29, 20, lower.tail = FALSE)). */
    @Test
    void theTailWithoutSpreadIsPoissons() {
        assertThat(Past.tail(30, 20, 20)).isCloseTo(0.0218182, within(1e-6));
        assertThat(Past.tail(0, 20, 20)).isEqualTo(1);
    }

    /** The sum of the distribution's own terms, with size 4 and mean 10. */
    @Test
    void theTailWithSpreadIsTheNegativeBinomials() {
        double mean = 10;
        double size = 4;
        double term = Math.pow(size / (size + mean), size);
        double below = 0;
        for (int k = 0; k < 25; k++) {
            below += term;
            term *= (k + size) / (k + 1) * mean / (mean + size);
        }
        assertThat(Past.tail(25, mean, mean + mean * mean / size)).isCloseTo(1 - below, within(1e-9));
    }

    @Test
    void lessThanFourWeeksOfPastIsRefused() {
        int[] shorter = new int[Past.LEAST + Past.GAP + Past.LATEST - 1];
        assertThatThrownBy(() -> new Past(shorter, new int[shorter.length], EVEN)).isInstanceOf(IllegalArgumentException.class);
    }

    private interface Count {

        int on(int day);
    }

    private static Past past(Count count) {
        int[] counts = new int[DAYS];
        int[] kinds = new int[DAYS];
        Arrays.setAll(counts, count::on);
        Arrays.setAll(kinds, day -> day % 7);
        return new Past(counts, kinds, EVEN);
    }
}
