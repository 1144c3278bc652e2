package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.deadline.NoticeTasks;
import org.springframework.stereotype.Component;

/** 节假日安排核准: hands the decision to the facade; the open limits follow afterwards. */
@Component
class ApproveNoticeListener implements TaskListener {

    private final NoticeTasks notices;

    ApproveNoticeListener(NoticeTasks notices) {
        this.notices = notices;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String verdict = fields.choice("verdict", "意见", "approve", "reject");
        notices.decide((String) task.getVariable("importId"), "approve".equals(verdict), fields.optional("reason", "说明", 1000),
                fields.optional("lostDays", "丢失的日期", 8), Boolean.TRUE.equals(fields.flag("acknowledged", "已核对")));
        task.setVariable("noticeVerdict", verdict);
    }
}
