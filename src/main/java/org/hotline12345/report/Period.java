package org.hotline12345.report;

import java.time.LocalDate;
import java.time.ZoneId;
import org.hotline12345.common.Refusal;

/**
 * Whole days of a hotline.
 *
 * @param jurisdiction code of the hotline
 * @param to last day, inclusive; at most 400 days after {@code from}
 */
public record Period(String jurisdiction, LocalDate from, LocalDate to) {

    static final int MOST_DAYS = 400;

    /** Refuses with INVALID {@code report.badPeriod}. */
    public Period {
        if (from == null || to == null || to.isBefore(from) || to.isAfter(from.plusDays(MOST_DAYS))) {
            throw Refusal.invalid("report.badPeriod", "请填写统计期起止日（from、to），止日不早于起日，最长" + MOST_DAYS + "天。");
        }
    }

    /** First instant, epoch milliseconds. */
    long start(ZoneId zone) {
        return start(from, zone);
    }

    /** End, exclusive, epoch milliseconds. */
    long end(ZoneId zone) {
        return start(to.plusDays(1), zone);
    }

    static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
