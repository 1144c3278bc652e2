package org.hotline12345.intake.process;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.intake.Intake;
import org.springframework.stereotype.Component;

/** 判定紧急程度: writes down what the table decided and why. */
@Component
class RecordUrgencyListener implements ExecutionListener {

    private final Intake intake;

    RecordUrgencyListener(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void notify(DelegateExecution execution) {
        DmnDecisionResultEntries row = ((DmnDecisionResult) execution.getVariable("decisionResult")).getSingleResult();
        intake.judgeUrgency(execution.getProcessBusinessKey(), Boolean.TRUE.equals(row.getEntry("urgent")),
                Boolean.TRUE.equals(row.getEntry("ownershipPending")), row.getEntry("basis"));
    }
}
