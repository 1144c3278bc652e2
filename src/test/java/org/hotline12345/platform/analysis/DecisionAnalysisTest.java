package org.hotline12345.platform.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Finding.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted mistakes are found and proven, and nothing is said that an input does not show. */
class DecisionAnalysisTest {

    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final String KINDS = "\"consult\",\"complaint\",\"report\"";

    // ------------------------------------------------------------------ planted, one of each

    @Test
    void aTableWithEveryMistakePlantedTellsEachWithAnInputThatProvesIt() {
        TableOf table = new TableOf("FIRST")
                .input("kind", "string", KINDS).input("days", "integer", null).output("unit")
                .row("\"consult\"", "", "\"a\"")
                .row("\"complaint\"", ">= 5", "\"b\"")
                .row("\"complaint\",\"report\"", "[3..8]", "\"c\"")
                .row("\"consult\"", "> 2", "\"d\"")
                .row("", "[9..7]", "\"e\"");
        List<Finding> findings = table.findings();
        assertThat(findings).extracting(Finding::code, Finding::elementId, Finding::severity).containsExactlyInAnyOrder(
                tuple("rule-shadowed", "Rule_3", Severity.ADVICE),
                tuple("rule-unreachable", "Rule_4", Severity.ERROR),
                tuple("rule-unreachable", "Rule_5", Severity.ERROR),
                tuple("rule-gap", "probe", Severity.WARNING),
                tuple("rule-gap", "probe", Severity.WARNING));
        assertThat(answer(table, of(findings, "rule-shadowed").input())).containsExactly("b");
        assertThat(meets(table, 3, of(findings, "rule-shadowed").input())).isTrue();
        assertThat(answer(table, of(findings, "rule-unreachable").input())).containsExactly("a");
        assertThat(meets(table, 4, of(findings, "rule-unreachable").input())).isTrue();
        findings.stream().filter(finding -> finding.code().equals("rule-gap"))
                .forEach(gap -> assertThat(answer(table, gap.input())).isEmpty());
    }

    @Test
    void rowsThatExcludeEachOtherOverlapInATableOfUniqueHits() {
        TableOf table = new TableOf("UNIQUE").input("kind", "string", KINDS).input("days", "integer", null).output("unit")
                .row("\"consult\"", "< 5", "\"a\"").row("not(\"report\")", "[3..9]", "\"a\"").row("\"report\"", "", "\"b\"");
        Finding overlap = of(table.findings(), "rule-overlap");
        assertThat(overlap.severity()).isEqualTo(Severity.ERROR);
        assertThat(overlap.elementId()).isEqualTo("Rule_2");
        assertThat(overlap.input()).containsEntry("kind", "consult");
        assertThat(overlap.message()).contains("第2行「第2条」", "第1行「第1条」", "kind＝“consult”");
        Assertions.assertThatThrownBy(() -> answer(table, overlap.input())).hasMessageContaining("UNIQUE");
    }

    @Test
    void onlyDifferentResultsContradictInATableOfAnyHits() {
        TableOf table = new TableOf("ANY").input("kind", "string", KINDS).input("urgent", "boolean", null).output("unit")
                .row("\"consult\"", "", "\"a\"").row("", "true", "\"a\"").row("\"report\"", "", "\"b\"");
        List<Finding> findings = table.findings();
        assertThat(findings).extracting(Finding::code, Finding::elementId)
                .containsExactly(tuple("rule-contradiction", "Rule_3"), tuple("rule-gap", "probe"));
        Assertions.assertThatThrownBy(() -> answer(table, findings.get(0).input())).hasMessageContaining("ANY");
        assertThat(answer(table, findings.get(1).input())).isEmpty();
    }

    @Test
    void aRowThatSeveralEarlierOnesShareOutIsUnreachable() {
        TableOf table = new TableOf("FIRST").input("kind", "string", KINDS).input("urgent", "boolean", null)
                .input("days", "integer", null).output("unit")
                .row("\"consult\"", "", "< 3", "\"a\"").row("not(\"report\")", "true", ">= 3", "\"b\"")
                .row("\"consult\"", "", "> 2", "\"c\"").row("\"consult\"", "", "[0..7]", "\"d\"").row("", "", "", "\"e\"");
        List<Finding> findings = table.findings();
        Finding dead = of(findings, "rule-unreachable");
        assertThat(dead.elementId()).isEqualTo("Rule_4");
        assertThat(dead.message()).contains("第1、2、3行");
        assertThat(meets(table, 4, dead.input())).isTrue();
        assertThat(answer(table, dead.input())).isNotEmpty().doesNotContain("d");
        assertThat(findings).extracting(Finding::code).doesNotContain("rule-gap");
    }

    @Test
    void aRowBelowTheLastResortIsUnreachableEvenWhereItComparesWithASetting() {
        TableOf table = new TableOf("FIRST").input("returns", "integer", null).output("ruling")
                .row("< 1", "\"a\"").row("", "\"b\"").row(">= maxReturns", "\"c\"");
        Finding dead = of(table.findings(), "rule-unreachable");
        assertThat(dead.elementId()).isEqualTo("Rule_3");
        assertThat(dead.input()).containsKeys("returns", "maxReturns");
        assertThat(answer(table, dead.input())).containsExactly("b");
        assertThat(meets(table, 3, dead.input())).isTrue();
    }

    @Test
    void aRowWithoutEffectIsOnlyAWarning() {
        assertThat(new TableOf("FIRST").input("kind", "string", null).output("unit")
                .row("\"a\",\"b\"", "\"x\"").row("\"a\"", "\"x\"").row("", "\"y\"").row("-", "\"y\"").findings())
                .extracting(Finding::code, Finding::elementId, Finding::severity).containsExactly(
                        tuple("rule-unreachable", "Rule_2", Severity.WARNING),
                        tuple("rule-duplicate", "Rule_4", Severity.WARNING));
    }

    @Test
    void twoLeadsOfOneWeightAreRivalsUnlessTheirTimesDifferOrAPersonShallDecide() {
        TableOf table = catalogue()
                .row("\"noise\"", "\"police\"", "\"lead\"", "90", "", "\"2025-12-31\"")
                .row("\"noise\"", "\"environment\"", "\"lead\"", "90", "\"2025-06-01\"", "")
                .row("\"noise\"", "\"transport\"", "\"lead\"", "90", "\"2026-01-01\"", "")
                .row("\"noise\"", "\"housing\"", "\"assist\"", "90", "", "")
                .row("\"noise\",\"fumes\"", "\"urban\"", "\"lead\"", "80", "", "")
                .row("\"fumes\"", "\"environment\"", "\"lead\"", "80", "", "")
                .described("由派单员核实", "\"lamp\"", "\"urban\"", "\"lead\"", "80", "", "")
                .described("由派单员核实", "\"lamp\"", "\"transport\"", "\"lead\"", "80", "", "")
                .row("\"fumes\"", "\"environment\"", "\"lead\"", "80", "", "");
        assertThat(table.findings(LocalDate.parse("2026-11-21")))
                .extracting(Finding::code, Finding::elementId, Finding::severity).containsExactlyInAnyOrder(
                        tuple("rule-expired", "Rule_1", Severity.ADVICE),
                        tuple("rule-contradiction", "Rule_2", Severity.WARNING),
                        tuple("rule-contradiction", "Rule_3", Severity.WARNING),
                        tuple("rule-contradiction", "Rule_6", Severity.ADVICE),
                        tuple("rule-contradiction", "Rule_9", Severity.ADVICE),
                        tuple("rule-duplicate", "Rule_9", Severity.WARNING));
        assertThat(table.findings()).extracting(Finding::code).doesNotContain("rule-expired");
    }

    @Test
    void valuesOutsideTheListAndListedValuesNobodyTakesAreTold() {
        TableOf table = new TableOf("COLLECT").input("kind", "string", KINDS).input("urgent", "boolean", null).output("unit")
                .row("\"consult\",\"praise\"", "", "\"a\"").row("\"prayse\"", "", "\"b\"").row("\"complaint\"", "true", "\"c\"");
        List<Finding> findings = table.findings();
        assertThat(findings).extracting(Finding::code, Finding::elementId, Finding::severity).containsExactlyInAnyOrder(
                tuple("value-not-allowed", "Rule_1", Severity.WARNING),
                tuple("rule-unreachable", "Rule_2", Severity.ERROR),
                tuple("rule-gap", "probe", Severity.ADVICE));
        assertThat(of(findings, "rule-unreachable").input()).containsEntry("kind", "prayse");
        assertThat(of(findings, "rule-gap").input()).containsEntry("kind", "report");
        assertThat(answer(table, of(findings, "rule-gap").input())).isEmpty();
    }

    @Test
    void aCellOfTheWrongKindOrWithoutQuotesIsTold() {
        assertThat(new TableOf("COLLECT").input("days", "integer", null).output("unit")
                .row("\"3\"", "\"a\"").row("1.5", "\"b\"").row("> 3", "\"c\"").findings())
                .extracting(Finding::code, Finding::elementId)
                .containsExactly(tuple("rule-unreachable", "Rule_1"), tuple("rule-unreachable", "Rule_2"));
        assertThat(new TableOf("COLLECT").input("kind", "string", null).output("unit")
                .row("\"consult", "\"a\"").row("\"report\"", "\"b\"").findings())
                .extracting(Finding::code, Finding::elementId).contains(tuple("cell-unreadable", "Rule_1"));
    }

    // ------------------------------------------------------------------ no false alarm

    @Test
    void opaqueConditionsAreSampledAndSaidToBe() {
        TableOf table = new TableOf("UNIQUE").input("reason", "string", null).output("unit")
                .row("matches(reason, \"^仲裁|arbitration\") = true", "\"a\"").row("matches(reason, \"^信访\") = true", "\"b\"")
                .row("\"arbitration\"", "\"c\"");
        List<Finding> findings = table.findings();
        assertThat(findings).extracting(Finding::code, Finding::elementId)
                .as(findings.toString()).containsExactly(tuple("rule-overlap", "Rule_3"), tuple("analysis-sampled", "probe"));
    }

    @Test
    void aFunctionThatAnswersNothingForNothingMeetsTheEmptyInput() {
        Finding overlap = of(new TableOf("UNIQUE").input("reason", "string", null).output("unit")
                .row("matches(reason, \"^仲裁\")", "\"a\"").row("matches(reason, \"^信访\")", "\"b\"").findings(), "rule-overlap");
        assertThat(overlap.input()).containsEntry("reason", null);
    }

    @Test
    void aGapThatAnOpaqueConditionMightFillIsNotClaimed() {
        assertThat(new TableOf("FIRST").input("returns", "integer", null).output("ruling")
                .row(">= maxReturns", "\"a\"").row("< maxReturns", "\"b\"").findings())
                .extracting(Finding::code).containsExactly("analysis-sampled");
    }

    @Test
    void yesAndNoInAListMeanSomethingElseToTheEngine() {
        TableOf table = new TableOf("COLLECT").input("urgent", "boolean", null).output("unit")
                .row("true,null", "\"a\"").row("not(true)", "\"b\"").row("true", "\"c\"");
        List<Finding> findings = table.findings();
        assertThat(findings).extracting(Finding::code, Finding::elementId).containsExactly(tuple("boolean-list", "Rule_1"),
                tuple("boolean-list", "Rule_2"), tuple("analysis-sampled", "probe"));
        assertThat(findings.get(0).input()).containsEntry("urgent", false);
        assertThat(answer(table, findings.get(0).input())).containsExactly("a");
        assertThat(findings.get(1).input()).containsEntry("urgent", false);
    }

    @Test
    void generalRowsBelowSpecialOnesAreAsTheyShouldBe() {
        assertThat(new TableOf("FIRST").input("kind", "string", KINDS).input("days", "integer", null).output("unit")
                .row("\"consult\"", "< 3", "\"a\"").row("\"consult\"", "", "\"b\"").row("", "", "\"c\"").findings()).isEmpty();
    }

    @Test
    void countsBelowZeroAreNoGapUnlessTheTableSpeaksOfThem() {
        assertThat(new TableOf("FIRST").input("rung", "integer", null).output("step")
                .row("0", "\"a\"").row(">= 1", "\"b\"").findings()).extracting(Finding::severity).containsExactly(Severity.ADVICE);
        assertThat(of(new TableOf("FIRST").input("rung", "integer", null).output("step")
                .row("-1", "\"a\"").row(">= 1", "\"b\"").findings(), "rule-gap").severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "\"a\"", "\"a\",\"b\"", "not(\"a\")", "not(\"a\",\"b\")", "null", "not(null)", "null,\"a\"",
            "not(null,\"a\")", "\"a \\\"quoted\\\" b\""})
    void conditionsOnTextMeanWhatTheEngineMakesOfThem(String cell) {
        meansTheSame(cell, "string", listOf("a", "b", "c", "a \"quoted\" b", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3,5", "< 3", "<= 3", "> 3", ">= 3", "[3..5]", "(3..5)", "]3..5[", "[3..5)", "not(3)", "not(< 3)",
            "not([3..5])", "null,3", "not(null)", "< 3, > 5", "-1", "> -1", "not(< 3, 5)"})
    void conditionsOnNumbersMeanWhatTheEngineMakesOfThem(String cell) {
        meansTheSame(cell, "integer", listOf(-2, -1, 0, 2, 3, 4, 5, 6, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "null", "not(null)", ""})
    void conditionsOnYesAndNoMeanWhatTheEngineMakesOfThem(String cell) {
        meansTheSame(cell, "boolean", listOf(true, false, null));
    }

    @TestFactory
    Stream<DynamicTest> whatIsFoundInTheProductsOwnTablesIsHarmless() throws IOException {
        DecisionAnalysis analysis = new DecisionAnalysis(new DefaultDmnEngineConfiguration());
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of("dmn"))) {
            found.filter(file -> file.toString().endsWith(".dmn")).sorted().forEach(files::add);
        }
        assertThat(files).hasSizeGreaterThan(10);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () ->
                assertThat(analysis.check(file.toString(), Dmn.readModelFromFile(file.toFile()), LocalDate.parse("2026-11-21")))
                        .filteredOn(finding -> finding.severity() != Severity.ADVICE
                                || !List.of("rule-shadowed", "analysis-sampled").contains(finding.code()))
                        .isEmpty()));
    }

    // ------------------------------------------------------------------ size

    @Test
    void fiveThousandRowsTakeSeconds() {
        TableOf table = new TableOf("UNIQUE").input("category", "string", null).input("district", "string", null)
                .input("days", "integer", null).output("unit");
        for (int row = 0; row < 4_999; row++) {
            table.row("\"c" + row / 5 + "\"", "\"d" + row % 5 + "\"", row % 2 == 0 ? "" : "< 10", "\"u" + row % 60 + "\"");
        }
        table.row("\"c17\"", "", "> 20", "\"u\"");
        Duration start = processorTime();
        List<Finding> findings = table.findings();
        assertThat(processorTime().minus(start)).isLessThan(Duration.ofSeconds(10));
        assertThat(findings).filteredOn(finding -> finding.code().equals("rule-overlap")).extracting(Finding::elementId)
                .containsOnly("Rule_5000");
        assertThat(of(findings, "rule-overlap").input()).containsEntry("category", "c17");
        assertThat(answer(table, of(findings, "rule-gap").input())).isEmpty();
    }

    @Test
    void aTableThatCannotBeSearchedThroughSaysSo() {
        TableOf table = new TableOf("FIRST").output("unit");
        for (int column = 0; column < 14; column++) {
            table.input("i" + column, "integer", null);
        }
        for (int row = 0; row < 400; row++) {
            String[] cells = new String[15];
            for (int column = 0; column < 14; column++) {
                cells[column] = "not(" + (row * 31 + column * 17) % 97 + "," + (row * 7 + column * 13) % 89 + ")";
            }
            cells[14] = "\"u" + row + "\"";
            table.row(cells);
        }
        Duration start = processorTime();
        List<Finding> findings = table.findings();
        assertThat(processorTime().minus(start)).isLessThan(Duration.ofSeconds(20));
        assertThat(findings).extracting(Finding::code).contains("analysis-cut");
    }

    // ------------------------------------------------------------------ support

    private static TableOf catalogue() {
        return new TableOf("COLLECT").input("category", "string", null)
                .output("unit").output("role").output("weight").output("validFrom").output("validTo");
    }

    private static Finding of(List<Finding> findings, String code) {
        return findings.stream().filter(finding -> finding.code().equals(code)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " among " + findings));
    }

    private static void meansTheSame(String cell, String type, List<Object> values) {
        TableOf table = new TableOf("COLLECT").input("value", type, null).output("unit").row(cell, "\"hit\"");
        CellTest test = CellReader.test(cell).orElseThrow();
        Map<Object, Boolean> engine = new LinkedHashMap<>();
        Map<Object, Boolean> ours = new LinkedHashMap<>();
        for (Object value : values) {
            Map<String, Object> input = new HashMap<>();
            input.put("value", value);
            engine.put(value, !answer(table, input).isEmpty());
            ours.put(value, test.holds(value instanceof Integer number ? CellReader.number(number.toString()) : value));
        }
        assertThat(ours).isEqualTo(engine);
    }

    private static List<Object> listOf(Object... values) {
        return Arrays.asList(values);
    }

    /** Time this thread really worked, whatever else the machine does. */
    private static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    /** What the table itself answers, under its own hit policy. */
    private static List<Object> answer(TableOf table, Map<String, Object> input) {
        return evaluate(table.xml(), input);
    }

    /** Whether an input meets one row, asked of a table that has no other. */
    private static boolean meets(TableOf table, int row, Map<String, Object> input) {
        String xml = table.xml();
        String before = xml.substring(0, xml.indexOf("<rule "));
        int start = xml.indexOf("<rule id=\"Rule_" + row + "\"");
        String rule = xml.substring(start, xml.indexOf("</rule>", start) + "</rule>".length());
        return !evaluate(before + rule + xml.substring(xml.lastIndexOf("</rule>") + "</rule>".length()), input).isEmpty();
    }

    private static List<Object> evaluate(String xml, Map<String, Object> input) {
        try (var content = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))) {
            DmnDecision decision = ENGINE.parseDecision("probe", content);
            var variables = Variables.createVariables();
            input.forEach(variables::putValue);
            return ENGINE.evaluateDecisionTable(decision, variables).stream()
                    .map(DmnDecisionRuleResult::getFirstEntry).map(Object.class::cast).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
