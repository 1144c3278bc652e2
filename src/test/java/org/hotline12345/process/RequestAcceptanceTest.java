package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.intake.SecondLine;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/request-acceptance.bpmn}. */
class RequestAcceptanceTest extends ProcessTest {

    @Autowired
    SecondLine secondLine;

    @Test
    void whatTheTableKnowsIsDecidedInTheStepThatRegistersIt() {
        registerConsumerComplaint();
        assertThat(instance("request-acceptance")).isNull();
        assertThat(root()).hasPassed("CallActivity_AcceptRequest");
        assertThat(eventTypes()).startsWith("registered", "acceptance");
    }

    @Test
    @Proves("A6")
    void aSupplementedRequestIsDecidedAnewAndDispatched() {
        registerAtDesk("complaint", "needInfo", "没有说清是哪家药店");
        assertThat(instance("request-acceptance")).isWaitingAt("Task_AskForInformation");
        assertThat(status()).isEqualTo("need-info");

        complete("operator", "Task_AskForInformation", Map.of("supplement", "是北塔区资江桥头的一家药店，1月24日网购药品未发货。",
                "category", "consumer-rights", "region", "430511"));

        assertThat(status()).isEqualTo("handling");
        assertThat(ticket().content()).contains("【补充】");
        assertThat(taskOfUnit("market-regulation")).isNotNull();
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "supplementRequested", "supplemented",
                "acceptance", "dispatched");
        assertHistoryIsGapFree();
    }

    @Test
    void aRequestWithoutContentAsksForInformationByItself() {
        register(request("other", null, null, "咨询", "你们管不管？", null));
        assertThat(status()).isEqualTo("need-info");
    }

    @Test
    @Proves("A6")
    void nobodySupplementingWithinTwoWorkingDaysEndsTheRequestForWantOfInformation() {
        registerAtDesk("complaint", "needInfo", "没有说清是哪家药店");
        ProcessInstance lifecycle = root();
        ProcessInstance acceptance = instance("request-acceptance");

        passTimeUntil("2023-02-10T23:59:59+08:00");
        assertThat(status()).isEqualTo("need-info");
        passTimeUntil("2023-02-11T00:00:00+08:00");

        assertThat(acceptance).isEnded().hasPassed("BoundaryEvent_InformationOverdue", "EndEvent_InformationMissing");
        assertThat(lifecycle).isEnded().hasPassed("EndEvent_ClosedAtDesk");
        assertThat(status()).isEqualTo("declined");
        assertThat(ticket().closingReason()).contains("信息不足");
        assertThat(eventTypes()).endsWith("informationMissing", "closedAtDesk");
    }

    @Test
    void theDispatcherMayAskForInformation() {
        registerUnclassified();
        complete("dispatcher", "Task_DispatchTicket", Map.of("decision", "needInfo", "reason", "请补充小区名称和楼栋"));
        assertThat(instance("request-acceptance")).isWaitingAt("Task_AskForInformation").hasNotPassed("Task_DecideAcceptance");

        complete("operator", "Task_AskForInformation", Map.of("supplement", "世界钰园小区3栋，开发商2月1日通知收房。"));
        assertThat(root()).isWaitingAt("Task_DispatchTicket");
    }

    // ------------------------------------------------------------------ second answerers

    private void registerAtSecondLine(String kind) {
        register(request(kind, "consumer-rights", "430511", "政策咨询", "想了解异地生育津贴怎样申领、需要什么材料。",
                new NewTicket.Desk("secondLine", "政策问题，转政策专员", null, null, "policy")));
    }

    @Test
    @Proves("A5")
    void aPolicyQuestionIsAnsweredByTheSecondAnswererAndEndsAtTheDesk() {
        registerAtSecondLine("consult");
        ProcessInstance lifecycle = root();
        Task task = task("Task_AnswerAtSecondLine");
        assertThat(groupsOf(task)).containsExactly("desk-policy");
        assertThat(task.getDueDate().toInstant()).isEqualTo("2023-02-08T03:00:00Z");

        completeAs("desk-policy", List.of("desk-policy"), "Task_AnswerAtSecondLine",
                Map.of("outcome", "answered", "answer", "依据《女职工劳动保护特别规定》，向参保地医保经办机构申领。"));

        assertThat(lifecycle).isEnded();
        assertThat(status()).isEqualTo("closed-instant");
        assertThat(ticket().closingReason()).contains("女职工劳动保护特别规定");
        assertThat(eventTypes()).containsExactly("registered", "acceptance", "secondLineAnswered", "closedAtDesk");
    }

    @Test
    @Proves(value = "A5", forbidden = true)
    void aComplaintDoesNotEndWithAnAnswer() {
        registerAtSecondLine("complaint");
        assertRefused("intake.needsAUnit", () -> completeAs("desk-policy", List.of("desk-policy"), "Task_AnswerAtSecondLine",
                Map.of("outcome", "answered", "answer", "已向来电人解释")));
        completeAs("desk-policy", List.of("desk-policy"), "Task_AnswerAtSecondLine",
                Map.of("outcome", "dispatch", "answer", "须由市场监管部门到店核查"));
        assertThat(status()).isEqualTo("handling");
        assertThat(taskOfUnit("market-regulation")).isNotNull();
    }

    @Test
    void theSecondAnswererMayTellTheLegalWay() {
        registerAtSecondLine("consult");
        completeAs("desk-policy", List.of("desk-policy"), "Task_AnswerAtSecondLine",
                Map.of("outcome", "legalRoute", "answer", "已在劳动仲裁程序中，请向仲裁委员会查询"));
        assertThat(status()).isEqualTo("legal-route");
    }

    @Test
    @Proves(value = "A5", forbidden = true)
    void onlyTheDeskItWasPassedToSeesAndAnswersIt() {
        registerAtSecondLine("consult");
        assertRefused("intake.notYourDesk", () -> {
            as("reviewer");
            transaction.execute(status -> secondLine.answer(ticketNo, "answered", "已解答来电人的问题"));
        });
        assertThat(views.ticket(ticketNo, new Actor("desk-policy", Set.of("desk-policy"))).title()).isEqualTo("政策咨询");
        assertThat(refusalOf(() -> views.ticket(ticketNo, new Actor("desk-annual-report", Set.of("desk-annual-report")))).code())
                .isEqualTo("ticket.unknown");
    }

    @Test
    void aDeskThatTheHotlineDoesNotHaveIsNamed() {
        assertThat(refusalOf(() -> register(request("consult", null, null, "咨询", "想了解企业年报怎么填写和报送。",
                new NewTicket.Desk("secondLine", "转专席", null, null, "nowhere")))).code()).isEqualTo("intake.unknownDesk");
    }

    @Test
    void aRequestBecomesUrgentByWhatIsSupplemented() {
        registerAtDesk("help", "needInfo", "没有说清是什么气味");
        assertThat(ticket().marks().urgent()).isNull();
        complete("operator", "Task_AskForInformation", Map.of("supplement", "厨房燃气管漏气，满屋都是燃气味。",
                "category", "gas-fault", "region", "430511"));
        assertThat(ticket().marks().urgent()).isTrue();
        assertThat(eventTypes()).contains("urgencySet");
    }

    @Test
    @Proves(value = "A6", forbidden = true)
    void anEmptySupplementLeavesTheRequestWaiting() {
        registerAtDesk("complaint", "needInfo", "没有说清是哪家药店");
        assertRefused("common.missingField", () -> complete("operator", "Task_AskForInformation", Map.of("supplement", "  ")));
        assertRefused("intake.unknownRegion", () -> complete("operator", "Task_AskForInformation",
                Map.of("supplement", "是北塔区的一家药店", "region", "999999")));
        assertThat(status()).isEqualTo("need-info");
    }
}
