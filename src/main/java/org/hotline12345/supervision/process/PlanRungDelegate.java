package org.hotline12345.supervision.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.supervision.Ladder;
import org.springframework.stereotype.Component;

/** 确定下一级催告: which rung comes next, and when. */
@Component
class PlanRungDelegate implements JavaDelegate {

    private final Ladder ladder;

    PlanRungDelegate(Ladder ladder) {
        this.ladder = ladder;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Ladder.Rung rung = ladder.next(execution.getProcessBusinessKey(), (String) execution.getVariable("ladderNo"),
                (String) execution.getVariable("unit"));
        execution.setVariable("ladderStep", rung.step());
        execution.setVariable("ladderUntil", rung.due());
    }
}
