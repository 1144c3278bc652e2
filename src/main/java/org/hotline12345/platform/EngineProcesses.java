package org.hotline12345.platform;

import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.TimerDeclarationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.hotline12345.common.Processes;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs the engine on behalf of the product itself: a citizen's or operator's request may start a ticket's process
 * without that person holding engine permissions. The actor stays known, so events name who caused them.
 */
@Component
class EngineProcesses implements Processes {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ManagementService managementService;
    private final ProcessEngineConfigurationImpl engine;
    private final StepWaits waits;
    private final JdbcClient jdbc;

    EngineProcesses(@Lazy RuntimeService runtimeService, @Lazy TaskService taskService,
            @Lazy ManagementService managementService, @Lazy ProcessEngineConfigurationImpl engine,
            StepWaits waits, JdbcClient jdbc) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.managementService = managementService;
        this.engine = engine;
        this.waits = waits;
        this.jdbc = jdbc;
    }

    @Override
    public void start(String process, String ticketNo, Map<String, Object> variables) {
        withoutEnginePermissions(() -> {
            runtimeService.startProcessInstanceByKey(process, ticketNo, variables);
            return true;
        });
    }

    @Override
    public boolean deliver(String message, String ticketNo, Map<String, Object> transientVariables) {
        return deliver(message, ticketNo, Map.of(), transientVariables);
    }

    @Override
    public boolean deliver(String message, String ticketNo, Map<String, Object> matching,
            Map<String, Object> transientVariables) {
        VariableMap fields = Variables.createVariables();
        transientVariables.forEach((name, value) -> fields.putValueTyped(name, Variables.untypedValue(value, true)));
        // Asked for all that wait: asked for one, the engine throws when none does and spoils the caller's transaction.
        return withoutEnginePermissions(() -> !runtimeService.createMessageCorrelation(message)
                .processInstanceBusinessKey(ticketNo).processInstanceVariablesEqual(matching).setVariables(fields)
                .correlateAllWithResult().isEmpty());
    }

    @Override
    public boolean complete(String taskKey, String ticketNo, Map<String, Object> fields) {
        return withoutEnginePermissions(() -> {
            Task task = taskService.createTaskQuery().processInstanceBusinessKey(ticketNo).taskDefinitionKey(taskKey).singleResult();
            if (task == null) {
                return false;
            }
            taskService.complete(task.getId(), fields);
            return true;
        });
    }

    /** A conditional event is asked whenever a variable changes; this one is transient and changes nothing else. */
    @Override
    public void recheck(String ticketNo) {
        withoutEnginePermissions(() -> {
            for (ProcessInstance instance : runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo).list()) {
                if (runtimeService.createEventSubscriptionQuery().processInstanceId(instance.getId()).eventType("conditional")
                        .count() > 0) {
                    runtimeService.setVariable(instance.getId(), "recheck", Variables.untypedNullValue(true));
                }
            }
            return true;
        });
    }

    /** Timers of sub-processes included; expressions such as {@code ${clocks.handleUntil(execution)}} are asked again. */
    @Override
    public void reschedule(String process, String ticketNo, Map<String, Object> matching) {
        withoutEnginePermissions(() -> {
            ProcessInstanceQuery instances = runtimeService.createProcessInstanceQuery()
                    .processInstanceBusinessKey(ticketNo, process);
            matching.forEach(instances::variableValueEquals);
            instances.list().forEach(this::renew);
            return true;
        });
    }

    @Override
    public void askAgain(String businessKey, List<Given> given) {
        try {
            withoutEnginePermissions(() -> {
                for (Given one : given) {
                    ProcessInstanceQuery instances = runtimeService.createProcessInstanceQuery()
                            .processInstanceBusinessKey(businessKey, one.process());
                    one.matching().forEach(instances::variableValueEquals);
                    instances.list().forEach(instance -> runtimeService.setVariables(instance.getId(), one.changed()));
                }
                runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).active().list()
                        .forEach(this::renew);
                return true;
            });
        } catch (OptimisticLockingException somebodyActed) {
            throw new OptimisticLockingFailureException("a step of " + businessKey + " ended meanwhile", somebodyActed);
        }
    }

    @Override
    public List<String> running(String after, int most) {
        return jdbc.sql("select distinct BUSINESS_KEY_ from ACT_RU_EXECUTION where BUSINESS_KEY_ > :after "
                        + "order by BUSINESS_KEY_ limit :most")
                .param("after", after == null ? "" : after).param("most", most).query(String.class).list();
    }

    /** Due dates first: a timer may wait for what a task's due date moves. */
    private void renew(ProcessInstance instance) {
        renewDueDates(instance);
        for (Job job : managementService.createJobQuery().processInstanceId(instance.getId()).timers().list()) {
            TimerEntity timer = (TimerEntity) job;
            // From its creation: a duration in natural time that a designer wrote ends where it ended.
            waits.during(timer.getCreateTime(), timer.getDuedate(), () -> inContextOf(timer.getExecution(),
                    () -> managementService.recalculateJobDuedate(timer.getId(), true)));
        }
    }

    private void renewDueDates(ProcessInstance instance) {
        Set<ScopeImpl> renewed = new HashSet<>();
        for (Task task : taskService.createTaskQuery().processInstanceId(instance.getId()).list()) {
            TaskEntity entity = (TaskEntity) task;
            Expression dueDate = entity.getTaskDefinition().getDueDateExpression();
            if (dueDate != null) {
                waits.during(entity.getCreateTime(), entity.getDueDate(), () -> inContextOf(entity.getExecution(), () -> {
                    if (dueDate.getValue(entity.getExecution()) instanceof Date until && !until.equals(entity.getDueDate())) {
                        entity.setDueDate(until);
                        taskService.saveTask(entity);
                    }
                }));
            }
            entity.getExecution().createActivityExecutionMapping().forEach((scope, execution) -> {
                if (renewed.add(scope)) {
                    waits.during(null, null, () -> renewFiredTimers(scope, (ExecutionEntity) execution));
                }
            });
        }
    }

    /** Decisions asked by an expression are those of the process's own deployment. */
    private static void inContextOf(ExecutionEntity execution, Runnable asking) {
        Context.setExecutionContext(execution);
        try {
            asking.run();
        } finally {
            Context.removeExecutionContext();
        }
    }

    /** A warning that was given for the old limit is due again before the new one; what lies in the past stays past. */
    private static void renewFiredTimers(ScopeImpl scope, ExecutionEntity execution) {
        TimerDeclarationImpl.getDeclarationsForScope(scope).forEach((event, declaration) -> {
            if (execution.getJobs().stream().noneMatch(job -> event.equals(job.getActivityId()))) {
                TimerEntity timer = declaration.createTimerInstance(execution);
                if (!timer.getDuedate().after(ClockUtil.getCurrentTime())) {
                    timer.delete();
                }
            }
        });
    }

    private boolean withoutEnginePermissions(java.util.concurrent.Callable<Boolean> work) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(work));
    }
}
