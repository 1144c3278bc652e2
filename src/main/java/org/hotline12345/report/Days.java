package org.hotline12345.report;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.hotline12345.common.MeantDays;
import org.hotline12345.common.Refusal;

/** Days as items of a dimension: ISO 8601. */
final class Days {

    private Days() {
    }

    /** @throws Refusal INVALID {@code report.badDay}, {@code common.badDay} */
    static LocalDate parse(String day) {
        try {
            return MeantDays.check(LocalDate.parse(day));
        } catch (DateTimeParseException notADay) {
            throw Refusal.invalid("report.badDay", "日期应写成 2023-01-31 的形式。");
        }
    }
}
