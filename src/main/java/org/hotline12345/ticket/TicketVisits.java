package org.hotline12345.ticket;

import org.hotline12345.common.Actor;

/** The on-site callback (当面回访) of one ticket: ordered by a supervisor or by the plan, led by the centre. */
public final class TicketVisits {

    private final Ticket ticket;

    TicketVisits(Ticket ticket) {
        this.ticket = ticket;
    }

    /** Whether a supervisor ordered one that has not taken place yet. */
    public boolean ordered() {
        return ticket.visitOrdered;
    }

    public void order(Actor actor, String reason) {
        ticket.requireOpen();
        ticket.visitOrdered = true;
        ticket.record(EventType.VISIT_ORDERED, actor, null, reason);
    }

    /** Somebody of the centre met the citizen; what the citizen said is an evaluation like any other. */
    public void visited(Actor actor, String account, boolean authentic, boolean solved, boolean satisfied, String remark) {
        ticket.requireOpen();
        ticket.visitOrdered = false;
        ticket.record(EventType.VISITED, actor, null, account);
        ticket.callback().evaluate(actor, authentic, solved, satisfied, remark);
    }
}
