package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.bulletin.Drafting;
import org.springframework.stereotype.Component;

/** 勾稽核对: looks for contradictions and hands the draft to the editors. */
@Component
class CrossFootDelegate implements JavaDelegate {

    private final Drafting drafts;

    CrossFootDelegate(Drafting drafts) {
        this.drafts = drafts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        drafts.crossFoot(execution.getProcessBusinessKey());
    }
}
