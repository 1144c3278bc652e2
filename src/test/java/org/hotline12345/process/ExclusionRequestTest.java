package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.supervision.Exclusions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/exclusion-request.bpmn}, and the published counts. */
class ExclusionRequestTest extends ProcessTest {

    @Autowired
    Exclusions exclusions;

    @Test
    void aSecondPersonGrantsIt() {
        registerConsumerComplaint();
        ProcessInstance request = asks("clerk-market-regulation");
        assertThat(request).isWaitingAt("Task_RuleOnExclusion");
        supervisorRules(true);

        assertThat(request).isEnded().hasPassed("EndEvent_ExclusionRuled");
        assertThat(ticket().marks().exclusion()).isEqualTo("unreasonable");
        assertThat(eventTypes()).endsWith("exclusionAsked", "exclusionGranted");
        assertRefused("supervision.alreadyExcluded", () -> asks("clerk-market-regulation"));
    }

    @Test
    void whoeverAskedDoesNotRuleOnIt() {
        registerConsumerComplaint();
        asks("supervisor");
        assertRefused("supervision.ownExclusion", () -> complete("supervisor", "Task_RuleOnExclusion",
                Map.of("granted", true, "reason", "自己批准")));
        assertRefused("supervision.supervisorOnly", () -> completeAs("admin", List.of("camunda-admin"),
                "Task_RuleOnExclusion", Map.of("granted", true, "reason", "不是督办员")));
        assertRefused("common.missingField", () -> completeAs("second-supervisor", List.of("supervisor"),
                "Task_RuleOnExclusion", Map.of("reason", "没有结论")));
        completeAs("second-supervisor", List.of("supervisor"), "Task_RuleOnExclusion",
                Map.of("granted", true, "reason", "理由成立"));
        assertThat(ticket().marks().exclusion()).isEqualTo("unreasonable");
    }

    @Test
    void aRefusedOneChangesNothingAndMayBeAskedAgain() {
        registerConsumerComplaint();
        asks("clerk-market-regulation");
        supervisorRules(false);
        assertThat(ticket().marks().exclusion()).isNull();
        assertThat(eventTypes()).endsWith("exclusionRefused");
        assertThat(asks("clerk-market-regulation")).isWaitingAt("Task_RuleOnExclusion");
    }

    @Test
    void aRequestIsTakenBackBeforeItIsRuledOn() {
        registerConsumerComplaint();
        ProcessInstance request = asks("clerk-market-regulation");
        assertRefused("supervision.exclusionPending", () -> asks("clerk-market-regulation"));
        assertRefused("supervision.notYourExclusion", () -> {
            as("dispatcher");
            exclusions.withdraw(ticketNo, "不是申请人");
        });
        as("clerk-market-regulation");
        exclusions.withdraw(ticketNo, "已与群众和解");
        asNobody();
        assertThat(request).isEnded().hasPassed("EndEvent_ExclusionWithdrawn");
    }

    @Test
    void aGrantedOneIsTakenBackByASupervisor() {
        registerConsumerComplaint();
        asks("clerk-market-regulation");
        supervisorRules(true);
        as("supervisor");
        exclusions.withdraw(ticketNo, "复查发现理由不成立");
        assertThat(ticket().marks().exclusion()).isNull();
        assertRefused("supervision.noExclusion", () -> {
            as("supervisor");
            exclusions.withdraw(ticketNo, "没有可撤的");
        });
    }

    @Test
    void anotherUnitNeitherAsksNorReadsTheCounts() {
        registerConsumerComplaint();
        assertRefused("ticket.unknown", () -> asks("clerk-housing"));
        assertRefused("supervision.unknownReason", () -> {
            as("clerk-market-regulation");
            exclusions.ask(ticketNo, "noReason", "没有代码");
        });
        as("clerk-housing");
        assertThat(refusalOf(() -> exclusions.figures("430500", LocalDate.parse("2018-01-01"), LocalDate.parse("2018-01-31")))
                .code()).isEqualTo("supervision.centreOnly");
    }

    @Test
    void countsArePublishedByReasonAndUnitOverTheTicketsThatClosed() {
        at("2018-03-14T09:00:00+08:00");
        for (int i = 0; i < 3; i++) {
            registerConsumerComplaint();
            unitReplies("market-regulation");
            reviewPasses();
            citizenAnswers(true);
            if (i > 0) {
                asks("clerk-market-regulation");
                supervisorRules(i > 1);
            }
        }
        as("supervisor");
        LocalDate day = LocalDate.parse("2018-03-14");
        Exclusions.Figures figures = exclusions.figures("430500", day, day);
        assertThat(List.of(figures.closed(), figures.asked(), figures.granted())).containsExactly(3, 2, 1);
        assertThat(figures.reasons()).containsExactly(new Exclusions.ReasonRow("unreasonable", "诉求不合理", 2, 1));
        assertThat(figures.units()).containsExactly(
                new Exclusions.UnitRow("market-regulation", "市市场监督管理局", 3, 2, 1));
        assertThat(exclusions.figures("430500", day.plusDays(1), day.plusDays(1)).closed()).isZero();
    }

    private ProcessInstance asks(String user) {
        as(user);
        exclusions.ask(ticketNo, "unreasonable", "群众要求超出合同约定，已多次解释");
        return instance("exclusion-request");
    }

    private void supervisorRules(boolean granted) {
        completeAs("second-supervisor", List.of("supervisor"), "Task_RuleOnExclusion",
                Map.of("granted", granted, "reason", "已核对通话录音"));
    }
}
