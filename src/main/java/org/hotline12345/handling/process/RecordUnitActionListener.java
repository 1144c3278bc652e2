package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.handling.Handling;
import org.springframework.stereotype.Component;

/** 办理: hands the clerk's form to the facade; what remains is which way the diagram goes. */
@Component
class RecordUnitActionListener implements TaskListener {

    private final Handling handling;

    RecordUnitActionListener(Handling handling) {
        this.handling = handling;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String ticketNo = task.getExecution().getProcessBusinessKey();
        String unit = (String) task.getVariable("unit");
        String action = fields.choice("action", "办理动作", "reply", "contact", "return", "object");
        switch (action) {
            case "reply" -> {
                handling.reply(ticketNo, unit, fields.required("reply", "答复内容", 10_000),
                        fields.optional("publicReply", "公开答复内容", 10_000));
                task.setVariable("unitOutcome", "replied");
            }
            case "contact" -> handling.contact(ticketNo, unit, fields.instant("contactAt", "联系时间"),
                    fields.required("contactOutcome", "联系结果", 1000));
            case "return" -> handling.requestReturn(ticketNo, unit, fields.required("returnReason", "退回理由", 2000),
                    fields.required("proposedUnit", "建议单位", 64), fields.required("legalBasis", "法律或职责依据", 1000));
            default -> handling.object(ticketNo, unit, fields.required("reason", "异议理由", 2000));
        }
        task.setVariable("handlingAction", action);
    }
}
