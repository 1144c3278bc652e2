package org.hotline12345.worklist.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.NativeExecutionQuery;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.worklist.WorkTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells which tickets or other matters a page of tasks belongs to, to whoever may see the tasks, in three statements. */
@Component
public class WorkTasks {

    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final ManagementService managementService;
    private final ProcessEngineConfigurationImpl engine;

    WorkTasks(TaskService taskService, RuntimeService runtimeService, ManagementService managementService,
            @Lazy ProcessEngineConfigurationImpl engine) {
        this.taskService = taskService;
        this.runtimeService = runtimeService;
        this.managementService = managementService;
        this.engine = engine;
    }

    /** Those of the tasks that wait and that the person may see, in the order asked; the others are left out. */
    public List<WorkTask> of(Collection<String> taskIds) {
        Map<String, Task> seen = taskIds.isEmpty() ? Map.of() : taskService.createTaskQuery()
                .taskIdIn(taskIds.toArray(String[]::new)).listPage(0, taskIds.size()).stream().collect(Collectors.toMap(Task::getId, task -> task));
        Set<String> instances = seen.values().stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        if (instances.isEmpty()) {
            return List.of();
        }
        // The person may see the tasks; what they belong to is the product's to know.
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            Map<String, ExecutionEntity> places = places(instances);
            Map<String, String> units = units(seen.values(), places);
            return taskIds.stream().distinct().map(seen::get).filter(task -> task != null && places.containsKey(task.getProcessInstanceId()))
                    .map(task -> new WorkTask(task.getId(), task.getTaskDefinitionKey(),
                            places.get(task.getProcessInstanceId()).getBusinessKey(), unit(task.getExecutionId(), places, units).orElse(null),
                            task.getDueDate() == null ? null : task.getDueDate().toInstant())).toList();
        }));
    }

    /** Every place a token stands at, of those processes: a task's variables stand somewhere above it. */
    private Map<String, ExecutionEntity> places(Set<String> instances) {
        NativeExecutionQuery query = runtimeService.createNativeExecutionQuery();
        List<String> names = new ArrayList<>();
        for (String instance : instances) {
            String name = "p" + names.size();
            names.add("#{" + name + "}");
            query.parameter(name, instance);
        }
        Map<String, ExecutionEntity> places = new HashMap<>();
        query.sql("select * from " + managementService.getTableName(Execution.class) + " where PROC_INST_ID_ in ("
                + String.join(", ", names) + ")").list().forEach(place -> places.put(place.getId(), (ExecutionEntity) place));
        return places;
    }

    /** Codes of units by the place they are kept at. */
    private Map<String, String> units(Collection<Task> tasks, Map<String, ExecutionEntity> places) {
        Set<String> above = tasks.stream().flatMap(task -> upwards(task.getExecutionId(), places)).collect(Collectors.toSet());
        return runtimeService.createVariableInstanceQuery().variableName("unit").executionIdIn(above.toArray(String[]::new))
                .listPage(0, above.size()).stream().filter(variable -> variable.getValue() instanceof String)
                .collect(Collectors.toMap(VariableInstance::getExecutionId, variable -> (String) variable.getValue(), (one, other) -> one));
    }

    private static Stream<String> upwards(String from, Map<String, ExecutionEntity> places) {
        return Stream.iterate(from, Objects::nonNull, place -> places.containsKey(place) ? places.get(place).getParentId() : null);
    }

    /** Where a ticket has a task for each of its units, the unit stands at the task and not at the whole process. */
    private static Optional<String> unit(String from, Map<String, ExecutionEntity> places, Map<String, String> units) {
        return upwards(from, places).map(units::get).filter(Objects::nonNull).findFirst();
    }
}
