package org.hotline12345.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lists the ladder for overdue handling hands to bulletins: what stands overdue, what the weekly bulletin names, whom
 * to interview and what is to be referred, each of them whole; pages of them are read by {@link OverduePages}. A past day
 * reads the same whatever was settled since, and names the unit of then where another one followed it. Whoever asks has
 * checked that the lists may be read.
 */
@Component
public class OverdueLists {

    private final Responsibles responsibles;
    private final WorkCalendar calendar;
    private final JdbcClient jdbc;
    private final Clock clock;

    OverdueLists(Responsibles responsibles, WorkCalendar calendar, JdbcClient jdbc, Clock clock) {
        this.responsibles = responsibles;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One unit's overdue handling of one ticket.
     *
     * @param limitOn last day of the limit that passed
     * @param daysOverdue working days since then, 1 on the first
     * @param rung how far the ladder had got: redCard, urgeNotice, weeklyList, interview or referral
     * @param rungName the same, Chinese
     * @param rungOn day of that rung
     */
    public record Row(String ladderNo, String ticketNo, String unit, String unitName, LocalDate limitOn, int daysOverdue,
            String rung, String rungName, LocalDate rungOn) {
    }

    /**
     * A ticket so long overdue that its referral was asked for.
     *
     * @param proposedOn when the ladder asked for it
     * @param referredOn when a supervisor first referred it to the discipline inspection since then, or null
     * @param settledOn when the unit settled it after all, or null
     */
    public record LongOverdue(Row row, LocalDate proposedOn, LocalDate referredOn, LocalDate settledOn) {
    }

    /** How many of a list a unit has. */
    public record Count(String unit, String unitName, int tickets) {
    }

    /** What stood overdue at the end of a day (or now, on a running one), the longest first. */
    @Transactional(readOnly = true)
    public List<Row> standing(String jurisdiction, LocalDate day) {
        Instant asOf = endOf(day);
        Map<String, Row> rows = new LinkedHashMap<>();
        jdbc.sql(LADDERS + "and l.started_at < :before and (l.ended_at is null or l.ended_at >= :before) order by l.ladder_no, s.seq")
                .param("jurisdiction", jurisdiction).param("before", asOf.toEpochMilli())
                .query(row -> {
                    rows.put(row.getString("ladder_no"), row(row, jurisdiction, asOf));
                });
        return sorted(rows.values());
    }

    /** 周通报: what had come as far as the weekly list by the end of its last day and still stood. */
    @Transactional(readOnly = true)
    public List<Row> weekly(String jurisdiction, LocalDate lastDay) {
        return standing(jurisdiction, lastDay).stream().filter(row -> Rungs.reached(row.rung(), Rungs.WEEKLY_LIST)).toList();
    }

    /**
     * What a weekly bulletin prints of {@link #weekly}: only what its figures count as overdue in hand, so that the list is
     * never longer than the number above it. Sub-units and excluded tickets stay on the ladder, but are in no figure.
     */
    @Transactional(readOnly = true)
    public List<Row> printed(String jurisdiction, LocalDate lastDay) {
        Set<String> counted = new HashSet<>(jdbc.sql("select l.ladder_no from supervision_ladder l join ticket_ticket t on t.ticket_no = l.ticket_no "
                        + "where l.jurisdiction = :jurisdiction and l.started_at < :before and (l.ended_at is null or l.ended_at >= :before) "
                        + "and t.exclusion is null and exists (select 1 from ticket_dispatch d where d.ticket_no = l.ticket_no and d.unit = l.unit "
                        + "and d.role in ('lead', 'assist') and d.overdue_at < :before and (d.ended_at is null or d.ended_at >= :before))")
                .param("jurisdiction", jurisdiction).param("before", endOf(lastDay).toEpochMilli()).query(String.class).list());
        return weekly(jurisdiction, lastDay).stream().filter(row -> counted.contains(row.ladderNo())).toList();
    }

    /**
     * 长期逾期移送名单: referrals the ladder asked for within the period, and earlier ones that still stood at its end.
     *
     * @param from first day, inclusive
     * @param to last day, inclusive
     */
    @Transactional(readOnly = true)
    public List<LongOverdue> longOverdue(String jurisdiction, LocalDate from, LocalDate to) {
        requirePeriod(from, to);
        Instant asOf = endOf(to);
        List<LongOverdue> found = new ArrayList<>();
        jdbc.sql("select " + COLUMNS + REFERRED + STEPS + "and s.step = :rung and (s.happened_at >= :from or l.started_at < :before and (l.ended_at is null or l.ended_at >= :before)) "
                        + "order by l.ladder_no, s.seq")
                .param("jurisdiction", jurisdiction).param("rung", Rungs.REFERRAL).param("from", startOf(from)).param("before", asOf.toEpochMilli())
                .query(row -> {
                    found.add(longOverdue(row, jurisdiction, asOf));
                });
        found.sort(Comparator.comparing(LongOverdue::row, LONGEST_FIRST));
        return List.copyOf(found);
    }

    /** A row with {@link #COLUMNS} and {@link #REFERRED}, the step being the referral. */
    LongOverdue longOverdue(ResultSet row, String jurisdiction, Instant asOf) throws SQLException {
        LocalDate settled = day(row, "ended_at");
        boolean open = settled == null || row.getLong("ended_at") >= asOf.toEpochMilli();
        Instant until = open ? asOf : Instant.ofEpochMilli(row.getLong("ended_at"));
        return new LongOverdue(row(row, jurisdiction, until), day(row, "happened_at"), day(row, "referred_at"), open ? null : settled);
    }

    /** How many each unit has, the most first. */
    public static List<Count> perUnit(Collection<Row> rows) {
        Map<String, Count> counts = new HashMap<>();
        rows.forEach(row -> counts.merge(row.unit(), new Count(row.unit(), row.unitName(), 1),
                (a, b) -> new Count(a.unit(), a.unitName(), a.tickets() + b.tickets())));
        return counts.values().stream().sorted(MOST_FIRST).toList();
    }

    /** The unit that had it at the instant {@code :before}: the one before the first passing since. */
    static final String UNIT_THEN = "coalesce((select p.unit from supervision_ladder_passing p where p.ladder_no = l.ladder_no "
            + "and p.passed_at >= :before order by p.passed_at, p.id limit 1), l.unit)";
    // The limit that passed is the dispatch's: a ladder lit long after it counts its rungs from the red card instead.
    static final String COLUMNS = "l.ladder_no, l.ticket_no, " + UNIT_THEN + " as unit, l.limit_at, l.started_at, l.ended_at, s.step, s.happened_at, "
            + "(select max(d.handle_until) from ticket_dispatch d where d.ticket_no = l.ticket_no and d.unit = l.unit and d.round = l.round "
            + "and d.handle_until <= l.started_at) as told ";
    /** When a supervisor first referred it to the discipline inspection since the step: what was referred before was another matter. */
    static final String REFERRED = ", (select min(r.referred_at) from supervision_referral r where r.ticket_no = l.ticket_no "
            + "and r.referred_to = 'discipline' and r.referred_at >= s.happened_at and r.referred_at < :before) as referred_at ";
    private static final String STEPS = "from supervision_ladder l left join supervision_step s on s.subject_no = "
            + "l.ladder_no and s.happened_at < :before where l.jurisdiction = :jurisdiction ";
    private static final String LADDERS = "select " + COLUMNS + STEPS;
    static final Comparator<Count> MOST_FIRST = Comparator.comparing(Count::tickets).reversed().thenComparing(Count::unit);
    private static final Comparator<Row> LONGEST_FIRST = Comparator.comparing(Row::daysOverdue).reversed().thenComparing(Row::unit)
            .thenComparing(Row::ticketNo);

    /** A row with {@link #COLUMNS}. */
    Row row(ResultSet row, String jurisdiction, Instant asOf) throws SQLException {
        long told = row.getLong("told");
        Instant limit = Instant.ofEpochMilli(row.wasNull() ? row.getLong("limit_at") : told).minusMillis(1);
        String step = row.getString("step");
        return new Row(row.getString("ladder_no"), row.getString("ticket_no"), row.getString("unit"), responsibles.name(row.getString("unit")),
                LocalDate.ofInstant(limit, clock.getZone()), Math.max(0, calendar.workingDaysBetween(jurisdiction, limit, asOf)),
                step == null ? Rungs.RED_CARD : step, Rungs.word(step == null ? Rungs.RED_CARD : step),
                day(row, step == null ? "started_at" : "happened_at"));
    }

    private static List<Row> sorted(Collection<Row> rows) {
        return rows.stream().sorted(LONGEST_FIRST).toList();
    }

    static void requirePeriod(LocalDate from, LocalDate to) {
        if (from == null || to == null || to.isBefore(from) || from.plusDays(400).isBefore(to)) {
            throw Refusal.invalid("supervision.badPeriod", "请填写起止日期，止日不早于起日，最多400天。");
        }
    }

    long startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }

    /** First instant after the day, or just after now when the day still runs. */
    Instant endOf(LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        return end.isAfter(clock.instant()) ? clock.instant().plusMillis(1) : end;
    }

    private LocalDate day(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : LocalDate.ofInstant(Instant.ofEpochMilli(millis), clock.getZone());
    }
}
