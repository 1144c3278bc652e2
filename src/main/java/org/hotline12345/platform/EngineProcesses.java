package org.hotline12345.platform;

import java.util.Map;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.hotline12345.common.Processes;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Runs the engine on behalf of the product itself: a citizen's or operator's request may start a ticket's process
 * without that person holding engine permissions. The actor stays known, so events name who caused them.
 */
@Component
class EngineProcesses implements Processes {

    private final RuntimeService runtimeService;
    private final ProcessEngineConfigurationImpl engine;

    EngineProcesses(@Lazy RuntimeService runtimeService, @Lazy ProcessEngineConfigurationImpl engine) {
        this.runtimeService = runtimeService;
        this.engine = engine;
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
        VariableMap fields = Variables.createVariables();
        transientVariables.forEach((name, value) -> fields.putValueTyped(name, Variables.untypedValue(value, true)));
        return withoutEnginePermissions(() -> {
            try {
                runtimeService.createMessageCorrelation(message)
                        .processInstanceBusinessKey(ticketNo).setVariables(fields).correlate();
                return true;
            } catch (MismatchingMessageCorrelationException nobodyWaits) {
                return false;
            }
        });
    }

    private boolean withoutEnginePermissions(java.util.concurrent.Callable<Boolean> work) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(work));
    }
}
