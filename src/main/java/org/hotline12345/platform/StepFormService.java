package org.hotline12345.platform;

import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** Forms whose submitted fields live for the length of the step only, and whose choices are supplied when they are read. */
class StepFormService extends FormServiceImpl {

    private final ReadTimeValues readTimeValues;
    private final OvertakenSteps overtakenSteps;

    StepFormService(ReadTimeValues readTimeValues, OvertakenSteps overtakenSteps) {
        this.readTimeValues = readTimeValues;
        this.overtakenSteps = overtakenSteps;
    }

    @Override
    public VariableMap getTaskFormVariables(String taskId, Collection<String> names, boolean deserializeValues) {
        // The engine first: it knows whether the reader may see the task at all.
        VariableMap stored = super.getTaskFormVariables(taskId, names, deserializeValues);
        return readTimeValues.addTo(stored, commandExecutor, taskId, names);
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        try {
            super.submitTaskForm(taskId, SubmittedFields.transientOnly(properties));
        } catch (RuntimeException failed) {
            throw overtakenSteps.explain(failed, commandExecutor, taskId);
        }
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, Map<String, Object> properties, boolean deserializeValues) {
        try {
            return super.submitTaskFormWithVariablesInReturn(
                    taskId, SubmittedFields.transientOnly(properties), deserializeValues);
        } catch (RuntimeException failed) {
            throw overtakenSteps.explain(failed, commandExecutor, taskId);
        }
    }
}
