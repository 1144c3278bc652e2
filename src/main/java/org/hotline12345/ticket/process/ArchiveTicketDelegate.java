package org.hotline12345.ticket.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.common.Actor;
import org.hotline12345.ticket.RelatedTickets;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** 归档: ends the ticket when nothing is open. */
@Component
class ArchiveTicketDelegate implements JavaDelegate {

    private final Tickets tickets;
    private final RelatedTickets related;

    ArchiveTicketDelegate(Tickets tickets, RelatedTickets related) {
        this.tickets = tickets;
        this.related = related;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Ticket ticket = tickets.require(execution.getProcessBusinessKey());
        ticket.archive(Actor.SYSTEM);
        related.ended(ticket);
    }
}
