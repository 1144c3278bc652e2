package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.deadline.Limits;
import org.springframework.stereotype.Component;

/** Writes down that a reply was not reviewed in time. */
@Component
class RecordReviewOverdueListener implements ExecutionListener {

    private final Limits limits;

    RecordReviewOverdueListener(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void notify(DelegateExecution execution) {
        limits.reviewOverdue(execution.getProcessBusinessKey());
    }
}
