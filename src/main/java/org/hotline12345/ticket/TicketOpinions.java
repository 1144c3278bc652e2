package org.hotline12345.ticket;

import org.hotline12345.common.Actor;

/**
 * What experts were asked about one ticket, as its history tells it: who and until when, never the words themselves, which
 * are for whoever asked. An answer may come after the ticket has ended; a question may not.
 */
public final class TicketOpinions {

    private final Ticket ticket;

    TicketOpinions(Ticket ticket) {
        this.ticket = ticket;
    }

    /** @param unit the unit that asks, or null for the centre */
    public void asked(Actor actor, String unit, String text) {
        ticket.requireOpen();
        ticket.record(EventType.OPINION_ASKED, actor, unit, text);
    }

    public void given(Actor actor, String unit, String text) {
        ticket.record(EventType.OPINION_GIVEN, actor, unit, text);
    }

    public void declined(Actor actor, String unit, String text) {
        ticket.record(EventType.OPINION_DECLINED, actor, unit, text);
    }

    public void withdrawn(Actor actor, String unit, String text) {
        ticket.record(EventType.OPINION_WITHDRAWN, actor, unit, text);
    }

    public void overdue(Actor actor, String unit, String text) {
        ticket.record(EventType.OPINION_OVERDUE, actor, unit, text);
    }
}
