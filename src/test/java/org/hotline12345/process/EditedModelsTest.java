package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;
import static org.hotline12345.support.DrawnByHand.add;
import static org.hotline12345.support.DrawnByHand.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.hotline12345.common.Finding;
import org.hotline12345.platform.ModelRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What a designer changes in a diagram runs as drawn, without a line of Java: copies of the real models are changed,
 * pass the rules for models, are deployed as a whole set by the designer, and a ticket is driven to its end.
 */
class EditedModelsTest extends ProcessTest {

    private static final String LIFECYCLE = "bpmn/ticket-lifecycle.bpmn";
    private static final String HANDLING = "bpmn/unit-handling.bpmn";

    @Autowired
    RepositoryService repositoryService;
    @Autowired
    ApplicationContext beans;

    private String deployment;

    @BeforeEach
    void copiesSayNothingAboutTheRealDiagrams() {
        ModelCoverage.pause(true);
    }

    @AfterEach
    void theRealDiagramsAreTheNewestAgain() {
        asNobody();
        if (deployment != null) {
            repositoryService.deleteDeployment(deployment, true);
        }
        ModelCoverage.pause(false);
    }

    @Test
    void aSecondReviewByTheDutyLeaderRunsAsDrawn() throws IOException {
        deploy(LIFECYCLE, EditedModelsTest::addSecondReview);
        registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        unitReplies("market-regulation");
        reviewPasses();
        assertThat(lifecycle).isWaitingAt("Task_ReviewReplyAgain");
        assertThat(status()).isEqualTo("reviewing");

        complete("supervisor", "Task_ReviewReplyAgain", Map.of("verdict", "rework", "reason", "赔偿金额没有写明依据"));
        assertThat(status()).isEqualTo("handling");
        unitReplies("market-regulation");
        reviewPasses();
        complete("supervisor", "Task_ReviewReplyAgain", Map.of("verdict", "pass"));
        citizenAnswers(true);

        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsSubsequence("reviewPassed", "reviewFailed", "reworkOrdered", "reviewPassed",
                "reviewPassed", "surveySent", "evaluated", "archived");
        assertHistoryIsGapFree();
    }

    @Test
    void callbackBeforeReviewRunsAsDrawn() throws IOException {
        deploy(LIFECYCLE, model -> {
            retarget(model, "Flow_HandleByUnits_ReviewReply", "CallActivity_CallBack");
            retarget(model, "Flow_CitizenSatisfied_NothingOpen", "Task_ReviewReply");
            retarget(model, "Flow_ReviewPassed_CallBack", "CatchEvent_NothingOpen");
        });
        registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        unitReplies("market-regulation");
        assertThat(status()).isEqualTo("callback");
        citizenAnswers(true);
        assertThat(lifecycle).isWaitingAt("Task_ReviewReply");
        assertThat(status()).isEqualTo("reviewing");
        reviewPasses();

        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "dispatched", "signed", "replied",
                "callbackPlanned", "surveySent", "evaluated", "reviewPassed", "archived");
    }

    @Test
    void aNewReminderTimerRunsAsDrawn() throws IOException {
        deploy(HANDLING, EditedModelsTest::addReminder);
        registerConsumerComplaint();
        ProcessInstance lifecycle = root();
        ProcessInstance handling = instance("unit-handling");
        passTimeUntil("2023-02-09T23:59:59+08:00");
        assertThat(dispatchOf("market-regulation").card()).isNull();
        passTimeUntil("2023-02-10T00:00:00+08:00");

        assertThat(handling).hasPassed("BoundaryEvent_ContactOverdue").isWaitingAt("Task_HandleTicket");
        assertThat(dispatchOf("market-regulation").card()).isEqualTo("yellow");
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    void aTicketUnderWayKeepsTheDiagramsItStartedWith() throws IOException {
        registerConsumerComplaint();
        deploy(LIFECYCLE, EditedModelsTest::addSecondReview);
        unitReplies("market-regulation");
        reviewPasses();
        assertThat(status()).isEqualTo("callback");
    }

    // ------------------------------------------------------------------ what the designer draws

    private static void addSecondReview(BpmnModelInstance model) {
        ModelElementInstance process = model.getModelElementById("ticket-lifecycle");
        UserTask task = add(process, UserTask.class, "Task_ReviewReplyAgain");
        task.setName("再次复核答复");
        task.setCamundaFormRef("review-reply");
        task.setCamundaFormRefBinding("deployment");
        task.setCamundaCandidateGroups("supervisor");
        task.setCamundaDueDate("${clocks.reviewUntil(execution)}");
        task.builder().camundaTaskListenerDelegateExpression("complete", "${recordReviewListener}");
        ExclusiveGateway gateway = add(process, ExclusiveGateway.class, "Gateway_ReviewedAgain");
        gateway.setName("再次复核通过？");

        retarget(model, "Flow_ReviewPassed_CallBack", "Task_ReviewReplyAgain");
        connect(process, "Flow_ReviewReplyAgain_ReviewedAgain", task, gateway, null);
        connect(process, "Flow_ReviewedAgain_CallBack", gateway, model.getModelElementById("CallActivity_CallBack"),
                "${reviewVerdict == 'pass'}");
        connect(process, "Flow_ReviewedAgain_OrderRework", gateway, model.getModelElementById("Task_OrderRework"),
                "${reviewVerdict == 'rework'}");
    }

    private static void addReminder(BpmnModelInstance model) {
        ModelElementInstance scope = model.getModelElementById("SubProcess_ClockedHandling");
        BoundaryEvent timer = add(scope, BoundaryEvent.class, "BoundaryEvent_ContactOverdue");
        timer.setName("派单后1个工作日");
        timer.setAttachedTo(model.getModelElementById("Task_HandleTicket"));
        timer.setCancelActivity(false);
        TimerEventDefinition definition = model.newInstance(TimerEventDefinition.class);
        timer.getEventDefinitions().add(definition);
        TimeDate date = model.newInstance(TimeDate.class);
        date.setTextContent("${clocks.after(execution,'contact')}");
        definition.setTimeDate(date);
        timer.builder().camundaExecutionListenerDelegateExpression("end", "${issueYellowCardListener}");
    }

    private static void retarget(BpmnModelInstance model, String flowId, String targetId) {
        SequenceFlow flow = model.getModelElementById(flowId);
        FlowNode target = model.getModelElementById(targetId);
        flow.getTarget().getIncoming().remove(flow);
        flow.setTarget(target);
        target.getIncoming().add(flow);
    }

    // ------------------------------------------------------------------ deployment

    /** Deploys the whole set with one file changed, as a designer does. */
    private void deploy(String changed, Consumer<BpmnModelInstance> edit) throws IOException {
        Map<String, String> models = committed();
        BpmnModelInstance model = Bpmn.readModelFromFile(Path.of(changed).toFile());
        edit.accept(model);
        Bpmn.validateModel(model);
        models.put(changed, Bpmn.convertToString(model));
        Map<String, byte[]> bytes = new TreeMap<>();
        models.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        assertThat(Finding.errors(ModelRules.check(bytes, Set.of(beans.getBeanDefinitionNames())))).isEmpty();
        as("designer");
        DeploymentBuilder builder = repositoryService.createDeployment().name("hotline-12345").source("designer");
        models.forEach(builder::addString);
        DeploymentWithDefinitions deployed = builder.deployWithResult();
        deployment = deployed.getId();
        assertThat(deployed.getDeployedProcessDefinitions())
                .hasSize((int) models.keySet().stream().filter(name -> name.endsWith(".bpmn")).count());
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> models = new TreeMap<>();
        for (String folder : new String[] {"bpmn", "dmn", "forms"}) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    models.put(folder + "/" + file.getFileName(), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return models;
    }
}
