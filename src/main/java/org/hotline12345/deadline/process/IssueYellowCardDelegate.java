package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.deadline.Limits;
import org.springframework.stereotype.Component;

/** 亮黄牌: the limit ends soon. */
@Component
class IssueYellowCardDelegate implements JavaDelegate {

    private final Limits limits;

    IssueYellowCardDelegate(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void execute(DelegateExecution execution) {
        limits.issueCard(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"), false);
    }
}
