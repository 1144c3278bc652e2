package org.hotline12345.intake.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.intake.Transfers;
import org.springframework.stereotype.Component;

/** 确认转接: hands the other hotline's answer to the facade. */
@Component
class RecordTransferAnswerListener implements TaskListener {

    private final Transfers transfers;

    RecordTransferAnswerListener(Transfers transfers) {
        this.transfers = transfers;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String outcome = fields.choice("outcome", "对方答复", "confirmed", "refused");
        transfers.answer(task.getExecution().getProcessBusinessKey(), "confirmed".equals(outcome),
                fields.optional("confirmationNo", "受理编号", 64), fields.optional("note", "说明", 1000));
        task.setVariable("transferAnswer", outcome);
        // Stands unless a three-way call agrees otherwise.
        task.setVariable("disposition", "transfer");
    }
}
