package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.handling.Handling;
import org.springframework.stereotype.Component;

/** 退回期届满: from now on the unit can only object. */
@Component
class CloseReturnWindowDelegate implements JavaDelegate {

    private final Handling handling;

    CloseReturnWindowDelegate(Handling handling) {
        this.handling = handling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handling.closeReturnWindow(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
    }
}
