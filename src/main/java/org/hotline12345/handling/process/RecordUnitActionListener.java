package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.handling.Handling;
import org.hotline12345.handling.Reply;
import org.hotline12345.handling.Teamwork;
import org.springframework.stereotype.Component;

/** 办理: hands the clerk's form to the facade; what remains is which way the diagram goes. */
@Component
class RecordUnitActionListener implements TaskListener {

    private final Handling handling;
    private final Teamwork teamwork;

    RecordUnitActionListener(Handling handling, Teamwork teamwork) {
        this.handling = handling;
        this.teamwork = teamwork;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String ticketNo = task.getExecution().getProcessBusinessKey();
        String unit = (String) task.getVariable("unit");
        String action = fields.choice("action", "办理动作", "reply", "contact", "return", "object", "subDispatch",
                "assign");
        switch (action) {
            case "reply" -> {
                action = handling.reply(ticketNo, unit, new Reply(fields.required("reply", "答复内容", 10_000),
                        fields.optional("publicReply", "公开答复内容", 10_000), fields.optional("overrideReason", "不再等待的理由", 2000),
                        fields.optional("way", "联系方式", 16), fields.optional("recipient", "函号或电话、对方人员", 200)));
                task.setVariable("unitOutcome", "replied");
            }
            case "contact" -> handling.contact(ticketNo, unit, fields.instant("contactAt", "联系时间"),
                    fields.required("contactOutcome", "联系结果", 1000), fields.optional("way", "联系方式", 16),
                    fields.optional("recipient", "函号或电话、对方人员", 200));
            case "subDispatch" -> {
                String subUnit = fields.required("subUnit", "下级单位", 64);
                teamwork.subDispatch(ticketNo, unit, subUnit, fields.required("reason", "转派理由", 2000));
                task.setVariable("childUnit", subUnit);
            }
            case "assign" -> teamwork.assign(ticketNo, unit, fields.optional("section", "科室", 32),
                    fields.optional("assignee", "经办人", 64));
            case "return" -> action = handling.requestReturn(ticketNo, unit, fields.required("returnReason", "退回理由", 2000),
                    fields.required("proposedUnit", "建议单位", 64), fields.required("legalBasis", "法律或职责依据", 1000));
            default -> handling.object(ticketNo, unit, fields.required("reason", "异议理由", 2000));
        }
        task.setVariable("handlingAction", action);
    }
}
