package org.hotline12345.worklist.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.hotline12345.worklist.Lines;
import org.springframework.stereotype.Component;

/** Tells a diagram how far ahead in its queue a task belongs: what needs a close look comes first. */
@Component
public class QueueRank {

    private final Lines lines;

    QueueRank(Lines lines) {
        this.lines = lines;
    }

    /** Priority from 50 (nothing to remark) to 100. */
    public int of(DelegateExecution execution) {
        return lines.rank(execution.getCurrentActivityId(), execution.getProcessBusinessKey());
    }
}
