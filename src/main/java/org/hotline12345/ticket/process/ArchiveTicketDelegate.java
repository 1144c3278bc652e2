package org.hotline12345.ticket.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.common.Actor;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** 归档: ends the ticket when nothing is open. */
@Component
class ArchiveTicketDelegate implements JavaDelegate {

    private final Tickets tickets;

    ArchiveTicketDelegate(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public void execute(DelegateExecution execution) {
        tickets.require(execution.getProcessBusinessKey()).archive(Actor.SYSTEM);
    }
}
