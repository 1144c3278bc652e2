package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.springframework.stereotype.Component;

/** 审签: which way the diagram goes after the leader's word. */
@Component
class RecordSignOffListener implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        String verdict = new Fields(task::getVariable).choice("verdict", "审签结果", "pass", "redo");
        task.setVariable("handlingAction", "pass".equals(verdict) ? "settle" : "redo");
    }
}
