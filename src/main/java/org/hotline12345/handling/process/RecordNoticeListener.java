package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.handling.Notices;
import org.springframework.stereotype.Component;

/** 电话通知: hands the operator's form to the facade. */
@Component
class RecordNoticeListener implements TaskListener {

    private final Notices notices;

    RecordNoticeListener(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        notices.notified(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("unit"),
                fields.required("noticeTo", "接听人", 60), fields.instant("noticeAt", "通知时间"),
                "letter".equals(fields.choice("way", "通知方式", "phone", "letter")), fields.optional("remark", "备注", 500));
    }
}
