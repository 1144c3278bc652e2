package org.hotline12345.opinion.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.opinion.Opinions;
import org.springframework.stereotype.Component;

/** 出具专家意见: hands the answer to the facade; the diagram goes on with whether there is an opinion. */
@Component
class RecordOpinionListener implements TaskListener {

    private final Opinions opinions;

    RecordOpinionListener(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        String outcome = fields.choice("outcome", "答复", "given", "declined");
        boolean given = "given".equals(outcome);
        opinions.answer(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("opinionId"), given,
                given ? fields.required("opinion", "意见", 4000) : fields.required("reason", "谢绝的原因", 1000));
        task.setVariable("opinionOutcome", outcome);
    }
}
