package org.hotline12345.meeting.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.meeting.MeetingActions;
import org.springframework.stereotype.Component;

/** 办理议定事项: hands the owner's report to the facade. */
@Component
class RecordActionListener implements TaskListener {

    private final MeetingActions actions;

    RecordActionListener(MeetingActions actions) {
        this.actions = actions;
    }

    @Override
    public void notify(DelegateTask task) {
        actions.report(task.getExecution().getProcessBusinessKey(), (Integer) task.getVariable("meetingRound"),
                (Integer) task.getVariable("actionSeq"), new Fields(task::getVariable).required("result", "办理结果", 2000));
    }
}
