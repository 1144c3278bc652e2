package org.hotline12345.report;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a print tells besides tickets: totals of its calls, and figures that its own tables contradict (原通报). */
@Component
public class PrintedTotals {

    private final JdbcTemplate jdbc;

    PrintedTotals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Calls of one day at one number.
     *
     * @param line the number, such as {@code 12333}
     * @param waitSeconds of all calls together
     * @param talkSeconds of all answered calls together
     * @param longestSeconds of the longest call
     */
    public record Calls(LocalDate day, String line, int in, int answered, int invalid, int out, long waitSeconds, long talkSeconds,
            int longestSeconds) {
    }

    /**
     * A printed figure that does not follow from the printed tables.
     *
     * @param code of the measure or rate
     * @param printed as printed, for example {@code 41.15%}
     * @param source which paper, Chinese
     */
    public record Reported(String code, String printed, String source) {
    }

    /** Adds days that nobody counted yet. */
    @Transactional
    public void addCalls(String jurisdiction, List<Calls> calls) {
        jdbc.batchUpdate("insert into report_call (jurisdiction, called_on, line, calls_in, answered, invalid, calls_out, wait_seconds, "
                + "talk_seconds, longest_seconds) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", calls.stream().map(one -> new Object[] {jurisdiction,
                    one.day, one.line, one.in, one.answered, one.invalid, one.out, one.waitSeconds, one.talkSeconds, one.longestSeconds}).toList());
    }

    /** Keeps what was printed, to be shown beside what the tickets give. */
    @Transactional
    public void addReported(Period period, List<Reported> reported) {
        jdbc.batchUpdate("insert into report_reported (jurisdiction, from_day, to_day, code, printed, source) values (?, ?, ?, ?, ?, ?)",
                reported.stream().map(one -> new Object[] {period.jurisdiction(), period.from(), period.to(), one.code, one.printed, one.source}).toList());
    }
}
