package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.handling.Replies;
import org.springframework.stereotype.Component;

/** 最终答复 after an interim one. */
@Component
class RecordFinalReplyListener implements TaskListener {

    private final Replies replies;

    RecordFinalReplyListener(Replies replies) {
        this.replies = replies;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        replies.replyFinally(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("unit"),
                fields.required("reply", "答复内容", 10_000), fields.optional("publicReply", "公开答复内容", 10_000));
    }
}
