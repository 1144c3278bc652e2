package org.hotline12345.intake.process;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.intake.Intake;
import org.springframework.stereotype.Component;

/** 受理判定: writes down what the table decided and why. */
@Component
class RecordAcceptanceListener implements ExecutionListener {

    private final Intake intake;

    RecordAcceptanceListener(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void notify(DelegateExecution execution) {
        DmnDecisionResultEntries row = ((DmnDecisionResult) execution.getVariable("decisionResult")).getSingleResult();
        intake.accept(execution.getProcessBusinessKey(), row.getEntry("outcome"), row.getEntry("reason"), row.getEntry("basis"));
    }
}
