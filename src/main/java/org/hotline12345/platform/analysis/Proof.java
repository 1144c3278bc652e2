package org.hotline12345.platform.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;
import org.camunda.bpm.dmn.engine.impl.hitpolicy.RuleOrderHitPolicyHandler;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.model.dmn.DmnModelInstance;

/** Asks the engine itself which rows of a table an input meets, whatever the table's hit policy says about them. */
final class Proof {

    private final DmnEngine engine;
    private final List<DmnDecisionTableEvaluationEvent> evaluated = new ArrayList<>();

    /** @param configuration the DMN engine as the product sets it up; a fresh one, not yet built */
    Proof(DefaultDmnEngineConfiguration configuration) {
        configuration.getCustomPostDecisionTableEvaluationListeners().add(evaluated::add);
        engine = configuration.buildEngine();
    }

    /** The tables of a file, by decision id, as the engine reads them. */
    Map<String, DmnDecisionTableImpl> tables(DmnModelInstance model) {
        Map<String, DmnDecisionTableImpl> tables = new LinkedHashMap<>();
        for (DmnDecision decision : engine.parseDecisions(model)) {
            if (decision.getDecisionLogic() instanceof DmnDecisionTableImpl table) {
                tables.put(decision.getKey(), table);
            }
        }
        return tables;
    }

    /** The rows, among some, whose conditions an input meets; null when the engine cannot evaluate them. */
    Set<Integer> met(DmnDecisionTableImpl table, Collection<Integer> rows, Map<String, Object> input) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<DmnDecisionTableRuleImpl> rules = new ArrayList<>();
        for (int row : rows) {
            DmnDecisionTableRuleImpl rule = rule(String.valueOf(row), table.getRules().get(row - 1).getConditions());
            numbers.put(rule.getId(), row);
            rules.add(rule);
        }
        Set<String> met = met(table.getInputs(), rules, input);
        return met == null ? null : met.stream().map(numbers::get).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The conditions, among some of one column, that a value of that column meets; null when the engine cannot say. */
    Set<String> met(DmnDecisionTableInputImpl column, Map<String, DmnExpressionImpl> conditions, Map<String, Object> input) {
        List<DmnDecisionTableRuleImpl> rules = new ArrayList<>();
        conditions.forEach((text, condition) -> rules.add(rule(text, List.of(condition))));
        return met(List.of(column), rules, input);
    }

    private Set<String> met(
            List<DmnDecisionTableInputImpl> inputs, List<DmnDecisionTableRuleImpl> rules, Map<String, Object> input) {
        DmnDecisionTableImpl table = new DmnDecisionTableImpl();
        table.setInputs(inputs);
        table.setOutputs(List.of());
        table.setRules(rules);
        table.setHitPolicyHandler(new RuleOrderHitPolicyHandler());
        DmnDecisionImpl decision = new DmnDecisionImpl();
        decision.setKey("proof");
        decision.setDecisionLogic(table);
        VariableMap variables = Variables.createVariables();
        input.forEach(variables::putValue);
        evaluated.clear();
        try {
            engine.evaluateDecisionTable(decision, variables);
        } catch (RuntimeException e) {
            return null;
        }
        return evaluated.stream().flatMap(event -> event.getMatchingRules().stream())
                .map(DmnEvaluatedDecisionRule::getId).collect(Collectors.toSet());
    }

    private static DmnDecisionTableRuleImpl rule(String id, List<DmnExpressionImpl> conditions) {
        DmnDecisionTableRuleImpl rule = new DmnDecisionTableRuleImpl();
        rule.setId(id);
        rule.setConditions(conditions);
        rule.setConclusions(List.of());
        return rule;
    }
}
