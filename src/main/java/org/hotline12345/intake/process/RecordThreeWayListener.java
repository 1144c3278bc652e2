package org.hotline12345.intake.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.intake.Transfers;
import org.springframework.stereotype.Component;

/** 三方通话: hands what was agreed to the facade; what stays unclear is ours, for we were called first. */
@Component
class RecordThreeWayListener implements TaskListener {

    private final Transfers transfers;

    RecordThreeWayListener(Transfers transfers) {
        this.transfers = transfers;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String outcome = fields.choice("outcome", "商定结果", "theirs", "ours", "unclear");
        transfers.agree(task.getExecution().getProcessBusinessKey(), "theirs".equals(outcome),
                fields.optional("confirmationNo", "受理编号", 64), fields.optional("note", "说明", 1000));
        task.setVariable("disposition", "theirs".equals(outcome) ? "transfer" : "accept");
    }
}
