package org.hotline12345.opinion.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.opinion.Opinions;
import org.springframework.stereotype.Component;

/** 专家意见逾期: the day passed without an answer. */
@Component
class RecordOpinionOverdueListener implements ExecutionListener {

    private final Opinions opinions;

    RecordOpinionOverdueListener(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    public void notify(DelegateExecution execution) {
        opinions.overdue(execution.getProcessBusinessKey(), (String) execution.getVariable("opinionId"));
    }
}
