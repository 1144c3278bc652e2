package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** 不再需要办理: tells the caller that this unit ended without an answer; the ticket knows why. */
@Component
class RecordHandlingEndedListener implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable("unitOutcome", "ended");
    }
}
