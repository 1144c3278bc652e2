package org.hotline12345.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.hotline12345.common.FormOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Adds choices and starting values to a task form at the moment it is read; a process variable of the same name wins. */
@Component
class ReadTimeValues {

    private final ObjectProvider<FormOptions> suppliers;
    private final ObjectMapper json;

    ReadTimeValues(ObjectProvider<FormOptions> suppliers, ObjectMapper json) {
        this.suppliers = suppliers;
        this.json = json;
    }

    /**
     * Completes the variables of a form the reader was already allowed to see.
     *
     * @param names the variables asked for, or null for all
     */
    VariableMap addTo(VariableMap variables, CommandExecutor engine, String taskId, Collection<String> names) {
        OpenTask task = engine.execute(find(taskId));
        suppliers.orderedStream().forEach(supplier -> supplier.optionsFor(task.key(), task.ticketNo(),
                name -> engine.execute(variable(taskId, name))).forEach((name, value) -> {
            if (value != null && !variables.containsKey(name) && (names == null || names.contains(name))) {
                put(variables, name, value);
            }
        }));
        return variables;
    }

    private void put(VariableMap variables, String name, Object value) {
        if (value instanceof List<?> choices) {
            // Tasklist parses a serialised object of this format just as it parses a Json variable, so Spin is not needed.
            variables.putValueTyped(name, Variables.serializedObjectValue(text(choices))
                    .serializationDataFormat(Variables.SerializationDataFormats.JSON)
                    .objectTypeName(List.class.getName()).create());
        } else {
            variables.putValueTyped(name, Variables.stringValue(value.toString()));
        }
    }

    private String text(Object choices) {
        try {
            return json.writeValueAsString(choices);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("form choices cannot be written as JSON", e);
        }
    }

    private static Command<OpenTask> find(String taskId) {
        return command -> {
            TaskEntity task = command.getTaskManager().findTaskById(taskId);
            return new OpenTask(task.getTaskDefinitionKey(), task.getExecution().getProcessBusinessKey());
        };
    }

    private static Command<Object> variable(String taskId, String name) {
        return command -> command.getTaskManager().findTaskById(taskId).getVariable(name);
    }

    private record OpenTask(String key, String ticketNo) {
    }
}
