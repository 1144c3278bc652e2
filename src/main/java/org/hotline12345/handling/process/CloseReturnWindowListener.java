package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.handling.Handling;
import org.springframework.stereotype.Component;

/** 退回期届满: from now on the unit can only object. */
@Component
class CloseReturnWindowListener implements ExecutionListener {

    private final Handling handling;

    CloseReturnWindowListener(Handling handling) {
        this.handling = handling;
    }

    @Override
    public void notify(DelegateExecution execution) {
        handling.closeReturnWindow(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
    }
}
