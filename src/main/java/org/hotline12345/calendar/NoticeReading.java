package org.hotline12345.calendar;

import java.time.LocalDate;
import java.util.List;

/**
 * What was understood of a notice.
 *
 * @param year the year it arranges
 * @param order its number, or null where it names none
 * @param noticeOn its date, or null
 * @param amendment whether it changes single days of a year arranged before
 * @param unread sentences with a date in them that were not understood, as they stand
 * @param warnings what contradicts the calendar or the law, in Chinese
 */
record NoticeReading(int year, String order, LocalDate noticeOn, boolean amendment, List<CalendarVersions.Day> days,
        List<String> unread, List<String> warnings) {
}
