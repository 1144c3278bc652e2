package org.hotline12345.handling.process;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.Variables;
import org.hotline12345.common.Fields;
import org.hotline12345.handling.Handling;
import org.springframework.stereotype.Component;

/** 办理: hands the clerk's form to the facade; what remains is which way the diagram goes. */
@Component
class RecordUnitActionListener implements TaskListener {

    /** After these the unit waits for somebody else or is done; after everything else it goes on at once. */
    private static final Set<String> KEEPING = Set.of("reply", "interimReply", "signOff", "return");

    private final Handling handling;

    RecordUnitActionListener(Handling handling) {
        this.handling = handling;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String ticketNo = task.getExecution().getProcessBusinessKey();
        String unit = (String) task.getVariable("unit");
        String action = fields.choice("action", "办理动作", "reply", "interimReply", "contact", "return", "extend",
                "suspend", "object");
        switch (action) {
            case "reply" -> {
                handling.reply(ticketNo, unit, fields.required("reply", "答复内容", 10_000),
                        fields.optional("publicReply", "公开答复内容", 10_000));
                task.setVariable("unitOutcome", "replied");
            }
            case "interimReply" -> {
                handling.replyForNow(ticketNo, unit, fields.required("procedure", "法定程序", 64),
                        fields.required("reply", "答复内容", 10_000));
                task.setVariable("unitOutcome", "interim");
            }
            case "extend" -> handling.askExtension(ticketNo, unit, fields.number("extensionDays", "延期天数"),
                    fields.required("reason", "延期理由", 1000));
            case "suspend" -> handling.askSuspension(ticketNo, unit, fields.required("reasonCode", "挂起原因", 64),
                    fields.required("reason", "挂起说明", 1000));
            case "contact" -> handling.contact(ticketNo, unit, fields.instant("contactAt", "联系时间"),
                    fields.required("contactOutcome", "联系结果", 1000));
            case "return" -> handling.requestReturn(ticketNo, unit, fields.required("returnReason", "退回理由", 2000),
                    fields.required("proposedUnit", "建议单位", 64), fields.required("legalBasis", "法律或职责依据", 1000));
            default -> handling.object(ticketNo, unit, fields.required("reason", "异议理由", 2000));
        }
        task.setVariable("handlingAction", way(action));
        // Asked by the gateway in this very step, so nothing of it needs to be kept.
        task.setVariable("givenBack", Variables.booleanValue(!KEEPING.contains(action), true));
    }

    /** Actions that go the same way through the diagram share a word. */
    private static String way(String action) {
        return switch (action) {
            case "reply", "interimReply" -> "settle";
            case "extend", "suspend" -> "timeRequest";
            default -> action;
        };
    }
}
