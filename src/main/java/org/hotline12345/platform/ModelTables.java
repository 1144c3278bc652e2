package org.hotline12345.platform;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.Refusal;

/**
 * Decision tables straight from files, deployed nowhere: what a draft would decide. They have a DMN engine of their own,
 * set up like the process engine's, so that the cells of a discarded draft do not stay in its caches.
 */
public final class ModelTables implements DecisionTables {

    private final MatchedRules matchedRules = new MatchedRules();
    private final DmnEngine engine = new IndexedDmnEngineConfiguration(matchedRules).buildEngine();
    private final DecisionRun run = new DecisionRun(matchedRules);
    private final Map<String, DmnDecision> decisions = new HashMap<>();
    private final Map<String, Map<String, String>> descriptions = new HashMap<>();
    private final Optional<DecisionTables> otherwise;

    /** These files and nothing else. */
    public ModelTables(Map<String, byte[]> models) {
        this(models, Optional.empty());
    }

    /**
     * @param models resource name to content; anything else than .dmn is ignored
     * @param otherwise evaluates the decisions that are in none of the files
     */
    public ModelTables(Map<String, byte[]> models, DecisionTables otherwise) {
        this(models, Optional.of(otherwise));
    }

    private ModelTables(Map<String, byte[]> models, Optional<DecisionTables> otherwise) {
        this.otherwise = otherwise;
        new TreeMap<>(models).forEach((resource, content) -> {
            if (resource.endsWith(".dmn")) {
                read(resource, content);
            }
        });
    }

    private void read(String resource, byte[] content) {
        try {
            DmnModelInstance model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
            Map<String, String> texts = DecisionRun.descriptions(model);
            for (DmnDecision decision : engine.parseDecisions(model)) {
                decisions.put(decision.getKey(), decision);
                descriptions.put(decision.getKey(), texts);
            }
        } catch (RuntimeException unreadable) {
            throw Refusal.invalid("platform.decisionUnreadable",
                    "「" + resource + "」不是有效的DMN决策，请在Camunda Modeler中检查后重新保存、上传。");
        }
    }

    @Override
    public List<Row> evaluate(String decision, Map<String, ?> inputs) {
        DmnDecision held = decisions.get(decision);
        return held == null ? otherwise(decision).evaluate(decision, inputs)
                : run.evaluate(engine, held, inputs, descriptions.get(decision));
    }

    @Override
    public List<Row> matching(String decision, Map<String, ?> inputs) {
        DmnDecision held = decisions.get(decision);
        return held == null ? otherwise(decision).matching(decision, inputs)
                : run.matching(engine, held, inputs, descriptions.get(decision));
    }

    private DecisionTables otherwise(String decision) {
        return otherwise.orElseThrow(() -> new IllegalArgumentException("No decision " + decision));
    }

    @Override
    public DecisionTables of(Map<String, byte[]> models) {
        return new ModelTables(models, this);
    }
}
