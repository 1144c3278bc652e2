package org.hotline12345.shift.process;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hotline12345.common.FormOptions;
import org.hotline12345.shift.Promises;
import org.springframework.stereotype.Component;

/** Shows the unit and the supervisor what a leader handed over. */
@Component
class ShiftFormOptions implements FormOptions {

    private static final Set<String> STEPS = Set.of("Task_FulfilPromise", "Task_ConfirmPromise");

    private final Promises promises;

    ShiftFormOptions(Promises promises) {
        this.promises = promises;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo, Function<String, Object> variable) {
        return STEPS.contains(taskKey) ? Map.of("agreed", promises.describe((String) variable.apply("promiseId"))) : Map.of();
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }
}
