package org.hotline12345.meeting.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.meeting.MeetingActions;
import org.springframework.stereotype.Component;

/** 交办议定事项: one process for each action agreed. */
@Component
class OpenActionsDelegate implements JavaDelegate {

    private final MeetingActions actions;

    OpenActionsDelegate(MeetingActions actions) {
        this.actions = actions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        actions.open(execution.getProcessBusinessKey());
    }
}
