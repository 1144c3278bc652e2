package org.hotline12345.meeting.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.meeting.MeetingActions;
import org.springframework.stereotype.Component;

/** 核销议定事项: hands the supervisor's verdict to the facade; the diagram goes on with it. */
@Component
class RecordActionVerdictListener implements TaskListener {

    private final MeetingActions actions;

    RecordActionVerdictListener(MeetingActions actions) {
        this.actions = actions;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String verdict = fields.choice("verdict", "核实结果", "done", "redo");
        actions.judge(task.getExecution().getProcessBusinessKey(), (Integer) task.getVariable("meetingRound"),
                (Integer) task.getVariable("actionSeq"), "done".equals(verdict), fields.optional("remark", "说明", 1000));
        task.setVariable("actionVerdict", verdict);
    }
}
