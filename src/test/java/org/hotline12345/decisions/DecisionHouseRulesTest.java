package org.hotline12345.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.organization.Category;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every decision table must have so that a designer can read it and a clerk can be told why. */
class DecisionHouseRulesTest {

    private static final StandaloneDecisionTables TABLES = new StandaloneDecisionTables();
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern RULE_ID = Pattern.compile("Rule_[a-z][A-Za-z0-9]*");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final int MOST_ROWS = 150;

    @TestFactory
    Stream<DynamicTest> aFileHoldsTheDecisionItIsNamedAfter() {
        return StandaloneDecisionTables.files().stream().map(file -> dynamicTest(file.toString(), () -> {
            String name = file.getFileName().toString().replace(".dmn", "");
            Collection<Decision> decisions = Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Decision.class);
            assertThat(decisions).extracting(Decision::getId).contains(name);
            assertThat(decisions).allSatisfy(decision -> {
                assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
                assertThat(decision.getName()).containsPattern(CHINESE);
            });
        }));
    }

    @TestFactory
    Stream<DynamicTest> columnsAndRowsAreChineseAndEveryRowNamesItsBasis() {
        return each((id, table) -> {
            for (Input input : table.getInputs()) {
                assertThat(input.getLabel()).as("input of %s", id).containsPattern(CHINESE);
            }
            List<String> outputs = new ArrayList<>();
            for (Output output : table.getOutputs()) {
                assertThat(output.getLabel()).as("output of %s", id).containsPattern(CHINESE);
                outputs.add(output.getName());
            }
            int basis = outputs.indexOf("basis");
            assertThat(basis).as("%s has an output basis", id).isNotNegative();
            assertThat(table.getOutputs().stream().toList().get(basis).getLabel()).isEqualTo("依据");
            for (Rule rule : table.getRules()) {
                assertThat(rule.getId()).matches(RULE_ID);
                assertThat(rule.getDescription()).as("%s %s has a description", id, rule.getId()).isNotNull();
                assertThat(rule.getDescription().getTextContent()).containsPattern(CHINESE);
                OutputEntry entry = List.copyOf(rule.getOutputEntries()).get(basis);
                assertThat(entry.getTextContent().strip()).as("%s %s names its basis", id, rule.getId())
                        .matches("\".{2,}\"");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aTableThatGivesOneAnswerEndsWithTheRowForAPerson() {
        return each((id, table) -> {
            if (table.getHitPolicy() == HitPolicy.COLLECT) {
                return;
            }
            Rule last = List.copyOf(table.getRules()).get(table.getRules().size() - 1);
            assertThat(last.getDescription().getTextContent()).startsWith("人工判断");
            assertThat(last.getInputEntries()).allSatisfy(cell -> assertThat(cell.getTextContent().strip()).isIn("", "-"));
        });
    }

    @TestFactory
    Stream<DynamicTest> tablesStaySmallEnoughToEditAndUseHitPoliciesTheEngineHas() {
        return each((id, table) -> {
            assertThat(table.getRules()).hasSizeBetween(1, MOST_ROWS);
            assertThat(table.getHitPolicy()).isIn(HitPolicy.FIRST, HitPolicy.COLLECT);
            assertThat(table.getAggregation()).isNull();
            Set<String> ids = new HashSet<>();
            table.getRules().forEach(rule -> assertThat(ids.add(rule.getId())).as(rule.getId()).isTrue());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyUnitAndMatterNamedInATableExists() {
        Set<String> units = ReferenceRows.units().keySet();
        Set<String> categories = new TreeSet<>(ReferenceRows.categories(2));
        Set<String> regions = ReferenceRows.regions().keySet();
        return each((id, table) -> {
            List<Input> inputs = List.copyOf(table.getInputs());
            List<String> outputs = table.getOutputs().stream().map(Output::getName).toList();
            for (Rule rule : table.getRules()) {
                for (int column = 0; column < inputs.size(); column++) {
                    Set<String> known = switch (inputs.get(column).getInputExpression().getText().getTextContent()) {
                        case "category" -> categories;
                        case "aboutUnit" -> units;
                        case "region", "district" -> regions;
                        default -> null;
                    };
                    String cell = List.copyOf(rule.getInputEntries()).get(column).getTextContent();
                    if (known != null) {
                        assertThat(known).as("%s %s", id, rule.getId()).containsAll(quoted(cell));
                    }
                }
                int unit = outputs.indexOf("unit");
                if (unit >= 0 && (id.startsWith("routing-") || id.startsWith("catalogue-"))) {
                    assertThat(units).as("%s %s", id, rule.getId())
                            .containsAll(quoted(List.copyOf(rule.getOutputEntries()).get(unit).getTextContent()));
                }
            }
        });
    }

    @Test
    void everyMatterHasALeadInItsCatalogue() {
        Set<String> without = new TreeSet<>();
        for (Category category : ReferenceRows.matters()) {
            String table = TABLES.evaluate("routing-catalogue", Map.of("jurisdiction", category.jurisdiction(),
                    "majorCategory", category.parent())).get(0).text("catalogue");
            for (String kind : List.of("consult", "complaint")) {
                List<Row> rows = TABLES.evaluate(table, inputs(category.code(), kind));
                if (rows.stream().noneMatch(row -> "lead".equals(row.text("role")))) {
                    without.add(category.code() + " " + kind);
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void everyShaoyangUnitIsReachedByTheCatalogueOrByItsPlace() {
        Set<String> reached = new TreeSet<>();
        for (String table : TABLES.ids().stream()
                .filter(id -> id.startsWith("catalogue-shaoyang-") || id.equals("routing-territory")).toList()) {
            int unit = TABLES.table(table).getOutputs().stream().map(Output::getName).toList().indexOf("unit");
            TABLES.table(table).getRules().forEach(rule ->
                    reached.addAll(quoted(List.copyOf(rule.getOutputEntries()).get(unit).getTextContent())));
        }
        assertThat(ReferenceRows.units().values().stream().filter(unit -> "430500".equals(unit.jurisdiction()))
                .map(unit -> unit.code()).filter(code -> !reached.contains(code)).toList()).isEmpty();
    }

    @Test
    void theCatalogueTableNamesDecisionsThatExist() {
        TABLES.table("routing-catalogue").getRules().forEach(rule -> assertThat(TABLES.ids())
                .containsAll(quoted(List.copyOf(rule.getOutputEntries()).get(0).getTextContent())));
    }

    @Test
    void examplesBesideNoTableAreNotLeftBehind() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dmn"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".csv", "")).toList())
                    .hasSameElementsAs(TABLES.ids());
        }
    }

    private interface Check {
        void on(String id, DecisionTable table);
    }

    private static Stream<DynamicTest> each(Check check) {
        return TABLES.ids().stream().map(id -> dynamicTest(id, () -> check.on(id, TABLES.table(id))));
    }

    private static Map<String, Object> inputs(String category, String kind) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("category", category);
        inputs.put("kind", kind);
        inputs.put("district", null);
        inputs.put("aboutUnit", null);
        inputs.put("circumstances", "");
        return inputs;
    }

    private static Set<String> quoted(String cell) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = QUOTED.matcher(cell);
        while (matcher.find()) {
            if (!matcher.group(1).isEmpty()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }
}
