package org.hotline12345.shift.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.shift.Promises;
import org.springframework.stereotype.Component;

/** 核销领导交办: hands the supervisor's verdict to the facade; the diagram goes on with it. */
@Component
class RecordPromiseVerdictListener implements TaskListener {

    private final Promises promises;

    RecordPromiseVerdictListener(Promises promises) {
        this.promises = promises;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String verdict = fields.choice("verdict", "核实结果", "done", "redo");
        promises.judge(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("promiseId"), "done".equals(verdict),
                fields.optional("remark", "说明", 1000));
        task.setVariable("promiseVerdict", verdict);
    }
}
