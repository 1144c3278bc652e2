package org.hotline12345.routing.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.routing.Dispatching;
import org.springframework.stereotype.Component;

/** 退回裁定: hands the ruling to the facade; a new unit becomes the one the caller goes on with. */
@Component
class RecordRulingListener implements TaskListener {

    private final Dispatching dispatching;

    RecordRulingListener(Dispatching dispatching) {
        this.dispatching = dispatching;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        Dispatching.Ruling ruling = dispatching.rule(task.getExecution().getProcessBusinessKey(),
                (String) task.getVariable("unit"),
                fields.choice("ruling", "裁定结果", "redispatch", "reject", "nearest", "meeting"),
                fields.optional("leadUnit", "承办单位", 64), fields.required("reason", "裁定理由", 2000),
                "supervisor".equals(task.getVariable("rulingBy")));
        task.setVariable("returnRuling", ruling.ruling());
        if (ruling.unitOutcome() != null) {
            task.setVariable("unitOutcome", ruling.unitOutcome());
            task.setVariable("unit", ruling.unit());
        }
    }
}
