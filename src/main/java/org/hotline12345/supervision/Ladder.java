package org.hotline12345.supervision;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ladder for overdue handling: from the red card over the written urging, the weekly list and the interview (约谈) to
 * the referral. Which rung comes when, by whom and on which basis stands in {@code dmn/escalation-ladder.dmn}.
 */
@Component
public class Ladder {

    public static final String SETTLED = "supervision.dispatchSettled";
    static final String PROCESS = "escalation-ladder";
    private static final String NO_MORE = "none";
    /** Working days after the limit from which its rungs count from the red card instead. */
    private static final int LONG_AFTER = 5;

    private final Tickets tickets;
    private final Triggers triggers;
    private final Responsibles responsibles;
    private final Steps steps;
    private final DecisionTables tables;
    private final WorkCalendar calendar;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Ladder(Tickets tickets, Triggers triggers, Responsibles responsibles, Steps steps, DecisionTables tables,
            WorkCalendar calendar, Jurisdictions jurisdictions, Settings settings, Processes processes, JdbcClient jdbc,
            Actors actors, Clock clock) {
        this.tickets = tickets;
        this.triggers = triggers;
        this.responsibles = responsibles;
        this.steps = steps;
        this.tables = tables;
        this.calendar = calendar;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** The next rung and when it is due; {@code none} when there is no further one. */
    public record Rung(String step, Date due) {
    }

    /** Starts at the red card of one dispatch; a limit shown yellow only climbs nothing. */
    public void start(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.findOpen(unit).filter(open -> "red".equals(open.card())).orElse(null);
        if (dispatch == null || openLadders(ticketNo, unit) > 0) {
            return;
        }
        // Lit long after the limit, as for a ticket taken over from another system, its rungs do not all come at once.
        Instant told = dispatch.handleUntil();
        boolean late = calendar.workingDaysBetween(ticket.jurisdiction(), told, clock.instant()) > LONG_AFTER;
        String ladderNo = ticketNo + "-C" + (1 + jdbc.sql("select count(*) from supervision_ladder where ticket_no = :no")
                .param("no", ticketNo).query(Integer.class).single());
        jdbc.sql("insert into supervision_ladder (ladder_no, ticket_no, jurisdiction, unit, round, limit_at, started_at) "
                        + "values (:ladder, :no, :jurisdiction, :unit, :round, :limit, :at)")
                .param("ladder", ladderNo).param("no", ticketNo).param("jurisdiction", ticket.jurisdiction())
                .param("unit", unit).param("round", ticket.round()).param("limit", (late ? clock.instant() : told).toEpochMilli())
                .param("at", clock.instant().toEpochMilli()).update();
        processes.start(PROCESS, ticketNo, Map.of("ladderNo", ladderNo, "unit", unit));
    }

    /** What comes next. */
    public Rung next(String ticketNo, String ladderNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        DecisionTables.Row row = row(ladderNo, unit);
        if (row.text("step") == null || NO_MORE.equals(row.text("step"))) {
            return new Rung(NO_MORE, null);
        }
        Instant limit = Instant.ofEpochMilli(jdbc.sql("select limit_at from supervision_ladder where ladder_no = :ladder")
                .param("ladder", ladderNo).query(Long.class).single());
        LocalDate day = calendar.plusWorkingDays(ticket.jurisdiction(), limit.minusMillis(1), row.number("afterDays")).date();
        // Notices go out when the office opens, not at midnight.
        Instant due = day.atTime(settings.time(ticket.jurisdiction(), "calendar.officeFrom")).atZone(clock.getZone()).toInstant();
        jdbc.sql("update supervision_ladder set next_at = :due where ladder_no = :ladder").param("due", due.toEpochMilli())
                .param("ladder", ladderNo).update();
        return new Rung(row.text("step"), Date.from(due));
    }

    /** Takes the rung that is due: recorded on the ticket and as a step, then looked at whether an order is due too. */
    public void take(String ticketNo, String ladderNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        // Interviews of one unit are counted over all its tickets: what falls due together takes its turn, always ticket before unit.
        jdbc.sql("select code from organization_unit where code = :unit for update").param("unit", unit).query(String.class).single();
        DecisionTables.Row row = row(ladderNo, unit);
        String recipient = row.text("recipient") + "（" + responsibles.of(unit) + "）";
        ticket.supervision().escalate(actors.current(), unit,
                row.text("label") + "，对象：" + recipient + "（依据：" + row.text("basis") + "）");
        steps.write(ladderNo, ticketNo, row.text("step"), unit, recipient, 1 + steps.count(ladderNo), row.text("basis"),
                actors.current(), row.description());
        triggers.consider(ticketNo, unit);
    }

    private DecisionTables.Row row(String ladderNo, String unit) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("rung", steps.count(ladderNo) + 1);
        Instant newYear = clock.instant().atZone(clock.getZone()).toLocalDate().withDayOfYear(1)
                .atStartOfDay(clock.getZone()).toInstant();
        facts.put("interviews", steps.countOf("interview", unit, newYear));
        return tables.evaluate("escalation-ladder", facts).get(0);
    }

    /** A unit's handling ended, by whatever way: ladders of units that no longer hold the ticket end there. */
    public void settle(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        // Only a dispatch that went red has one, so that nothing is asked for all the others.
        if (ticket.dispatches().stream().noneMatch(d -> !d.isOpen() && "red".equals(d.card()))) {
            return;
        }
        for (String unit : jdbc.sql("select unit from supervision_ladder where ticket_no = :no and ended_at is null")
                .param("no", ticketNo).query(String.class).list()) {
            if (ticket.findOpen(unit).isEmpty()) {
                jdbc.sql("update supervision_ladder set ended_at = :at where ticket_no = :no and unit = :unit and ended_at is null")
                        .param("at", clock.instant().toEpochMilli()).param("no", ticketNo).param("unit", unit).update();
                processes.deliver(SETTLED, ticketNo, Map.of("unit", unit), Map.of());
            }
        }
    }

    private int openLadders(String ticketNo, String unit) {
        return jdbc.sql("select count(*) from supervision_ladder where ticket_no = :no and unit = :unit and ended_at is null")
                .param("no", ticketNo).param("unit", unit).query(Integer.class).single();
    }

    // ---------------------------------------------------------------- weekly list

    /**
     * 周通报: the overdue tickets of each unit in one week. Counts rest on when a red card was lit and when the unit
     * settled, so a past week reads the same whenever it is asked for.
     */
    public record WeeklyList(String jurisdiction, String week, OffsetDateTime from, OffsetDateTime asOf, int overdue,
            int newlyOverdue, int settled, List<UnitRow> units) {
    }

    /**
     * One unit's row.
     *
     * @param overdue red and not settled at the end of the week
     * @param newlyOverdue turned red during the week
     * @param settled red, and settled during the week
     * @param tickets numbers of those counted as overdue
     */
    public record UnitRow(String unit, String name, int overdue, int newlyOverdue, int settled, List<String> tickets) {
    }

    /** @param week ISO week such as {@code 2023-W07}; a running week counts up to now */
    @Transactional(readOnly = true)
    public WeeklyList weeklyList(String jurisdiction, String week) {
        if (!actors.current().isCentre()) {
            throw Refusal.forbidden("supervision.centreOnly", "只有热线中心人员可以查看周通报。");
        }
        jurisdictions.require(jurisdiction);
        LocalDate monday;
        try {
            monday = LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
        } catch (DateTimeException e) {
            throw Refusal.invalid("supervision.badWeek", "周次须形如 2023-W07。");
        }
        Instant from = monday.atStartOfDay(clock.getZone()).toInstant();
        Instant sunday = monday.plusWeeks(1).atStartOfDay(clock.getZone()).toInstant();
        Instant asOf = sunday.isAfter(clock.instant()) ? clock.instant() : sunday;
        // What happened at this very instant has happened.
        long before = asOf.equals(sunday) ? sunday.toEpochMilli() : asOf.toEpochMilli() + 1;
        Map<String, Counts> counts = new LinkedHashMap<>();
        jdbc.sql("select l.ticket_no, " + OverdueLists.UNIT_THEN + " as unit, l.started_at, l.ended_at from supervision_ladder l "
                        + "where l.jurisdiction = :jurisdiction and l.started_at < :before and (l.ended_at is null or l.ended_at >= :from) "
                        + "order by l.ticket_no, l.ladder_no")
                .param("jurisdiction", jurisdiction).param("before", before).param("from", from.toEpochMilli())
                .query(row -> {
                    long ended = row.getLong("ended_at");
                    boolean open = row.wasNull() || ended >= before;
                    counts.computeIfAbsent(row.getString("unit"), unit -> new Counts())
                            .add(row.getString("ticket_no"), row.getLong("started_at") >= from.toEpochMilli(), open);
                });
        List<UnitRow> rows = new ArrayList<>();
        counts.forEach((unit, c) -> rows.add(new UnitRow(unit, responsibles.name(unit), c.overdue.size(), c.newly, c.settled,
                List.copyOf(c.overdue))));
        rows.sort(Comparator.comparing(UnitRow::overdue).reversed().thenComparing(UnitRow::unit));
        return new WeeklyList(jurisdiction, week, from.atZone(clock.getZone()).toOffsetDateTime(),
                asOf.atZone(clock.getZone()).toOffsetDateTime(), rows.stream().mapToInt(UnitRow::overdue).sum(),
                rows.stream().mapToInt(UnitRow::newlyOverdue).sum(), rows.stream().mapToInt(UnitRow::settled).sum(), rows);
    }

    private static final class Counts {

        private final List<String> overdue = new ArrayList<>();
        private int newly;
        private int settled;

        void add(String ticketNo, boolean isNew, boolean open) {
            newly += isNew ? 1 : 0;
            settled += open ? 0 : 1;
            if (open) {
                overdue.add(ticketNo);
            }
        }
    }
}
