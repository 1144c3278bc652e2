package org.hotline12345.handling.process;

import java.util.Map;
import java.util.function.Function;
import org.hotline12345.common.FormOptions;
import org.hotline12345.handling.RelayedCalls;
import org.springframework.stereotype.Component;

/** Shows the operator what the unit wants to know. */
@Component
class RelayedCallOptions implements FormOptions {

    private final RelayedCalls relayedCalls;

    RelayedCallOptions(RelayedCalls relayedCalls) {
        this.relayedCalls = relayedCalls;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo, Function<String, Object> variable) {
        if (ticketNo == null || !"Task_CallForUnit".equals(taskKey)) {
            return Map.of();
        }
        return relayedCalls.question(ticketNo, (String) variable.apply("unit"))
                .<Map<String, Object>>map(question -> Map.of("question", question)).orElse(Map.of());
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        return Map.of();
    }
}
