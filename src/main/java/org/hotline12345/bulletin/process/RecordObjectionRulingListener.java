package org.hotline12345.bulletin.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.bulletin.Objections;
import org.hotline12345.common.Fields;
import org.springframework.stereotype.Component;

/** 异议裁定: hands the ruling on one objection to the facade. */
@Component
class RecordObjectionRulingListener implements TaskListener {

    private final Objections objections;

    RecordObjectionRulingListener(Objections objections) {
        this.objections = objections;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String ruling = fields.choice("ruling", "裁定", "upheld", "rejected");
        String remedy = ruling.equals("upheld") ? fields.choice("remedy", "处理方式", "exclusion", "mended") : null;
        objections.rule(task.getExecution().getProcessBusinessKey(), Long.parseLong((String) task.getVariable("objectionId")), ruling, remedy,
                fields.optional("reasonCode", "剔除理由", 40), fields.required("reason", "理由", 1000));
    }
}
