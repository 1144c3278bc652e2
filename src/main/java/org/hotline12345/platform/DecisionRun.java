package org.hotline12345.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.hitpolicy.RuleOrderHitPolicyHandler;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.hotline12345.common.DecisionTables.Row;

/** Evaluates one decision and turns the rows that matched into what the capabilities read. */
final class DecisionRun {

    private final MatchedRules matchedRules;
    /** The decision with all its matching rows instead of those its hit policy leaves; dropped with the decision itself. */
    private final Cache<DmnDecision, DmnDecision> unfiltered = Caffeine.newBuilder().weakKeys().build();

    DecisionRun(MatchedRules matchedRules) {
        this.matchedRules = matchedRules;
    }

    /** The rows that the hit policies leave: those of the required decisions first, each in table order. */
    List<Row> evaluate(DmnEngine engine, DmnDecision decision, Map<String, ?> inputs, Map<String, String> descriptions) {
        VariableMap variables = Variables.createVariables();
        inputs.forEach(variables::putValue);
        List<Row> rows = new ArrayList<>();
        for (DmnDecisionTableEvaluationEvent table : matchedRules.during(
                () -> engine.evaluateDecision(decision, variables.asVariableContext()))) {
            table.getMatchingRules().forEach(rule -> rows.add(row(table.getDecisionTable().getKey(), rule, descriptions)));
        }
        return rows;
    }

    /** All rows of this one decision whose conditions hold, in table order. */
    List<Row> matching(DmnEngine engine, DmnDecision decision, Map<String, ?> inputs, Map<String, String> descriptions) {
        return evaluate(engine, unfiltered.get(decision, DecisionRun::unfiltered), inputs, descriptions).stream()
                .filter(row -> row.decision().equals(decision.getKey())).toList();
    }

    private static DmnDecision unfiltered(DmnDecision decision) {
        if (!(decision.getDecisionLogic() instanceof DmnDecisionTableImpl table)) {
            return decision;
        }
        DmnDecisionTableImpl allRows = new DmnDecisionTableImpl();
        allRows.setHitPolicyHandler(new RuleOrderHitPolicyHandler());
        allRows.setInputs(table.getInputs());
        allRows.setOutputs(table.getOutputs());
        allRows.setRules(table.getRules());
        DmnDecisionImpl copy = new DmnDecisionImpl();
        copy.setKey(decision.getKey());
        copy.setName(decision.getName());
        copy.setDecisionLogic(allRows);
        copy.setRequiredDecision(List.copyOf(decision.getRequiredDecisions()));
        return copy;
    }

    private static Row row(String decision, DmnEvaluatedDecisionRule rule, Map<String, String> descriptions) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        rule.getOutputEntries().forEach((name, output) -> outputs.put(name, output.getValue().getValue()));
        return new Row(decision, rule.getId(), descriptions.getOrDefault(rule.getId(), ""), outputs);
    }

    /** The Chinese descriptions of a file's rows by rule id. */
    static Map<String, String> descriptions(DmnModelInstance model) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Rule rule : model.getModelElementsByType(Rule.class)) {
            if (rule.getDescription() != null) {
                texts.put(rule.getId(), rule.getDescription().getTextContent());
            }
        }
        return Map.copyOf(texts);
    }
}
