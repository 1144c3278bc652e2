package org.hotline12345.decisions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.platform.ModelTables;

/** The tables of {@code dmn/} on a bare DMN engine, without a database. */
public final class StandaloneDecisionTables implements DecisionTables {

    static final Path DIRECTORY = Path.of("dmn");

    private final ModelTables tables;
    private final Map<String, DmnModelInstance> models = new TreeMap<>();

    public StandaloneDecisionTables() {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path file : files()) {
            DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
            model.getModelElementsByType(Decision.class).forEach(decision -> models.put(decision.getId(), model));
            try {
                contents.put("dmn/" + file.getFileName(), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        tables = new ModelTables(contents);
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

    @Override
    public List<Row> evaluate(String decision, Map<String, ?> inputs) {
        return tables.evaluate(decision, inputs);
    }

    @Override
    public List<Row> matching(String decision, Map<String, ?> inputs) {
        return tables.matching(decision, inputs);
    }

    @Override
    public DecisionTables of(Map<String, byte[]> changed) {
        return tables.of(changed);
    }
}
