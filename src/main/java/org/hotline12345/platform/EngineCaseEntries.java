package org.hotline12345.platform;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContextInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutorImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.hotline12345.common.CaseEntries;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Starts cases in the middle, with the engine's own means: every listener and timer of the step runs as if it had come to it. */
@Component
class EngineCaseEntries implements CaseEntries {

    private final RuntimeService runtimeService;
    private final RepositoryService repositoryService;
    private final ProcessEngineConfigurationImpl engine;
    private final StepWaits waits;

    EngineCaseEntries(@Lazy RuntimeService runtimeService, @Lazy RepositoryService repositoryService,
            @Lazy ProcessEngineConfigurationImpl engine, StepWaits waits) {
        this.runtimeService = runtimeService;
        this.repositoryService = repositoryService;
        this.engine = engine;
        this.waits = waits;
    }

    @Override
    public boolean knows(String process, String step) {
        return engine.getCommandExecutorTxRequired().execute(context -> context.runWithoutAuthorization(() -> {
            ProcessDefinition newest = repositoryService.createProcessDefinitionQuery().processDefinitionKey(process)
                    .latestVersion().singleResult();
            return newest != null
                    && repositoryService.getBpmnModelInstance(newest.getId()).getModelElementById(step) != null;
        }));
    }

    @Override
    public void startAt(String process, String ticketNo, String step, Map<String, Object> variables, Instant since) {
        allowed(() -> {
            waits.beginningAt(since, () -> runtimeService.createProcessInstanceByKey(process).businessKey(ticketNo)
                    .startBeforeActivity(step).setVariables(variables).execute());
            return true;
        });
    }

    @Override
    public void goTo(String process, String ticketNo, Map<String, Object> matching, String step, String leaving, Instant since) {
        allowed(() -> {
            ProcessInstance instance = one(process, ticketNo, matching);
            // The new step first: a scope whose last step goes would end, and its clocks with it.
            ProcessInstanceModificationBuilder change = runtimeService.createProcessInstanceModification(instance.getId())
                    .startBeforeActivity(step);
            waits.beginningAt(since, () -> (leaving == null ? change : change.cancelAllForActivity(leaving)).execute());
            return true;
        });
    }

    @Override
    public void leaveFor(String called, String ticketNo, Map<String, Object> matching, String step, Instant since) {
        allowed(() -> {
            ExecutionEntity calling = ((ExecutionEntity) one(called, ticketNo, matching)).getSuperExecution();
            String call = calling.getActivityInstanceId();
            String beside = calling.getParentActivityInstanceId();
            waits.beginningAt(since, () -> runtimeService.createProcessInstanceModification(calling.getProcessInstanceId())
                    .startBeforeActivity(step, beside).cancelActivityInstance(call).execute());
            return true;
        });
    }

    private ProcessInstance one(String process, String ticketNo, Map<String, Object> matching) {
        ProcessInstanceQuery query = runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo, process);
        matching.forEach(query::variableValueEquals);
        ProcessInstance found = query.singleResult();
        if (found == null) {
            throw new IllegalStateException(ticketNo + " has no running " + process + " with " + matching);
        }
        return found;
    }

    /**
     * In a command of its own, inside the caller's transaction: what it started is written when it ends, so that the next
     * question to the engine's tables finds it, also inside a job.
     */
    private boolean allowed(Callable<Boolean> work) {
        CommandContextInterceptor own = new CommandContextInterceptor(engine.getCommandContextFactory(), engine, true);
        own.setNext(new CommandExecutorImpl());
        return own.execute(context -> context.runWithoutAuthorization(work));
    }
}
