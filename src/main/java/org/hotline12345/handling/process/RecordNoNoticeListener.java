package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.handling.Notices;
import org.springframework.stereotype.Component;

/** 未通知: the task went away because the handling had ended. */
@Component
class RecordNoNoticeListener implements TaskListener {

    private final Notices notices;

    RecordNoNoticeListener(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void notify(DelegateTask task) {
        notices.lapse(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("unit"));
    }
}
