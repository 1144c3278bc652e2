package org.hotline12345;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Finding.Severity;
import org.hotline12345.platform.ModelRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;

/** Models, forms, decisions, templates and beans held against each other, and every rule broken once. */
class ModelContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TEMPLATES = Path.of("bpmn/.camunda/element-templates");

    @Test
    void theSetOfModelsMayBeDeployed() {
        assertThat(ModelRules.check(committed(), usableBeans())).as("what the order of rows decides is meant so")
                .extracting(Finding::severity, Finding::code).isSubsetOf(
                        tuple(Severity.ADVICE, "rule-shadowed"), tuple(Severity.ADVICE, "analysis-sampled"));
    }

    @Test
    void everyDiagramFitsItsPageAndNamesItsSources() {
        assertThat(ModelRules.advise(committed())).isEmpty();
    }

    @Test
    void everyBeanOfTheProcessFaceHasATemplateAndEveryTemplateABean() {
        assertThat(beansNamedIn(templates().values())).isEqualTo(usableBeans());
    }

    @Test
    void everyTemplateIsNamedAfterItsIdInChineseAndOneCapability() {
        templates().forEach((file, template) -> {
            assertThat(template.path("id").asText() + ".json").isEqualTo(file);
            assertThat(template.path("name").asText()).as(file).containsPattern("\\p{IsHan}");
            assertThat(Path.of("src/main/java/org/hotline12345", file.substring(0, file.indexOf('-'))))
                    .as(file)
                    .isDirectory();
        });
    }

    @Test
    void everyElementMadeFromATemplateStillCarriesAllOfIt() {
        Map<String, JsonNode> byId = new TreeMap<>();
        templates().values().forEach(template -> byId.put(template.path("id").asText(), template));
        committed().forEach((resource, content) -> {
            if (!resource.endsWith(".bpmn")) {
                return;
            }
            BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
            for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
                String id = node.getAttributeValueNs("http://camunda.org/schema/1.0/bpmn", "modelerTemplate");
                if (id == null) {
                    continue;
                }
                assertThat(byId).as(resource + "#" + node.getId()).containsKey(id);
                String markup = new String(content, StandardCharsets.UTF_8).replace("&#39;", "'");
                String element = markup.substring(markup.lastIndexOf('<', markup.indexOf("id=\"" + node.getId() + "\"")));
                element = element.substring(0, element.indexOf("</bpmn:" + node.getElementType().getTypeName() + ">"));
                for (JsonNode property : byId.get(id).path("properties")) {
                    if (!property.path("value").isMissingNode() && "Hidden".equals(property.path("type").asText())) {
                        assertThat(element)
                                .as(resource + "#" + node.getId() + " from " + id)
                                .contains(property.path("value").asText());
                    }
                }
                for (JsonNode listener : byId.get(id).path("metadata").path("taskListeners")) {
                    assertThat(element)
                            .as(resource + "#" + node.getId() + " from " + id)
                            .contains(listener.path("delegateExpression").asText());
                }
            }
        });
    }

    @Test
    void everyServiceTaskAndUserTaskWasMadeFromATemplate() {
        committed().forEach((resource, content) -> {
            if (resource.endsWith(".bpmn")) {
                String markup = new String(content, StandardCharsets.UTF_8);
                Matcher tasks = Pattern.compile("<bpmn:(service|user|businessRule|send)Task [^>]*>").matcher(markup);
                while (tasks.find()) {
                    assertThat(tasks.group()).contains("camunda:modelerTemplate=");
                }
            }
        });
    }

    /** A small sound set; each case breaks it in one place and expects exactly that rule to speak. */
    @Nested
    class BrokenOnce {

        private static final Set<String> BEANS = Set.of(
                "sendDelegate", "ticketFactsListener", "recordListener", "clocks", "ticketStatus", "openDispatches");

        @Test
        void theSmallSetIsSound() {
            assertThat(ModelRules.check(small(), BEANS)).isEmpty();
            assertThat(ModelRules.advise(small())).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("org.hotline12345.ModelContractTest#breaches")
        void aBrokenRuleIsFound(Breach breach) {
            Map<String, byte[]> resources = small();
            breach.breakIn(resources);
            assertThat(ModelRules.check(resources, BEANS))
                    .extracting(Finding::code)
                    .contains(breach.code)
                    .allSatisfy(code -> assertThat(code).isIn(breach.allowed()));
            assertThat(ModelRules.check(resources, BEANS))
                    .extracting(Finding::message)
                    .allSatisfy(message -> assertThat(message).containsPattern("\\p{IsHan}"));
        }

        @ParameterizedTest
        @MethodSource("org.hotline12345.ModelContractTest#unreadableForPeople")
        void aDiagramHardToReadIsFound(Breach breach) {
            Map<String, byte[]> resources = small();
            breach.breakIn(resources);
            assertThat(ModelRules.check(resources, BEANS)).as("may still be deployed").isEmpty();
            assertThat(ModelRules.advise(resources)).extracting(Finding::code).containsOnly(breach.code);
        }
    }

    static Stream<Breach> breaches() {
        return Stream.of(
                in("bpmn", "sendDelegate", "runtimeDelegate", "bean-unknown"),
                in("bpmn", "delegateExpression=\"${sendDelegate}\"", "delegateExpression=\"${recordListener}\"", "bean-unknown"),
                in("bpmn", "delegateExpression=\"${sendDelegate}\"", "delegateExpression=\"${sendDelegate.x}\"", "expression"),
                in("bpmn", "${clocks.handleUntil(execution)}</", "${dataSource.connection(execution)}</", "bean-unknown", "timer"),
                in("bpmn", "${clocks.handleUntil(execution)}</", "PT5M</", "timer"),
                in("bpmn", "${clocks.handleUntil(execution)}</", "${clocks.handleUntil(execution).class}</", "expression", "timer"),
                in("bpmn", "name=\"发出\"", "name=\"${execution}\"", "expression"),
                in("bpmn", "依据：网关", "${''.getClass()}", "expression"),
                in("bpmn", "${answer == 'yes'}", "${answer == 'yes' &amp;&amp; more == true}", "condition"),
                in("bpmn", "${answer == 'yes'}", "${clocks.now()}", "condition"),
                in("bpmn", "${answer == 'yes'}</", "${answer == 'yes'}${other}</", "condition"),
                in("bpmn", "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${answer == 'yes'}</bpmn:conditionExpression>", "", "condition-missing"),
                in("bpmn", "camunda:delegateExpression=\"${sendDelegate}\"", "camunda:class=\"java.lang.ProcessBuilder\"", "implementation", "implementation-missing"),
                in("bpmn", "camunda:delegateExpression=\"${sendDelegate}\"", "camunda:expression=\"${sendDelegate}\"", "implementation", "implementation-missing"),
                in("bpmn", "camunda:delegateExpression=\"${sendDelegate}\"", "camunda:type=\"external\" camunda:topic=\"x\"", "implementation", "implementation-missing"),
                in("bpmn", " camunda:delegateExpression=\"${sendDelegate}\"", "", "implementation-missing"),
                in("bpmn", "camunda:decisionRef=", "camunda:resultVariable=\"all\" camunda:decisionRef=", "result-variable"),
                in("bpmn", "decisionRef=\"small-rule\"", "decisionRef=\"no-rule\"", "decision-ref"),
                in("bpmn", "decisionRefBinding=\"deployment\"", "decisionRefBinding=\"latest\"", "binding"),
                in("bpmn", "<camunda:executionListener delegateExpression=\"${ticketFactsListener}\" event=\"start\" />", "", "facts-missing"),
                in("bpmn", "${decisionResult[0].way}", "${decisionResult}", "expression"),
                in("bpmn", "formRef=\"small-form\"", "formRef=\"no-form\"", "form-ref"),
                in("bpmn", "formRefBinding=\"deployment\"", "formRefBinding=\"latest\"", "binding"),
                in("bpmn", "camunda:formRef=", "camunda:formKey=\"embedded:app:x.html\" camunda:formRef=", "form-ref"),
                in("bpmn", "name=\"看一看\"", "name=\"look\"", "task-name"),
                in("bpmn", " camunda:candidateGroups=\"reviewer\"", "", "candidate-group"),
                in("bpmn", "candidateGroups=\"reviewer\"", "candidateGroups=\"${clocks}\"", "expression"),
                in("bpmn", "<camunda:taskListener delegateExpression=\"${recordListener}\" event=\"complete\" />", "", "task-not-recorded"),
                in("bpmn", "<camunda:taskListener delegateExpression=\"${recordListener}\" event=\"complete\" />", "<camunda:taskListener class=\"x.Y\" event=\"complete\" />", "implementation", "task-not-recorded"),
                in("bpmn", "<camunda:executionListener delegateExpression=\"${ticketFactsListener}\" event=\"start\" />", "<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"js\">1</camunda:script></camunda:executionListener>", "script", "facts-missing"),
                in("bpmn", "<bpmn:serviceTask id=\"Task_Send\" name=\"发出\" camunda:delegateExpression=\"${sendDelegate}\">", "<bpmn:scriptTask id=\"Task_Send\" name=\"发出\" scriptFormat=\"javascript\">", "script")
                        .and("</bpmn:serviceTask>", "<bpmn:script>1</bpmn:script></bpmn:scriptTask>"),
                in("bpmn", "calledElement=\"small\"", "calledElement=\"other\"", "called-process"),
                in("bpmn", "calledElementBinding=\"deployment\"", "calledElementBinding=\"latest\"", "binding"),
                in("bpmn", "<camunda:in businessKey=\"#{execution.processBusinessKey}\" />", "<camunda:in source=\"a\" target=\"a\" />", "business-key"),
                in("bpmn", "#{execution.processBusinessKey}", "#{execution.processEngine}", "business-key"),
                in("bpmn", "id=\"small\"", "id=\"Small_One\"", "process-id", "file-name", "called-process"),
                in("bpmn", "id=\"small\"", "id=\"smaller\"", "file-name", "called-process"),
                in("bpmn", "\"Task_Send\"", "\"send\"", "element-id"),
                in("bpmn", " camunda:historyTimeToLive=\"P180D\"", "", "history-time-to-live"),
                in("bpmn", " camunda:versionTag=\"1.0.0\"", "", "version-tag"),
                in("bpmn", "isExecutable=\"true\"", "isExecutable=\"false\"", "executable"),
                in("bpmn", "name=\"小流程\"", "name=\"small\"", "process-name"),
                in("bpmn", "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"", "xmlns:camunda=\"http://activiti.org/bpmn\"", "namespace"),
                in("bpmn", "<bpmn:definitions", "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><bpmn:definitions", "document-type"),
                in("bpmn", "</bpmn:definitions>", "", "unreadable"),
                in("bpmn", "<bpmn:process ", "<bpmn:nonsense /><bpmn:process ", "unreadable"),
                in("bpmn", "</bpmn:process>", "<bpmn:intermediateCatchEvent id=\"CatchEvent_X\"><bpmn:conditionalEventDefinition><bpmn:condition language=\"javascript\">true</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent></bpmn:process>", "script", "unreadable"),
                in("bpmn", "</bpmn:extensionElements><bpmn:incoming>Flow_b", "<camunda:properties>".repeat(80) + "</camunda:properties>".repeat(80) + "</bpmn:extensionElements><bpmn:incoming>Flow_b", "too-deep"),
                in("bpmn", "<camunda:property name=\"clock\" value=\"${clocks.handleUntil(execution)}\" />", "<camunda:property name=\"clock\" value=\"${clocks.reviewUntil(execution)}\" />", "timer"),
                in("dmn", "camunda:historyTimeToLive=\"P180D\"", "", "history-time-to-live"),
                in("dmn", "<decision id=\"small-rule\"", "<decision id=\"Small\"", "decision-id", "file-name", "decision-ref"),
                in("dmn", "<text>\"yes\"</text>", "<text>\"yes\"</text>", "decision-language")
                        .and("<outputEntry id=\"o1\">", "<outputEntry id=\"o1\" expressionLanguage=\"javascript\">"),
                in("form", "\"type\":\"textarea\"", "\"type\":\"filepicker\"", "form-component"),
                in("form", "\"id\":\"small-form\"", "\"id\":\"other-form\"", "file-name", "form-ref"),
                in("form", "{\"id\"", "{id", "unreadable", "form-ref"),
                new Breach("a second file with the same process", "id-twice", Set.of("file-name"), r -> {
                    r.put("bpmn/copy.bpmn", r.get("bpmn/small.bpmn"));
                    return r;
                }),
                new Breach("two processes in one file", "one-process", Set.of("file-name"), r -> {
                    String twice = text(r, "bpmn/small.bpmn").replace("</bpmn:process>",
                            "</bpmn:process><bpmn:process id=\"second\" name=\"第二\" isExecutable=\"true\""
                                    + " camunda:versionTag=\"1\" camunda:historyTimeToLive=\"P1D\" />");
                    r.put("bpmn/small.bpmn", twice.getBytes(StandardCharsets.UTF_8));
                    return r;
                }),
                new Breach("a page among the models", "resource-type", Set.of(), r -> {
                    r.put("forms/page.html", "<script/>".getBytes(StandardCharsets.UTF_8));
                    return r;
                }));
    }

    static Stream<Breach> unreadableForPeople() {
        return Stream.of(
                in("bpmn", "<bpmn:documentation>依据：时限</bpmn:documentation>", "", "source"),
                in("bpmn", "<bpmn:documentation>依据：网关</bpmn:documentation>", "", "source"),
                in("bpmn", "<bpmn:documentation>依据：决策</bpmn:documentation>", "", "source"),
                in("bpmn", "name=\"好吗？\"", "name=\"判断\"", "question"),
                in("bpmn", " name=\"好\"", "", "answer"),
                in("bpmn", "name=\"已完成\"", "name=\"end\"", "name"),
                in("bpmn", "x=\"700\"", "x=\"1700\"", "too-large"),
                in("bpmn", "<dc:Bounds x=\"340\" y=\"162\"", "<dc:Bounds x=\"560\" y=\"162\"", "on-top"),
                in("bpmn", "<di:waypoint x=\"475\" y=\"260\" />", "<di:waypoint x=\"475\" y=\"180\" /><di:waypoint x=\"400\" y=\"130\" /><di:waypoint x=\"475\" y=\"260\" />", "through-node"),
                in("bpmn", "<di:waypoint x=\"718\" y=\"260\" />", "<di:waypoint x=\"530\" y=\"260\" /><di:waypoint x=\"718\" y=\"260\" />", "hidden-path"),
                in("bpmn", "<dc:Bounds x=\"510\" y=\"120\" width=\"22\"", "<dc:Bounds x=\"510\" y=\"120\" width=\"82\"", "label-covered"),
                in("bpmn", "<dc:Bounds x=\"510\" y=\"120\"", "<dc:Bounds x=\"480\" y=\"240\"", "label-covered"),
                in("bpmn", "<bpmndi:BPMNShape id=\"Task_Send_di\" bpmnElement=\"Task_Send\">", "<bpmndi:BPMNShape id=\"Task_Send_di\">", "not-drawn"),
                in("bpmn", "</bpmn:process>", manyTasks() + "</bpmn:process>", "too-many-nodes")
                        .and("</bpmndi:BPMNPlane>", manyShapes() + "</bpmndi:BPMNPlane>"));
    }

    /** One way to spoil the small set, the rule that must speak and the rules that may speak with it. */
    record Breach(String what, String code, Set<String> others, UnaryOperator<Map<String, byte[]>> change) {

        void breakIn(Map<String, byte[]> resources) {
            change.apply(resources);
        }

        Set<String> allowed() {
            Set<String> allowed = new TreeSet<>(others);
            allowed.add(code);
            return allowed;
        }

        Breach and(String from, String to) {
            String resource = resource(what.substring(0, what.indexOf(' ')));
            return new Breach(what, code, others, r -> replace(change.apply(r), resource, from, to));
        }

        @Override
        public String toString() {
            return code + " when " + what;
        }
    }

    private static Breach in(String kind, String from, String to, String code, String... others) {
        String what = kind + " says " + (to.length() > 60 ? to.substring(0, 60) : to) + " for " + from;
        return new Breach(what, code, Set.of(others), r -> replace(r, resource(kind), from, to));
    }

    private static String resource(String kind) {
        return switch (kind) {
            case "bpmn" -> "bpmn/small.bpmn";
            case "dmn" -> "dmn/small-rule.dmn";
            default -> "forms/small-form.form";
        };
    }

    private static Map<String, byte[]> replace(Map<String, byte[]> resources, String name, String from, String to) {
        String before = text(resources, name);
        assertThat(before).as("the text to break is in the small set").contains(from);
        resources.put(name, before.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return resources;
    }

    private static String text(Map<String, byte[]> resources, String name) {
        return new String(resources.get(name), StandardCharsets.UTF_8);
    }

    private static String manyTasks() {
        StringBuilder tasks = new StringBuilder();
        for (int i = 0; i < ModelRules.MAX_FLOW_NODES; i++) {
            tasks.append("<bpmn:task id=\"Task_N").append(i).append("\" name=\"第几步\" />");
        }
        return tasks.toString();
    }

    private static String manyShapes() {
        StringBuilder shapes = new StringBuilder();
        for (int i = 0; i < ModelRules.MAX_FLOW_NODES; i++) {
            shapes.append("<bpmndi:BPMNShape id=\"N").append(i).append("\" bpmnElement=\"Task_N").append(i)
                    .append("\"><dc:Bounds x=\"").append(20 * i).append("\" y=\"400\" width=\"18\" height=\"18\" /></bpmndi:BPMNShape>");
        }
        return shapes.toString();
    }

    private static Map<String, byte[]> small() {
        Map<String, byte[]> resources = new LinkedHashMap<>();
        resources.put("bpmn/small.bpmn", SMALL_PROCESS.getBytes(StandardCharsets.UTF_8));
        resources.put("dmn/small-rule.dmn", SMALL_DECISION.getBytes(StandardCharsets.UTF_8));
        resources.put("forms/small-form.form", SMALL_FORM.getBytes(StandardCharsets.UTF_8));
        return resources;
    }

    private static Map<String, byte[]> committed() {
        Map<String, byte[]> resources = new TreeMap<>();
        for (String place : List.of("bpmn/.bpmn", "dmn/.dmn", "forms/.form")) {
            String folder = place.substring(0, place.indexOf('/'));
            String ending = place.substring(place.indexOf('/') + 1);
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                    resources.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return resources;
    }

    private static Map<String, JsonNode> templates() {
        Map<String, JsonNode> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            for (Path file : files.toList()) {
                templates.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }

    /** Names of the beans in the expressions of the templates: values, variable sources and task listeners. */
    private static Set<String> beansNamedIn(Iterable<JsonNode> templates) {
        Set<String> beans = new TreeSet<>();
        Pattern bean = Pattern.compile("\\$\\{([a-z][A-Za-z0-9]*)[.}]");
        for (JsonNode template : templates) {
            Stream.Builder<JsonNode> places = Stream.builder();
            template.path("properties").forEach(property -> places.add(property.path("value")));
            template.path("metadata").path("taskListeners").forEach(l -> places.add(l.path("delegateExpression")));
            places.build().map(JsonNode::asText).forEach(value -> {
                Matcher matcher = bean.matcher(value);
                while (matcher.find()) {
                    beans.add(matcher.group(1));
                }
            });
        }
        // Variables of the process, not beans.
        beans.removeAll(Set.of("unit", "rulingBy", "answerGroup"));
        return beans;
    }

    /** Delegates, listeners and expression beans, as Spring will name them. */
    private static Set<String> usableBeans() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(JavaDelegate.class));
        scanner.addIncludeFilter(new AssignableTypeFilter(ExecutionListener.class));
        scanner.addIncludeFilter(new AssignableTypeFilter(TaskListener.class));
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        Set<String> wired = Set.of("Delegate", "Listener");
        Set<String> expressionBeans = Set.of("clocks", "ticketStatus", "openDispatches", "supervision", "queueRank", "bulletinChecks");
        Set<String> beans = new TreeSet<>();
        scanner.findCandidateComponents("org.hotline12345").stream()
                // Capabilities only: what the platform's own tests put beside the engine is no designer's business.
                .filter(bean -> bean.getBeanClassName().contains(".process.")
                        && !bean.getBeanClassName().startsWith("org.hotline12345.platform."))
                .map(bean -> AnnotationBeanNameGenerator.INSTANCE.generateBeanName((AnnotatedBeanDefinition) bean, null))
                .filter(bean -> wired.stream().anyMatch(bean::endsWith) || expressionBeans.contains(bean))
                .forEach(beans::add);
        return beans;
    }

    private static final String SMALL_PROCESS =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_Small" targetNamespace="http://bpmn.io/schema/bpmn">
            <bpmn:process id="small" name="小流程" isExecutable="true" camunda:versionTag="1.0.0" camunda:historyTimeToLive="P180D">
            <bpmn:startEvent id="StartEvent_Begun" name="已开始"><bpmn:outgoing>Flow_a</bpmn:outgoing></bpmn:startEvent>
            <bpmn:businessRuleTask id="Task_Decide" name="作判断" camunda:decisionRef="small-rule" camunda:decisionRefBinding="deployment"><bpmn:documentation>依据：决策</bpmn:documentation><bpmn:extensionElements><camunda:inputOutput><camunda:outputParameter name="answer">${decisionResult[0].way}</camunda:outputParameter></camunda:inputOutput><camunda:executionListener delegateExpression="${ticketFactsListener}" event="start" /></bpmn:extensionElements><bpmn:incoming>Flow_a</bpmn:incoming><bpmn:outgoing>Flow_b</bpmn:outgoing></bpmn:businessRuleTask>
            <bpmn:userTask id="Task_Look" name="看一看" camunda:formRef="small-form" camunda:formRefBinding="deployment" camunda:candidateGroups="reviewer" camunda:dueDate="${clocks.reviewUntil(execution)}"><bpmn:extensionElements><camunda:executionListener expression="${ticketStatus.enter(execution,'reviewing')}" event="start" /><camunda:taskListener delegateExpression="${recordListener}" event="complete" /></bpmn:extensionElements><bpmn:incoming>Flow_b</bpmn:incoming><bpmn:outgoing>Flow_c</bpmn:outgoing></bpmn:userTask>
            <bpmn:boundaryEvent id="BoundaryEvent_Late" name="过期" cancelActivity="false" attachedToRef="Task_Look"><bpmn:documentation>依据：时限</bpmn:documentation><bpmn:extensionElements><camunda:properties><camunda:property name="clock" value="${clocks.handleUntil(execution)}" /></camunda:properties></bpmn:extensionElements><bpmn:timerEventDefinition id="TimerEventDefinition_Late"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${clocks.handleUntil(execution)}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:exclusiveGateway id="Gateway_Good" name="好吗？" default="Flow_e"><bpmn:documentation>依据：网关</bpmn:documentation><bpmn:incoming>Flow_c</bpmn:incoming><bpmn:outgoing>Flow_d</bpmn:outgoing><bpmn:outgoing>Flow_e</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:serviceTask id="Task_Send" name="发出" camunda:delegateExpression="${sendDelegate}"><bpmn:incoming>Flow_d</bpmn:incoming><bpmn:outgoing>Flow_f</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:callActivity id="CallActivity_Again" name="再来一次" calledElement="small" camunda:calledElementBinding="deployment"><bpmn:extensionElements><camunda:in businessKey="#{execution.processBusinessKey}" /></bpmn:extensionElements><bpmn:incoming>Flow_e</bpmn:incoming><bpmn:outgoing>Flow_g</bpmn:outgoing></bpmn:callActivity>
            <bpmn:endEvent id="EndEvent_Done" name="已完成"><bpmn:incoming>Flow_f</bpmn:incoming><bpmn:incoming>Flow_g</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="Flow_a" sourceRef="StartEvent_Begun" targetRef="Task_Decide" />
            <bpmn:sequenceFlow id="Flow_b" sourceRef="Task_Decide" targetRef="Task_Look" />
            <bpmn:sequenceFlow id="Flow_c" sourceRef="Task_Look" targetRef="Gateway_Good" />
            <bpmn:sequenceFlow id="Flow_d" name="好" sourceRef="Gateway_Good" targetRef="Task_Send"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${answer == 'yes'}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="Flow_e" name="不好" sourceRef="Gateway_Good" targetRef="CallActivity_Again" />
            <bpmn:sequenceFlow id="Flow_f" sourceRef="Task_Send" targetRef="EndEvent_Done" />
            <bpmn:sequenceFlow id="Flow_g" sourceRef="CallActivity_Again" targetRef="EndEvent_Done" />
            </bpmn:process>
            <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="small">
            <bpmndi:BPMNShape id="StartEvent_Begun_di" bpmnElement="StartEvent_Begun"><dc:Bounds x="100" y="100" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Task_Decide_di" bpmnElement="Task_Decide"><dc:Bounds x="200" y="100" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Task_Look_di" bpmnElement="Task_Look"><dc:Bounds x="320" y="100" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="BoundaryEvent_Late_di" bpmnElement="BoundaryEvent_Late"><dc:Bounds x="340" y="162" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Gateway_Good_di" bpmnElement="Gateway_Good"><dc:Bounds x="450" y="115" width="50" height="50" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="Task_Send_di" bpmnElement="Task_Send"><dc:Bounds x="550" y="100" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="CallActivity_Again_di" bpmnElement="CallActivity_Again"><dc:Bounds x="550" y="220" width="100" height="80" /></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="EndEvent_Done_di" bpmnElement="EndEvent_Done"><dc:Bounds x="700" y="122" width="36" height="36" /></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="Flow_c_di" bpmnElement="Flow_c"><di:waypoint x="420" y="140" /><di:waypoint x="450" y="140" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="Flow_d_di" bpmnElement="Flow_d"><di:waypoint x="500" y="140" /><di:waypoint x="550" y="140" /><bpmndi:BPMNLabel><dc:Bounds x="510" y="120" width="22" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="Flow_e_di" bpmnElement="Flow_e"><di:waypoint x="475" y="165" /><di:waypoint x="475" y="260" /><di:waypoint x="550" y="260" /><bpmndi:BPMNLabel><dc:Bounds x="480" y="240" width="22" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="Flow_f_di" bpmnElement="Flow_f"><di:waypoint x="650" y="140" /><di:waypoint x="700" y="140" /></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="Flow_g_di" bpmnElement="Flow_g"><di:waypoint x="650" y="260" /><di:waypoint x="718" y="260" /><di:waypoint x="718" y="158" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
            </bpmn:definitions>
            """;

    private static final String SMALL_DECISION =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="Definitions_SmallRule" name="小规则" namespace="http://camunda.org/schema/1.0/dmn">
            <decision id="small-rule" name="小规则" camunda:historyTimeToLive="P180D"><decisionTable id="t1" hitPolicy="FIRST"><output id="c1" name="way" typeRef="string" /><rule id="r1"><outputEntry id="o1"><text>"yes"</text></outputEntry></rule></decisionTable></decision>
            </definitions>
            """;

    private static final String SMALL_FORM =
            """
            {"id":"small-form","type":"default","schemaVersion":16,"components":[{"type":"group","components":[{"id":"Field_1","type":"textarea","key":"reason","label":"理由"}]}]}
            """;
}
