package org.hotline12345.intake.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.intake.SecondLine;
import org.springframework.stereotype.Component;

/** 二线解答: hands the second answerer's form to the facade. */
@Component
class RecordSecondLineListener implements TaskListener {

    private final SecondLine secondLine;

    RecordSecondLineListener(SecondLine secondLine) {
        this.secondLine = secondLine;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String outcome = fields.choice("outcome", "解答结果", "answered", "dispatch", "legalRoute");
        task.setVariable("disposition", secondLine.answer(task.getExecution().getProcessBusinessKey(), outcome,
                fields.required("answer", "解答内容", 2000)));
    }
}
