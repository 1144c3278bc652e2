package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** 督办提级 before the answer: keeps where the order goes next; the order itself is changed already. */
@Component
class RecordLevelRaisedListener implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable("unit", execution.getVariable("raisedTo"));
        execution.setVariable("answerGroup", execution.getVariable("raisedGroup"));
        execution.setVariable("orderUntil", execution.getVariable("raisedUntil"));
    }
}
