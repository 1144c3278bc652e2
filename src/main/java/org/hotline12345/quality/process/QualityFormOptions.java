package org.hotline12345.quality.process;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hotline12345.common.FormOptions;
import org.hotline12345.quality.Checks;
import org.springframework.stereotype.Component;

/** Shows inspectors the sample with its sheet, and whoever rules what was scored and appealed. */
@Component
class QualityFormOptions implements FormOptions {

    private static final Set<String> STEPS = Set.of("Task_ScoreSample", "Task_RuleOnAppeal");

    private final Checks checks;

    QualityFormOptions(Checks checks) {
        this.checks = checks;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo, Function<String, Object> variable) {
        return STEPS.contains(taskKey) ? Map.of("sample", checks.describe((String) variable.apply("qualityId"))) : Map.of();
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }
}
