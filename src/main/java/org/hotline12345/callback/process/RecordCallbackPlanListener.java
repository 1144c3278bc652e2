package org.hotline12345.callback.process;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.callback.Callback;
import org.springframework.stereotype.Component;

/** 制定回访方案: writes down what the table decided and why. */
@Component
class RecordCallbackPlanListener implements ExecutionListener {

    private final Callback callback;

    RecordCallbackPlanListener(Callback callback) {
        this.callback = callback;
    }

    @Override
    public void notify(DelegateExecution execution) {
        DmnDecisionResultEntries row = ((DmnDecisionResult) execution.getVariable("decisionResult")).getSingleResult();
        callback.plan(execution.getProcessBusinessKey(), row.getEntry("way"), row.getEntry("basis"));
        if ("none".equals(row.getEntry("way"))) {
            execution.setVariable("callbackResult", "skipped");
        }
    }
}
