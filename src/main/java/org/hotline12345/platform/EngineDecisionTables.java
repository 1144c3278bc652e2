package org.hotline12345.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.hotline12345.common.DecisionTables;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Evaluates designers' tables with the engine's DMN engine and tells which rows matched. Costs no statement once a
 * definition is cached: the engine's own decision service would look the definition up for every evaluation.
 */
@Component
class EngineDecisionTables implements DecisionTables {

    private final ProcessEngineConfigurationImpl engine;
    private final MatchedRules matchedRules;
    /** Definition id by deployment and decision; definitions never change once deployed. */
    private final Map<String, String> pinned = new ConcurrentHashMap<>();
    /** Chinese row descriptions by definition id and rule id. */
    private final Map<String, Map<String, String>> descriptions = new ConcurrentHashMap<>();

    EngineDecisionTables(@Lazy ProcessEngineConfigurationImpl engine, MatchedRules matchedRules) {
        this.engine = engine;
        this.matchedRules = matchedRules;
    }

    @Override
    public List<Row> evaluate(String decision, Map<String, ?> inputs) {
        return engine.getCommandExecutorTxRequired().execute(context -> evaluate(context, decision, inputs));
    }

    private List<Row> evaluate(CommandContext context, String decision, Map<String, ?> inputs) {
        DecisionDefinitionEntity definition = definition(context, decision);
        VariableMap variables = Variables.createVariables();
        inputs.forEach(variables::putValue);
        List<Row> rows = new ArrayList<>();
        for (DmnDecisionTableEvaluationEvent table : matchedRules.during(() ->
                engine.getDmnEngine().evaluateDecision(definition, variables.asVariableContext()))) {
            if (table.getDecisionTable().getKey().equals(decision)) {
                for (DmnEvaluatedDecisionRule rule : table.getMatchingRules()) {
                    rows.add(row(definition, decision, rule));
                }
            }
        }
        return rows;
    }

    private Row row(DecisionDefinitionEntity definition, String decision, DmnEvaluatedDecisionRule rule) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        rule.getOutputEntries().forEach((name, output) -> outputs.put(name, output.getValue().getValue()));
        return new Row(decision, rule.getId(),
                descriptions.computeIfAbsent(definition.getId(), id -> descriptions(definition))
                        .getOrDefault(rule.getId(), ""), outputs);
    }

    private DecisionDefinitionEntity definition(CommandContext context, String decision) {
        DeploymentCache cache = engine.getDeploymentCache();
        BpmnExecutionContext execution = Context.getBpmnExecutionContext();
        if (execution == null) {
            return (DecisionDefinitionEntity) cache.findDeployedLatestDecisionDefinitionByKey(decision);
        }
        String deployment = execution.getExecution().getProcessDefinition().getDeploymentId();
        String id = pinned.computeIfAbsent(deployment + '/' + decision, key ->
                cache.findDeployedDecisionDefinitionByDeploymentAndKey(deployment, decision).getId());
        // The engine's own look-up reads the row again each time, even for a definition it holds.
        DecisionDefinitionEntity held = cache.getDecisionDefinitionCache().get(id);
        return held != null ? held : cache.findDeployedDecisionDefinitionById(id);
    }

    private Map<String, String> descriptions(DecisionDefinitionEntity definition) {
        Map<String, String> texts = new ConcurrentHashMap<>();
        var model = engine.getDeploymentCache().findDmnModelInstanceForDecisionDefinition(definition.getId());
        for (DecisionTable table : model.getModelElementsByType(DecisionTable.class)) {
            for (Rule rule : table.getRules()) {
                if (rule.getDescription() != null) {
                    texts.put(rule.getId(), rule.getDescription().getTextContent());
                }
            }
        }
        return texts;
    }
}
