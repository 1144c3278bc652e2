package org.hotline12345.quality.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.quality.Checks;
import org.springframework.stereotype.Component;

/** 质检申诉裁定: hands the ruling to the facade. */
@Component
class RecordAppealRulingListener implements TaskListener {

    private final Checks checks;

    RecordAppealRulingListener(Checks checks) {
        this.checks = checks;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        checks.rule((String) task.getVariable("qualityId"), fields.choice("ruling", "裁定", "upheld", "changed", "lifted"),
                fields.codes("deductions", "不合格项代号"), fields.required("reason", "理由", 1000));
    }
}
