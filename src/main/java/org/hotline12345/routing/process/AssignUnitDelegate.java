package org.hotline12345.routing.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.hotline12345.routing.Dispatching;
import org.springframework.stereotype.Component;

/** 匹配承办单位: dispatches by the catalogue, or leaves the ticket to the dispatcher. */
@Component
class AssignUnitDelegate implements JavaDelegate {

    private final Dispatching dispatching;

    AssignUnitDelegate(Dispatching dispatching) {
        this.dispatching = dispatching;
    }

    @Override
    public void execute(DelegateExecution execution) {
        // From the engine's cache: the definition of a running instance is always held.
        String deployment = execution.getProcessEngineServices().getRepositoryService()
                .getProcessDefinition(execution.getProcessDefinitionId()).getDeploymentId();
        execution.setVariable("routed", dispatching.dispatchByCatalogue(execution.getProcessBusinessKey(), deployment));
    }
}
