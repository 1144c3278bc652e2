package org.hotline12345.platform.analysis;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.hotline12345.common.Finding;

/**
 * Finds what a designer did not mean in a decision table: rows that exclude or contradict each other, rows that can
 * never have a say, inputs that no row answers. Every finding carries an input, and the engine itself has confirmed what
 * is said about it; what cannot be confirmed is not said.
 */
public final class DecisionAnalysis {

    private final Proof proof;

    /** @param configuration the DMN engine as the product sets it up; a fresh one, not yet built */
    public DecisionAnalysis(DefaultDmnEngineConfiguration configuration) {
        proof = new Proof(configuration);
    }

    /**
     * The findings on the tables of one file.
     *
     * @param resource name of the file within its set
     * @param today day on which a row's last day of validity has passed; null when validity is not looked at
     * @return errors, warnings and advice, table by table, with the row as element
     */
    public List<Finding> check(String resource, DmnModelInstance model, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        Map<String, DmnDecisionTableImpl> tables;
        try {
            tables = proof.tables(model);
        } catch (RuntimeException e) {
            findings.add(Finding.error(resource, null, "unreadable",
                    "决策引擎读不了这份决策，请在Camunda Modeler中检查各列的表达式和命中策略后重新保存。"));
            return findings;
        }
        for (Decision decision : model.getModelElementsByType(Decision.class)) {
            DmnDecisionTableImpl logic = tables.get(decision.getId());
            if (logic != null && decision.getExpression() instanceof DecisionTable drawn && !logic.getRules().isEmpty()) {
                Table table = new Table(decision.getId(), decision.getName(), drawn, logic, proof);
                findings.addAll(new TableCheck(resource, table, proof, today).findings());
            }
        }
        return findings;
    }
}
