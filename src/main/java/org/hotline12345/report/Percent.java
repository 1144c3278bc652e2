package org.hotline12345.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The one place where counts become percentages: two decimals, half up; of a pair the second is what is missing to 100, so
 * that the two add up (邵阳2023附件1：93/96 为96.88%，其余为3.12%). Thresholds are tested on the exact fraction.
 */
public final class Percent {

    /** What is shown where there is nothing to divide by. */
    public static final String NONE = "—";

    private static final BigDecimal HUNDRED = new BigDecimal("100.00");

    private Percent() {
    }

    /** Such as {@code 98.24}, without a sign; {@link #NONE} for a base of 0. */
    public static String of(long part, long base) {
        return base == 0 ? NONE : rounded(part, base).toPlainString();
    }

    /** 100 minus {@link #of}: of the rest, where part and rest are shown side by side; {@link #NONE} for a base of 0. */
    public static String complement(long part, long base) {
        return base == 0 ? NONE : HUNDRED.subtract(rounded(part, base)).toPlainString();
    }

    /**
     * Compares the exact fraction with a percentage, before any rounding.
     *
     * @param percent a decimal number such as {@code 95} or {@code 99.5}
     * @return negative, 0 or positive as the fraction is below, at or above it
     * @throws ArithmeticException for a base of 0: such a rate is not applicable, and compares with nothing
     */
    public static int compare(long part, long base, String percent) {
        if (base == 0) {
            throw new ArithmeticException("A rate without a base cannot be compared");
        }
        return BigDecimal.valueOf(part).multiply(HUNDRED).compareTo(new BigDecimal(percent).multiply(BigDecimal.valueOf(base)))
                * Long.signum(base);
    }

    private static BigDecimal rounded(long part, long base) {
        return BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(base), 2, RoundingMode.HALF_UP);
    }
}
