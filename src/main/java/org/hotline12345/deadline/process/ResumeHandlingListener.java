package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.deadline.TimeRequests;
import org.springframework.stereotype.Component;

/** 恢复计时: the review date of a suspension has come. */
@Component
class ResumeHandlingListener implements ExecutionListener {

    private final TimeRequests requests;

    ResumeHandlingListener(TimeRequests requests) {
        this.requests = requests;
    }

    @Override
    public void notify(DelegateExecution execution) {
        // Also called when the wait is torn down with the unit's answer: nothing is suspended then.
        if (!execution.isCanceled()) {
            requests.resume(execution.getProcessBusinessKey(), (String) execution.getVariable("unit"));
        }
    }
}
