package org.hotline12345.meeting.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.meeting.Consultations;
import org.springframework.stereotype.Component;

/** 召开事项会商: hands conclusion and norm to the facade; the business key is the consultation's number. */
@Component
class RecordConsultationListener implements TaskListener {

    private final Consultations consultations;

    RecordConsultationListener(Consultations consultations) {
        this.consultations = consultations;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        consultations.conclude(task.getExecution().getProcessBusinessKey(), fields.required("conclusion", "会商结论", 10_000),
                fields.required("norm", "处理规范", 10_000), fields.required("leadUnit", "主办单位", 64),
                fields.optional("catalogueRow", "拟入目录的规则", 4_000));
    }
}
