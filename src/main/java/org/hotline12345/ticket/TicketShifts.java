package org.hotline12345.ticket;

import org.hotline12345.common.Actor;

/** What leaders on duty did with one ticket, as its history tells it; what they handed to a unit may outlive the ticket. */
public final class TicketShifts {

    private final Ticket ticket;

    TicketShifts(Ticket ticket) {
        this.ticket = ticket;
    }

    public void takenOn(Actor actor, String text) {
        ticket.record(EventType.SHIFT_TAKEN_ON, actor, null, text);
    }

    /** @param unit who carries it out, or null */
    public void decided(Actor actor, String unit, String text) {
        ticket.record(EventType.LEADER_DECIDED, actor, unit, text);
    }

    public void reported(Actor actor, String unit, String text) {
        ticket.record(EventType.PROMISE_REPORTED, actor, unit, text);
    }

    public void sentBack(Actor actor, String unit, String text) {
        ticket.record(EventType.PROMISE_SENT_BACK, actor, unit, text);
    }

    public void confirmed(Actor actor, String unit, String text) {
        ticket.record(EventType.PROMISE_CONFIRMED, actor, unit, text);
    }

    public void overdue(Actor actor, String unit, String text) {
        ticket.record(EventType.PROMISE_OVERDUE, actor, unit, text);
    }
}
