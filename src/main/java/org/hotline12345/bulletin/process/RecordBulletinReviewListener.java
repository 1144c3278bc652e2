package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.bulletin.Releases;
import org.hotline12345.common.Fields;
import org.springframework.stereotype.Component;

/** 通报审核: hands the decision to the facade; the diagram goes on with it. */
@Component
class RecordBulletinReviewListener implements TaskListener {

    private final Releases releases;

    RecordBulletinReviewListener(Releases releases) {
        this.releases = releases;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String verdict = fields.choice("verdict", "审核意见", "pass", "back");
        boolean back = verdict.equals("back");
        releases.review(task.getExecution().getProcessBusinessKey(), !back,
                back ? fields.required("reason", "理由", 500) : fields.optional("reason", "理由", 500));
        task.setVariable("bulletinReview", verdict);
    }
}
