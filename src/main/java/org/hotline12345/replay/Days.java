package org.hotline12345.replay;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The days of a period and how much each of them had: tickets are dealt over them evenly, or by the day's calls where the
 * print tells of days. The same period is always dealt in the same way.
 */
final class Days {

    /** Fraction of the golden section: wherever one starts, its multiples fill an interval evenly. */
    static final double GOLDEN = 0.618_033_988_749_894_9;

    private final List<LocalDate> days;
    private final Map<LocalDate, Integer> weights;

    /** @param weights relative weight of a day; empty for all alike */
    Days(LocalDate from, LocalDate to, Map<LocalDate, Integer> weights) {
        this.days = from.datesUntil(to.plusDays(1)).toList();
        this.weights = Map.copyOf(weights);
    }

    List<LocalDate> all() {
        return days;
    }

    /**
     * How many of a block's tickets each day gets.
     *
     * @param start where the block begins within the period, any number; blocks of one ticket should not all begin alike
     * @param fit which days may have any
     * @return per day of {@link #all}
     */
    int[] deal(int tickets, int start, Predicate<LocalDate> fit) {
        double[] ends = new double[days.size()];
        double sum = 0;
        for (int i = 0; i < ends.length; i++) {
            sum += fit.test(days.get(i)) ? weights.isEmpty() ? 1 : weights.getOrDefault(days.get(i), 0) : 0;
            ends[i] = sum;
        }
        if (sum == 0) {
            throw new IllegalStateException("no day of the period has room for " + tickets + " tickets");
        }
        int[] dealt = new int[ends.length];
        double offset = start * GOLDEN % 1;
        for (int i = 0; i < tickets; i++) {
            double at = (offset + (double) i / tickets) % 1 * sum;
            int day = 0;
            while (day < ends.length - 1 && ends[day] <= at) {
                day++;
            }
            dealt[day]++;
        }
        return dealt;
    }
}
