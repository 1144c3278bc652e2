package org.hotline12345.ticket.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.common.Actors;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** 归档: ends the ticket when nothing is open. */
@Component
class ArchiveTicketDelegate implements JavaDelegate {

    private final Tickets tickets;
    private final Actors actors;

    ArchiveTicketDelegate(Tickets tickets, Actors actors) {
        this.tickets = tickets;
        this.actors = actors;
    }

    @Override
    public void execute(DelegateExecution execution) {
        tickets.require(execution.getProcessBusinessKey()).archive(actors.current());
    }
}
