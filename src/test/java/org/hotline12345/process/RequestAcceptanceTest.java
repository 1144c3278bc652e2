package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;

/** Every path of {@code bpmn/request-acceptance.bpmn}. */
class RequestAcceptanceTest extends ProcessTest {

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
