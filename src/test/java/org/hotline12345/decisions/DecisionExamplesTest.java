package org.hotline12345.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.common.EffectiveText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every decision gives what its examples say, and every row is shown by at least one example. */
class DecisionExamplesTest {

    private static final StandaloneDecisionTables TABLES = new StandaloneDecisionTables();

    @TestFactory
    Stream<DynamicTest> examplesComeOutAsWritten() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String decision : TABLES.ids()) {
            tests.add(dynamicTest(decision + " has examples", () -> assertThat(Files.exists(Examples.file(decision))).isTrue()));
            if (!Files.exists(Examples.file(decision))) {
                continue;
            }
            for (Map<String, String> line : Examples.of(decision)) {
                tests.add(dynamicTest(decision + ": " + line.get("example"), () -> check(decision, line)));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyRowIsShownByAnExample() {
        return TABLES.ids().stream().map(decision -> dynamicTest(decision, () -> {
            Set<String> unhit = new TreeSet<>();
            TABLES.table(decision).getRules().forEach(rule -> unhit.add(rule.getId()));
            for (Map<String, String> line : Examples.of(decision)) {
                hit(decision, line).forEach(row -> unhit.remove(row.row()));
            }
            assertThat(unhit).as("rows of %s that no example hits", decision).isEmpty();
        }));
    }

    private static void check(String decision, Map<String, String> line) {
        List<Row> rows = hit(decision, line);
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> actual = new LinkedHashMap<>();
        boolean first = TABLES.table(decision).getHitPolicy() == HitPolicy.FIRST;
        line.forEach((column, value) -> {
            if (column.startsWith(Examples.EXPECT)) {
                String output = column.substring(Examples.EXPECT.length());
                expected.put(output, value == null ? "" : value);
                actual.put(output, first ? only(rows, output) : all(rows, output));
            }
        });
        assertThat(actual).as("%s with %s hit %s", decision, line, rows.stream().map(Row::row).toList()).isEqualTo(expected);
    }

    /** Rows of the decision itself; those it requires have examples of their own. */
    private static List<Row> hit(String decision, Map<String, String> line) {
        return TABLES.evaluate(decision, inputs(decision, line)).stream().filter(row -> row.decision().equals(decision)).toList();
    }

    private static String only(List<Row> rows, String output) {
        assertThat(rows).hasSize(1);
        String text = rows.get(0).text(output);
        return text == null ? "" : text;
    }

    /** Several rows may match: {@code parts} is role:unit (territorial rows with @), any other output its values, sorted, distinct. */
    private static String all(List<Row> rows, String output) {
        Stream<String> texts = switch (output) {
            case "parts" -> rows.stream().map(row -> row.text("role") + ":" + (row.text("unit") == null ? "" : row.text("unit"))
                    + ("territory".equals(row.text("level")) ? "@" : ""));
            case "block", "warn" -> rows.stream().filter(row -> output.equals(row.text("severity"))).map(row -> row.text("code"));
            default -> rows.stream().map(row -> row.text(output)).filter(Objects::nonNull);
        };
        return String.join(" ", new TreeSet<>(texts.toList()));
    }

    /** The reply gate sees a reply the way {@code ReplyGate} hands it over: unified, and measured. */
    private static Map<String, Object> inputs(String decision, Map<String, String> line) {
        Map<String, Object> inputs = Examples.inputs(TABLES, decision, line);
        if (decision.equals("reply-gate")) {
            inputs.put("effectiveLength", EffectiveText.length(line.get("reply")));
            inputs.put("reply", EffectiveText.plain(line.get("reply")));
            inputs.putIfAbsent("minLength", 15);
        }
        return inputs;
    }
}
