package org.hotline12345.routing.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** 督办改派: tells the caller which unit goes on; the ticket knows who ordered it and why. */
@Component
class RecordReassignmentListener implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable("unitOutcome", "redispatch");
        execution.setVariable("unit", execution.getVariable("reassignedTo"));
    }
}
