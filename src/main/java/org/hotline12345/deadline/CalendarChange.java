package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.calendar.Deadline;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a new calendar version does to limits already told: they move later where the new days say so, never earlier, and
 * every move stands in the ticket's history. (In 2020 an order of 27 January moved days that had begun to run.) A limit
 * that has ended stays ended.
 */
@Component
public class CalendarChange {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarChange.class);
    private static final int TRIES = 3;

    private final CalendarVersions versions;
    private final WorkCalendar calendar;
    private final Tickets tickets;
    private final Limits limits;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CalendarChange(CalendarVersions versions, WorkCalendar calendar, Tickets tickets, Limits limits, Processes processes,
            JdbcClient jdbc, Actors actors, Clock clock, PlatformTransactionManager transactions) {
        this.versions = versions;
        this.calendar = calendar;
        this.tickets = tickets;
        this.limits = limits;
        this.processes = processes;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What came of it.
     *
     * @param moved numbers of the tickets with a limit that ends later now
     * @param failed numbers of tickets whose limits still follow the old days; taking the same days in again tries again
     */
    public record Outcome(String version, List<String> moved, List<String> failed) {
    }

    /**
     * Takes in a calendar version and moves the open limits of every ticket it concerns, each ticket in a transaction of
     * its own: nobody waits for the whole, and a second call goes on where the first one stopped.
     */
    public Outcome takeIn(String place, String order, List<CalendarVersions.Day> days, List<CalendarVersions.Notice> notices) {
        String version = versions.takeIn(place, order, days, notices);
        calendar.refresh();
        List<String> moved = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (String ticketNo : running()) {
            try {
                if (recount(ticketNo, order)) {
                    moved.add(ticketNo);
                }
            } catch (RuntimeException broken) {
                LOG.error("limits of {} could not follow calendar version {}", ticketNo, version, broken);
                failed.add(ticketNo);
            }
        }
        return new Outcome(version, moved, failed);
    }

    /** Tickets with a limit that has not ended. */
    private List<String> running() {
        return jdbc.sql("select ticket_no from ticket_dispatch where state in ('open', 'signed', 'returning', 'signing-off') "
                        + "and (handle_until > :now or return_until > :now) "
                        + "union select ticket_no from ticket_ticket where status = 'reviewing' and review_until > :now order by 1")
                .param("now", clock.millis()).query(String.class).list();
    }

    private boolean recount(String ticketNo, String order) {
        for (int tried = 1; ; tried++) {
            try {
                return Boolean.TRUE.equals(transaction.execute(status -> recountNow(ticketNo, order)));
            } catch (ConcurrencyFailureException somebodyActed) {
                if (tried == TRIES) {
                    throw somebodyActed;
                }
            }
        }
    }

    private boolean recountNow(String ticketNo, String order) {
        Ticket ticket = tickets.require(ticketNo);
        String inForce = calendar.versionInForce(ticket.jurisdiction());
        boolean moved = false;
        for (Dispatch dispatch : ticket.dispatches()) {
            if (isRunning(dispatch) && !Limits.NATURAL.equals(dispatch.calendarVersion())
                    && !inForce.equals(dispatch.calendarVersion())) {
                Deadline returning = recounted(ticket, dispatch, dispatch.returnUntil());
                Deadline handling = recounted(ticket, dispatch, dispatch.handleUntil());
                moved |= ticket.calendar().follow(actors.current(), dispatch, returning.until(), handling.until(), inForce,
                        handling.provisional(), order);
                processes.reschedule("unit-handling", ticketNo, Map.of("unit", dispatch.unit()));
            }
        }
        if (ticket.status() == TicketStatus.REVIEWING && ticket.reviewUntil() != null) {
            Instant told = ticket.reviewUntil();
            if (limits.review(ticketNo).isAfter(told)) {
                ticket.calendar().reviewFollows(actors.current(), told, inForce, order);
                processes.reschedule("ticket-lifecycle", ticketNo, Map.of());
                moved = true;
            }
        }
        return moved;
    }

    /** An interim reply has met the limit; what runs then is the law's. */
    private boolean isRunning(Dispatch dispatch) {
        return dispatch.isOpen() && dispatch.state() != Dispatch.State.INTERIM && dispatch.handleUntil() != null
                && dispatch.handleUntil().isAfter(clock.instant());
    }

    /** A parked ticket's time begins to run again at the review date: days moved before it change nothing. */
    private Deadline recounted(Ticket ticket, Dispatch dispatch, Instant until) {
        Instant from = dispatch.suspendedUntil() == null || !until.isAfter(dispatch.suspendedUntil())
                ? dispatch.dispatchedAt() : dispatch.suspendedUntil().minusMillis(1);
        return calendar.recount(ticket.jurisdiction(), from, until, dispatch.calendarVersion());
    }
}
