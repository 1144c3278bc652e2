package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.deadline.Limits;
import org.springframework.stereotype.Component;

/** 亮红牌: the limit is over. */
@Component
class IssueRedCardListener implements ExecutionListener {

    private final Limits limits;

    IssueRedCardListener(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void notify(DelegateExecution execution) {
        limits.issueCard(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"), true);
    }
}
