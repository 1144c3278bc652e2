package org.hotline12345.callback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Keeps whether the citizen was satisfied for the gateways; the answer itself is already on the ticket. */
@Component
class RecordSurveyAnswerListener implements ExecutionListener {

    @Override
    public void notify(DelegateExecution execution) {
        String answer = Boolean.TRUE.equals(execution.getVariable("answeredSatisfied")) ? "satisfied" : "dissatisfied";
        execution.setVariable("callbackAnswer", answer);
        execution.setVariable("callbackResult", answer);
    }
}
