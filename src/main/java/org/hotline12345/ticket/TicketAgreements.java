package org.hotline12345.ticket;

import org.hotline12345.common.Actor;

/**
 * The actions a joint meeting agreed for one ticket, as its history tells them. They may outlive the ticket: a citizen who
 * is satisfied does not wait for the last of them.
 */
public final class TicketAgreements {

    private final Ticket ticket;

    TicketAgreements(Ticket ticket) {
        this.ticket = ticket;
    }

    public void reported(Actor actor, String unit, String text) {
        ticket.record(EventType.ACTION_REPORTED, actor, unit, text);
    }

    public void sentBack(Actor actor, String unit, String text) {
        ticket.record(EventType.ACTION_SENT_BACK, actor, unit, text);
    }

    public void confirmed(Actor actor, String unit, String text) {
        ticket.record(EventType.ACTION_CONFIRMED, actor, unit, text);
    }

    public void overdue(Actor actor, String unit, String text) {
        ticket.record(EventType.ACTION_OVERDUE, actor, unit, text);
    }
}
