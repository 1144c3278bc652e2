package org.hotline12345.decisions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.hotline12345.common.DecisionTables;

/** The tables of {@code dmn/} on a bare DMN engine, without a database, and the record of which rows were ever hit. */
public final class StandaloneDecisionTables implements DecisionTables {

    static final Path DIRECTORY = Path.of("dmn");

    private final List<DmnDecisionTableEvaluationEvent> events = new ArrayList<>();
    private final DmnEngine engine;
    private final Map<String, DmnModelInstance> models = new TreeMap<>();
    private final Map<String, DmnDecision> decisions = new TreeMap<>();
    private final Map<String, Set<String>> hits = new TreeMap<>();

    public StandaloneDecisionTables() {
        DefaultDmnEngineConfiguration configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.getCustomPostDecisionTableEvaluationListeners().add(events::add);
        engine = configuration.buildEngine();
        for (Path file : files()) {
            DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
            for (Decision decision : model.getModelElementsByType(Decision.class)) {
                models.put(decision.getId(), model);
                try (InputStream stream = Files.newInputStream(file)) {
                    decisions.put(decision.getId(), engine.parseDecision(decision.getId(), stream));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".dmn")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> ids() {
        return models.keySet();
    }

    Decision decision(String id) {
        return models.get(id).getModelElementById(id);
    }

    DecisionTable table(String id) {
        return (DecisionTable) decision(id).getExpression();
    }

    /** Declared type of the input that reads exactly this variable; null when the variable only appears inside cells. */
    String typeOf(String decision, String variable) {
        for (Input input : table(decision).getInputs()) {
            if (input.getInputExpression().getText().getTextContent().equals(variable)) {
                return input.getInputExpression().getTypeRef();
            }
        }
        return null;
    }

    Set<String> hits(String decision) {
        return hits.getOrDefault(decision, Set.of());
    }

    @Override
    public List<Row> evaluate(String decision, Map<String, ?> inputs) {
        events.clear();
        VariableMap variables = Variables.createVariables();
        inputs.forEach(variables::putValue);
        engine.evaluateDecisionTable(decisions.get(decision), variables);
        List<Row> rows = new ArrayList<>();
        for (DmnDecisionTableEvaluationEvent event : events) {
            event.getMatchingRules().forEach(rule -> {
                Map<String, Object> outputs = new LinkedHashMap<>();
                rule.getOutputEntries().forEach((name, output) -> outputs.put(name, output.getValue().getValue()));
                Rule row = models.get(decision).getModelElementById(rule.getId());
                hits.computeIfAbsent(decision, id -> new LinkedHashSet<>()).add(rule.getId());
                rows.add(new Row(decision, rule.getId(), row.getDescription().getTextContent(), outputs));
            });
        }
        return rows;
    }
}
