package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.bulletin.Drafting;
import org.springframework.stereotype.Component;

/** 冻结数据: counts the period and keeps it. */
@Component
class TakeSnapshotDelegate implements JavaDelegate {

    private final Drafting drafts;

    TakeSnapshotDelegate(Drafting drafts) {
        this.drafts = drafts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        drafts.freeze(execution.getProcessBusinessKey());
    }
}
