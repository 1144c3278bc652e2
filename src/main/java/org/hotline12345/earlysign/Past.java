package org.hotline12345.earlysign;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Compares the newest days of one series of daily counts with its own past, after Farrington and Noufaily (2013): a
 * quasi-Poisson mean by kind of day over the weeks before, days that stuck out counting less, a week between past and
 * present so that a slow rise does not become its own yardstick, and the upper tail of the negative binomial distribution
 * with the variance found, the uncertainty of the mean included. Looked at are the last day and the last seven.
 */
final class Past {

    /** Days looked at, the longest window. */
    static final int LATEST = 7;
    /** Days between past and present. */
    static final int GAP = 7;
    /** Days of the past without which nothing is compared. */
    static final int LEAST = 28;
    /** Kinds of days, from 0: Monday to Sunday as they are worked. */
    static final int KINDS = 7;

    private static final int[] WINDOWS = {1, LATEST};
    /** From here on a day stuck out (Noufaily: 2.58), and counts by the inverse square of how far. */
    private static final double STUCK_OUT = 2.58;
    private static final double MEDIAN_TO_DEVIATION = 1.4826;
    /** An outbreak raises the mean it is judged by; the second turn sees it more clearly. */
    private static final int REWEIGHED = 2;
    /** Tickets a series must have had on a kind of day before its own pattern outweighs the city's. */
    private static final double CITY_WEIGHS = 20;
    private static final double JEFFREYS = 0.5;

    private final int[] counts;
    private final int[] kinds;
    private final int length;
    private final double[] weights;
    private double mean;
    private double[] factors;
    private double spread;
    private double weeklySpread;

    /** What was seen of the newest days: how many, how many were to be expected, and how likely as many would be by chance. */
    record Seen(int windowDays, int tickets, double expected, double chance) {
    }

    /**
     * @param counts by day, oldest first: the past, a gap of {@value #GAP} days, and the {@value #LATEST} days looked at
     * @param kinds the kind of each of these days, 0 to 6
     * @param city how a kind of day compares with the average day over the whole hotline, 1 for the same
     */
    Past(int[] counts, int[] kinds, double[] city) {
        if (counts.length != kinds.length || counts.length < LEAST + GAP + LATEST) {
            throw new IllegalArgumentException("too short a past: " + counts.length);
        }
        this.counts = counts;
        this.kinds = kinds;
        this.length = counts.length - GAP - LATEST;
        this.weights = new double[length];
        Arrays.fill(weights, 1);
        fit(city);
        for (int again = 0; again < REWEIGHED; again++) {
            weigh();
            fit(city);
        }
    }

    /**
     * The rarer of the two windows, when it is rare enough.
     *
     * @param least tickets below which nothing is a rise
     * @param rareness chance below which it is one
     */
    Optional<Seen> rise(int least, double rareness) {
        Seen rarest = null;
        for (int window : WINDOWS) {
            Seen seen = look(window);
            if (seen.tickets() >= least && seen.chance() < rareness && (rarest == null || seen.chance() < rarest.chance())) {
                rarest = seen;
            }
        }
        return Optional.ofNullable(rarest);
    }

    /** What the past lets expect of a day of the series, on the average. */
    double expected(int day) {
        return mean * factors[kinds[day]];
    }

    private void fit(double[] city) {
        double tickets = 0;
        double[] ofKind = new double[KINDS];
        double[] days = new double[KINDS];
        for (int day = 0; day < length; day++) {
            tickets += weights[day] * counts[day];
            ofKind[kinds[day]] += weights[day] * counts[day];
            days[kinds[day]] += weights[day];
        }
        double rough = (tickets + JEFFREYS) / sum(days, city);
        factors = new double[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            factors[kind] = (ofKind[kind] + CITY_WEIGHS) / (rough * days[kind] + CITY_WEIGHS / city[kind]);
        }
        mean = (tickets + JEFFREYS) / sum(days, factors);
        double chi = 0;
        for (int day = 0; day < length; day++) {
            chi += weights[day] * Math.pow(counts[day] - expected(day), 2) / expected(day);
        }
        spread = Math.max(1, chi / (length - KINDS));
        weeklySpread = Math.max(spread, weekly());
    }

    /** Weeks that differ more than their days let expect: what comes in waves. */
    private double weekly() {
        double chi = 0;
        int weeks = length / 7;
        for (int week = 0; week < weeks; week++) {
            double found = 0;
            double wanted = 0;
            for (int day = week * 7; day < week * 7 + 7; day++) {
                found += weights[day] * counts[day];
                wanted += weights[day] * expected(day);
            }
            chi += Math.pow(found - wanted, 2) / wanted;
        }
        return chi / (weeks - 1);
    }

    /**
     * Earlier outbreaks must not raise the yardstick. How far a day stuck out is judged by the median deviation, because an
     * outbreak inflates the spread it would otherwise be judged by.
     */
    private void weigh() {
        double[] residuals = new double[length];
        for (int day = 0; day < length; day++) {
            residuals[day] = 1.5 * (Math.pow(counts[day], 2.0 / 3) - Math.pow(expected(day), 2.0 / 3)) / Math.pow(expected(day), 1.0 / 6);
        }
        double[] deviations = Arrays.stream(residuals).map(Math::abs).sorted().toArray();
        double usual = Math.max(1, MEDIAN_TO_DEVIATION * deviations[length / 2]);
        double whole = 0;
        for (int day = 0; day < length; day++) {
            double far = residuals[day] / usual;
            weights[day] = far > STUCK_OUT ? 1 / (far * far) : 1;
            whole += weights[day];
        }
        for (int day = 0; day < length; day++) {
            weights[day] *= length / whole;
        }
    }

    private Seen look(int window) {
        int tickets = 0;
        double wanted = 0;
        double[] ofKind = new double[KINDS];
        for (int day = counts.length - window; day < counts.length; day++) {
            tickets += counts[day];
            wanted += expected(day);
            ofKind[kinds[day]] += expected(day);
        }
        double past = 0;
        double[] pastOfKind = new double[KINDS];
        for (int day = 0; day < length; day++) {
            past += expected(day);
            pastOfKind[kinds[day]] += expected(day);
        }
        double uncertain = 1 / past;
        for (int kind = 0; kind < KINDS; kind++) {
            uncertain += Math.pow(ofKind[kind] / wanted, 2) / (pastOfKind[kind] + CITY_WEIGHS);
        }
        double phi = window == 1 ? spread : weeklySpread;
        return new Seen(window, tickets, wanted, tail(tickets, wanted, phi * wanted + phi * uncertain * wanted * wanted));
    }

    /** Chance of {@code tickets} or more under the mean and variance given. */
    static double tail(int tickets, double mean, double variance) {
        if (tickets <= 0) {
            return 1;
        }
        if (variance <= mean * 1.0001) {
            return PoissonDistribution.of(mean).survivalProbability(tickets - 1);
        }
        // The negative binomial tail is a beta distribution function; its size need not be a whole number.
        double size = mean * mean / (variance - mean);
        return BetaDistribution.of(tickets, size).cumulativeProbability(mean / (mean + size));
    }

    private static double sum(double[] days, double[] factor) {
        double sum = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            sum += days[kind] * factor[kind];
        }
        return sum;
    }
}
