package org.hotline12345.ticket.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.ticket.RelatedTickets;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** Lets a diagram say which status the ticket has from here on: {@code ${ticketStatus.enter(execution,'reviewing')}}. */
@Component("ticketStatus")
public class TicketStatusBean {

    private final Tickets tickets;
    private final RelatedTickets related;

    TicketStatusBean(Tickets tickets, RelatedTickets related) {
        this.tickets = tickets;
        this.related = related;
    }

    public void enter(DelegateExecution execution, String status) {
        Ticket ticket = tickets.require(execution.getProcessBusinessKey());
        ticket.enter(TicketStatus.of(status));
        if (ticket.status() == TicketStatus.CALLBACK) {
            related.resultReached(ticket);
        }
    }

    /** Whether a merged or split ticket need not wait for others any longer. */
    public boolean relatedSettled(DelegateExecution execution) {
        return related.settled(execution.getProcessBusinessKey());
    }

    /** Whether nothing keeps the ticket from the archive. */
    public boolean nothingOpen(DelegateExecution execution) {
        return related.nothingOpen(execution.getProcessBusinessKey());
    }
}
