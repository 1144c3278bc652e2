package org.hotline12345.platform.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;

/** A decision table as the analysis sees it: columns with their telling values, rows as sets of them. */
final class Table {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_?][\\p{L}\\p{N}_]*(?!\\s*\\()(?![\\p{L}\\p{N}_])");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "true", "false", "null", "if", "then", "else", "in",
            "between", "instance", "of", "for", "return", "some", "every", "satisfies", "?", "cellInput");
    /** Evaluations spent on trying samples in opaque cells of one table. */
    private static final int MOST_SAMPLED = 20_000;
    private static final int MOST_SAMPLES = 60;
    /** What is tried for a variable that no column of the table reads, such as a setting. */
    private static final int PARAMETER = 3;

    final String id;
    final String name;
    final HitPolicy hitPolicy;
    final DmnDecisionTableImpl logic;
    final List<Column> columns = new ArrayList<>();
    final List<Row> rows = new ArrayList<>();
    final List<String> outputs = new ArrayList<>();
    final List<List<Object>> outputValues = new ArrayList<>();
    /** Rows with a condition that could only be sampled. */
    final List<Row> sampled = new ArrayList<>();
    /** Cells that the engine cannot evaluate: row and column. */
    final Map<Row, Column> unreadable = new LinkedHashMap<>();
    /** Variables of opaque cells that are no input of the table, with the value they are tried with. */
    final Map<String, Object> parameters = new LinkedHashMap<>();

    private final Proof proof;

    Table(String id, String name, DecisionTable drawn, DmnDecisionTableImpl logic, Proof proof) {
        this.id = id;
        this.name = name;
        this.hitPolicy = drawn.getHitPolicy() == null ? HitPolicy.UNIQUE : drawn.getHitPolicy();
        this.logic = logic;
        this.proof = proof;
        for (Output output : drawn.getOutputs()) {
            outputs.add(output.getName());
            outputValues.add(output.getOutputValues() == null ? null
                    : CellReader.literals(output.getOutputValues().getTextContent().strip()).orElse(null));
        }
        List<Map<String, CellTest>> tests = new ArrayList<>();
        List<Map<String, DmnExpressionImpl>> opaque = new ArrayList<>();
        for (int column = 0; column < logic.getInputs().size(); column++) {
            tests.add(new LinkedHashMap<>());
            opaque.add(new LinkedHashMap<>());
            for (DmnDecisionTableRuleImpl rule : logic.getRules()) {
                String text = text(rule, column);
                if (!tests.get(column).containsKey(text) && !opaque.get(column).containsKey(text)) {
                    Optional<CellTest> test = CellReader.test(text);
                    if (test.isPresent()) {
                        tests.get(column).put(text, test.get());
                    } else {
                        opaque.get(column).put(text, rule.getConditions().get(column));
                    }
                }
            }
        }
        List<Input> inputs = List.copyOf(drawn.getInputs());
        Set<String> read = new HashSet<>();
        inputs.forEach(input -> read.add(expression(input)));
        opaque.forEach(cells -> cells.keySet().forEach(cell -> names(cell).stream().filter(variable -> !read.contains(variable))
                .forEach(variable -> parameters.putIfAbsent(variable, PARAMETER + parameters.size()))));
        read.stream().filter(expression -> !Column.isVariable(expression)).flatMap(expression -> names(expression).stream())
                .filter(variable -> !read.contains(variable)).forEach(variable -> parameters.putIfAbsent(variable, null));
        for (int column = 0; column < inputs.size(); column++) {
            columns.add(column(column, inputs.get(column), tests.get(column).values(), opaque.get(column).keySet()));
        }
        rows(drawn, tests, sample(opaque));
    }

    /** An input with chosen values, in the order of the columns; settings the table reads come last. */
    Map<String, Object> input(int[] points) {
        Map<String, Object> input = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.variable) {
                input.put(column.expression, column.value(points[column.index]));
            }
        }
        input.putAll(parameters);
        return input;
    }

    private static String description(Rule rule) {
        return rule.getDescription() == null ? "" : rule.getDescription().getTextContent().strip();
    }

    private void rows(DecisionTable drawn, List<Map<String, CellTest>> tests, List<Map<String, BitSet>> samples) {
        List<Rule> rules = List.copyOf(drawn.getRules());
        List<Map<String, Row.Cell>> known = new ArrayList<>();
        columns.forEach(column -> known.add(new HashMap<>()));
        for (int number = 1; number <= rules.size(); number++) {
            DmnDecisionTableRuleImpl rule = logic.getRules().get(number - 1);
            List<Row.Cell> cells = new ArrayList<>();
            Column broken = null;
            for (Column column : columns) {
                String text = text(rule, column.index);
                Row.Cell cell = known.get(column.index).computeIfAbsent(text, missing -> {
                    CellTest test = tests.get(column.index).get(text);
                    return test == null ? new Row.Cell(text, samples.get(column.index).getOrDefault(text, new BitSet()), false)
                            : new Row.Cell(text, column.meeting(test), true);
                });
                cells.add(cell);
                if (!cell.exact() && !samples.get(column.index).containsKey(text)) {
                    broken = column;
                }
            }
            List<String> conclusions = new ArrayList<>();
            for (DmnExpressionImpl conclusion : rule.getConclusions()) {
                conclusions.add(conclusion.getExpression() == null ? "" : conclusion.getExpression().strip());
            }
            Row row = new Row(number, rule.getId(), description(rules.get(number - 1)), List.copyOf(cells), conclusions);
            rows.add(row);
            if (broken != null) {
                unreadable.put(row, broken);
            }
            if (!row.exact()) {
                sampled.add(row);
            }
        }
    }

    private Column column(int index, Input input, Collection<CellTest> tests, Set<String> opaque) {
        Set<Object> named = new LinkedHashSet<>();
        tests.forEach(test -> CellTest.literals(test, literal -> {
            if (literal != null) {
                named.add(literal);
            }
        }));
        List<Object> allowed = input.getInputValues() == null ? null
                : CellReader.literals(input.getInputValues().getTextContent().strip()).orElse(null);
        Set<Object> samples = new LinkedHashSet<>();
        for (String cell : opaque) {
            Matcher quoted = QUOTED.matcher(cell);
            while (quoted.find()) {
                for (String part : quoted.group(1).split("\\|")) {
                    samples.add(part.replaceAll("\\\\+.|[\\[\\]()^$*+?{}.]", ""));
                }
            }
        }
        parameters.values().stream().filter(Objects::nonNull)
                .forEach(value -> samples.add(CellReader.number(value.toString())));
        String label = input.getLabel() == null || input.getLabel().isBlank() ? expression(input) : input.getLabel();
        return new Column(index, expression(input), label, kind(input.getInputExpression().getTypeRef(), named), named,
                allowed, samples.stream().limit(MOST_SAMPLES).toList());
    }

    private static Column.Kind kind(String type, Set<Object> named) {
        return switch (type == null ? "" : type) {
            case "integer", "long" -> Column.Kind.WHOLE;
            case "double", "number" -> Column.Kind.DECIMAL;
            case "boolean" -> Column.Kind.BOOLEAN;
            case "date", "dateTime", "time" -> Column.Kind.DATE;
            case "string" -> Column.Kind.TEXT;
            default -> named.stream().findFirst().map(literal -> literal instanceof String ? Column.Kind.TEXT
                    : literal instanceof Boolean ? Column.Kind.BOOLEAN
                    : literal instanceof Number ? Column.Kind.DECIMAL : Column.Kind.DATE).orElse(Column.Kind.TEXT);
        };
    }

    /** For every opaque cell that the engine can evaluate at all: the values that were seen to meet it. */
    private List<Map<String, BitSet>> sample(List<Map<String, DmnExpressionImpl>> opaque) {
        List<Map<String, BitSet>> seen = new ArrayList<>();
        int left = MOST_SAMPLED;
        for (Column column : columns) {
            Map<String, BitSet> met = new HashMap<>();
            seen.add(met);
            Map<String, DmnExpressionImpl> cells = opaque.get(column.index);
            // Null first: it is last among the values, and enough to see whether a cell can be read.
            for (int point = column.points.size() - 1; point >= 0 && !cells.isEmpty() && left > 0; point--) {
                left -= cells.size();
                trial(column, point, cells, met);
            }
        }
        return seen;
    }

    private void trial(Column column, int point, Map<String, DmnExpressionImpl> cells, Map<String, BitSet> met) {
        Map<String, Object> values = new LinkedHashMap<>(parameters);
        columns.stream().filter(other -> other.variable).forEach(other -> values.put(other.expression, null));
        if (column.variable) {
            values.put(column.expression, column.value(point));
        }
        Set<String> answer = proof.met(logic.getInputs().get(column.index), cells, values);
        if (answer != null) {
            cells.keySet().forEach(cell ->
                    met.computeIfAbsent(cell, text -> new BitSet()).set(point, answer.contains(cell)));
        } else if (cells.size() > 1) {
            // One of them cannot be evaluated; the others shall not suffer.
            cells.forEach((text, cell) -> trial(column, point, Map.of(text, cell), met));
        }
    }

    private static Set<String> names(String cell) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(QUOTED.matcher(cell).replaceAll("\"\""));
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    private static String expression(Input input) {
        return input.getInputExpression().getTextContent().strip();
    }

    private static String text(DmnDecisionTableRuleImpl rule, int column) {
        String text = rule.getConditions().get(column).getExpression();
        return text == null ? "" : text.strip();
    }
}
