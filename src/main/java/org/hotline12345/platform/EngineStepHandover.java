package org.hotline12345.platform;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.common.StepHandover;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Running steps know their unit by a variable: where it named the old unit it names the new one, and the candidates of the open
 * tasks are asked again. The diagrams are not touched, no step is left and entered again, so no clock can begin anew.
 */
@Component
class EngineStepHandover implements StepHandover {

    private static final Set<String> UNITS = Set.of("unit", "childUnit");
    private static final String ANSWER_GROUP = "answerGroup";

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ProcessEngineConfigurationImpl engine;

    EngineStepHandover(@Lazy RuntimeService runtimeService, @Lazy TaskService taskService, @Lazy ProcessEngineConfigurationImpl engine) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.engine = engine;
    }

    @Override
    public int handOver(String businessKey, String fromUnit, String toUnit, Predicate<String> stays) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            int tasks = 0;
            // The whole case first: a task's candidates may depend on what another of its processes says.
            List<ProcessInstance> instances = runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).list();
            Set<String> changed = new HashSet<>();
            for (ProcessInstance instance : instances) {
                if (rename(instance, fromUnit, toUnit)) {
                    changed.add(instance.getId());
                }
            }
            for (ProcessInstance instance : instances) {
                if (changed.contains(instance.getId())) {
                    for (Task task : taskService.createTaskQuery().processInstanceId(instance.getId()).list()) {
                        tasks += ask((TaskEntity) task, toUnit, stays) ? 1 : 0;
                    }
                }
            }
            return tasks;
        }));
    }

    private boolean rename(ProcessInstance instance, String from, String to) {
        boolean renamed = false;
        Map<String, String> groups = Map.of(Actor.UNIT_GROUP_PREFIX + from, Actor.UNIT_GROUP_PREFIX + to,
                Actor.LEADER_GROUP_PREFIX + from, Actor.LEADER_GROUP_PREFIX + to);
        for (VariableInstance variable : runtimeService.createVariableInstanceQuery().processInstanceIdIn(instance.getId()).list()) {
            Object value = variable.getValue();
            if (UNITS.contains(variable.getName()) && from.equals(value)) {
                runtimeService.setVariableLocal(variable.getExecutionId(), variable.getName(), to);
                renamed = true;
            } else if (ANSWER_GROUP.equals(variable.getName()) && groups.containsKey(String.valueOf(value))) {
                runtimeService.setVariableLocal(variable.getExecutionId(), variable.getName(), groups.get(value.toString()));
                renamed = true;
            }
        }
        return renamed;
    }

    /** @return whether the task is of the unit now */
    private boolean ask(TaskEntity task, String unit, Predicate<String> stays) {
        ExecutionEntity execution = task.getExecution();
        if (!unit.equals(execution.getVariable("unit"))) {
            return false;
        }
        Set<String> wanted = new HashSet<>();
        Context.setExecutionContext(execution);
        try {
            for (Expression candidates : task.getTaskDefinition().getCandidateGroupIdExpressions()) {
                for (String group : String.valueOf(candidates.getValue(execution)).split(",")) {
                    wanted.add(group.strip());
                }
            }
        } finally {
            Context.removeExecutionContext();
        }
        Set<String> held = new HashSet<>();
        for (IdentityLink link : taskService.getIdentityLinksForTask(task.getId())) {
            if (IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null) {
                held.add(link.getGroupId());
            }
        }
        held.stream().filter(group -> !wanted.contains(group)).forEach(group -> taskService.deleteCandidateGroup(task.getId(), group));
        wanted.stream().filter(group -> !held.contains(group)).forEach(group -> taskService.addCandidateGroup(task.getId(), group));
        boolean ofTheUnit = wanted.stream().anyMatch(Actor::isStaffGroup);
        if (ofTheUnit && task.getAssignee() != null && !stays.test(task.getAssignee())) {
            taskService.setAssignee(task.getId(), null);
        }
        return !held.equals(wanted);
    }

    @Override
    public long openTasks(Collection<String> groups) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() ->
                taskService.createTaskQuery().taskCandidateGroupIn(List.copyOf(groups)).includeAssignedTasks().count()));
    }
}
