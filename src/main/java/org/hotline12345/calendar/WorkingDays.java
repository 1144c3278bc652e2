package org.hotline12345.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Refusal;

/**
 * Which days are worked in one jurisdiction, as one approved calendar version says.
 *
 * @param version id of the version; a local one is appended to the national one with {@code +}
 * @param published years that rest on a published notice
 * @param exceptions days that differ from Monday to Friday: true for worked, false for off
 * @param statutory what holds in the other years
 * @param week days of the week that are worked, normally Monday to Friday
 * @param office office hours of a group of units, or null where the jurisdiction's settings hold
 */
record WorkingDays(String version, Set<Integer> published, Map<LocalDate, Boolean> exceptions,
        StatutoryHolidays statutory, Set<DayOfWeek> week, Office office) {

    /** Office hours of the place's own; working hours count within them. */
    record Office(LocalTime from, LocalTime until) {
    }

    WorkingDays {
        published = Set.copyOf(published);
        exceptions = Map.copyOf(exceptions);
        week = Set.copyOf(week);
    }

    /** Reads seven digits, Monday first: 1 for worked. */
    static Set<DayOfWeek> week(String digits) {
        Set<DayOfWeek> week = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (digits.charAt(day.getValue() - 1) == '1') {
                week.add(day);
            }
        }
        return week;
    }

    /** @throws Refusal INVALID {@code calendar.yearNotCovered} for a year nothing is known of */
    boolean isWorked(LocalDate day) {
        Boolean exception = exceptions.get(day);
        if (exception != null) {
            return exception;
        }
        boolean weekday = week.contains(day.getDayOfWeek());
        if (!isProvisional(day)) {
            return weekday;
        }
        if (!statutory.covers(day.getYear())) {
            throw Refusal.invalid("calendar.yearNotCovered", "工作日历不含" + day.getYear() + "年。");
        }
        return weekday && !statutory.of(day.getYear()).contains(day);
    }

    /** Whether the day lies in a year whose notice is not published yet. */
    boolean isProvisional(LocalDate day) {
        return !published.contains(day.getYear());
    }
}
