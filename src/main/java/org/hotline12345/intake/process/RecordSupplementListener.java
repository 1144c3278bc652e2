package org.hotline12345.intake.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.intake.Intake;
import org.springframework.stereotype.Component;

/** 补充诉求信息: hands the operator's form to the intake. */
@Component
class RecordSupplementListener implements TaskListener {

    private final Intake intake;

    RecordSupplementListener(Intake intake) {
        this.intake = intake;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        intake.supplement(task.getExecution().getProcessBusinessKey(), fields.required("supplement", "补充内容", 4000),
                fields.optional("category", "诉求类别", 64), fields.optional("region", "行政区划代码", 12));
    }
}
