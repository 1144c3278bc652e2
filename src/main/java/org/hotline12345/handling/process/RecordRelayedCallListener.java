package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Fields;
import org.hotline12345.handling.RelayedCalls;
import org.springframework.stereotype.Component;

/** 代单位联系诉求人: hands the call's result to the facade. */
@Component
class RecordRelayedCallListener implements TaskListener {

    private final RelayedCalls relayedCalls;

    RecordRelayedCallListener(RelayedCalls relayedCalls) {
        this.relayedCalls = relayedCalls;
    }

    @Override
    public void notify(DelegateTask task) {
        Fields fields = new Fields(task::getVariable);
        relayedCalls.answer(task.getExecution().getProcessBusinessKey(), (String) task.getVariable("unit"),
                fields.choice("outcome", "联系结果", "reached", "noAnswer", "refused", "wrongNumber"),
                fields.optional("answer", "诉求人的答复", 2000));
    }
}
