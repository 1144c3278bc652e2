package org.hotline12345.common;

import java.time.LocalDate;

/**
 * Days that somebody can have meant. No ticket is older and no plan reaches further, while a mistyped year can lie beyond what the
 * database and the arithmetic of instants take.
 */
public final class MeantDays {

    public static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    public static final LocalDate LAST = LocalDate.of(2099, 12, 31);

    private MeantDays() {
    }

    /**
     * The day itself, null included.
     *
     * @throws Refusal INVALID {@code common.badDay} for one before {@link #FIRST} or after {@link #LAST}
     */
    public static LocalDate check(LocalDate day) {
        if (day != null && (day.isBefore(FIRST) || day.isAfter(LAST))) {
            throw Refusal.invalid("common.badDay", "日期“" + day + "”超出可填范围，请填写" + FIRST + "至" + LAST + "之间的日期。");
        }
        return day;
    }
}
