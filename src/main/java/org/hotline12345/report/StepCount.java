package org.hotline12345.report;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.WorkCalendar;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rolls the steps finished on each day up to how many took how many working minutes, so that a median over months reads
 * a few rows, and outlives the engine's history.
 */
@Component
public class StepCount {

    static final String NAME = "steps";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final WorkCalendar calendar;
    private final Counts counts;
    private final Clock clock;

    StepCount(JdbcClient jdbc, NamedParameterJdbcTemplate batches, WorkCalendar calendar, Counts counts, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.calendar = calendar;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Counts today, and the latest day before that has not been counted since it ended.
     *
     * @return whether an earlier day is still to be counted
     */
    @Transactional
    public boolean count() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        LocalDate past = latestUncounted(today);
        if (past != null) {
            count(past, now);
        }
        count(today, now);
        counts.done(NAME, now);
        return past != null && latestUncounted(today) != null;
    }

    private LocalDate latestUncounted(LocalDate today) {
        Timestamp first = jdbc.sql("select min(END_TIME_) from ACT_HI_ACTINST").query(Timestamp.class).optional().orElse(null);
        if (first == null) {
            return null;
        }
        LocalDate firstDay = LocalDate.ofInstant(first.toInstant(), clock.getZone());
        Map<LocalDate, Long> counted = new HashMap<>();
        jdbc.sql("select finished_on, counted_at from report_day where finished_on >= :first").param("first", firstDay)
                .query(row -> {
                    counted.put(row.getObject(1, LocalDate.class), row.getLong(2));
                });
        for (LocalDate day = today.minusDays(1); !day.isBefore(firstDay); day = day.minusDays(1)) {
            // A step whose transaction was still open at midnight is in by a quarter past.
            long settled = day.plusDays(1).atStartOfDay(clock.getZone()).plusMinutes(15).toInstant().toEpochMilli();
            if (counted.getOrDefault(day, 0L) < Math.min(settled, clock.millis())) {
                return day;
            }
        }
        return null;
    }

    /** One group of equal rows. */
    private record Group(String jurisdiction, String process, String step, int minutes) {
    }

    private void count(LocalDate day, Instant now) {
        Map<Group, Integer> groups = new HashMap<>();
        jdbc.sql("select t.jurisdiction, a.PROC_DEF_KEY_, a.ACT_ID_, a.START_TIME_, a.END_TIME_ from ACT_HI_ACTINST a "
                        + "join ACT_HI_PROCINST p on p.PROC_INST_ID_ = a.PROC_INST_ID_ join ticket_ticket t on t.ticket_no = p.BUSINESS_KEY_ "
                        + "where a.END_TIME_ >= :from and a.END_TIME_ < :to and a.ACT_INST_STATE_ <> 2 "
                        + "and a.ACT_TYPE_ in ('userTask', 'callActivity', 'receiveTask')")
                .param("from", start(day)).param("to", start(day.plusDays(1))).query(row -> {
                    String jurisdiction = row.getString(1);
                    long minutes = calendar.workingMinutesBetween(jurisdiction, row.getTimestamp(4).toInstant(), row.getTimestamp(5).toInstant());
                    groups.merge(new Group(jurisdiction, row.getString(2), row.getString(3), rounded(minutes)), 1, Integer::sum);
                });
        jdbc.sql("delete from report_step_day where finished_on = :day").param("day", day).update();
        List<MapSqlParameterSource> rows = new ArrayList<>();
        groups.forEach((group, times) -> rows.add(new MapSqlParameterSource("jurisdiction", group.jurisdiction)
                .addValue("process", group.process).addValue("step", group.step).addValue("day", day)
                .addValue("minutes", group.minutes).addValue("times", times)));
        batches.batchUpdate("insert into report_step_day (jurisdiction, process, finished_on, step, minutes, times) "
                + "values (:jurisdiction, :process, :day, :step, :minutes, :times)", rows.toArray(MapSqlParameterSource[]::new));
        if (jdbc.sql("update report_day set counted_at = :at where finished_on = :day").param("at", now.toEpochMilli())
                .param("day", day).update() == 0) {
            jdbc.sql("insert into report_day (finished_on, counted_at) values (:day, :at)").param("day", day)
                    .param("at", now.toEpochMilli()).update();
        }
    }

    /** Whole minutes up to an hour, then tenths of an hour, so that a day has few different rows. */
    static int rounded(long minutes) {
        return Math.toIntExact(minutes <= 60 ? minutes : (minutes + 3) / 6 * 6);
    }

    private Timestamp start(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(clock.getZone()).toInstant());
    }
}
