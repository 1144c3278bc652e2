package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.bulletin.Objections;
import org.springframework.stereotype.Component;

/** 核对期届满: who kept silent agrees. */
@Component
class RecordSilenceListener implements ExecutionListener {

    private final Objections objections;

    RecordSilenceListener(Objections objections) {
        this.objections = objections;
    }

    @Override
    public void notify(DelegateExecution execution) {
        objections.silent(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
    }
}
