package org.hotline12345.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Settings;
import org.springframework.stereotype.Component;

/**
 * Counts working days and hours of a place (a jurisdiction, or a group of its units with a calendar of its own): the day a limit starts on does not count (a setting), make-up Saturdays
 * and Sundays do, and no limit ends on a day off.
 */
@Component
public class WorkCalendar {

    /** Most working days or days' worth of working hours a limit may have: more is a mistake, not a limit. */
    public static final int MOST_DAYS = 366;

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final Calendars calendars;
    private final Settings settings;

    WorkCalendar(Calendars calendars, Settings settings) {
        this.calendars = calendars;
        this.settings = settings;
    }

    /**
     * The end of a limit of working days.
     *
     * @param from when the limit starts
     * @param n working days, 0 to {@value #MOST_DAYS}; 0 ends on the starting day, or the next working day after a day off
     * @throws Refusal INVALID {@code calendar.badLength} or {@code calendar.yearNotCovered}
     */
    public Deadline plusWorkingDays(String place, Instant from, int n) {
        refuseLength(n, MOST_DAYS, "工作日数");
        WorkingDays days = calendars.of(place);
        LocalDate day = dayOf(from);
        boolean provisional = false;
        int left = n;
        boolean startCounts = n == 0 || !settings.flag(Calendars.jurisdictionOf(place), "calendar.excludeStartDay");
        if (startCounts && days.isWorked(day)) {
            provisional = days.isProvisional(day);
            left--;
        } else if (n == 0) {
            left = 1;
        }
        while (left > 0) {
            day = day.plusDays(1);
            provisional |= days.isProvisional(day);
            if (days.isWorked(day)) {
                left--;
            }
        }
        return new Deadline(endOf(place, day), day, days.version(), provisional);
    }

    /**
     * The end of a limit counted again under the calendar in force: as many working days from its start as it had under
     * the calendar it was counted with.
     *
     * @param version the calendar it was counted with, as {@link Deadline#calendarVersion()} named it
     */
    public Deadline recount(String place, Instant from, Instant until, String version) {
        WorkingDays then = calendars.asOf(version);
        LocalDate first = dayOf(from).plusDays(settings.flag(Calendars.jurisdictionOf(place), "calendar.excludeStartDay") ? 1 : 0);
        int worked = (int) first.datesUntil(lastDay(until).plusDays(1)).filter(then::isWorked).count();
        return plusWorkingDays(place, from, worked);
    }

    /** The calendar limits are counted with now. */
    public String versionInForce(String place) {
        return calendars.of(place).version();
    }

    /**
     * The end of a limit of working hours, counted within office hours.
     *
     * @param hours 0 to {@value #MOST_DAYS} times 24
     * @throws Refusal INVALID {@code calendar.badLength} or {@code calendar.yearNotCovered}
     */
    public Deadline plusWorkingHours(String place, Instant from, int hours) {
        refuseLength(hours, MOST_DAYS * 24, "工作小时数");
        WorkingDays days = calendars.of(place);
        LocalTime opening = opening(place);
        LocalTime closing = closing(place);
        LocalDateTime now = LocalDateTime.ofInstant(from, CHINA);
        Duration left = Duration.ofHours(hours);
        boolean provisional = false;
        while (true) {
            LocalDate day = now.toLocalDate();
            provisional |= days.isProvisional(day);
            if (days.isWorked(day) && now.toLocalTime().isBefore(closing)) {
                LocalDateTime start = now.toLocalTime().isBefore(opening) ? day.atTime(opening) : now;
                LocalDateTime end = start.plus(left);
                if (!end.isAfter(day.atTime(closing))) {
                    return new Deadline(end.toInstant(CHINA), day, days.version(), provisional);
                }
                left = left.minus(Duration.between(start, day.atTime(closing)));
            }
            now = day.plusDays(1).atStartOfDay();
        }
    }

    /**
     * The start of the last {@code n} working days before a limit ends: a warning due then leaves exactly {@code n} working
     * days and never falls on a day off.
     *
     * @param until first instant after the limit, as in {@link Deadline#until()}
     * @param n working days, 0 to {@value #MOST_DAYS}; 0 gives {@code until} itself
     */
    public Deadline minusWorkingDays(String place, Instant until, int n) {
        refuseLength(n, MOST_DAYS, "工作日数");
        WorkingDays days = calendars.of(place);
        LocalDate day = lastDay(until);
        boolean provisional = days.isProvisional(day);
        if (n == 0) {
            return new Deadline(until, day, days.version(), provisional);
        }
        int left = days.isWorked(day) ? n - 1 : n;
        while (left > 0) {
            day = day.minusDays(1);
            provisional |= days.isProvisional(day);
            if (days.isWorked(day)) {
                left--;
            }
        }
        return new Deadline(day.atStartOfDay().toInstant(CHINA), day, days.version(), provisional);
    }

    /** Working days after the day of {@code from} up to the last day before {@code until}; negative when that is earlier. */
    public int workingDaysBetween(String place, Instant from, Instant until) {
        return workingDaysBetween(place, dayOf(from), lastDay(until));
    }

    /** Working days after {@code from} up to and including {@code to}; negative when {@code to} is earlier. */
    public int workingDaysBetween(String place, LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -workingDaysBetween(place, to, from);
        }
        WorkingDays days = calendars.of(place);
        return (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(days::isWorked).count();
    }

    /** Minutes between two instants that lie within office hours of working days; 0 when {@code until} is not later. */
    public long workingMinutesBetween(String place, Instant from, Instant until) {
        WorkingDays days = calendars.of(place);
        LocalTime opening = opening(place);
        LocalTime closing = closing(place);
        LocalDateTime start = LocalDateTime.ofInstant(from, CHINA);
        LocalDateTime end = LocalDateTime.ofInstant(until, CHINA);
        Duration worked = Duration.ZERO;
        for (LocalDate day = start.toLocalDate(); !day.isAfter(end.toLocalDate()); day = day.plusDays(1)) {
            LocalDateTime begins = start.isAfter(day.atTime(opening)) ? start : day.atTime(opening);
            LocalDateTime ends = end.isBefore(day.atTime(closing)) ? end : day.atTime(closing);
            if (begins.isBefore(ends) && days.isWorked(day)) {
                worked = worked.plus(Duration.between(begins, ends));
            }
        }
        return worked.toMinutes();
    }

    public boolean isWorkingDay(String place, LocalDate day) {
        return calendars.of(place).isWorked(day);
    }

    /** Reads the calendars again when another node took a version in. */
    public void refreshIfChanged() {
        calendars.refreshIfChanged();
    }

    /** Reads the calendars again; called after an import was approved. */
    public void refresh() {
        calendars.refresh();
    }

    /** Whether the last day of a limit lay in a year whose notice a version did not have; {@link Deadline#calendarVersion()}. */
    public boolean wasProvisional(String version, Instant until) {
        return calendars.asOf(version).isProvisional(lastDay(until));
    }

    /** Whether a year rests on a published notice. */
    public boolean isPublished(int year) {
        return !calendars.of(Calendars.NATIONAL).isProvisional(LocalDate.of(year, 1, 1));
    }

    /** The calendar of a unit's own limits: its group's where it is in one, else its jurisdiction's. */
    public String placeOf(String jurisdiction, String unit) {
        return calendars.placeOf(jurisdiction, unit);
    }

    private LocalTime opening(String place) {
        WorkingDays.Office office = calendars.of(place).office();
        return office == null ? settings.time(Calendars.jurisdictionOf(place), "calendar.officeFrom") : office.from();
    }

    private LocalTime closing(String place) {
        WorkingDays.Office office = calendars.of(place).office();
        return office == null ? settings.time(Calendars.jurisdictionOf(place), "calendar.officeUntil") : office.until();
    }

    private Instant endOf(String place, LocalDate day) {
        if (settings.flag(Calendars.jurisdictionOf(place), "calendar.dayEndsAtClosing")) {
            return day.atTime(closing(place)).toInstant(CHINA);
        }
        return day.plusDays(1).atStartOfDay().toInstant(CHINA);
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, CHINA);
    }

    /** The last day of a limit whose first instant afterwards is given. */
    private static LocalDate lastDay(Instant until) {
        return dayOf(until.minusNanos(1));
    }

    private static void refuseLength(int length, int most, String what) {
        if (length < 0 || length > most) {
            throw Refusal.invalid("calendar.badLength", what + "应在0至" + most + "之间。");
        }
    }
}
