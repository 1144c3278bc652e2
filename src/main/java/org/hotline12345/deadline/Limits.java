package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Waits;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.ClockNote;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * The clocks of a ticket. How long each runs stands in {@code dmn/deadline-limits.dmn}, never here; which days count is
 * the calendar's. A clock belongs to the dispatch and starts with it, not with signing (海南2016：自派发工单时起).
 */
@Component
public class Limits {

    /** Calendar version of a limit in natural time: nights and holidays count. */
    public static final String NATURAL = "natural";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final Tickets tickets;
    private final DecisionTables tables;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;
    private final Waits waits;
    /** What moved in this thread since {@link #moving} began; null while no calendar change is followed. */
    private final ThreadLocal<List<Move>> moves = new ThreadLocal<>();

    Limits(Tickets tickets, DecisionTables tables, WorkCalendar calendar, Settings settings, Actors actors,
            Clock clock, Waits waits) {
        this.tickets = tickets;
        this.tables = tables;
        this.calendar = calendar;
        this.settings = settings;
        this.actors = actors;
        this.clock = clock;
        this.waits = waits;
    }

    /** A limit that a calendar change moved; {@code unit} is null for one of the centre's. */
    record Move(String unit, String clock, Instant told, Instant until, String calendarVersion) {
    }

    /** Asks the clocks of waiting steps again under a new calendar; answers which limits moved. */
    List<Move> moving(Runnable asking) {
        List<Move> moved = new ArrayList<>();
        moves.set(moved);
        try {
            asking.run();
        } finally {
            moves.remove();
        }
        return moved;
    }

    /** Whether a clock is asked again because its calendar changed. */
    boolean isFollowing() {
        return moves.get() != null;
    }

    /**
     * The end of a limit under a new calendar: later where its days say so, never earlier than told; one that has ended
     * stays ended. The engine keeps the start of a wait to the second, so less than a minute is no move.
     */
    Instant later(String unit, String name, Instant told, Deadline again) {
        if (!told.isAfter(clock.instant()) || again.until().isBefore(told.plusSeconds(60))) {
            return told;
        }
        moves.get().add(new Move(unit, name, told, again.until(), again.calendarVersion()));
        return again.until();
    }

    /** The open dispatch of a unit with its limits; computed at the first question and stored on the dispatch. */
    public Dispatch ofUnit(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.handleUntil() == null) {
            Deadline handling = handling(ticket, dispatch);
            Deadline returning = earlier(limit(ticket, place(ticket, unit), "return", dispatch.dispatchedAt()), handling);
            ticket.setLimits(dispatch, returning.until(), handling.until(), handling.calendarVersion(),
                    handling.provisional());
            startContact(ticket, dispatch);
            started(ticket, unit, "handle", handling);
            started(ticket, unit, "return", returning);
        }
        return dispatch;
    }

    /**
     * Limits that another system had told, for the unit's open dispatch; what it did not tell is counted from the dispatch.
     * No system tells of first contacts: their limit holds where it still runs. Where it has passed nobody knows whether the
     * unit had called, and a dispatch without the limit is not measured by it.
     *
     * @param returnUntil exclusive end of the return window, or null
     * @param handleUntil exclusive end of the handling limit, or null
     */
    public void takeOver(String ticketNo, String unit, Instant returnUntil, Instant handleUntil) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        Deadline counted = handling(ticket, dispatch);
        Deadline handling = handleUntil == null ? counted : told(counted, handleUntil);
        Deadline window = limit(ticket, place(ticket, unit), "return", dispatch.dispatchedAt());
        Deadline returning = returnUntil == null ? earlier(window, handling) : told(window, returnUntil);
        ticket.setLimits(dispatch, returning.until(), handling.until(), handling.calendarVersion(), handling.provisional());
        startContact(ticket, dispatch);
        started(ticket, unit, "handle", handling);
        started(ticket, unit, "return", returning);
    }

    /** Here every dispatch is asked when it is made; a limit that has passed by then was another system's to watch. */
    private void startContact(Ticket ticket, Dispatch dispatch) {
        Instant until = limit(ticket, place(ticket, dispatch.unit()), "contact", dispatch.dispatchedAt()).until();
        if (until.isAfter(clock.instant())) {
            ticket.setContactLimit(dispatch, until);
        }
    }

    /** What was told is certain, whatever the calendar of that year says. */
    private Deadline told(Deadline counted, Instant until) {
        return new Deadline(until, lastDay(until), counted.calendarVersion(), false);
    }

    private Deadline handling(Ticket ticket, Dispatch dispatch) {
        String clockName = dispatch.rework() ? "rework" : ticket.urgent() ? "urgentHandle" : "handle";
        Deadline own = limit(ticket, place(ticket, dispatch.unit()), clockName, dispatch.dispatchedAt());
        Instant cutoff = ticket.externalCutoff();
        if (cutoff != null && cutoff.isAfter(dispatch.dispatchedAt()) && cutoff.isBefore(own.until())) {
            own = natural(cutoff);
        }
        Deadline ceiling = ceiling(ticket, dispatch);
        return ceiling == null ? own : earlier(own, ceiling);
    }

    /**
     * The latest end a dispatch's limit may have: a sub-dispatch and an assist answer one working day before the unit
     * that needs their answer; where no such day is left, with it. Null when nobody waits for it.
     */
    Deadline ceiling(Ticket ticket, Dispatch dispatch) {
        String waiting = dispatch.parentUnit();
        if (waiting == null && dispatch.role() == Dispatch.Role.ASSIST) {
            waiting = ticket.dispatches().stream().filter(d -> d.isOpen() && d.role() == Dispatch.Role.LEAD && d.parentUnit() == null)
                    .map(Dispatch::unit).findFirst().orElse(null);
        }
        if (waiting == null || ticket.findOpen(waiting).isEmpty()) {
            return null;
        }
        Dispatch awaited = ofUnit(ticket.ticketNo(), waiting);
        Deadline before = before(ticket, awaited);
        return before.until().isAfter(dispatch.dispatchedAt()) ? before : new Deadline(awaited.handleUntil(),
                lastDay(awaited.handleUntil()), awaited.calendarVersion(), awaited.provisional());
    }

    /**
     * Where the limit of a unit must end that answers through another one.
     *
     * @return exclusive end, one working day before the waiting unit's own
     * @throws Refusal RULE {@code deadline.noDayLeft} when that has passed
     */
    public Instant latestForSubUnit(String ticketNo, String waitingUnit) {
        Instant latest = before(tickets.require(ticketNo), ofUnit(ticketNo, waitingUnit)).until();
        if (!latest.isAfter(clock.instant())) {
            throw Refusal.rule("deadline.noDayLeft", "剩余时限不足一个工作日，不能再转派；请自行办理，或先申请延期。");
        }
        return latest;
    }

    private Deadline before(Ticket ticket, Dispatch waiting) {
        if (NATURAL.equals(waiting.calendarVersion())) {
            return natural(waiting.handleUntil().minus(duration(row(ticket, "subDispatchMargin"))));
        }
        String place = place(ticket, waiting.unit());
        Instant dayBefore = calendar.minusWorkingDays(place, waiting.handleUntil(), 2).until();
        return calendar.plusWorkingDays(place, dayBefore, 0);
    }

    private static Deadline earlier(Deadline one, Deadline other) {
        return other.until().isBefore(one.until()) ? other : one;
    }

    /** The limit of working days after the last day before an instant, whether or not a starting day counts. */
    Deadline daysAfter(Ticket ticket, String unit, Instant lastDayUntil, int days) {
        int counted = settings.flag(ticket.jurisdiction(), "calendar.excludeStartDay") ? days : days + 1;
        return calendar.plusWorkingDays(place(ticket, unit), lastDayUntil.minusMillis(1), counted);
    }

    /** When the yellow card is due: working days before the limit ends, in natural time hours or minutes. */
    public Instant yellowFrom(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ofUnit(ticketNo, unit);
        if (NATURAL.equals(dispatch.calendarVersion())) {
            DecisionTables.Row row = row(ticket, "yellowNatural");
            return dispatch.handleUntil().minus(duration(row));
        }
        return calendar.minusWorkingDays(place(ticket, unit), dispatch.handleUntil(), days(ticket, "yellow")).until();
    }

    /**
     * When the red card is due: in working days on the first working day after the limit, never on a day off; in natural
     * time at the limit itself. Not before a request asked for in time should have been ruled on.
     */
    public Instant redFrom(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ofUnit(ticketNo, unit);
        Instant until = dispatch.handleUntil();
        if (!NATURAL.equals(dispatch.calendarVersion())) {
            until = daysAfter(ticket, unit, until, 1).date().atStartOfDay(clock.getZone()).toInstant();
        }
        Instant ruling = dispatch.requestRulingUntil();
        return ruling != null && ruling.isAfter(until) ? ruling : until;
    }

    /** The review limit runs from the last reply (海南2016：2个工作日内复核). */
    public Instant review(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        if (isFollowing() && ticket.reviewUntil() != null && ticket.repliedAt() != null) {
            ticket.setReviewLimit(later(null, "review", ticket.reviewUntil(), limit(ticket, "review", ticket.repliedAt())));
            return ticket.reviewUntil();
        }
        Instant from = ticket.repliedAt() == null ? clock.instant() : ticket.repliedAt();
        Deadline until = limit(ticket, "review", from);
        if (ticket.setReviewLimit(until.until())) {
            started(ticket, null, "review", until);
        }
        return ticket.reviewUntil();
    }

    /** The ruling on a return is due counted from its request, however often it is asked. */
    public Instant ruling(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.rulingUntil() == null) {
            Instant from = dispatch.returnedAt();
            Deadline until = limit(ticket, "ruling", from == null ? clock.instant() : from);
            ticket.setRulingLimit(unit, until.until());
            started(ticket, unit, "ruling", until);
        } else if (isFollowing() && dispatch.returnedAt() != null) {
            ticket.setRulingLimit(unit, later(unit, "ruling", dispatch.rulingUntil(), limit(ticket, "ruling", dispatch.returnedAt())));
        }
        return dispatch.rulingUntil();
    }

    /** When a year's notice is asked for again; in natural time, and about no ticket. */
    public Instant noticeAgain() {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("clock", "noticeReminder");
        inputs.put("urgent", false);
        return tables.evaluate("deadline-limits", inputs).stream().filter(row -> row.number("amount") != null).findFirst()
                .map(row -> clock.instant().plus(duration(row)))
                .orElseThrow(() -> new IllegalStateException("deadline-limits has no limit for clock noticeReminder"));
    }

    /** The end of any named clock that starts with the step that asks; asked again, it keeps its start. */
    public Instant fromNow(String ticketNo, String name) {
        Ticket ticket = tickets.require(ticketNo);
        Optional<Waits.Wait> waiting = waits.askedAgain();
        if (waiting.isEmpty()) {
            Deadline until = limit(ticket, name, waits.since().orElseGet(clock::instant));
            started(ticket, null, name, until);
            return until.until();
        }
        Waits.Wait wait = waiting.get();
        if (wait.told() == null) {
            return clock.instant();
        }
        return isFollowing() ? later(null, name, wait.told(), limit(ticket, name, wait.began())) : wait.told();
    }

    private void started(Ticket ticket, String unit, String name, Deadline until) {
        ticket.time().note(unit, name, until.provisional() ? ClockNote.Act.PROVISIONAL : ClockNote.Act.STARTED, until.until(),
                actors.current(), null, until.calendarVersion());
    }

    /** 黄牌、红牌. A provisional limit is shown red only where the jurisdiction says so. */
    public void issueCard(String ticketNo, String unit, boolean red) {
        Ticket ticket = tickets.require(ticketNo);
        ticket.recordCard(actors.current(), unit, red, settings.flag(ticket.jurisdiction(), "cards.redOnProvisional"));
    }

    public void reviewOverdue(String ticketNo) {
        tickets.require(ticketNo).reviewOverdue(actors.current());
    }

    /** The figure of a row, in whatever unit the row has. */
    int days(Ticket ticket, String name) {
        return row(ticket, name).number("amount");
    }

    Deadline limit(Ticket ticket, String name, Instant from) {
        return limit(ticket, ticket.jurisdiction(), name, from);
    }

    private Deadline limit(Ticket ticket, String place, String name, Instant from) {
        return counted(place, row(ticket, name), from);
    }

    /** The calendar a unit's own limits follow: a hospital or a bank may work on other days than the offices. */
    String place(Ticket ticket, String unit) {
        return calendar.placeOf(ticket.jurisdiction(), unit);
    }

    /** The end of a limit given by a table's row with {@code amount} and {@code unit}. */
    Deadline counted(String place, DecisionTables.Row row, Instant from) {
        int amount = row.number("amount");
        return switch (row.text("unit")) {
            case "workingDay" -> calendar.plusWorkingDays(place, from, amount);
            case "workingHour" -> calendar.plusWorkingHours(place, from, amount);
            default -> natural(from.plus(duration(row)));
        };
    }

    private static Duration duration(DecisionTables.Row row) {
        return switch (row.text("unit")) {
            case "hour" -> Duration.ofHours(row.number("amount"));
            case "minute" -> Duration.ofMinutes(row.number("amount"));
            default -> throw new IllegalStateException(row.decision() + ": " + row.row() + " has no unit of natural time");
        };
    }

    /** The last day of a limit as people are told it; 暂定 where it reaches into a year without a published notice. */
    static String day(Deadline until) {
        return DAY.format(until.date()) + (until.provisional() ? "（暂定）" : "");
    }

    private Deadline natural(Instant until) {
        return new Deadline(until, lastDay(until), NATURAL, false);
    }

    private LocalDate lastDay(Instant until) {
        return until.minusMillis(1).atZone(clock.getZone()).toLocalDate();
    }

    private DecisionTables.Row row(Ticket ticket, String name) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("clock", name);
        inputs.put("kind", ticket.kind().code());
        inputs.put("urgent", ticket.urgent());
        inputs.put("jurisdiction", ticket.jurisdiction());
        return tables.evaluate("deadline-limits", inputs).stream().filter(row -> row.number("amount") != null).findFirst()
                .orElseThrow(() -> new IllegalStateException("deadline-limits has no limit for clock " + name));
    }
}
