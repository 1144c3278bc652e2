package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.supervision.Orders;
import org.springframework.stereotype.Component;

/** 督办办结 or 提级办理: hands the verdict to the facade and keeps where the order goes next. */
@Component
class RecordOrderVerdictListener implements TaskListener {

    private final Orders orders;

    RecordOrderVerdictListener(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String ticketNo = task.getExecution().getProcessBusinessKey();
        String orderNo = (String) task.getVariable("orderNo");
        String verdict = fields.choice("verdict", "办结意见", "closed", "escalate");
        String reason = fields.required("reason", "理由", 2000);
        if ("closed".equals(verdict)) {
            orders.close(ticketNo, orderNo, reason);
        } else {
            Orders.Addressee next = orders.raise(ticketNo, orderNo, fields.optional("higherPerson", "上一级责任人", 100), reason);
            task.setVariable("unit", next.unit());
            task.setVariable("answerGroup", next.answerGroup());
            task.setVariable("orderUntil", next.until());
        }
        task.setVariable("orderVerdict", verdict);
    }
}
