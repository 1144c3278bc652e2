package org.hotline12345.handling.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.hotline12345.common.Actors;
import org.hotline12345.handling.Handling;
import org.springframework.stereotype.Component;

/** Claiming the handling task is 签收. */
@Component
class SignListener implements TaskListener {

    private final Handling handling;
    private final Actors actors;

    SignListener(Handling handling, Actors actors) {
        this.handling = handling;
        this.actors = actors;
    }

    @Override
    public void notify(DelegateTask task) {
        // Unclaiming, and a task handed back to whoever signed it, sign nothing.
        if (task.getAssignee() != null && task.getAssignee().equals(actors.current().id())
                && !task.getAssignee().equals(handling.signedBy(task.getExecution().getProcessBusinessKey(), unit(task)))) {
            handling.sign(task.getExecution().getProcessBusinessKey(), unit(task));
        }
    }

    private static String unit(DelegateTask task) {
        return (String) task.getVariable("unit");
    }
}
