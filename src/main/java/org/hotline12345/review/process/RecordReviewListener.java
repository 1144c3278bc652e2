package org.hotline12345.review.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.review.Review;
import org.springframework.stereotype.Component;

/** 复核: hands the reviewer's verdict to the facade. */
@Component
class RecordReviewListener implements TaskListener {

    private final Review review;

    RecordReviewListener(Review review) {
        this.review = review;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String verdict = fields.choice("verdict", "复核结论", "pass", "rework");
        review.judge(task.getExecution().getProcessBusinessKey(), "pass".equals(verdict), fields.optional("reason", "理由", 2000));
        task.setVariable("reviewVerdict", verdict);
    }
}
