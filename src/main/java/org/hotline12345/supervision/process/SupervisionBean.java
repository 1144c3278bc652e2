package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.supervision.Ladder;
import org.hotline12345.supervision.Triggers;
import org.springframework.stereotype.Component;

/** Lets a diagram say where supervision looks at the ticket: {@code ${supervision.consider(execution)}}. */
@Component("supervision")
public class SupervisionBean {

    private final Triggers triggers;
    private final Ladder ladder;

    SupervisionBean(Triggers triggers, Ladder ladder) {
        this.triggers = triggers;
        this.ladder = ladder;
    }

    /** Whether the ticket has earned an order by now. */
    public void consider(DelegateExecution execution) {
        triggers.consider(execution.getProcessBusinessKey(), unit(execution));
    }

    /** An action agreed in a meeting passed its date; the variable {@code unit} names its owner. */
    public void actionOverdue(DelegateExecution execution) {
        triggers.considerOverdueAction(execution.getProcessBusinessKey(), unit(execution));
    }

    /** The red card of the unit was lit: the ladder starts. */
    public void startLadder(DelegateExecution execution) {
        ladder.start(execution.getProcessBusinessKey(), unit(execution));
    }

    /** A unit's handling ended: so does its ladder. */
    public void endLadder(DelegateExecution execution) {
        ladder.settle(execution.getProcessBusinessKey());
    }

    private static String unit(DelegateExecution execution) {
        return (String) execution.getVariable("unit");
    }
}
