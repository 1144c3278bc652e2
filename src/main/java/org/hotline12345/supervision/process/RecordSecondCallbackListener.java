package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.supervision.SpotChecks;
import org.springframework.stereotype.Component;

/** 二次回访: hands the call's result to the facade. */
@Component
class RecordSecondCallbackListener implements TaskListener {

    private final SpotChecks checks;

    RecordSecondCallbackListener(SpotChecks checks) {
        this.checks = checks;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        task.setVariable("secondCallback", checks.callAgain(task.getExecution().getProcessBusinessKey(),
                (String) task.getVariable("checkNo"),
                fields.choice("outcome", "回访结果", "reached", "noAnswer", "refused", "wrongNumber"),
                fields.flag("authentic", "情况是否属实"), fields.flag("solved", "是否解决"),
                fields.flag("satisfied", "是否满意"), fields.optional("remark", "备注", 1000)));
    }
}
