package org.hotline12345.review.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.review.Review;
import org.springframework.stereotype.Component;

/** 下达重办: the lead gets the ticket again, in a new round. */
@Component
class OrderReworkDelegate implements JavaDelegate {

    private final Review review;

    OrderReworkDelegate(Review review) {
        this.review = review;
    }

    @Override
    public void execute(DelegateExecution execution) {
        review.orderRework(execution.getProcessBusinessKey());
    }
}
