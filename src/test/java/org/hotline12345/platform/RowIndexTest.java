package org.hotline12345.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.camunda.bpm.model.dmn.instance.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Passing over rows changes nothing but the time: held against the engine as shipped, without index and cache. */
class RowIndexTest {

    private static final int INPUTS_PER_TABLE = 25;
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Random RANDOM = new Random(12345);

    /** Cells a designer may write, plain and otherwise. */
    private static final List<String> CELLS = List.of("", "", "\"a\"", "\"b\"", "\"a\",\"b\"", " \"c\" , \"a\" ", "\"a\"\n,\"c\"",
            "\"甲\",\"乙\"", "\"\"", "null", "null,\"a\"", "not(\"a\")", "not(\"a\",\"b\")", "\"a\\\"b\"", "\"\\u0061\"", "\"a\" /* \"b\" */",
            "\"a,b\"", "? = \"a\"", "? = second", "string length(?) > 1", "second", "[\"a\",\"b\"]", "\"a\"+\"b\"", "1", "[1..3]", "true", "-",
            "\"http://x\"");
    private static final List<Object> VALUES = List.of("a", "b", "c", "甲", "", "a,b", "ab", "a\"b", "http://x", " a", "A", 1, 2.0, true, List.of("a"));

    @TestFactory
    Stream<DynamicTest> everyTableOfOursDecidesAsTheEngineAsShippedDoes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("dmn"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".dmn")).sorted().toList()) {
                DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
                Map<String, List<Object>> values = values(model);
                for (Decision decision : model.getModelElementsByType(Decision.class)) {
                    tests.add(dynamicTest(decision.getId(), () -> {
                        Pair pair = new Pair(model, decision.getId());
                        for (int input = 0; input < INPUTS_PER_TABLE; input++) {
                            pair.decideAlike(someOf(values));
                        }
                    }));
                }
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> tablesOfRandomCellsDecideAsTheEngineAsShippedDoes() {
        return Stream.of("FIRST", "COLLECT", "RULE ORDER", "UNIQUE", "ANY").map(hitPolicy -> dynamicTest(hitPolicy, () -> {
            for (int table = 0; table < 25; table++) {
                Pair pair = new Pair(randomTable(hitPolicy), "test-random");
                for (int input = 0; input < INPUTS_PER_TABLE; input++) {
                    Map<String, Object> inputs = new HashMap<>();
                    Stream.of("first", "second", "third").filter(name -> RANDOM.nextInt(8) > 0)
                            .forEach(name -> inputs.put(name, VALUES.get(RANDOM.nextInt(VALUES.size()))));
                    pair.decideAlike(inputs);
                }
            }
        }));
    }

    @Test
    void theEngineReadsAsManyCellsOfALargeTableAsOfASmallOne() {
        assertThat(cellsRead(Catalogues.oneTable(5000), Catalogues.ONE)).isEqualTo(cellsRead(Catalogues.oneTable(50), Catalogues.ONE))
                .isBetween(1, 20);
    }

    private static int cellsRead(Map<String, byte[]> models, String decision) {
        AtomicInteger cells = new AtomicInteger();
        IndexedDmnEngineConfiguration configuration = new IndexedDmnEngineConfiguration(new MatchedRules());
        configuration.setFeelEngineFactory(() -> {
            FeelEngine feel = new CachedFeelEngine();
            return new FeelEngine() {
                @Override
                public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
                    return feel.evaluateSimpleExpression(expression, variables);
                }

                @Override
                public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
                    cells.incrementAndGet();
                    return feel.evaluateSimpleUnaryTests(cell, input, variables);
                }
            };
        });
        DmnEngine engine = configuration.buildEngine();
        DmnDecision table = engine.parseDecision(decision, new ByteArrayInputStream(models.values().iterator().next()));
        assertThat(engine.evaluateDecision(table, Variables.fromMap(Catalogues.LAST_MATTER)).getResultList()).isNotEmpty();
        return cells.get();
    }

    private static DmnModelInstance randomTable(String hitPolicy) {
        List<List<String>> rows = IntStream.range(0, 12).mapToObj(row -> List.of("Rule_" + row, cell(), cell(), cell(), "\"" + row % 3 + "\"")).toList();
        return Dmn.readModelFromStream(new ByteArrayInputStream(Graphs.file("test-random",
                Graphs.table("Random", hitPolicy, List.of("first", "second", "third"), "answer", rows)).getBytes(StandardCharsets.UTF_8)));
    }

    private static String cell() {
        return Graphs.escaped(CELLS.get(RANDOM.nextInt(CELLS.size())));
    }

    /** For each variable an input reads: the texts its file names, and others. */
    private static Map<String, List<Object>> values(DmnModelInstance model) {
        Set<Object> texts = new LinkedHashSet<>();
        for (Text text : model.getModelElementsByType(Text.class)) {
            Matcher matcher = TEXT.matcher(text.getTextContent());
            while (matcher.find()) {
                texts.add(matcher.group(1));
            }
        }
        Map<String, List<Object>> values = new HashMap<>();
        for (InputExpression expression : model.getModelElementsByType(InputExpression.class)) {
            Matcher matcher = NAME.matcher(expression.getText().getTextContent());
            while (matcher.find()) {
                values.put(matcher.group(), switch (String.valueOf(expression.getTypeRef())) {
                    case "boolean" -> List.of(true, false);
                    case "integer", "long", "double", "number" -> List.of(0, 1, 2, 3, 7, 100);
                    default -> List.copyOf(texts);
                });
            }
        }
        return values;
    }

    private static Map<String, Object> someOf(Map<String, List<Object>> values) {
        Map<String, Object> inputs = new HashMap<>();
        values.forEach((name, some) -> {
            if (!some.isEmpty() && RANDOM.nextInt(6) > 0) {
                inputs.put(name, some.get(RANDOM.nextInt(some.size())));
            }
        });
        return inputs;
    }

    /** The same decision in the engine as shipped and in ours. */
    private static final class Pair {

        private final Side shipped;
        private final Side ours;

        Pair(DmnModelInstance model, String decision) {
            MatchedRules here = new MatchedRules();
            MatchedRules there = new MatchedRules();
            DefaultDmnEngineConfiguration plain = new DefaultDmnEngineConfiguration();
            plain.setCustomPostDecisionTableEvaluationListeners(List.of(there));
            shipped = new Side(plain.buildEngine(), there, model, decision);
            ours = new Side(new IndexedDmnEngineConfiguration(here).buildEngine(), here, model, decision);
        }

        void decideAlike(Map<String, Object> inputs) {
            assertThat(ours.decide(inputs)).as("%s", inputs).isEqualTo(shipped.decide(inputs));
        }
    }

    private static final class Side {

        private final DmnEngine engine;
        private final MatchedRules matched;
        private final DmnDecision decision;

        Side(DmnEngine engine, MatchedRules matched, DmnModelInstance model, String decision) {
            this.engine = engine;
            this.matched = matched;
            this.decision = engine.parseDecision(decision, model);
        }

        /** Rows and outputs of every table asked, or what went wrong. */
        List<String> decide(Map<String, Object> inputs) {
            VariableMap variables = Variables.createVariables();
            inputs.forEach(variables::putValue);
            List<String> said = new ArrayList<>();
            try {
                for (DmnDecisionTableEvaluationEvent table : matched.during(
                        () -> engine.evaluateDecision(decision, variables.asVariableContext()))) {
                    table.getMatchingRules().forEach(rule -> {
                        said.add(table.getDecisionTable().getKey() + " " + rule.getId());
                        rule.getOutputEntries().forEach((name, output) -> said.add(name + "=" + output.getValue().getValue()));
                    });
                }
            } catch (RuntimeException failed) {
                said.add("failed");
            }
            return said;
        }
    }
}
