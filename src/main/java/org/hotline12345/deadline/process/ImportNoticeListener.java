package org.hotline12345.deadline.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.calendar.NoticeImports;
import org.hotline12345.common.Fields;
import org.hotline12345.deadline.NoticeTasks;
import org.springframework.stereotype.Component;

/** 节假日安排导入: reads what an administrator handed in; nothing is in force yet. */
@Component
class ImportNoticeListener implements TaskListener {

    private final NoticeTasks notices;

    ImportNoticeListener(NoticeTasks notices) {
        this.notices = notices;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        task.setVariable("importId", notices.propose((Integer) task.getVariable("noticeYear"), new NoticeImports.Notice(
                fields.optional("order", "文号", 255), null, null, fields.choice("source", "内容形式", "text", "json", "csv"),
                fields.required("content", "通知内容", 100_000), false)));
    }
}
