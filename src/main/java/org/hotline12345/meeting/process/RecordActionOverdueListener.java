package org.hotline12345.meeting.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.meeting.MeetingActions;
import org.springframework.stereotype.Component;

/** 议定事项逾期: the agreed day passed without a report. */
@Component
class RecordActionOverdueListener implements ExecutionListener {

    private final MeetingActions actions;

    RecordActionOverdueListener(MeetingActions actions) {
        this.actions = actions;
    }

    @Override
    public void notify(DelegateExecution execution) {
        actions.overdue(execution.getProcessBusinessKey(), (Integer) execution.getVariable("meetingRound"),
                (Integer) execution.getVariable("actionSeq"));
    }
}
