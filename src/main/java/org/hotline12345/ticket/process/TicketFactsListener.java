package org.hotline12345.ticket.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.variable.Variables;
import org.hotline12345.ticket.DecisionFacts;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * Before a decision: offers the ticket's facts to the table under plain names. They are transient: nothing is stored,
 * and nothing here decides which way the process goes.
 */
@Component
class TicketFactsListener implements ExecutionListener {

    private final Tickets tickets;
    private final DecisionFacts facts;

    TicketFactsListener(Tickets tickets, DecisionFacts facts) {
        this.tickets = tickets;
        this.facts = facts;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String unit = (String) execution.getVariable("unit");
        facts.of(tickets.require(execution.getProcessBusinessKey()), unit).forEach((name, value) ->
                execution.setVariableLocal(name, Variables.untypedValue(value, true)));
    }
}
