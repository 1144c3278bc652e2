package org.hotline12345.handling.process;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.Variables;
import org.hotline12345.common.Fields;
import org.hotline12345.handling.Handling;
import org.hotline12345.handling.Replies;
import org.hotline12345.handling.Reply;
import org.hotline12345.handling.Teamwork;
import org.springframework.stereotype.Component;

/** 办理: hands the clerk's form to the facade; what remains is which way the diagram goes. */
@Component
class RecordUnitActionListener implements TaskListener {

    /** After these the unit waits for somebody else or is done; after everything else it goes on at once. */
    private static final Set<String> KEEPING = Set.of("settle", "signOff", "return");

    private final Handling handling;
    private final Replies replies;
    private final Teamwork teamwork;

    RecordUnitActionListener(Handling handling, Replies replies, Teamwork teamwork) {
        this.handling = handling;
        this.replies = replies;
        this.teamwork = teamwork;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String ticketNo = task.getExecution().getProcessBusinessKey();
        String unit = (String) task.getVariable("unit");
        String action = fields.choice("action", "办理动作", "reply", "interimReply", "contact", "return", "extend",
                "suspend", "object", "subDispatch", "assign");
        switch (action) {
            case "reply" -> {
                action = replies.reply(ticketNo, unit, new Reply(fields.required("reply", "答复内容", 10_000),
                        fields.optional("publicReply", "公开答复内容", 10_000), fields.optional("overrideReason", "不再等待的理由", 2000),
                        fields.optional("way", "联系方式", 16), fields.optional("recipient", "函号或电话、对方人员", 200)));
                task.setVariable("unitOutcome", "replied");
            }
            case "interimReply" -> {
                replies.replyForNow(ticketNo, unit, fields.required("procedure", "法定程序", 64),
                        fields.required("reply", "答复内容", 10_000));
                task.setVariable("unitOutcome", "interim");
            }
            case "extend" -> handling.askExtension(ticketNo, unit, fields.number("extensionDays", "延期天数"),
                    fields.required("reason", "延期理由", 1000));
            case "suspend" -> handling.askSuspension(ticketNo, unit, fields.required("reasonCode", "挂起原因", 64),
                    fields.required("reason", "挂起说明", 1000));
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
        String way = way(action);
        task.setVariable("handlingAction", way);
        // Asked by the gateway in this very step, so nothing of it needs to be kept.
        task.setVariable("givenBack", Variables.booleanValue(!KEEPING.contains(way), true));
    }

    /** Actions that go the same way through the diagram share a word. */
    private static String way(String action) {
        return switch (action) {
            case "interimReply" -> "settle";
            case "extend", "suspend" -> "timeRequest";
            default -> action;
        };
    }
}
