package org.hotline12345.quality.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.hotline12345.quality.Checks;
import org.springframework.stereotype.Component;

/** 申诉限期届满: the score stands. */
@Component
class CloseAppealListener implements ExecutionListener {

    private final Checks checks;

    CloseAppealListener(Checks checks) {
        this.checks = checks;
    }

    @Override
    public void notify(DelegateExecution execution) {
        checks.closeAppeal((String) execution.getVariable("qualityId"));
    }
}
