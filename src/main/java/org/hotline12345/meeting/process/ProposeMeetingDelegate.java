package org.hotline12345.meeting.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.meeting.Meetings;
import org.springframework.stereotype.Component;

/** 拟定参会单位: proposes whom to invite. */
@Component
class ProposeMeetingDelegate implements JavaDelegate {

    private final Meetings meetings;

    ProposeMeetingDelegate(Meetings meetings) {
        this.meetings = meetings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        meetings.propose(execution.getProcessBusinessKey());
    }
}
