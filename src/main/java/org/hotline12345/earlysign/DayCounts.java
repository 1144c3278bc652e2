package org.hotline12345.earlysign;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.calendar.WorkCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Daily numbers of tickets by category and by place, counted as the measure {@code received} counts them: of a split call
 * its matters and not the call. Reads no further back than it is asked to.
 */
@Component
class DayCounts {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final long DAY = 86_400_000;
    private static final int WORKED_WEEKEND = DayOfWeek.WEDNESDAY.getValue() - 1;
    private static final int DAY_OFF = DayOfWeek.SUNDAY.getValue() - 1;
    /** Days since 1970 in Chinese time. */
    private static final String DAY_OF = "floor((registered_at + 28800000) / 86400000)";

    private final WorkCalendar calendar;
    private final JdbcClient jdbc;

    DayCounts(WorkCalendar calendar, JdbcClient jdbc) {
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /**
     * Numbers of consecutive days.
     *
     * @param whole by day, the whole hotline
     * @param of by code of category or place, by day
     */
    record Series(LocalDate first, int[] whole, Map<String, int[]> of) {
    }

    /**
     * Every series of a column in which anything was registered.
     *
     * @param kind category or place
     * @param first first day
     * @param days how many
     * @param only one code, or null for all
     */
    Series read(String jurisdiction, SignKind kind, LocalDate first, int days, String only) {
        String column = kind == SignKind.CATEGORY ? "category" : "region";
        int[] whole = new int[days];
        Map<String, int[]> of = new TreeMap<>();
        jdbc.sql("select " + DAY_OF + ", " + column + ", count(*) from ticket_ticket where jurisdiction = :jurisdiction and registered_at >= :from "
                        + "and registered_at < :until and status <> 'invalid' and parts = 0 " + (only == null ? "" : "and " + column + " = :only ")
                        + "group by " + DAY_OF + ", " + column)
                .param("jurisdiction", jurisdiction).param("from", startOf(first)).param("until", startOf(first.plusDays(days))).param("only", only)
                .query(row -> {
                    int day = (int) (row.getLong(1) - first.toEpochDay());
                    whole[day] += row.getInt(3);
                    if (row.getString(2) != null) {
                        of.computeIfAbsent(row.getString(2), code -> new int[days])[day] += row.getInt(3);
                    }
                });
        return new Series(first, whole, of);
    }

    /** The kind of each day as it is worked: a day off in the week is like a Sunday, a worked weekend like a Wednesday. */
    int[] kinds(String jurisdiction, LocalDate first, int days) {
        int[] kinds = new int[days];
        for (int day = 0; day < days; day++) {
            LocalDate date = first.plusDays(day);
            int weekday = date.getDayOfWeek().getValue() - 1;
            boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            boolean worked = calendar.isWorkingDay(jurisdiction, date);
            kinds[day] = worked == !weekend ? weekday : worked ? WORKED_WEEKEND : DAY_OFF;
        }
        return kinds;
    }

    static LocalDate dayOf(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis + CHINA.getTotalSeconds() * 1000L, DAY));
    }

    static long startOf(LocalDate day) {
        return day.toEpochDay() * DAY - CHINA.getTotalSeconds() * 1000L;
    }
}
