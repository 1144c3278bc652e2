package org.hotline12345.platform;

import java.util.Map;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** Task completion whose fields live for the length of the step only, whichever door was used. */
class StepTaskService extends TaskServiceImpl {

    private final OvertakenSteps overtakenSteps;

    StepTaskService(OvertakenSteps overtakenSteps) {
        this.overtakenSteps = overtakenSteps;
    }

    @Override
    public void claim(String taskId, String userId) {
        try {
            super.claim(taskId, userId);
        } catch (RuntimeException failed) {
            throw overtakenSteps.explain(failed, commandExecutor, taskId);
        }
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        try {
            super.complete(taskId, SubmittedFields.transientOnly(variables));
        } catch (RuntimeException failed) {
            throw overtakenSteps.explain(failed, commandExecutor, taskId);
        }
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserializeValues) {
        try {
            return super.completeWithVariablesInReturn(taskId, SubmittedFields.transientOnly(variables), deserializeValues);
        } catch (RuntimeException failed) {
            throw overtakenSteps.explain(failed, commandExecutor, taskId);
        }
    }

    /**
     * Giving a task back to one's unit is allowed to whoever may work it; assigning it to somebody is not. As shipped
     * both need the permission to assign.
     */
    @Override
    public void setAssignee(String taskId, String userId) {
        if (userId == null) {
            claim(taskId, null);
        } else {
            super.setAssignee(taskId, userId);
        }
    }
}
