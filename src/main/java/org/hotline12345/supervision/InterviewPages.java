package org.hotline12345.supervision;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Page;
import org.hotline12345.supervision.Interviews.Count;
import org.hotline12345.supervision.Interviews.Interview;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pages of the list of {@link Interviews}, in its order. Whoever asks has checked that it may be read. */
@Component
public class InterviewPages {

    /** Counted from New Year on, so that each knows the how manieth of the year it is; a period touches three years at most. */
    private static final String FOUND = "(select x.*, i.held_on, i.held_by, i.attended, i.result, i.recorded_by, i.recorded_at from (select s.subject_no, "
            + "s.seq, s.ticket_no, s.unit, s.recipient, s.happened_at, floor((s.happened_at + 28800000) / 86400000) as ordered_day, row_number() over "
            + "(partition by s.unit, case when s.happened_at < :second then 1 when s.happened_at < :third then 2 else 3 end order by s.happened_at, "
            + "s.subject_no, s.seq) as nth from supervision_step s join supervision_ladder l on l.ladder_no = s.subject_no where s.step = :rung "
            + "and s.happened_at >= :newYear and s.happened_at < :until and l.jurisdiction = :jurisdiction) x left join supervision_interview i "
            + "on i.ladder_no = x.subject_no and i.seq = x.seq where x.happened_at >= :from) f";

    private final Interviews interviews;
    private final Responsibles responsibles;
    private final JdbcClient jdbc;

    InterviewPages(Interviews interviews, Responsibles responsibles, JdbcClient jdbc) {
        this.interviews = interviews;
        this.responsibles = responsibles;
        this.jdbc = jdbc;
    }

    /** A page of interviews, with how many all of them are and how many of them each unit has. */
    public record Listing(int total, List<Count> units, Page<Interview> rows) {
    }

    /**
     * Interviews the ladder called for within a period, the newest first; two statements however many there are.
     *
     * @param from first day, {@code to} the last
     */
    @Transactional(readOnly = true)
    public Listing of(String jurisdiction, LocalDate from, LocalDate to, int page, int size) {
        Page.check(page, size);
        OverdueLists.requirePeriod(from, to);
        LocalDate newYear = from.withDayOfYear(1);
        Map<String, Object> values = new HashMap<>(Map.of("jurisdiction", jurisdiction, "rung", Rungs.INTERVIEW, "newYear", interviews.startOf(newYear),
                "second", interviews.startOf(newYear.plusYears(1)), "third", interviews.startOf(newYear.plusYears(2)), "from", interviews.startOf(from),
                "until", interviews.startOf(to.plusDays(1))));
        List<Count> units = jdbc.sql("select f.unit, sum(case when f.nth = 1 then 1 else 0 end), sum(case when f.nth = 2 then 1 else 0 end), "
                        + "sum(case when f.nth > 2 then 1 else 0 end), count(f.held_on) from " + FOUND + " group by f.unit order by count(*) desc, f.unit")
                .params(values).query((row, n) -> new Count(row.getString(1), responsibles.name(row.getString(1)), row.getInt(2), row.getInt(3),
                        row.getInt(4), row.getInt(5))).list();
        List<Interview> rows = jdbc.sql("select f.* from " + FOUND + " order by f.ordered_day desc, f.unit, f.ticket_no, f.happened_at, f.subject_no, "
                        + "f.seq limit :limit offset :offset")
                .params(values).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> interviews.interview(row, interviews.day(row.getLong("happened_at")), row.getInt("nth"))).list();
        return new Listing(units.stream().mapToInt(each -> each.first() + each.second() + each.later()).sum(), units, Page.of(rows, page, size));
    }
}
