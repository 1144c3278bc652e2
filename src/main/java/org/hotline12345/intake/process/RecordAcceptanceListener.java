package org.hotline12345.intake.process;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.SecondLine;
import org.hotline12345.intake.Transfers;
import org.springframework.stereotype.Component;

/** 受理判定: writes down what the table decided and why. */
@Component
class RecordAcceptanceListener implements ExecutionListener {

    private final Intake intake;
    private final Transfers transfers;
    private final SecondLine secondLine;

    RecordAcceptanceListener(Intake intake, Transfers transfers, SecondLine secondLine) {
        this.intake = intake;
        this.transfers = transfers;
        this.secondLine = secondLine;
    }

    @Override
    public void notify(DelegateExecution execution) {
        DmnDecisionResultEntries row = ((DmnDecisionResult) execution.getVariable("decisionResult")).getSingleResult();
        String ticketNo = execution.getProcessBusinessKey();
        String outcome = row.getEntry("outcome");
        intake.accept(ticketNo, outcome, row.getEntry("reason"), row.getEntry("basis"));
        execution.setVariable("transferWaits", "transfer".equals(outcome) && transfers.waits(ticketNo));
        if ("secondLine".equals(outcome)) {
            execution.setVariable("answerGroup", secondLine.groupFor(ticketNo).orElseThrow());
        }
    }
}
