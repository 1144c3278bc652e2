package org.hotline12345.ticket.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** Lets a diagram say which status the ticket has from here on: {@code ${ticketStatus.enter(execution,'reviewing')}}. */
@Component("ticketStatus")
public class TicketStatusBean {

    private final Tickets tickets;

    TicketStatusBean(Tickets tickets) {
        this.tickets = tickets;
    }

    public void enter(DelegateExecution execution, String status) {
        tickets.require(execution.getProcessBusinessKey()).enter(TicketStatus.of(status));
    }
}
