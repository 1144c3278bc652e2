package org.hotline12345.shift.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.shift.Promises;
import org.springframework.stereotype.Component;

/** 领导交办逾期: the leader's day passed without a report. */
@Component
class RecordPromiseOverdueListener implements ExecutionListener {

    private final Promises promises;

    RecordPromiseOverdueListener(Promises promises) {
        this.promises = promises;
    }

    @Override
    public void notify(DelegateExecution execution) {
        promises.overdue(execution.getProcessBusinessKey(), (String) execution.getVariable("promiseId"));
    }
}
