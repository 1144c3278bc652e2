package org.hotline12345.shift.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.shift.Promises;
import org.springframework.stereotype.Component;

/** 办理领导交办: hands the unit's report to the facade. */
@Component
class RecordFulfilmentListener implements TaskListener {

    private final Promises promises;

    RecordFulfilmentListener(Promises promises) {
        this.promises = promises;
    }

    @Override
    public void notify(DelegateTask task) {
        promises.report(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("promiseId"),
                new Fields(task::getVariable).required("result", "办理结果", 2000));
    }
}
