package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.common.Refusal;
import org.hotline12345.handling.Replies;
import org.springframework.stereotype.Component;

/** 审签: hands the leader's answer to the facade; the reply leaves the unit or goes back to its author. */
@Component
class RecordSignOffListener implements TaskListener {

    private final Replies replies;

    RecordSignOffListener(Replies replies) {
        this.replies = replies;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        Boolean approved = fields.flag("approved", "是否同意");
        if (approved == null) {
            throw Refusal.invalid("common.missingField", "请选择是否同意发出。").at("approved");
        }
        task.setVariable("handlingAction", replies.signOff(task.getExecution().getProcessBusinessKey(),
                (String) task.getVariable("unit"), approved, fields.optional("reason", "退回理由", 2000)));
    }
}
