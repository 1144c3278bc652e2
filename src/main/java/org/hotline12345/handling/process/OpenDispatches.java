package org.hotline12345.handling.process;

import java.util.Collection;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.handling.Handling;
import org.springframework.stereotype.Component;

/** Tells a diagram which units are to handle the ticket now, and who signed. */
@Component
public class OpenDispatches {

    private final Handling handling;

    OpenDispatches(Handling handling) {
        this.handling = handling;
    }

    public Collection<String> units(DelegateExecution execution) {
        return handling.unitsToHandle(execution.getProcessBusinessKey());
    }

    /** Leaders of the unit, who sign its replies off. */
    public String signOffGroup(DelegateExecution execution) {
        return "leader-" + execution.getVariable("unit");
    }

    public String assignee(DelegateExecution execution) {
        return handling.signedBy(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
    }
}
