package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.supervision.Ladder;
import org.springframework.stereotype.Component;

/** 逐级催告: takes the rung that is due. */
@Component
class TakeRungDelegate implements JavaDelegate {

    private final Ladder ladder;

    TakeRungDelegate(Ladder ladder) {
        this.ladder = ladder;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ladder.take(execution.getProcessBusinessKey(), (String) execution.getVariable("ladderNo"),
                (String) execution.getVariable("unit"));
    }
}
