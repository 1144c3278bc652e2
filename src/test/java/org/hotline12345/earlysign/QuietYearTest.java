package org.hotline12345.earlysign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;

/**
 * How often the detector calls in a year in which nothing happens, and how soon it sees what was planted. The year is not an
 * easy one: 70 series from one ticket in ten days to sixty a day, each with its own week, growing by 18 % a year, with
 * seasons, waves of weeks, days on which the whole city calls more, and days that differ more than chance alone lets them.
 * The figures stand in {@code target/early-sign-figures.txt}.
 */
class QuietYearTest {

    private static final int SERIES = 70;
    private static final int CITIES = 5;
    private static final int YEAR = 365;
    private static final int PAST = 56;
    private static final int LENGTH = PAST + Past.GAP + Past.LATEST;
    private static final int QUIET = 7;
    private static final int LEAST = 5;
    private static final double CHANCE = 0.0005;
    private static final int LONGEST = 14;
    private static final int TURNS = 400;

    @Test
    void aQuietYearGivesFewSignsADay() throws IOException {
        double[] chances = {0.0001, CHANCE, 0.001, 0.005};
        long[] signs = new long[chances.length];
        long[] calls = new long[chances.length];
        for (int seed = 1; seed <= CITIES; seed++) {
            City city = new City(seed);
            int[][] silentUntil = new int[chances.length][SERIES];
            for (int day = LENGTH; day <= LENGTH + YEAR - 1; day++) {
                for (int series = 0; series < SERIES; series++) {
                    Past past = city.look(series, day, 0);
                    for (int at = 0; at < chances.length; at++) {
                        if (past.rise(LEAST, chances[at]).isPresent()) {
                            calls[at]++;
                            signs[at] += day >= silentUntil[at][series] ? 1 : 0;
                            silentUntil[at][series] = day + QUIET + 1;
                        }
                    }
                }
            }
        }
        StringBuilder table = new StringBuilder("chance  signs/day  looks of a series that called\n");
        double byDefault = 0;
        for (int at = 0; at < chances.length; at++) {
            double perDay = (double) signs[at] / (CITIES * YEAR);
            byDefault = chances[at] == CHANCE ? perDay : byDefault;
            table.append(String.format(Locale.ROOT, "%.4f  %.3f  %.5f%n", chances[at], perDay, (double) calls[at] / (CITIES * YEAR * SERIES)));
        }
        keep("false-alarms", table.toString());
        assertThat(byDefault).as("less than two false signs a week").isLessThan(2.0 / 7);
    }

    @Test
    void plantedRisesAreSeenWithinDays() throws IOException {
        StringBuilder table = new StringBuilder("tickets/day  rise  seen within 14 days  median delay in days (0 = the morning after the first day)\n");
        double seenDoubling = 0;
        int delayTripling = 99;
        for (double mean : new double[] {0.5, 2, 10, 40}) {
            City[] cities = new City[TURNS];
            Arrays.setAll(cities, turn -> new City(1000 + turn, mean));
            for (double rise : new double[] {0.5, 1, 2}) {
                int[] delays = new int[TURNS];
                int seen = 0;
                for (int turn = 0; turn < delays.length; turn++) {
                    delays[turn] = delay(cities[turn], rise, turn);
                    seen += delays[turn] < LONGEST ? 1 : 0;
                }
                Arrays.sort(delays);
                int median = delays[delays.length / 2];
                table.append(String.format(Locale.ROOT, "%-11s  +%.0f%%  %.1f%%  %s%n", mean, rise * 100, 100.0 * seen / delays.length,
                        median >= LONGEST ? "—" : String.valueOf(median)));
                seenDoubling = mean == 10 && rise == 1 ? (double) seen / delays.length : seenDoubling;
                delayTripling = mean == 10 && rise == 2 ? median : delayTripling;
            }
        }
        keep("delays", table.toString());
        assertThat(seenDoubling).as("a doubling from ten a day").isGreaterThan(0.95);
        assertThat(delayTripling).as("ten a day becoming thirty").isLessThanOrEqualTo(1);
    }

    /** Days until a rise of one series is seen, at most {@value #LONGEST}. */
    private static int delay(City city, double rise, int turn) {
        int start = LENGTH + turn % 60;
        for (int day = 0; day < LONGEST; day++) {
            if (city.look(0, start + day, rise, start).rise(LEAST, CHANCE).isPresent()) {
                return day;
            }
        }
        return LONGEST;
    }

    private static void keep(String name, String table) throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "early-sign-" + name + ".txt"), table);
    }

    /** Numbers of a made-up city, the same for the same seed. */
    private static final class City {

        private final int seed;
        private final int[][] counts;
        private final int[] kinds = new int[LENGTH + YEAR + LONGEST];
        private final int[] whole = new int[kinds.length];

        City(int seed) {
            this(seed, 0);
        }

        /** @param mean tickets a day of the first series, or 0 for any */
        City(int seed, double mean) {
            this.seed = seed;
            Random random = new Random(seed);
            UniformRandomProvider numbers = random::nextLong;
            Arrays.setAll(kinds, day -> day % 7);
            counts = new int[SERIES][kinds.length];
            double[] cityDay = new double[kinds.length];
            Arrays.setAll(cityDay, day -> around(1, 0.08, numbers));
            for (int series = 0; series < SERIES; series++) {
                double level = series == 0 && mean > 0 ? mean : 0.1 * Math.exp(random.nextDouble() * Math.log(600));
                double weekend = 0.4 + 0.7 * random.nextDouble();
                double phase = random.nextDouble() * 2 * Math.PI;
                double wave = 0;
                for (int day = 0; day < kinds.length; day++) {
                    wave = 0.9 * wave + 0.03 * random.nextGaussian();
                    double wanted = level * (kinds[day] >= 5 ? weekend : kinds[day] == 0 ? 1.15 : 1) * Math.exp(0.18 * day / 365 + wave)
                            * (1 + 0.15 * Math.sin(2 * Math.PI * day / 365 + phase)) * cityDay[day] * around(1, 0.15, numbers);
                    counts[series][day] = PoissonDistribution.of(wanted).createSampler(numbers).sample();
                    whole[day] += counts[series][day];
                }
            }
        }

        private static double around(double mean, double deviation, UniformRandomProvider numbers) {
            double shape = mean * mean / (deviation * deviation);
            return GammaDistribution.of(shape, mean / shape).createSampler(numbers).sample();
        }

        Past look(int series, int day, double rise) {
            return look(series, day, rise, Integer.MAX_VALUE);
        }

        /** The look at the end of a day; from {@code since} on the series has by {@code rise} more. */
        Past look(int series, int day, double rise, int since) {
            int[] seen = Arrays.copyOfRange(counts[series], day - LENGTH + 1, day + 1);
            for (int at = Math.max(since, day - LENGTH + 1); at <= day; at++) {
                int more = PoissonDistribution.of(rise * Math.max(0.5, average(series))).createSampler(new Random(31L * at + 7919L * seed)::nextLong).sample();
                seen[at - (day - LENGTH + 1)] += more;
            }
            int[] days = Arrays.copyOfRange(kinds, day - LENGTH + 1, day + 1);
            return new Past(seen, days, Rises.pattern(Arrays.copyOfRange(whole, day - LENGTH + 1, day + 1), days));
        }

        private double average(int series) {
            return Arrays.stream(counts[series]).average().orElseThrow();
        }
    }
}
