package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.deadline.StatutoryProcedures;
import org.springframework.stereotype.Component;

/** Writes down that the final reply did not come within the statutory procedure. */
@Component
class RecordProcedureOverdueListener implements ExecutionListener {

    private final StatutoryProcedures procedures;

    RecordProcedureOverdueListener(StatutoryProcedures procedures) {
        this.procedures = procedures;
    }

    @Override
    public void notify(DelegateExecution execution) {
        procedures.overdue(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
    }
}
