package org.hotline12345.platform;

import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransactionRollbackException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.HistoricProcessInstanceEntity;
import org.hotline12345.common.Sight;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Tells a person who was a moment late that somebody else did the task. The engine notices most such races itself; but
 * where the other step commits between its reading the task and reading the execution, it stumbles over the half it
 * no longer finds, its variables and permissions among them, and where it commits before, the task is simply not there.
 * Whoever may not know of the ticket is told no more than for a task that never was.
 */
final class OvertakenSteps {

    private final ObjectProvider<Sight> sight;

    OvertakenSteps(ObjectProvider<Sight> sight) {
        this.sight = sight;
    }

    /** What to throw for a failed step: the failure itself, or that the task was done meanwhile. */
    RuntimeException explain(RuntimeException failed, CommandExecutor commands, String taskId) {
        boolean stumbled = false;
        boolean collided = false;
        boolean inEngine = false;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            stumbled |= cause instanceof NullPointerException;
            // Rows the other step added hang on those this one takes away, or both waited for each other.
            inEngine |= cause instanceof ProcessEnginePersistenceException;
            collided |= inEngine && (cause instanceof SQLIntegrityConstraintViolationException
                    || cause instanceof SQLTransactionRollbackException);
        }
        boolean overtaken = collided || stumbled && commands.execute(context -> context.getTaskManager().findTaskById(taskId) == null)
                || isKnownToBeDone(commands, taskId);
        return overtaken ? new OptimisticLockingException("task " + taskId + " was completed meanwhile") : failed;
    }

    private boolean isKnownToBeDone(CommandExecutor commands, String taskId) {
        String ticketNo = taskId == null ? null
                : commands.execute(context -> context.runWithoutAuthorization(() -> ticketOfDone(context, taskId)));
        return ticketNo != null && sight.getObject().covers(ticketNo);
    }

    private static String ticketOfDone(CommandContext context, String taskId) {
        HistoricTaskInstance task = context.getHistoricTaskInstanceManager().findHistoricTaskInstanceById(taskId);
        if (task == null || task.getEndTime() == null) {
            return null;
        }
        HistoricProcessInstanceEntity process =
                context.getHistoricProcessInstanceManager().findHistoricProcessInstance(task.getProcessInstanceId());
        return process == null ? null : process.getBusinessKey();
    }
}
