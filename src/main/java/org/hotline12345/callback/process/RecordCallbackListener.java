package org.hotline12345.callback.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.callback.Callback;
import org.hotline12345.common.Fields;
import org.springframework.stereotype.Component;

/** 人工回访: hands the call's result to the facade. */
@Component
class RecordCallbackListener implements TaskListener {

    private final Callback callback;

    RecordCallbackListener(Callback callback) {
        this.callback = callback;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String answer = callback.call(task.getExecution().getProcessBusinessKey(),
                fields.choice("outcome", "回访结果", "reached", "noAnswer", "refused", "wrongNumber"),
                fields.flag("authentic", "情况是否属实"), fields.flag("solved", "是否解决"),
                fields.flag("satisfied", "是否满意"), fields.optional("remark", "备注", 1000));
        task.setVariable("callbackAnswer", answer);
        task.setVariable("callbackResult", answer);
    }
}
