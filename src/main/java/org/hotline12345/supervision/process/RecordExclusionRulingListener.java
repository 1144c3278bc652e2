package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.common.Refusal;
import org.hotline12345.supervision.Exclusions;
import org.springframework.stereotype.Component;

/** 剔除审批: hands the ruling to the facade. */
@Component
class RecordExclusionRulingListener implements TaskListener {

    private final Exclusions exclusions;

    RecordExclusionRulingListener(Exclusions exclusions) {
        this.exclusions = exclusions;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        Boolean granted = fields.flag("granted", "是否同意剔除");
        if (granted == null) {
            throw Refusal.invalid("common.missingField", "请填写是否同意剔除（granted）。");
        }
        exclusions.rule(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("exclusionNo"), granted,
                fields.required("reason", "审批理由", 2000));
    }
}
