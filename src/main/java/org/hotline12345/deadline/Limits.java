package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.organization.Settings;
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

    /** Stands for the calendar of limits that run in hours and minutes, whatever day it is. */
    static final String NATURAL = "natural";

    private final Tickets tickets;
    private final DecisionTables tables;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final Actors actors;
    private final Clock clock;

    Limits(Tickets tickets, DecisionTables tables, WorkCalendar calendar, Settings settings, Actors actors,
            Clock clock) {
        this.tickets = tickets;
        this.tables = tables;
        this.calendar = calendar;
        this.settings = settings;
        this.actors = actors;
        this.clock = clock;
    }

    /** The open dispatch of a unit with its limits; computed at the first question and stored on the dispatch. */
    public Dispatch ofUnit(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.handleUntil() == null) {
            Deadline returning = limit(ticket, "return", dispatch.dispatchedAt());
            Deadline handling = limit(ticket, dispatch.rework() ? "rework" : "handle", dispatch.dispatchedAt());
            ticket.setLimits(dispatch, returning.until(), handling.until(), handling.calendarVersion(),
                    handling.provisional());
        }
        return dispatch;
    }

    /** When the yellow card is due: working days before the limit ends. */
    public Instant yellowFrom(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ofUnit(ticketNo, unit);
        return calendar.minusWorkingDays(ticket.jurisdiction(), dispatch.handleUntil(), days(ticket, "yellow")).until();
    }

    /** When the red card is due: the start of the first working day after the limit. */
    public Instant redFrom(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ofUnit(ticketNo, unit);
        return calendar.plusWorkingDays(ticket.jurisdiction(), dispatch.handleUntil().minusMillis(1), 1)
                .date().atStartOfDay(clock.getZone()).toInstant();
    }

    /** The review limit runs from the last reply (海南2016：2个工作日内复核). */
    public Instant review(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        Instant from = ticket.repliedAt() == null ? clock.instant() : ticket.repliedAt();
        ticket.setReviewLimit(limit(ticket, "review", from).until());
        return ticket.reviewUntil();
    }

    /** The end of any named clock that starts now. */
    public Instant fromNow(String ticketNo, String name) {
        return limit(tickets.require(ticketNo), name, clock.instant()).until();
    }

    /** 黄牌、红牌. A provisional limit is shown red only where the jurisdiction says so. */
    public void issueCard(String ticketNo, String unit, boolean red) {
        Ticket ticket = tickets.require(ticketNo);
        ticket.recordCard(actors.current(), unit, red, settings.flag(ticket.jurisdiction(), "cards.redOnProvisional"));
    }

    public void reviewOverdue(String ticketNo) {
        tickets.require(ticketNo).reviewOverdue(actors.current());
    }

    private int days(Ticket ticket, String name) {
        return row(ticket, name).number("amount");
    }

    private Deadline limit(Ticket ticket, String name, Instant from) {
        DecisionTables.Row row = row(ticket, name);
        int amount = row.number("amount");
        return switch (row.text("unit")) {
            case "workingDay" -> calendar.plusWorkingDays(ticket.jurisdiction(), from, amount);
            case "workingHour" -> calendar.plusWorkingHours(ticket.jurisdiction(), from, amount);
            case "hour" -> natural(from.plus(Duration.ofHours(amount)));
            case "minute" -> natural(from.plus(Duration.ofMinutes(amount)));
            default -> throw new IllegalStateException("deadline-limits: unknown unit " + row.text("unit"));
        };
    }

    private Deadline natural(Instant until) {
        return new Deadline(until, until.atZone(clock.getZone()).toLocalDate(), NATURAL, false);
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
