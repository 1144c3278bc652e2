package org.hotline12345.handling.process;

import java.time.Instant;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Refusal;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells which ticket a task of the engine belongs to, to whoever may see the task. */
@Component
public class TaskTickets {

    private final TaskService taskService;
    private final ProcessEngineConfigurationImpl engine;

    TaskTickets(TaskService taskService, @Lazy ProcessEngineConfigurationImpl engine) {
        this.taskService = taskService;
        this.engine = engine;
    }

    /** The ticket and unit of a task; Refusal 404 when there is none or the person may not see it. */
    public TaskTicket of(String taskId) {
        Task task = taskService.createTaskQuery().taskId(taskId).singleResult();
        if (task == null || task.getProcessInstanceId() == null) {
            throw Refusal.unknown("handling.unknownTask", "该任务已办理或不存在，请刷新任务列表。");
        }
        // The person may see the task; what it belongs to is the product's to know.
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            ExecutionEntity instance = context.getExecutionManager().findExecutionById(task.getProcessInstanceId());
            // Where a ticket has a task for each of its units, the unit stands at the task and not at the whole process.
            ExecutionEntity place = context.getExecutionManager().findExecutionById(task.getExecutionId());
            return new TaskTicket(instance.getBusinessKey(), task.getTaskDefinitionKey(), (String) place.getVariable("unit"),
                    task.getDueDate() == null ? null : task.getDueDate().toInstant());
        }));
    }

    /**
     * @param step id of the user task in its diagram
     * @param unit code of the unit whose handling the task belongs to, or null
     * @param until exclusive end of the task's own limit, or null
     */
    public record TaskTicket(String ticketNo, String step, String unit, Instant until) {
    }
}
