package org.hotline12345.handling.process;

import java.util.Collection;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.common.Actor;
import org.hotline12345.handling.Handling;
import org.hotline12345.handling.Teamwork;
import org.springframework.stereotype.Component;

/** Tells a diagram which units are to handle the ticket now, who of a unit may, who signed, who signs off. */
@Component
public class OpenDispatches {

    private final Handling handling;
    private final Teamwork teamwork;

    OpenDispatches(Handling handling, Teamwork teamwork) {
        this.handling = handling;
        this.teamwork = teamwork;
    }

    public Collection<String> units(DelegateExecution execution) {
        return handling.unitsToHandle(execution.getProcessBusinessKey());
    }

    /** Groups whose people may take the unit's handling task. */
    public String handlers(DelegateExecution execution) {
        return teamwork.handlers(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
    }

    /** The group of the unit's leaders. */
    public String signOffGroup(DelegateExecution execution) {
        return Actor.LEADER_GROUP_PREFIX + execution.getVariable("unit");
    }

    public String assignee(DelegateExecution execution) {
        return handling.signedBy(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
    }
}
