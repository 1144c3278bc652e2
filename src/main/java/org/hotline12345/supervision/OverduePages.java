package org.hotline12345.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Page;
import org.hotline12345.supervision.OverdueLists.Count;
import org.hotline12345.supervision.OverdueLists.LongOverdue;
import org.hotline12345.supervision.OverdueLists.Row;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Pages of the lists of {@link OverdueLists}, in their order. The database knows days, the calendar working days: it first
 * counts by day of the limit and day until which is counted, and then reads the rows of those days that the page lies in.
 * Whoever asks has checked that the lists may be read.
 */
@Component
public class OverduePages {

    private static final List<String> ON_WEEKLY_LIST = List.of(Rungs.WEEKLY_LIST, Rungs.INTERVIEW, Rungs.REFERRAL);
    /** Days since 1970 in Chinese time of the last millisecond before an instant. */
    private static final String DAY_BEFORE = "floor((%s - 1 + 28800000) / 86400000)";
    private static final String FOUND = "select g.*, " + DAY_BEFORE.formatted("coalesce(g.told, g.limit_at)") + " as limit_day, "
            + DAY_BEFORE.formatted("case when g.ended_at < :before then g.ended_at else :before end") + " as until_day from (select "
            + OverdueLists.COLUMNS + ", s.seq ";
    private static final String LADDERS = "from supervision_ladder l left join supervision_step s on s.subject_no = l.ladder_no ";
    /** The last rung before the instant. */
    private static final String STANDING = FOUND + LADDERS + "and s.seq = (select max(n.seq) from supervision_step n where n.subject_no = l.ladder_no "
            + "and n.happened_at < :before) where l.jurisdiction = :jurisdiction and l.started_at < :before and (l.ended_at is null or l.ended_at >= :before)";
    private static final String REFERRED = FOUND + OverdueLists.REFERRED + LADDERS + "where l.jurisdiction = :jurisdiction and s.step = :referral and s.happened_at < :before "
            + "and (s.happened_at >= :from or l.started_at < :before and (l.ended_at is null or l.ended_at >= :before))) g";

    private final OverdueLists lists;
    private final Responsibles responsibles;
    private final WorkCalendar calendar;
    private final JdbcClient jdbc;

    OverduePages(OverdueLists lists, Responsibles responsibles, WorkCalendar calendar, JdbcClient jdbc) {
        this.lists = lists;
        this.responsibles = responsibles;
        this.calendar = calendar;
        this.jdbc = jdbc;
    }

    /**
     * Which overdue tickets.
     *
     * @param day at whose end they stood (now, on a running one)
     * @param unit only this unit's, or null
     * @param rung only those whose ladder stood on this rung, or null
     * @param weekly only what belongs into the weekly bulletin
     */
    public record Wish(String jurisdiction, LocalDate day, String unit, String rung, boolean weekly) {
    }

    /** A page of a list, with how many all of it are and how many of them each unit has. */
    public record Listing<T>(int total, List<Count> units, Page<T> rows) {
    }

    /** Equal days, and how many of a unit's tickets have them; days since 1970. */
    private record Counted(long limitDay, long untilDay, String unit, int tickets) {
    }

    /** What stood overdue, the longest first; two statements however long the list is. */
    @Transactional(readOnly = true)
    public Listing<Row> standing(Wish wish, int page, int size) {
        Page.check(page, size);
        Instant asOf = lists.endOf(wish.day());
        Map<String, Object> values = new HashMap<>(Map.of("jurisdiction", wish.jurisdiction(), "before", asOf.toEpochMilli()));
        String found = STANDING + (wish.unit() == null ? "" : " and " + OverdueLists.UNIT_THEN + " = :unit") + (wish.weekly() ? " and s.step in (:weekly)" : "")
                + (wish.rung() == null ? "" : " and coalesce(s.step, '" + Rungs.RED_CARD + "') = :rung") + ") g";
        values.put("unit", wish.unit());
        values.put("rung", wish.rung());
        values.put("weekly", ON_WEEKLY_LIST);
        List<Counted> counted = counted(found, values);
        return listing(counted, rows(found, values, counted, wish.jurisdiction(), page, size, (row, n) -> lists.row(row, wish.jurisdiction(), asOf)), page, size);
    }

    /**
     * Referrals the ladder asked for within a period, and earlier ones that still stood at its end, the longest overdue first;
     * two statements however long the list is.
     *
     * @param from first day, {@code to} the last
     */
    @Transactional(readOnly = true)
    public Listing<LongOverdue> longOverdue(String jurisdiction, LocalDate from, LocalDate to, int page, int size) {
        Page.check(page, size);
        OverdueLists.requirePeriod(from, to);
        Instant asOf = lists.endOf(to);
        Map<String, Object> values = new HashMap<>(Map.of("jurisdiction", jurisdiction, "before", asOf.toEpochMilli(), "from", lists.startOf(from),
                "referral", Rungs.REFERRAL));
        List<Counted> counted = counted(REFERRED, values);
        return listing(counted, rows(REFERRED, values, counted, jurisdiction, page, size, (row, n) -> lists.longOverdue(row, jurisdiction, asOf)), page, size);
    }

    private List<Counted> counted(String found, Map<String, Object> values) {
        return jdbc.sql("select f.limit_day, f.until_day, f.unit, count(*) from (" + found + ") f group by f.limit_day, f.until_day, f.unit")
                .params(values).query((row, n) -> new Counted(row.getLong(1), row.getLong(2), row.getString(3), row.getInt(4))).list();
    }

    private <T> Listing<T> listing(List<Counted> counted, List<T> rows, int page, int size) {
        Map<String, Integer> ofUnits = new TreeMap<>();
        counted.forEach(each -> ofUnits.merge(each.unit, each.tickets, Integer::sum));
        List<Count> units = ofUnits.entrySet().stream().map(each -> new Count(each.getKey(), responsibles.name(each.getKey()), each.getValue()))
                .sorted(OverdueLists.MOST_FIRST).toList();
        return new Listing<>(units.stream().mapToInt(Count::tickets).sum(), units, Page.of(rows, page, size));
    }

    /** The page's rows and one more, if there is one. */
    private <T> List<T> rows(String found, Map<String, Object> values, List<Counted> counted, String jurisdiction, int page, int size, RowMapper<T> read) {
        TreeMap<Integer, List<Counted>> byOverdue = new TreeMap<>(Collections.reverseOrder());
        counted.forEach(each -> byOverdue.computeIfAbsent(Math.max(0, calendar.workingDaysBetween(jurisdiction, LocalDate.ofEpochDay(each.limitDay),
                LocalDate.ofEpochDay(each.untilDay))), days -> new ArrayList<>()).add(each));
        long skip = (long) page * size;
        long before = 0;
        long offset = skip;
        List<String> wanted = new ArrayList<>();
        for (Map.Entry<Integer, List<Counted>> days : byOverdue.entrySet()) {
            long tickets = days.getValue().stream().mapToInt(Counted::tickets).sum();
            if (before + tickets <= skip) {
                offset -= tickets;
            } else if (before <= skip + size) {
                days.getValue().stream().map(each -> "select " + each.limitDay + " as limit_day, " + each.untilDay + " as until_day, " + days.getKey()
                        + " as overdue").distinct().forEach(wanted::add);
            }
            before += tickets;
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select f.* from (" + found + ") f join (" + String.join(" union all ", wanted) + ") w on w.limit_day = f.limit_day and "
                        + "w.until_day = f.until_day order by w.overdue desc, f.unit, f.ticket_no, f.ladder_no, f.seq limit :limit offset :offset")
                .params(values).param("limit", size + 1).param("offset", offset).query(read).list();
    }
}
