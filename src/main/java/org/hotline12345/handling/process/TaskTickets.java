package org.hotline12345.handling.process;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
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
            return new TaskTicket(taskId, task.getTaskDefinitionKey(), task.getName(), task.getAssignee(), nameOf(context, task.getAssignee()),
                    instance.getBusinessKey(), (String) place.getVariable("unit"),
                    task.getDueDate() == null ? null : task.getDueDate().toInstant());
        }));
    }

    private static String nameOf(CommandContext context, String person) {
        User user = person == null ? null : context.getReadOnlyIdentityProvider().findUserById(person);
        return user == null ? person : Stream.of(user.getFirstName(), user.getLastName()).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    /**
     * @param assignee who took the task on, or null; {@code assigneeName} as Tasklist shows it
     * @param unit code of the unit whose handling the task belongs to, or null
     * @param until exclusive end of the task's own limit, or null
     */
    public record TaskTicket(String taskId, String key, String name, String assignee, String assigneeName, String ticketNo, String unit, Instant until) {
    }
}
