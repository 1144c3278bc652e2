package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.handling.Notices;
import org.springframework.stereotype.Component;

/** 是否须电话通知: an urgent ticket is told to the unit by telephone as well. */
@Component
class JudgeNoticeListener implements ExecutionListener {

    private final Notices notices;

    JudgeNoticeListener(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void notify(DelegateExecution execution) {
        execution.setVariable("noticeNeeded",
                notices.needed(execution.getProcessBusinessKey(), (String) execution.getVariable("unit")));
    }
}
