package org.hotline12345.ticket.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.ticket.RelatedTickets;
import org.springframework.stereotype.Component;

/** 相关工单有结果: writes down how the wait for other tickets ended. */
@Component
class RecordRelatedOutcomeListener implements ExecutionListener {

    private final RelatedTickets related;

    RecordRelatedOutcomeListener(RelatedTickets related) {
        this.related = related;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable("relatedOutcome", related.recordOutcome(execution.getProcessBusinessKey()));
    }
}
