package org.hotline12345.platform;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.hotline12345.common.DecisionTables;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Evaluates designers' tables with the engine's DMN engine and tells which rows matched. Costs no statement once a
 * definition is cached: the engine's own decision service would look the definition up for every evaluation.
 */
@Component
class EngineDecisionTables implements DecisionTables {

    /** The deployment has no such decision. */
    private static final String NONE = "";

    private final ProcessEngineConfigurationImpl engine;
    private final DecisionRun run;
    /** Definition id by deployment and decision; definitions never change once deployed. */
    private final Map<String, String> pinned = new ConcurrentHashMap<>();
    /** Chinese row descriptions by definition id and rule id. */
    private final Map<String, Map<String, String>> descriptions = new ConcurrentHashMap<>();

    EngineDecisionTables(@Lazy ProcessEngineConfigurationImpl engine, MatchedRules matchedRules) {
        this.engine = engine;
        this.run = new DecisionRun(matchedRules);
    }

    @Override
    public List<Row> evaluate(String decision, Map<String, ?> inputs) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            DecisionDefinitionEntity definition = definition(decision);
            return run.evaluate(engine.getDmnEngine(), definition, inputs, descriptions(definition));
        });
    }

    @Override
    public List<Row> matching(String decision, Map<String, ?> inputs) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            DecisionDefinitionEntity definition = definition(decision);
            return run.matching(engine.getDmnEngine(), definition, inputs, descriptions(definition));
        });
    }

    @Override
    public DecisionTables of(Map<String, byte[]> models) {
        return new ModelTables(models, this);
    }

    private DecisionDefinitionEntity definition(String decision) {
        DeploymentCache cache = engine.getDeploymentCache();
        BpmnExecutionContext execution = Context.getBpmnExecutionContext();
        if (execution == null) {
            return (DecisionDefinitionEntity) cache.findDeployedLatestDecisionDefinitionByKey(decision);
        }
        String deployment = execution.getExecution().getProcessDefinition().getDeploymentId();
        String id = pinned.computeIfAbsent(deployment + '/' + decision, key -> {
            DecisionDefinitionEntity own = (DecisionDefinitionEntity) Context.getCommandContext().getDecisionDefinitionManager()
                    .findDecisionDefinitionByDeploymentAndKey(deployment, decision);
            return own == null ? NONE : own.getId();
        });
        if (id.equals(NONE)) {
            // A decision younger than the ticket: the code asks for it, so the newest answers.
            return (DecisionDefinitionEntity) cache.findDeployedLatestDecisionDefinitionByKey(decision);
        }
        // The engine's own look-up reads the row again each time, even for a definition it holds.
        DecisionDefinitionEntity held = cache.getDecisionDefinitionCache().get(id);
        return held != null ? held : cache.findDeployedDecisionDefinitionById(id);
    }

    private Map<String, String> descriptions(DecisionDefinitionEntity definition) {
        return descriptions.computeIfAbsent(definition.getId(), id -> DecisionRun.descriptions(
                engine.getDeploymentCache().findDmnModelInstanceForDecisionDefinition(id)));
    }
}
