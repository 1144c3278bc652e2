package org.hotline12345.intake.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.intake.Intake;
import org.springframework.stereotype.Component;

/** 逾期未补充: the request can only be declined for want of information. */
@Component
class RecordNoInformationListener implements ExecutionListener {

    private final Intake intake;

    RecordNoInformationListener(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void notify(DelegateExecution execution) {
        intake.missInformation(execution.getProcessBusinessKey());
        execution.setVariable("disposition", "decline");
    }
}
