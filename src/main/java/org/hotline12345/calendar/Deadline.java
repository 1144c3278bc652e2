package org.hotline12345.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The end of a working-day or working-hour limit.
 *
 * @param until first instant after the limit: normally 00:00 in China on the day after {@code date}
 * @param date the last day of the limit, in China
 * @param calendarVersion the calendar it was counted with
 * @param provisional whether it reaches into a year whose notice is not published yet (暂定)
 */
public record Deadline(Instant until, LocalDate date, String calendarVersion, boolean provisional) {}
