package org.hotline12345.platform;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;

/**
 * Tells a person who was a moment late that somebody else did the task. The engine notices most such races itself; but
 * where the other step commits between its reading the task and reading the execution, it stumbles over the half it
 * no longer finds and reports a failure of its own.
 */
final class OvertakenSteps {

    private OvertakenSteps() {
    }

    /** What to throw for a failed step: the failure itself, or that the task was done meanwhile. */
    static ProcessEngineException explain(ProcessEngineException failed, CommandExecutor commands, String taskId) {
        boolean stumbled = false;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            stumbled |= cause instanceof NullPointerException;
        }
        return stumbled && isDone(commands, taskId)
                ? new OptimisticLockingException("task " + taskId + " was completed meanwhile") : failed;
    }

    private static boolean isDone(CommandExecutor commands, String taskId) {
        return commands.execute(context -> context.getTaskManager().findTaskById(taskId) == null);
    }
}
