package org.hotline12345.routing.process;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.routing.Dispatching;
import org.springframework.stereotype.Component;

/** 提出裁定建议: keeps the table's proposal and its basis for whoever rules. */
@Component
class RecordProposalListener implements ExecutionListener {

    private final Dispatching dispatching;

    RecordProposalListener(Dispatching dispatching) {
        this.dispatching = dispatching;
    }

    @Override
    public void notify(DelegateExecution execution) {
        DmnDecisionResultEntries row = ((DmnDecisionResult) execution.getVariable("decisionResult")).getSingleResult();
        dispatching.propose(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"),
                row.getEntry("proposal"), row.getEntry("basis"));
    }
}
