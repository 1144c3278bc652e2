package org.hotline12345.opinion.process;

import java.util.Map;
import java.util.function.Function;
import org.hotline12345.common.FormOptions;
import org.hotline12345.opinion.Opinions;
import org.springframework.stereotype.Component;

/** Shows the expert what is asked. */
@Component
class OpinionFormOptions implements FormOptions {

    private final Opinions opinions;

    OpinionFormOptions(Opinions opinions) {
        this.opinions = opinions;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo, Function<String, Object> variable) {
        return "Task_GiveOpinion".equals(taskKey)
                ? Map.of("question", opinions.describe((String) variable.apply("opinionId"))) : Map.of();
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }
}
