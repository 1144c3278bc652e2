package org.hotline12345.quality.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.quality.Checks;
import org.springframework.stereotype.Component;

/** 质检评分: hands the failed items to the facade; the diagram goes on with whether there is something to appeal against. */
@Component
class RecordScoreListener implements TaskListener {

    private final Checks checks;

    RecordScoreListener(Checks checks) {
        this.checks = checks;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        Checks.Scored scored = checks.score((String) task.getVariable("qualityId"), fields.codes("deductions", "不合格项代号"),
                fields.optional("remark", "评语", 1000));
        task.setVariable("qualityScore", scored.appealUntil() == null ? "full" : "deducted");
        if (scored.appealUntil() != null) {
            task.setVariable("appealUntil", scored.appealUntil().toString());
        }
    }
}
