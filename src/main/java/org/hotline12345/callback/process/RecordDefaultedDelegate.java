package org.hotline12345.callback.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.callback.Callback;
import org.springframework.stereotype.Component;

/** 记为默认评价: nobody answered; counted apart from evaluations. */
@Component
class RecordDefaultedDelegate implements JavaDelegate {

    private final Callback callback;

    RecordDefaultedDelegate(Callback callback) {
        this.callback = callback;
    }

    @Override
    public void execute(DelegateExecution execution) {
        callback.recordDefaulted(execution.getProcessBusinessKey());
        execution.setVariable("callbackResult", "defaulted");
    }
}
