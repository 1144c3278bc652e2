package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.supervision.Orders;
import org.springframework.stereotype.Component;

/** 督办答复: hands the unit's answer to the facade. */
@Component
class RecordOrderAnswerListener implements TaskListener {

    private final Orders orders;

    RecordOrderAnswerListener(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void notify(DelegateTask task) {
        orders.answer(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("orderNo"),
                new Fields(task::getVariable).required("answer", "督办答复", 4000));
    }
}
