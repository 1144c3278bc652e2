package org.hotline12345.callback.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.callback.Visits;
import org.hotline12345.common.Fields;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** 当面回访: hands the signed record to the facade. */
@Component
class RecordVisitListener implements TaskListener {

    private final Visits visits;

    RecordVisitListener(Visits visits) {
        this.visits = visits;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String answer = visits.record(task.getExecution().getProcessBusinessKey(), new Visits.Visit(
                given(fields.instant("visitedAt", "回访时间")), fields.codes("companions", "陪同单位"),
                given(fields.flag("authentic", "情况是否属实")), given(fields.flag("solved", "是否解决")),
                given(fields.flag("satisfied", "是否满意")), given(fields.flag("signedBy", "诉求人是否签字")),
                fields.optional("signatureFile", "签字件", 200), fields.optional("remark", "备注", 1000)));
        task.setVariable("callbackAnswer", answer);
        task.setVariable("callbackResult", answer);
    }

    private static <T> T given(T value) {
        if (value == null) {
            throw Refusal.invalid("callback.answersMissing", "请填写回访时间、情况是否属实、是否解决、是否满意、诉求人是否签字。");
        }
        return value;
    }
}
