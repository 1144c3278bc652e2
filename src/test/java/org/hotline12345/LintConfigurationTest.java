package org.hotline12345;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lint of Camunda Modeler from the command line: which rules hold, and that all models keep them. */
class LintConfigurationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onlyRulesThatContradictTheHouseStyleAreOff() throws IOException {
        JsonNode processes = JSON.readTree(Path.of(".bpmnlintrc").toFile());
        assertThat(texts(processes.get("extends")))
                .containsExactly("bpmnlint:recommended", "plugin:camunda-compat/camunda-platform-7-24");
        List<String> off = new ArrayList<>();
        processes.get("rules").fields().forEachRemaining(rule -> {
            assertThat(rule.getValue().asText()).as(rule.getKey()).isEqualTo("off");
            off.add(rule.getKey());
        });
        // Each is argued for in the decision record on checks before publication.
        assertThat(off).containsExactly("conditional-flows", "fake-join", "no-disconnected", "no-gateway-join-fork",
                "no-implicit-end", "no-inclusive-gateway");
        assertThat(JSON.readTree(Path.of(".dmnlintrc").toFile()).get("extends").asText()).isEqualTo("dmnlint:recommended");
        assertThat(JSON.readTree(Path.of(".dmnlintrc").toFile()).has("rules")).isFalse();
    }

    @Test
    void theToolsArePinnedAndTheirListNamesNoHostToFetchFrom() throws IOException {
        JsonNode tools = JSON.readTree(Path.of("package.json").toFile()).get("devDependencies");
        JsonNode locked = JSON.readTree(Path.of("package-lock.json").toFile()).get("packages");
        tools.fields().forEachRemaining(tool -> assertThat(locked.path("node_modules/" + tool.getKey()).path("version").asText())
                .as(tool.getKey()).isEqualTo(tool.getValue().asText()));
        locked.forEach(entry -> assertThat(entry.has("resolved")).as(entry.toString()).isFalse());
    }

    /** Runs where {@code npm ci} was run; elsewhere the same models are held against the rules of ModelContractTest. */
    @Test
    void allModelsAreCleanForTheTools() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("node_modules/bpmnlint")), "npm ci was not run");
        List<String> decisions = new ArrayList<>(List.of("node", "node_modules/dmnlint/bin/dmnlint.js"));
        try (Stream<Path> files = Files.list(Path.of("dmn"))) {
            files.filter(file -> file.toString().endsWith(".dmn")).map(Path::toString).forEach(decisions::add);
        }
        assertThat(run(List.of("node", "node_modules/bpmnlint/bin/bpmnlint.js", "bpmn/*.bpmn"))).isBlank();
        assertThat(run(decisions)).isBlank();
    }

    private static String run(List<String> command) throws Exception {
        Path output = Files.createTempFile("lint", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the lint ends").isTrue();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? said : said + "exit " + process.exitValue();
        } finally {
            Files.delete(output);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
