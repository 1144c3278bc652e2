package org.hotline12345.callback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.callback.Callback;
import org.springframework.stereotype.Component;

/** 发送自动回访: asks the citizen through the sender. */
@Component
class SendSurveyDelegate implements JavaDelegate {

    private final Callback callback;

    SendSurveyDelegate(Callback callback) {
        this.callback = callback;
    }

    @Override
    public void execute(DelegateExecution execution) {
        callback.sendSurvey(execution.getProcessBusinessKey());
    }
}
