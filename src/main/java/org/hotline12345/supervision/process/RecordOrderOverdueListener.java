package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.supervision.Orders;
import org.springframework.stereotype.Component;

/** Writes down that an order was not answered in time. */
@Component
class RecordOrderOverdueListener implements ExecutionListener {

    private final Orders orders;

    RecordOrderOverdueListener(Orders orders) {
        this.orders = orders;
    }

    @Override
    public void notify(DelegateExecution execution) {
        orders.missed(execution.getProcessBusinessKey(), (String) execution.getVariable("orderNo"));
    }
}
