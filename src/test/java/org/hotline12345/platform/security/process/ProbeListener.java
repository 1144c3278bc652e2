package org.hotline12345.platform.security.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Refusal;

/** Refuses a step the way a facade would, as the submitted field asks. */
public class ProbeListener implements TaskListener {

    @Override
    public void notify(DelegateTask task) {
        Object refuse = task.getVariable("refuse");
        if (refuse != null) {
            throw new Refusal(Refusal.Kind.valueOf(refuse.toString()), "probe.refused", "探针拒绝了这一步。");
        }
    }
}
