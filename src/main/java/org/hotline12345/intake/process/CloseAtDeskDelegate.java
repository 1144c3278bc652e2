package org.hotline12345.intake.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.intake.Intake;
import org.springframework.stereotype.Component;

/** 前台办结: the request ends at the desk and is counted there. */
@Component
class CloseAtDeskDelegate implements JavaDelegate {

    private final Intake intake;

    CloseAtDeskDelegate(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void execute(DelegateExecution execution) {
        intake.closeAtDesk(execution.getProcessBusinessKey(), (String) execution.getVariable("disposition"));
    }
}
