package org.hotline12345.supervision;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketUrged;
import org.hotline12345.ticket.Tickets;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks whether a ticket has earned an order, wherever the diagrams ask: after rework was ordered, at each rung of the
 * ladder, after a spot check, after urging. The table decides; the same happening in one round gives one order.
 */
@Component
public class Triggers {

    private final Tickets tickets;
    private final TriggerTable table;
    private final Orders orders;
    private final WorkCalendar calendar;
    private final JdbcClient jdbc;
    private final Clock clock;

    Triggers(Tickets tickets, TriggerTable table, Orders orders, WorkCalendar calendar, JdbcClient jdbc, Clock clock) {
        this.tickets = tickets;
        this.table = table;
        this.orders = orders;
        this.calendar = calendar;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Looks at the ticket as it stands.
     *
     * @param unit the unit it is about, or null for the lead
     */
    public void consider(String ticketNo, String unit) {
        consider(tickets.require(ticketNo), unit, Map.of());
    }

    /** An action agreed in a joint meeting passed its date. */
    public void considerOverdueAction(String ticketNo, String unit) {
        consider(tickets.require(ticketNo), unit, Map.of("actionOverdue", true));
    }

    /** A spot check or second callback found something. */
    void considerSpotCheck(Ticket ticket, boolean satisfied) {
        consider(ticket, null, Map.of("spotCheck", satisfied ? "satisfied" : "dissatisfied"));
    }

    /**
     * A person confirmed an early sign about these tickets: each unit that has one of them open as the lead is looked at once,
     * by its oldest.
     *
     * @param kind what the sign was about, as the table names it: category, place, word, caller or group
     * @return orders given for it
     */
    public int considerSign(Collection<String> ticketNos, String kind) {
        if (ticketNos.isEmpty()) {
            return 0;
        }
        Map<String, String> oldest = new TreeMap<>();
        jdbc.sql("select unit, min(ticket_no) from ticket_dispatch where ticket_no in (:numbers) and role = 'lead' and state in "
                        + "('open', 'signed', 'returning', 'signing-off', 'interim') group by unit").param("numbers", ticketNos).query(row -> {
                    oldest.put(row.getString(2), row.getString(1));
                });
        int given = 0;
        for (Map.Entry<String, String> each : oldest.entrySet()) {
            given += consider(tickets.require(each.getKey()), each.getValue(), Map.of("earlySign", kind));
        }
        return given;
    }

    @EventListener
    void urged(TicketUrged event) {
        consider(event.ticketNo(), null);
    }

    /** @return orders given for an early sign */
    private int consider(Ticket ticket, String unit, Map<String, Object> happening) {
        String about = unit != null ? unit : ticket.lead().map(Dispatch::unit).orElse(null);
        if (about == null) {
            return 0;
        }
        Map<String, Object> facts = new HashMap<>(happening);
        facts.put("overdueDays", overdueDays(ticket, about));
        facts.put("reworks", ticket.supervision().reworks());
        facts.put("dissatisfiedTimes", ticket.dissatisfied());
        facts.put("urges", ticket.urges());
        int given = 0;
        for (TriggerTable.Hit hit : table.hits(facts)) {
            given += orders.issueFor(ticket, about, hit) && hit.source() == OrderSource.EARLY_SIGN ? 1 : 0;
        }
        return given;
    }

    /** Working days since the limit of an open dispatch ended; 0 while it runs. */
    private int overdueDays(Ticket ticket, String unit) {
        return ticket.findOpen(unit).map(Dispatch::handleUntil).filter(until -> until.isBefore(clock.instant()))
                .map(until -> calendar.workingDaysBetween(ticket.jurisdiction(), until.minusMillis(1),
                        clock.instant().plusMillis(1))).map(days -> Math.max(0, days)).orElse(0);
    }
}
