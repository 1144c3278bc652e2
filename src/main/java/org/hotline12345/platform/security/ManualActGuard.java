package org.hotline12345.platform.security;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cmd.*;
import org.camunda.bpm.engine.impl.cmd.batch.CorrelateAllMessageBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.DeleteProcessInstanceBatchCmd;
import org.camunda.bpm.engine.impl.cmd.batch.variables.SetVariablesToProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.migration.AbstractMigrationCmd;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.ManualActs;
import org.hotline12345.common.Refusal;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ReflectionUtils;

/**
 * What a person does to the engine by hand, past the diagrams, whichever door was used. What would part engine and ticket
 * is refused to everybody; the little that is left to administrators needs a reason, and the ticket follows in the same
 * transaction. What the product does inside a step of its own is not asked.
 */
class ManualActGuard extends CommandInterceptor {

    static final Field CANCELLED = CommandGuard.field(DeleteProcessInstanceCmd.class, "processInstanceId");
    static final Field SKIPS_LISTENERS = CommandGuard.field(AbstractDeleteProcessInstanceCmd.class, "skipCustomListeners");
    static final Field SKIPS_CALLED = CommandGuard.field(AbstractDeleteProcessInstanceCmd.class, "skipSubprocesses");
    static final Field CANCEL_REASON = CommandGuard.field(AbstractDeleteProcessInstanceCmd.class, "deleteReason");
    static final Field ASSIGNED_TASK = CommandGuard.field(AssignTaskCmd.class, "taskId");
    static final Field ASSIGNEE = CommandGuard.field(AssignTaskCmd.class, "userId");
    static final Field RETRIED_JOB = CommandGuard.field(SetJobRetriesCmd.class, "jobId");

    private static final String LIFECYCLE = "ticket-lifecycle";
    /** Kinds of commands, and what to do instead. */
    private static final Map<List<Class<?>>, String> REFUSED = new LinkedHashMap<>();

    static {
        REFUSED.put(List.of(AbstractModificationCmd.class, ModifyProcessInstanceCmd.class, ModifyProcessInstanceAsyncCmd.class,
                        AbstractSetVariableCmd.class, AbstractPatchVariablesCmd.class, AbstractRemoveVariableCmd.class,
                        SetVariablesToProcessInstancesBatchCmd.class),
                "流程的步骤和变量由工单决定，不能在引擎里修改；请用工单上的督办操作（改派、提请联席会议、准予延期等）。");
        REFUSED.put(List.of(AbstractSetStateCmd.class, AbstractUpdateProcessInstancesSuspendStateCmd.class),
                "不能在引擎里挂起或恢复；需要停走时限的，由承办单位申请挂起、中心审批。");
        REFUSED.put(List.of(AbstractMigrationCmd.class, AbstractRestartProcessInstanceCmd.class, DeleteDeploymentCmd.class,
                        AbstractDeleteProcessDefinitionCmd.class, DeleteProcessDefinitionsByIdsCmd.class),
                "模型的发布、回退和在办流程的迁移请在流程设计页办理，不能在引擎里直接操作。");
        REFUSED.put(List.of(SetJobDuedateCmd.class, RecalculateJobDuedateCmd.class, DeleteJobCmd.class,
                        SetJobPriorityCmd.class, SetJobDefinitionPriorityCmd.class, AbstractSetJobsRetriesBatchCmd.class,
                        ResolveIncidentCmd.class, CreateIncidentCmd.class),
                "定时和作业由时限决定，不能在引擎里修改；执行失败的步骤请在“异常步骤”中逐个重试。");
        REFUSED.put(List.of(AbstractCorrelateMessageCmd.class, CorrelateAllMessageBatchCmd.class, MessageEventReceivedCmd.class,
                        SignalEventReceivedCmd.class, SignalCmd.class, EvaluateStartConditionCmd.class, StartProcessInstanceCmd.class,
                        StartProcessInstanceAtActivitiesCmd.class, SubmitStartFormCmd.class),
                "流程由登记、派单、答复等业务操作启动和推动，不能在引擎里直接启动或发消息。");
        REFUSED.put(List.of(CreateTaskCmd.class, SaveTaskCmd.class, DeleteTaskCmd.class, AbstractSetTaskPropertyCmd.class, DelegateTaskCmd.class,
                        ResolveTaskCmd.class, AddGroupIdentityLinkCmd.class, AddUserIdentityLinkCmd.class, DeleteIdentityLinkCmd.class,
                        HandleTaskBpmnErrorCmd.class, HandleTaskEscalationCmd.class),
                "任务的期限和候选人由流程决定，不能在引擎里修改；管理员可以另行指定办理人，须写明理由。");
        REFUSED.put(List.of(SaveUserCmd.class, DeleteUserCmd.class, CreateMembershipCmd.class, DeleteMembershipCmd.class,
                        DeleteGroupCmd.class, UnlockUserCmd.class),
                "人员、账号和角色请在系统管理页 /admin 的“人员与账号”中维护：每次操作都写明原因、留下记录，手上的任务随之移交。");
        REFUSED.put(List.of(DeleteProcessInstancesCmd.class, DeleteProcessInstanceBatchCmd.class),
                "不能成批终止流程；请逐件终止，并写明理由，工单随之作废。");
    }

    private final Supplier<Authentication> whoActs;
    private final ApplicationContext context;

    ManualActGuard(Supplier<Authentication> whoActs, ApplicationContext context) {
        this.whoActs = whoActs;
        this.context = context;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Authentication actor = whoActs.get();
        boolean byHand = Context.getCommandContext() == null && actor != null && actor.getUserId() != null;
        if (!byHand) {
            return next.execute(command);
        }
        refuse(command);
        if (!CommandGuard.isAdministrator(actor)) {
            return next.execute(command);
        }
        if (command instanceof DeleteProcessInstanceCmd cancel) {
            return cancel(cancel, command);
        }
        if (command instanceof AssignTaskCmd assign) {
            return assign(assign, command, actor.getUserId());
        }
        if (command instanceof SetJobRetriesCmd retry) {
            return retry(retry, command);
        }
        return next.execute(command);
    }

    private static void refuse(Command<?> command) {
        if (command instanceof AssignTaskCmd) {
            // The engine counts it among the changes of a task's properties.
            return;
        }
        REFUSED.forEach((kinds, instead) -> {
            if (kinds.stream().anyMatch(kind -> kind.isInstance(command))) {
                throw Refusal.rule("platform.engineActRefused", instead);
            }
        });
    }

    /** Ends the ticket with its case; side cases of a ticket have endings of their own. */
    private <T> T cancel(DeleteProcessInstanceCmd cancel, Command<T> command) {
        ProcessInstance instance = context.getBean(RuntimeService.class).createProcessInstanceQuery()
                .processInstanceId((String) ReflectionUtils.getField(CANCELLED, cancel)).singleResult();
        if (instance == null) {
            return next.execute(command);
        }
        if (!instance.getProcessDefinitionId().startsWith(LIFECYCLE + ":")) {
            throw Refusal.rule("platform.onlyWholeTickets", "只能终止整件工单的流程（工单办理）；"
                    + "其中的一步或并行的督办、回访等流程请在相应的任务中办结。");
        }
        String reason = GivenReason.required();
        // Listeners write what ended into the ticket: skipping them, as Cockpit proposes, would part the two.
        ReflectionUtils.setField(SKIPS_LISTENERS, cancel, false);
        ReflectionUtils.setField(SKIPS_CALLED, cancel, false);
        ReflectionUtils.setField(CANCEL_REASON, cancel, reason);
        return together(() -> context.getBean(ManualActs.class).cancelled(instance.getBusinessKey(), reason), command);
    }

    private <T> T assign(AssignTaskCmd assign, Command<T> command, String administrator) {
        Task task = context.getBean(TaskService.class).createTaskQuery()
                .taskId((String) ReflectionUtils.getField(ASSIGNED_TASK, assign)).singleResult();
        String assignee = (String) ReflectionUtils.getField(ASSIGNEE, assign);
        boolean ownTask = task != null && assignee == null && administrator.equals(task.getAssignee());
        if (task == null || ownTask) {
            return next.execute(command);
        }
        String reason = GivenReason.required();
        String key = keyOf(task.getProcessInstanceId());
        String what = "任务“" + task.getName() + "”" + (assignee == null ? "改为待签收" : "改由" + assignee + "办理");
        return together(() -> context.getBean(ManualActs.class).noted(key, what, reason), command);
    }

    private <T> T retry(SetJobRetriesCmd retry, Command<T> command) {
        String id = (String) ReflectionUtils.getField(RETRIED_JOB, retry);
        if (id == null) {
            throw Refusal.rule("platform.engineActRefused", "不能成批重试；执行失败的步骤请在“异常步骤”中逐个重试。");
        }
        Job job = context.getBean(ManagementService.class).createJobQuery().jobId(id).singleResult();
        if (job == null) {
            return next.execute(command);
        }
        String reason = GivenReason.required();
        String key = keyOf(job.getProcessInstanceId());
        return together(() -> context.getBean(ManualActs.class).noted(key, "重试失败的步骤", reason), command);
    }

    private String keyOf(String instanceId) {
        ProcessInstance instance = instanceId == null ? null : context.getBean(RuntimeService.class).createProcessInstanceQuery()
                .processInstanceId(instanceId).singleResult();
        return instance == null ? null : instance.getBusinessKey();
    }

    private <T> T together(Runnable ticketFollows, Command<T> command) {
        return context.getBean(TransactionTemplate.class).execute(status -> {
            ticketFollows.run();
            return next.execute(command);
        });
    }
}
