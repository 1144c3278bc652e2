package org.hotline12345;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The designers' tool box: Camunda Modeler takes every template, and nothing a diagram needs is missing from it. The
 * shape is that of the published element template schema, as far as Camunda 7 uses it.
 */
class ElementTemplatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATES = Path.of("bpmn/.camunda/element-templates");
    private static final Set<String> KEYS = Set.of("$schema", "name", "id", "version", "description", "category", "appliesTo",
            "elementType", "properties", "keywords", "metadata", "groups", "documentationRef", "entriesVisible", "icon", "deprecated");
    private static final Set<String> PROPERTY_KEYS = Set.of("id", "label", "description", "type", "value", "choices", "binding",
            "constraints", "editable", "optional", "group", "condition", "tooltip", "placeholder");
    private static final Set<String> TYPES = Set.of("String", "Text", "Boolean", "Dropdown", "Hidden");
    /** What each binding of Camunda 7 must carry beside its type. */
    private static final Map<String, Set<String>> BINDINGS = Map.ofEntries(
            Map.entry("property", Set.of("name")), Map.entry("camunda:property", Set.of("name")),
            Map.entry("camunda:inputParameter", Set.of("name")), Map.entry("camunda:outputParameter", Set.of("source")),
            Map.entry("camunda:in", Set.of()), Map.entry("camunda:in:businessKey", Set.of()), Map.entry("camunda:out", Set.of()),
            Map.entry("camunda:executionListener", Set.of("event")), Map.entry("camunda:field", Set.of("name")),
            Map.entry("camunda:errorEventDefinition", Set.of("errorRef")));

    @Test
    void everyTemplateHasTheShapeModelerExpects() throws IOException {
        templates().forEach((file, template) -> assertThat(problems(template)).as(file).isEmpty());
        assertThat(templates()).hasSizeGreaterThan(50);
    }

    @TestFactory
    Stream<DynamicTest> aTemplateOutOfShapeIsFound() {
        Map<String, Consumer<ObjectNode>> spoilt = new TreeMap<>(Map.of(
                "no name", template -> template.remove("name"),
                "no id", template -> template.put("id", ""),
                "version is no number", template -> template.put("version", "1"),
                "fits nothing", template -> template.putArray("appliesTo"),
                "fits an unknown element", template -> ((ArrayNode) template.get("appliesTo")).add("Task"),
                "unknown key", template -> template.put("colour", "red"),
                "unknown type", template -> property(template).put("type", "Feel"),
                "no choices", template -> property(template).put("type", "Dropdown"),
                "no binding", template -> property(template).remove("binding"),
                "binding without a name", template -> ((ObjectNode) property(template).get("binding")).remove("name")));
        return spoilt.entrySet().stream().map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
            ObjectNode template = (ObjectNode) JSON.readTree("{\"name\":\"一\",\"id\":\"a-b\",\"version\":1,\"appliesTo\":[\"bpmn:Task\"],"
                    + "\"properties\":[{\"type\":\"String\",\"value\":\"x\",\"binding\":{\"type\":\"property\",\"name\":\"y\"}}]}");
            assertThat(problems(template)).isEmpty();
            change.getValue().accept(template);
            assertThat(problems(template)).isNotEmpty();
        }));
    }

    @Test
    void everyTimerOfADiagramCanBeChosenFromTheClockTemplate() throws IOException {
        Set<String> choices = new TreeSet<>();
        templates().get("deadline-run-clock.json").path("properties").get(0).path("choices")
                .forEach(choice -> choices.add(choice.path("value").asText()));
        assertThat(choices).containsAll(inDiagrams(model -> model.getModelElementsByType(TimeDate.class).stream()
                .map(date -> date.getTextContent().strip())));
    }

    @Test
    void everyDueDateOfADiagramComesFromATemplate() throws IOException {
        assertThat(values()).containsAll(inDiagrams(model -> model.getModelElementsByType(UserTask.class).stream()
                .map(UserTask::getCamundaDueDate).filter(date -> date != null && !date.isBlank())));
    }

    @Test
    void everyClockHasATemplate() throws Exception {
        Set<String> offered = values();
        for (Method clock : Class.forName("org.hotline12345.deadline.process.Clocks").getDeclaredMethods()) {
            if (Modifier.isPublic(clock.getModifiers()) && clock.getReturnType() == Date.class) {
                assertThat(offered).as(clock.getName()).anyMatch(value -> value.startsWith("${clocks." + clock.getName() + "("));
            }
        }
    }

    private interface Expressions {
        Stream<String> of(BpmnModelInstance model);
    }

    private static Set<String> inDiagrams(Expressions expressions) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".bpmn")).toList()) {
                expressions.of(Bpmn.readModelFromStream(new ByteArrayInputStream(Files.readAllBytes(file)))).forEach(found::add);
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    /** Every value a template sets or offers. */
    private static Set<String> values() throws IOException {
        Set<String> values = new TreeSet<>();
        templates().values().forEach(template -> template.path("properties").forEach(property -> {
            values.add(property.path("value").asText());
            property.path("choices").forEach(choice -> values.add(choice.path("value").asText()));
        }));
        return values;
    }

    private static Map<String, JsonNode> templates() throws IOException {
        Map<String, JsonNode> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                templates.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
            }
        }
        return templates;
    }

    private static ObjectNode property(ObjectNode template) {
        return (ObjectNode) template.get("properties").get(0);
    }

    private static List<String> problems(JsonNode template) {
        List<String> problems = new ArrayList<>();
        for (String text : List.of("name", "id")) {
            if (!template.path(text).isTextual() || template.path(text).asText().isBlank()) {
                problems.add(text);
            }
        }
        if (template.has("version") && !template.get("version").isInt()) {
            problems.add("version");
        }
        if (!template.path("appliesTo").isArray() || template.get("appliesTo").isEmpty()) {
            problems.add("appliesTo");
        }
        template.path("appliesTo").forEach(element -> {
            if (!element.asText().matches("bpmn:[A-Z][A-Za-z]+")) {
                problems.add("appliesTo " + element);
            }
        });
        template.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add("key " + key);
            }
        });
        if (!template.path("properties").isArray()) {
            problems.add("properties");
        }
        template.path("properties").forEach(property -> problems(property, problems));
        return problems;
    }

    private static void problems(JsonNode property, List<String> problems) {
        property.fieldNames().forEachRemaining(key -> {
            if (!PROPERTY_KEYS.contains(key)) {
                problems.add("key " + key);
            }
        });
        String type = property.path("type").asText("String");
        if (!TYPES.contains(type)) {
            problems.add("type " + type);
        }
        if (type.equals("Dropdown") == property.path("choices").isEmpty()) {
            problems.add("choices");
        }
        property.path("choices").forEach(choice -> {
            if (!choice.path("name").isTextual() || !choice.path("value").isTextual()) {
                problems.add("choice " + choice);
            }
        });
        JsonNode binding = property.path("binding");
        Set<String> needed = BINDINGS.get(binding.path("type").asText());
        if (needed == null || needed.stream().anyMatch(key -> !binding.path(key).isTextual())) {
            problems.add("binding " + binding);
        }
    }
}
