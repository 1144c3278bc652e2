package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.FollowUps;
import org.springframework.stereotype.Component;

/** 持续关注: hands what the unit saw to the facade; what remains is whether to go on watching. */
@Component
class RecordFollowUpListener implements TaskListener {

    private final FollowUps followUps;

    RecordFollowUpListener(FollowUps followUps) {
        this.followUps = followUps;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        Boolean done = fields.flag("done", "是否可以结束关注");
        if (done == null) {
            throw Refusal.invalid("common.missingField", "请选择是否可以结束关注。").at("done");
        }
        task.setVariable("followUpDone", followUps.record(task.getExecution().getProcessBusinessKey(),
                (String) task.getVariable("followUp"), fields.required("note", "关注情况", 2000), done));
    }
}
