package org.hotline12345.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What waits at each step of a process and how long the step takes, over all versions of the diagram. */
@Component
public class StepFigures {

    /** Longest period asked for at once. */
    static final int MOST_DAYS = 400;

    private final JdbcClient jdbc;
    private final Counts counts;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;

    StepFigures(JdbcClient jdbc, Counts counts, Jurisdictions jurisdictions, Settings settings, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * A process's steps.
     *
     * @param asOf when the open ones were counted, or null before the first count
     * @param minutesPerDay office minutes of one working day, to read the medians by
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(String jurisdiction, String process, LocalDate from, LocalDate to, OffsetDateTime asOf, long minutesPerDay,
            List<Step> steps) {
    }

    /**
     * One step.
     *
     * @param step id of the element in the diagram
     * @param tickets tickets with an open task there
     * @param overdue those of them past the task's limit
     * @param finished times the step was finished in the period
     * @param medianMinutes working minutes that half of those took at most, above an hour to a tenth of an hour; null when none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(String step, long tickets, long overdue, long finished, Integer medianMinutes) {
    }

    /**
     * The steps of a process.
     *
     * @param process id of the process
     * @param from first day on which steps were finished, or null for 29 days before {@code to}
     * @param to last such day, inclusive, or null for today
     * @throws Refusal FORBIDDEN {@code report.centreOnly}; INVALID {@code report.badPeriod}
     */
    @Transactional(readOnly = true)
    public View of(String jurisdiction, String process, LocalDate from, LocalDate to) {
        Board.requireCentre(actors);
        String place = jurisdictions.require(jurisdiction).code();
        LocalDate last = to == null ? LocalDate.ofInstant(clock.instant(), clock.getZone()) : to;
        LocalDate first = from == null ? last.minusDays(29) : from;
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw Refusal.invalid("report.badPeriod", "起始日期不能晚于截止日期，期间最长" + MOST_DAYS + "天。");
        }
        Map<String, long[]> open = new TreeMap<>();
        jdbc.sql("select step, tickets, overdue from report_step where jurisdiction = :place and process = :process")
                .param("place", place).param("process", process)
                .query(row -> {
                    open.put(row.getString(1), new long[] {row.getLong(2), row.getLong(3)});
                });
        Map<String, List<int[]>> finished = new TreeMap<>();
        jdbc.sql("select step, minutes, sum(times) from report_step_day where jurisdiction = :place and process = :process "
                        + "and finished_on between :first and :last group by step, minutes order by step, minutes")
                .param("place", place).param("process", process).param("first", first).param("last", last)
                .query(row -> {
                    finished.computeIfAbsent(row.getString(1), step -> new ArrayList<>()).add(new int[] {row.getInt(2), row.getInt(3)});
                });
        finished.keySet().forEach(step -> open.putIfAbsent(step, new long[2]));
        List<Step> steps = open.entrySet().stream().map(step -> {
            List<int[]> times = finished.getOrDefault(step.getKey(), List.of());
            return new Step(step.getKey(), step.getValue()[0], step.getValue()[1], total(times), median(times));
        }).toList();
        Instant asOf = counts.countedAt(BoardCount.NAME);
        Duration office = Duration.between(settings.time(place, "calendar.officeFrom"), settings.time(place, "calendar.officeUntil"));
        return new View(place, process, first, last, asOf == null ? null : asOf.atZone(clock.getZone()).toOffsetDateTime(),
                office.toMinutes(), steps);
    }

    private static long total(List<int[]> times) {
        return times.stream().mapToLong(row -> row[1]).sum();
    }

    /** The lower median of how often each value came, values ascending. */
    private static Integer median(List<int[]> times) {
        long half = (total(times) + 1) / 2;
        long seen = 0;
        for (int[] row : times) {
            seen += row[1];
            if (seen >= half) {
                return row[0];
            }
        }
        return null;
    }
}
