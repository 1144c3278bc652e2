package org.hotline12345.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.repository.Deployment;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that carry code, read files or reach for beans, through every door that can deploy: refused, the element named. */
class MaliciousModelsTest extends DoorsTest {

    private static final String MARK = "hotline.deployed";
    private static final String REFLECTION = "${''.getClass().forName('java.lang.System').getMethod('setProperty',''.getClass(),"
            + "''.getClass()).invoke(null,'" + MARK + "','yes')}";
    private static final String ENGINE = "${runtimeService.deleteProcessInstance(execution.id,'x')}";

    /** One session for all attacks of a run. */
    private static Door browser;

    private long deployments;

    @BeforeEach
    void count() {
        deployments = repositoryService.createDeploymentQuery().count();
    }

    @AfterEach
    void nothingWasDeployedOrRun() {
        identityService.clearAuthentication();
        assertThat(repositoryService.createDeploymentQuery().count()).isEqualTo(deployments);
        assertThat(System.clearProperty(MARK)).isNull();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("doorsAndAttacks")
    void theAttackIsRefusedAndItsElementNamed(Way way, Attack attack) {
        assertThat(way.refusal(this, attack)).as("%s through %s", attack, way).contains(attack.file).contains(attack.element);
    }

    /** The controls of the test above: the files themselves pass where nothing evil is in them. */
    @Test
    void theSameFilesPassWithoutTheAttack() {
        for (String file : List.of("bpmn/follow-up.bpmn", "dmn/urgency.dmn", "forms/follow-up.form")) {
            HttpResponse<String> answer = upload(Door.basic(port, "designer"), "/api/designer/drafts", "files",
                    file.substring(file.indexOf('/') + 1), text(file).replaceFirst("关注|危及", "关心"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(Door.json(answer).get("findings").toString()).doesNotContain("\"error\"");
        }
    }

    @Test
    void anOldDeploymentIsNotDeployedAgainPastTheRules() {
        String old = repositoryService.createDeploymentQuery().deploymentName("hotline-12345").list().get(0).getId();
        for (HttpResponse<String> answer : List.of(
                Door.basic(port, "admin").post("/engine-rest/deployment/" + old + "/redeploy", "{}"),
                Door.signedIn(port, "admin").post("/camunda/api/engine/engine/default/deployment/" + old + "/redeploy", "{}"))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(Door.json(answer).get("code").asText()).isEqualTo("platform.redeployClosed");
        }
        assertThat(Door.basic(port, "designer").post("/engine-rest/deployment/" + old + "/redeploy", "{}").statusCode()).isEqualTo(403);
        identityService.setAuthentication("designer", List.of("designer"));
        assertThat(catchThrowable(() -> repositoryService.createDeployment().addDeploymentResources(old).deploy()))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("platform.redeployClosed"));
    }

    static Stream<Arguments> doorsAndAttacks() {
        List<Attack> attacks = attacks().toList();
        return Stream.of(Way.values()).flatMap(way -> attacks.stream().map(attack -> Arguments.of(way, attack)));
    }

    /** A way into the engine. */
    enum Way {
        ENGINE_REST_AS_DESIGNER {
            @Override
            String refusal(MaliciousModelsTest test, Attack attack) {
                return refused(test.upload(Door.basic(test.port, "designer"), "/engine-rest/deployment/create", "data", attack));
            }
        },
        ENGINE_REST_AS_ADMINISTRATOR {
            @Override
            String refusal(MaliciousModelsTest test, Attack attack) {
                return refused(test.upload(Door.basic(test.port, "admin"), "/engine-rest/deployment/create", "data", attack));
            }
        },
        WEBAPPS {
            @Override
            String refusal(MaliciousModelsTest test, Attack attack) {
                return refused(test.upload(test.browser(), "/camunda/api/engine/engine/default/deployment/create", "data", attack));
            }
        },
        JAVA_FOR_A_PERSON {
            @Override
            String refusal(MaliciousModelsTest test, Attack attack) {
                test.identityService.setAuthentication("designer", List.of("designer"));
                return test.java(attack);
            }
        },
        JAVA_FOR_NOBODY {
            @Override
            String refusal(MaliciousModelsTest test, Attack attack) {
                return test.java(attack);
            }
        },
        DRAFT {
            @Override
            String refusal(MaliciousModelsTest test, Attack attack) {
                HttpResponse<String> answer = test.upload(Door.basic(test.port, "designer"), "/api/designer/drafts", "files", attack);
                if (answer.statusCode() == 400) {
                    // Not even a draft: no model at all.
                    return refused(answer) + attack.element;
                }
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                JsonNode draft = Door.json(answer);
                HttpResponse<String> published = Door.basic(test.port, "designer")
                        .post("/api/designer/drafts/" + draft.get("id").asText() + "/submission", "{\"note\":\"x\",\"migrate\":false}");
                assertThat(published.statusCode()).as(published.body()).isBetween(400, 499);
                StringBuilder errors = new StringBuilder();
                draft.get("findings").forEach(finding -> {
                    if (finding.get("severity").asText().equals("error")) {
                        errors.append(finding);
                    }
                });
                return errors.toString();
            }
        };

        /** What the person is told; empty when the model came in. */
        abstract String refusal(MaliciousModelsTest test, Attack attack);

        static String refused(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            return answer.body();
        }
    }

    /** A file with something evil in it, and the element that must be named. */
    record Attack(String what, String file, String element, String content) {

        @Override
        public String toString() {
            return what;
        }
    }

    // ------------------------------------------------------------------ attacks

    private static Stream<Attack> attacks() {
        return Stream.of(
                added("script task", "<bpmn:scriptTask id=\"Task_Evil\" scriptFormat=\"javascript\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>"),
                added("script from a file", "<bpmn:scriptTask id=\"Task_Evil\" scriptFormat=\"groovy\" camunda:resource=\"classpath://x.groovy\" />"),
                added("engine service", service("camunda:expression=\"" + ENGINE + "\"")),
                added("reflection", service("camunda:expression=\"" + REFLECTION + "\"")),
                added("reflection behind the delegate", service("camunda:delegateExpression=\"" + REFLECTION + "\"")),
                added("engine service as delegate", service("camunda:delegateExpression=\"${runtimeService}\"")),
                added("reflection in a name", service("name=\"" + REFLECTION + "\" camunda:delegateExpression=\"${recordFollowUpDelegate}\"")),
                added("class", service("camunda:class=\"java.lang.ProcessBuilder\"")),
                added("mail task", service("camunda:type=\"mail\"")),
                added("shell task", service("camunda:type=\"shell\"")),
                added("external task", service("camunda:type=\"external\" camunda:topic=\"x\"")),
                added("external task's expression", service("camunda:type=\"external\" camunda:topic=\"" + ENGINE + "\"")),
                added("result of any kind", service("camunda:expression=\"${ticketStatus}\" camunda:resultVariable=\"x\"")),
                added("priority", service("camunda:delegateExpression=\"${recordFollowUpDelegate}\" camunda:jobPriority=\"" + ENGINE + "\"")),
                inTask("http connector", "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"),
                inTask("soap connector with inputs", "<camunda:connector><camunda:inputOutput><camunda:inputParameter name=\"url\">http://x</camunda:inputParameter>"
                        + "</camunda:inputOutput><camunda:connectorId>soap-http-connector</camunda:connectorId></camunda:connector>"),
                inTask("task listener by class", "<camunda:taskListener class=\"x.Y\" event=\"create\" />"),
                inTask("task listener by expression", "<camunda:taskListener expression=\"" + ENGINE + "\" event=\"create\" />"),
                inTask("task listener by script", "<camunda:taskListener event=\"create\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:taskListener>"),
                inTask("execution listener by class", "<camunda:executionListener class=\"x.Y\" event=\"start\" />"),
                inTask("execution listener by expression", "<camunda:executionListener expression=\"" + ENGINE + "\" event=\"start\" />"),
                inTask("execution listener by script", "<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"feel\">1</camunda:script></camunda:executionListener>"),
                inTask("execution listener by another bean", "<camunda:executionListener delegateExpression=\"${dataSource}\" event=\"start\" />"),
                inTask("injected field", "<camunda:executionListener delegateExpression=\"${ticketFactsListener}\" event=\"start\"><camunda:field name=\"x\"><camunda:expression>"
                        + ENGINE + "</camunda:expression></camunda:field></camunda:executionListener>"),
                inTask("input by script", "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:script scriptFormat=\"js\">1</camunda:script></camunda:inputParameter></camunda:inputOutput>"),
                inTask("input by expression", "<camunda:inputOutput><camunda:inputParameter name=\"x\">" + REFLECTION + "</camunda:inputParameter></camunda:inputOutput>"),
                inTask("output by script", "<camunda:inputOutput><camunda:outputParameter name=\"x\"><camunda:script scriptFormat=\"js\">1</camunda:script></camunda:outputParameter></camunda:inputOutput>"),
                inTask("output by expression", "<camunda:inputOutput><camunda:outputParameter name=\"x\">" + ENGINE + "</camunda:outputParameter></camunda:inputOutput>"),
                inTask("expression deep in a map", "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:map><camunda:entry key=\"a\"><camunda:list><camunda:value>"
                        + REFLECTION + "</camunda:value></camunda:list></camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput>"),
                inTask("form data", "<camunda:formData><camunda:formField id=\"x\" type=\"string\"><camunda:validation><camunda:constraint name=\"validator\" config=\"x.Y\" /></camunda:validation></camunda:formField></camunda:formData>"),
                inTask("retry by expression", "<camunda:failedJobRetryTimeCycle>" + ENGINE + "</camunda:failedJobRetryTimeCycle>"),
                inTask("expression cut by a comment", "<camunda:inputOutput><camunda:inputParameter name=\"x\">$<!-- -->{runtimeService}</camunda:inputParameter></camunda:inputOutput>"),
                inTask("expression in a character reference", "<camunda:inputOutput><camunda:inputParameter name=\"x\">&#36;&#x7b;runtimeService}</camunda:inputParameter></camunda:inputOutput>"),
                inTask("expression in CDATA", "<camunda:inputOutput><camunda:inputParameter name=\"x\"><![CDATA[${runtimeService}]]></camunda:inputParameter></camunda:inputOutput>"),
                inTask("deferred expression", "<camunda:inputOutput><camunda:inputParameter name=\"x\">#{runtimeService}</camunda:inputParameter></camunda:inputOutput>"),
                ofTask("page of another application", "camunda:formKey=\"app:evil.html\""),
                ofTask("embedded page", "camunda:formKey=\"embedded:deployment:evil.html\""),
                ofTask("form handler", "camunda:formHandlerClass=\"x.Y\""),
                ofTask("candidates by expression", "camunda:candidateUsers=\"" + ENGINE + "\""),
                ofTask("assignee by reflection", "camunda:assignee=\"" + REFLECTION + "\""),
                added("variable mapping by class", call("camunda:variableMappingClass=\"x.Y\"", "")),
                added("variable mapping by bean", call("camunda:variableMappingDelegateExpression=\"${dataSource}\"", "")),
                added("called process by expression", call("", "").replace("calledElement=\"callback\"", "calledElement=\"" + ENGINE + "\"")),
                added("case", call("camunda:caseRef=\"x\"", "")),
                added("passed on by expression", call("", "<bpmn:extensionElements><camunda:in sourceExpression=\"" + ENGINE + "\" target=\"x\" /></bpmn:extensionElements>")),
                added("business key by expression", call("", "<bpmn:extensionElements><camunda:in businessKey=\"" + ENGINE + "\" /></bpmn:extensionElements>")),
                added("how often by expression", call("", "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>" + ENGINE + "</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>")),
                added("for whom by expression", call("", "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"" + ENGINE + "\" camunda:elementVariable=\"x\" />")),
                added("how long by expression", call("", "<bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition>" + REFLECTION + "</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>")),
                added("decision by expression", "<bpmn:businessRuleTask id=\"Task_Evil\" camunda:decisionRef=\"" + ENGINE + "\" />"),
                added("send task by class", "<bpmn:sendTask id=\"Task_Evil\" camunda:class=\"x.Y\" />"),
                added("message by class", "<bpmn:endEvent id=\"Task_Evil\"><bpmn:messageEventDefinition camunda:class=\"x.Y\" /></bpmn:endEvent>"),
                added("timer by reflection", "<bpmn:intermediateCatchEvent id=\"Task_Evil\"><bpmn:timerEventDefinition><bpmn:timeDate>" + REFLECTION + "</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"),
                added("event's condition by script", "<bpmn:intermediateCatchEvent id=\"Task_Evil\"><bpmn:conditionalEventDefinition><bpmn:condition language=\"javascript\">true</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"),
                added("event's condition by expression", "<bpmn:intermediateCatchEvent id=\"Task_Evil\"><bpmn:conditionalEventDefinition><bpmn:condition>" + ENGINE + "</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"),
                added("path's condition by expression", flow("<bpmn:conditionExpression>" + ENGINE + "</bpmn:conditionExpression>")),
                added("path's condition by reflection", flow("<bpmn:conditionExpression>" + REFLECTION + "</bpmn:conditionExpression>")),
                added("path's condition by script", flow("<bpmn:conditionExpression language=\"groovy\">true</bpmn:conditionExpression>")),
                added("path's condition from a file", flow("<bpmn:conditionExpression language=\"groovy\" camunda:resource=\"classpath://x.groovy\" />")),
                added("path's listener by class", flow("<bpmn:extensionElements><camunda:executionListener class=\"x.Y\" event=\"take\" /></bpmn:extensionElements>")),
                added("class in the predecessor's namespace", "<bpmn:serviceTask id=\"Task_Evil\" xmlns:old=\"http://activiti.org/bpmn\" old:class=\"x.Y\" />"),
                process("external entity", "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"),
                process("external subset", "<!DOCTYPE bpmn:definitions SYSTEM \"http://localhost:1/evil.dtd\">"),
                process("entities in entities", "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"),
                process("document type alone", "<!DOCTYPE d>"),
                decision("other language in a cell", "<inputEntry id=\"Evil\" expressionLanguage=\"juel\"><text>" + ENGINE + "</text></inputEntry>"),
                decision("script in a cell", "<inputEntry id=\"Evil\" expressionLanguage=\"javascript\"><text>1</text></inputEntry>"),
                decision("almost FEEL", "<inputEntry id=\"Evil\" expressionLanguage=\"feel-groovy\"><text>1</text></inputEntry>"),
                decision("engine service in a cell", "<inputEntry id=\"Evil\"><text>" + ENGINE + "</text></inputEntry>"),
                decision("reflection in a text", "<inputEntry id=\"Evil\"><text>\"" + REFLECTION + "\"</text></inputEntry>"),
                decision("Java from FEEL", "<inputEntry id=\"Evil\"><text>function(x) external {java:{class:\"java.lang.System\",\"method signature\":\"exit(int)\"}}</text></inputEntry>"),
                decision("loop without end", "<inputEntry id=\"Evil\"><text>count(for i in 1..9999999999 return i) = ?</text></inputEntry>"),
                new Attack("functions of a decision", "urgency.dmn", "Evil", text("dmn/urgency.dmn").replace("</definitions>",
                        "<businessKnowledgeModel id=\"Evil\" name=\"x\"><encapsulatedLogic kind=\"Java\"><literalExpression><text>1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel></definitions>")),
                new Attack("decision from another file", "urgency.dmn", "Evil", text("dmn/urgency.dmn").replaceFirst("<decision ",
                        "<import id=\"Evil\" name=\"x\" namespace=\"y\" importType=\"z\" locationURI=\"http://localhost:1/evil.dmn\" /><decision ")),
                new Attack("external entity in a decision", "urgency.dmn", "DOCTYPE", declared("dmn/urgency.dmn", "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")),
                component("page in a form", "{\"id\":\"Field_Evil\",\"type\":\"html\",\"content\":\"<b>x</b>\"}"),
                component("frame in a form", "{\"id\":\"Field_Evil\",\"type\":\"iframe\",\"url\":\"https://localhost:1\"}"),
                component("document in a form", "{\"id\":\"Field_Evil\",\"type\":\"documentPreview\"}"),
                component("script in a text", "{\"id\":\"Field_Evil\",\"type\":\"text\",\"text\":\"<img src=x onerror=alert(1)>\"}"),
                component("script in a link", "{\"id\":\"Field_Evil\",\"type\":\"text\",\"text\":\"[x](javascript:alert(1))\"}"),
                component("picture of another host", "{\"id\":\"Field_Evil\",\"type\":\"image\",\"source\":\"https://localhost:1/x.png\"}"),
                component("handler of a button", "{\"id\":\"Field_Evil\",\"type\":\"button\",\"label\":\"x\",\"onClick\":\"alert(1)\"}"),
                component("page in a group", "{\"id\":\"Group_X\",\"type\":\"group\",\"components\":[{\"id\":\"Field_Evil\",\"type\":\"html\"}]}"),
                new Attack("page", "evil.html", "evil.html", "<script>1</script>"),
                new Attack("script file", "evil.groovy", "evil.groovy", "1"),
                new Attack("process by its old ending", "evil.bpmn20.xml", "evil.bpmn20.xml", text("bpmn/follow-up.bpmn")),
                new Attack("case model", "evil.cmmn", "evil.cmmn", "<definitions/>"));
    }

    private static Attack added(String what, String element) {
        return new Attack(what, "follow-up.bpmn", element.contains("Flow_Evil") ? "Flow_Evil" : "Task_Evil",
                text("bpmn/follow-up.bpmn").replace("</bpmn:process>", element + "</bpmn:process>"));
    }

    private static Attack inTask(String what, String extension) {
        return new Attack(what, "follow-up.bpmn", "Task_FollowUp", text("bpmn/follow-up.bpmn")
                .replaceFirst("(id=\"Task_FollowUp\"[\\s\\S]*?<bpmn:extensionElements>)", "$1" + extension.replace("$", "\\$")));
    }

    private static Attack ofTask(String what, String attribute) {
        return new Attack(what, "follow-up.bpmn", "Task_FollowUp", text("bpmn/follow-up.bpmn")
                .replace("id=\"Task_FollowUp\"", "id=\"Task_FollowUp\" " + attribute));
    }

    private static Attack process(String what, String documentType) {
        return new Attack(what, "follow-up.bpmn", "DOCTYPE", declared("bpmn/follow-up.bpmn", documentType));
    }

    private static Attack decision(String what, String firstCell) {
        return new Attack(what, "urgency.dmn", "Evil",
                text("dmn/urgency.dmn").replaceFirst("<inputEntry [\\s\\S]*?</inputEntry>", firstCell.replace("\\", "\\\\").replace("$", "\\$")));
    }

    private static Attack component(String what, String component) {
        return new Attack(what, "follow-up.form", "Field_Evil",
                text("forms/follow-up.form").replaceFirst("\"components\":\\s*\\[", "\"components\": [" + component + ","));
    }

    private static String service(String attributes) {
        return "<bpmn:serviceTask id=\"Task_Evil\" " + attributes + " />";
    }

    private static String call(String attributes, String inside) {
        return "<bpmn:callActivity id=\"Task_Evil\" calledElement=\"callback\" " + attributes + ">" + inside + "</bpmn:callActivity>";
    }

    private static String flow(String inside) {
        return "<bpmn:sequenceFlow id=\"Flow_Evil\" sourceRef=\"Gateway_WatchEnded\" targetRef=\"Task_FollowUp\">" + inside + "</bpmn:sequenceFlow>";
    }

    private static String declared(String file, String documentType) {
        return text(file).replaceFirst("\\?>", "?>" + documentType);
    }

    // ------------------------------------------------------------------ doors

    private Door browser() {
        browser = browser == null ? Door.signedIn(port, "designer") : browser;
        return browser;
    }

    private String java(Attack attack) {
        Throwable refusal = catchThrowable(() -> {
            Deployment made = repositoryService.createDeployment().name("evil").addString(attack.file, attack.content).deploy();
            repositoryService.deleteDeployment(made.getId(), true);
        });
        assertThat(refusal).as("nothing came in").isInstanceOf(Refusal.class);
        return refusal.getMessage();
    }

    private HttpResponse<String> upload(Door door, String path, String field, Attack attack) {
        return upload(door, path, field, attack.file, attack.content);
    }

    private HttpResponse<String> upload(Door door, String path, String field, String file, String content) {
        String boundary = "probe-boundary";
        return door.multipart(path, boundary, "--" + boundary + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nevil\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + file
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n");
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
