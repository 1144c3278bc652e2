package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.deadline.NoticeTasks;
import org.springframework.stereotype.Component;

/** Reminds the administrators that a year's notice is not in force. */
@Component
class RemindNoticeListener implements ExecutionListener {

    private final NoticeTasks notices;

    RemindNoticeListener(NoticeTasks notices) {
        this.notices = notices;
    }

    @Override
    public void notify(DelegateExecution execution) {
        notices.remind((Integer) execution.getVariable("noticeYear"));
    }
}
