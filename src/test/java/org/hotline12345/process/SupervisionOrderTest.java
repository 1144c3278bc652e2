package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.deadline.Urging;
import org.hotline12345.notification.Notifications;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.OrderStatus;
import org.hotline12345.supervision.OrderView;
import org.hotline12345.supervision.Orders;
import org.hotline12345.supervision.Referrals;
import org.hotline12345.supervision.StepView;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/supervision-order.bpmn}, what calls for an order, and referrals. */
class SupervisionOrderTest extends ProcessTest {

    private static final String ANSWER = "经查系配送环节延误，已责成企业当日发货并向群众致歉赔偿。";

    @Autowired
    Orders orders;
    @Autowired
    Referrals referrals;
    @Autowired
    Urging urging;
    @Autowired
    Notifications notifications;

    @Test
    @Proves("F1")
    void aNamedPersonsUnitAnswersAndASupervisorCloses() {
        registerConsumerComplaint();
        String orderNo = issue(OrderSource.LEADER_INSTRUCTION, "测试分管领导");
        ProcessInstance order = instance("supervision-order");
        assertThat(order).isWaitingAt("Task_AnswerOrder");
        assertThat(groupsOf(task("Task_AnswerOrder"))).containsExactly("unit-market-regulation");
        Task answering = task("Task_AnswerOrder");
        as("clerk-market-regulation");
        assertThat(formService.getTaskFormVariables(answering.getId()).get("orderText").toString())
                .contains("领导批示").contains("测试分管领导").contains("请说明超期原因");
        assertThat(ticket().supervised()).isTrue();
        assertThat(ticket().marks().openOrders()).isOne();

        complete("clerk-market-regulation", "Task_AnswerOrder", Map.of("answer", ANSWER));
        assertThat(order).isWaitingAt("Task_CloseOrder");
        closeOrder("closed");

        assertThat(order).isEnded().hasPassed("EndEvent_OrderClosed");
        assertThat(ticket().marks().openOrders()).isNull();
        OrderView closed = theOrder();
        assertThat(closed.orderNo()).isEqualTo(orderNo);
        assertThat(closed.level()).as("a leader's instruction starts one level up").isEqualTo(2);
        assertThat(closed.status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(closed.steps()).extracting(StepView::step).containsExactly("issued", "answered", "closed");
        assertThat(eventTypes()).containsSubsequence("orderIssued", "orderAnswered", "orderClosed");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = "F1", forbidden = true)
    void anOrderWithoutANamedPersonIsRefused() {
        registerConsumerComplaint();
        as("supervisor");
        assertRefused("supervision.noResponsiblePerson", () -> issue(OrderSource.MEDIA, null));
        assertThat(ticket().marks().openOrders()).isNull();
    }

    @Test
    @Proves(value = "F1", forbidden = true)
    void theUnitNeverClosesItsOwnOrder() {
        registerConsumerComplaint();
        issue(OrderSource.MEDIA, "测试责任人");
        complete("clerk-market-regulation", "Task_AnswerOrder", Map.of("answer", ANSWER));

        assertThatThrownBy(() -> complete("clerk-market-regulation", "Task_CloseOrder",
                Map.of("verdict", "closed", "reason", "本单位认为已经办结"))).isInstanceOf(AuthorizationException.class);
        assertRefused("supervision.ownUnit", () -> completeAs("someone", List.of("supervisor", "unit-market-regulation"),
                "Task_CloseOrder", Map.of("verdict", "closed", "reason", "兼任督办员的本单位人员")));
    }

    @Test
    @Proves(value = "F1", forbidden = true)
    void onlySupervisorsGiveOrdersAndOnlyToUnitsThatHandleTheTicket() {
        registerConsumerComplaint();
        assertRefused("supervision.supervisorOnly", () -> {
            as("dispatcher");
            orders.issue(ticketNo, command(null, OrderSource.MEDIA, "测试责任人", null));
        });
        assertRefused("supervision.unitNotHandling", () -> {
            as("supervisor");
            orders.issue(ticketNo, command("housing", OrderSource.MEDIA, "测试责任人", null));
        });
        assertRefused("supervision.badLevel", () -> {
            as("supervisor");
            orders.issue(ticketNo, command(null, OrderSource.MEDIA, "测试责任人", 4));
        });
    }

    @Test
    void anotherUnitNeitherAnswersNorSeesTheOrder() {
        registerConsumerComplaint();
        issue(OrderSource.MEDIA, "测试责任人");
        assertThatThrownBy(() -> complete("clerk-housing", "Task_AnswerOrder", Map.of("answer", ANSWER)))
                .isInstanceOf(AuthorizationException.class);
        assertRefused("supervision.notAddressed", () -> completeAs("admin", List.of("camunda-admin"), "Task_AnswerOrder",
                Map.of("answer", ANSWER)));
        as("clerk-housing");
        assertThat(refusalOf(() -> orders.ofTicket(ticketNo)).code()).isEqualTo("ticket.unknown");
        assertThat(orders.list(null, null, null, null, false, 0, 20).items()).isEmpty();
        as("designer");
        assertThat(refusalOf(() -> orders.list(null, null, null, null, false, 0, 20)).code()).isEqualTo("supervision.notAllowed");
        as("clerk-market-regulation");
        assertThat(orders.ofTicket(ticketNo)).hasSize(1);
    }

    @Test
    void anEmptyPhraseIsNoAnswer() {
        registerConsumerComplaint();
        issue(OrderSource.MEDIA, "测试责任人");
        assertRefused("supervision.answerTooShort",
                () -> complete("clerk-market-regulation", "Task_AnswerOrder", Map.of("answer", "已办结。。。。。。。。。。。。。。。")));
    }

    @Test
    void anUnansweredOrderIsRecordedAndStillWaits() {
        registerConsumerComplaint();
        issue(OrderSource.MEDIA, "测试责任人");
        passTimeUntil("2023-02-11T00:00:00+08:00");

        assertThat(instance("supervision-order")).isWaitingAt("Task_AnswerOrder");
        assertThat(theOrder().overdueAt()).isNotNull();
        assertThat(eventTypes()).contains("orderOverdue");
        assertThat(notifications.list(ticketNo, 0, 20).items()).anyMatch(message -> message.recipient().equals("supervisor"));
        as("supervisor");
        assertThat(orders.list("430500", OrderStatus.ISSUED, "market-regulation", 2, true, 0, 20).items())
                .extracting(OrderView::ticketNo).contains(ticketNo);
    }

    @Test
    @Proves("F1")
    void raisingGoesOneLevelUpToTheUnitAbove() {
        registerUnclassified();
        dispatcherSends("traffic-police");
        issue(OrderSource.SPOT_CHECK, "测试责任人");
        complete("clerk-traffic-police", "Task_AnswerOrder", Map.of("answer", ANSWER));
        closeOrder("escalate");

        assertThat(groupsOf(task("Task_AnswerOrder"))).containsExactly("unit-public-security");
        OrderView raised = theOrder();
        assertThat(raised.level()).isEqualTo(2);
        assertThat(raised.responsiblePerson()).isEqualTo("市公安局分管负责人");
        assertThat(raised.steps()).extracting(StepView::step, StepView::unit)
                .contains(tuple("raised", "public-security"));
        assertThatThrownBy(() -> complete("clerk-traffic-police", "Task_AnswerOrder", Map.of("answer", ANSWER)))
                .isInstanceOf(AuthorizationException.class);
        complete("clerk-public-security", "Task_AnswerOrder", Map.of("answer", ANSWER));
        closeOrder("closed");
        assertThat(ticket().marks().openOrders()).isNull();
    }

    @Test
    void withoutAUnitAboveAHigherPersonIsNamedAndTheHighestLevelIsTheLast() {
        registerConsumerComplaint();
        issue(OrderSource.MEDIA, "测试责任人");
        complete("clerk-market-regulation", "Task_AnswerOrder", Map.of("answer", ANSWER));
        assertRefused("supervision.noHigherPerson", () -> closeOrder("escalate"));

        complete("supervisor", "Task_CloseOrder",
                Map.of("verdict", "escalate", "higherPerson", "分管副市长", "reason", "措施不力"));
        assertThat(theOrder().level()).isEqualTo(3);
        assertThat(theOrder().responsiblePerson()).isEqualTo("分管副市长");
        complete("clerk-market-regulation", "Task_AnswerOrder", Map.of("answer", ANSWER));
        assertRefused("supervision.highestLevel", () -> complete("supervisor", "Task_CloseOrder",
                Map.of("verdict", "escalate", "higherPerson", "市长", "reason", "措施不力")));
    }

    @Test
    @Proves("guard4")
    void aSupervisedTicketIsCalledBackByAPersonAndWaitsForTheOrder() {
        registerConsumerComplaint();
        issue(OrderSource.LEADER_INSTRUCTION, "测试责任人");
        unitReplies("market-regulation");
        reviewPasses();
        assertThat(instance("callback")).isWaitingAt("Task_CallBack").hasNotPassed("Task_SendSurvey");
        personReaches(true);

        assertThat(root()).isWaitingAt("CatchEvent_NothingOpen");
        assertThat(status()).isNotEqualTo("archived");
        complete("clerk-market-regulation", "Task_AnswerOrder", Map.of("answer", ANSWER));
        assertThat(root()).isWaitingAt("CatchEvent_NothingOpen");
        closeOrder("closed");
        assertThat(status()).isEqualTo("archived");
    }

    @Test
    @Proves({"E6", "F1"})
    void theThirdReworkIsSupervised() {
        registerConsumerComplaint();
        for (int rework = 1; rework <= 2; rework++) {
            unitReplies("market-regulation");
            reviewFails();
            assertThat(instance("supervision-order")).as("after rework " + rework).isNull();
        }
        unitReplies("market-regulation");
        reviewFails();

        assertThat(theOrder().source()).isEqualTo(OrderSource.REPEATED_REWORK);
        assertThat(theOrder().issuedBy()).isEqualTo("system");
        assertThat(theOrder().responsiblePerson()).isEqualTo("市市场监督管理局分管负责人");
    }

    @Test
    @Proves(value = "E6", forbidden = true)
    void afterAThirdReworkTheTicketDoesNotEndUnsupervised() {
        theThirdReworkIsSupervised();
        unitReplies("market-regulation");
        reviewPasses();
        personReaches(true);
        assertThat(status()).isNotEqualTo("archived");
        assertThat(root()).isWaitingAt("CatchEvent_NothingOpen");
    }

    @Test
    void theThirdUrgeIsSupervisedOnce() {
        registerConsumerComplaint();
        for (String time : List.of("2023-02-08T10:00:00+08:00", "2023-02-09T10:00:00+08:00", "2023-02-10T10:00:00+08:00",
                "2023-02-11T10:00:00+08:00")) {
            at(time);
            as("operator");
            urging.urge(ticketNo, null);
        }
        assertThat(theOrder().source()).isEqualTo(OrderSource.URGES);
    }

    @Test
    void twoDissatisfiedRoundsAreSupervised() {
        registerConsumerComplaint();
        for (int round = 1; round <= 2; round++) {
            assertThat(instance("supervision-order")).isNull();
            unitReplies("market-regulation");
            reviewPasses();
            citizenAnswers(false);
            personReaches(false);
        }
        assertThat(theOrder().source()).isEqualTo(OrderSource.DISSATISFIED_TWICE);
    }

    @Test
    @Proves("F3")
    void aLeadIsReferredWithTheNumberItGotThere() {
        registerConsumerComplaint();
        as("supervisor");
        referrals.refer(ticketNo, "discipline", "测纪线〔2023〕12号", "承办人员涉嫌推诿，线索移送。");

        assertThat(referrals.ofTicket(ticketNo)).singleElement()
                .satisfies(referral -> assertThat(referral.referenceNo()).isEqualTo("测纪线〔2023〕12号"));
        assertThat(events().get(events().size() - 1).type().code()).isEqualTo("referred");
        assertThat(events()).noneMatch(event -> event.text() != null
                && (event.text().contains("12号") || event.text().contains("推诿") || event.text().contains("纪检")));
    }

    @Test
    @Proves(value = "F3", forbidden = true)
    void aReferralNeedsANumberAndASupervisorAndIsNotReadByTheUnit() {
        registerConsumerComplaint();
        assertRefused("supervision.noReferenceNo", () -> {
            as("supervisor");
            referrals.refer(ticketNo, "police", null, "涉嫌违法线索");
        });
        assertRefused("supervision.unknownBody", () -> {
            as("supervisor");
            referrals.refer(ticketNo, "court", "1号", "涉嫌违法线索");
        });
        assertRefused("supervision.supervisorOnly", () -> {
            as("dispatcher");
            referrals.refer(ticketNo, "police", "1号", "涉嫌违法线索");
        });
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> referrals.ofTicket(ticketNo)).code()).isEqualTo("supervision.supervisorOnly");
    }

    private String issue(OrderSource source, String person) {
        as("supervisor");
        return orders.issue(ticketNo, command(null, source, person, null));
    }

    private static Orders.Command command(String unit, OrderSource source, String person, Integer level) {
        return new Orders.Command(unit, source, person, level, null, "请说明超期原因并限期办结");
    }

    private void closeOrder(String verdict) {
        complete("supervisor", "Task_CloseOrder", Map.of("verdict", verdict, "reason", "已核对答复材料"));
    }

    private OrderView theOrder() {
        as("supervisor");
        List<OrderView> all = orders.ofTicket(ticketNo);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
