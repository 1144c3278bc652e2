package org.hotline12345.deadline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.hotline12345.calendar.WorkCalendar;
import org.springframework.stereotype.Component;

/** Says in one sentence how long somebody still has, in the working days of whoever the limit is for. */
@Component
public class TimeLeft {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final WorkCalendar calendar;
    private final Clock clock;

    TimeLeft(WorkCalendar calendar, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
    }

    /** How urgent a limit is: {@code soon} is at most one working day, or less than 24 hours. */
    public enum State {
        OK, SOON, PASSED, NONE;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A limit as told to a person.
     *
     * @param words for example 「还剩 1 个工作日，6 月 13 日 24:00 到期」
     */
    public record Told(String words, State state) {
    }

    /**
     * A limit counted from now.
     *
     * @param unit code of the unit the limit is for, whose own working days count, or null for the centre
     * @param until exclusive end, or null when there is no limit; midnight is told as 24:00 of the day before
     * @param provisional whether the last day lies in a year without a published notice
     */
    public Told of(String jurisdiction, String unit, Instant until, boolean provisional) {
        if (until == null) {
            return new Told("没有时限", State.NONE);
        }
        String place = unit == null ? jurisdiction : calendar.placeOf(jurisdiction, unit);
        Instant now = clock.instant();
        boolean passed = !now.isBefore(until);
        Duration distance = Duration.between(now, until).abs();
        int days = calendar.workingDaysBetween(place, dayOf(passed ? lastInstant(until) : now), dayOf(passed ? now : lastInstant(until)));
        boolean sameDay = dayOf(now).equals(dayOf(lastInstant(until)));
        // Limits in natural time may end on a day off: then only hours tell how long it is.
        String length = sameDay || days == 0 ? hours(distance) : days + " 个工作日";
        State state = passed ? State.PASSED
                : sameDay || days <= 1 || distance.compareTo(Duration.ofDays(1)) < 0 ? State.SOON : State.OK;
        return new Told((passed ? "已超 " : "还剩 ") + length + "，" + moment(until, now) + " 到期" + (provisional ? "（暂定）" : ""), state);
    }

    private static String hours(Duration distance) {
        long minutes = distance.toMinutes();
        if (minutes < 60) {
            return Math.max(1, minutes) + " 分钟";
        }
        return minutes / 60 + " 小时" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " 分");
    }

    private static String moment(Instant until, Instant now) {
        LocalDate day = dayOf(lastInstant(until));
        LocalTime time = LocalDateTime.ofInstant(until, CHINA).toLocalTime();
        String hour = time.equals(LocalTime.MIDNIGHT) ? "24:00" : String.format("%02d:%02d", time.getHour(), time.getMinute());
        if (day.equals(dayOf(now))) {
            return "今天 " + hour;
        }
        return (day.getYear() == dayOf(now).getYear() ? "" : day.getYear() + " 年 ")
                + day.getMonthValue() + " 月 " + day.getDayOfMonth() + " 日 " + hour;
    }

    private static Instant lastInstant(Instant until) {
        return until.minusNanos(1);
    }

    private static LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, CHINA);
    }
}
