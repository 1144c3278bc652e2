package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.supervision.Ladder;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.OrderView;
import org.hotline12345.supervision.Orders;
import org.hotline12345.ticket.TicketEventView;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/escalation-ladder.bpmn}, and the weekly list. */
class EscalationLadderTest extends ProcessTest {

    @Autowired
    Ladder ladder;
    @Autowired
    Orders orders;

    @Test
    void anOverdueUnitIsUrgedListedInterviewedAndReferredOnItsWorkingDays() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-15T23:59:00+08:00");
        assertThat(instance("escalation-ladder")).as("the limit still runs").isNull();
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertThat(eventTypes()).as("the notice goes out in office hours").endsWith("redCard");
        ProcessInstance climbing = instance("escalation-ladder");
        passTimeUntil("2023-03-16T00:00:00+08:00");

        assertThat(climbing).isEnded().hasPassed("EndEvent_TopReached");
        assertThat(rungs()).extracting(event -> event.text().split("，")[0], event -> event.at().toString()).containsExactly(
                tuple("催办通知", "2023-02-16T08:30+08:00"),
                tuple("列入周通报", "2023-02-20T08:30+08:00"),
                tuple("约谈", "2023-02-23T08:30+08:00"),
                tuple("提请移送纪检监察", "2023-03-15T08:30+08:00"));
        assertThat(rungs().get(0).text()).contains("市市场监督管理局分管负责人", "依据：");
    }

    @Test
    void theLadderEndsWhenTheUnitReplies() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-17T12:00:00+08:00");
        ProcessInstance climbing = instance("escalation-ladder");
        assertThat(climbing).isWaitingAt("CatchEvent_RungDue");
        unitReplies("market-regulation");

        assertThat(climbing).isEnded().hasPassed("EndEvent_LadderEnded");
        passTimeUntil("2023-03-20T00:00:00+08:00");
        assertThat(rungs()).hasSize(1);
    }

    @Test
    void aUnitMayStillReplyAfterTheLastRung() {
        registerConsumerComplaint();
        passTimeUntil("2023-03-16T00:00:00+08:00");
        assertThat(instance("escalation-ladder")).isNull();
        unitReplies("market-regulation");
        assertThat(status()).isEqualTo("reviewing");
        as("supervisor");
        assertThat(ladder.weeklyList("430500", "2023-W11").units()).filteredOn(row -> row.unit().equals("market-regulation"))
                .allMatch(row -> !row.tickets().contains(ticketNo));
    }

    @Test
    void aUnitThatAnswersInTimeClimbsNothing() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        passTimeUntil("2023-02-20T00:00:00+08:00");
        assertThat(rungs()).isEmpty();
    }

    @Test
    void aWeekOverdueIsSupervisedByOneOrderAndAMonthGoesUp() {
        registerUnclassified();
        dispatcherSends("traffic-police");
        passTimeUntil("2023-02-23T09:00:00+08:00");
        assertThat(allOrders()).extracting(OrderView::source, OrderView::level, OrderView::unit)
                .containsExactly(tuple(OrderSource.OVERDUE, 1, "traffic-police"));
        passTimeUntil("2023-03-16T09:00:00+08:00");
        assertThat(allOrders()).extracting(OrderView::source, OrderView::level, OrderView::unit).containsExactly(
                tuple(OrderSource.OVERDUE, 1, "traffic-police"), tuple(OrderSource.OVERDUE, 2, "public-security"));
    }

    @Test
    void theNextInterviewOfAUnitIsHeldByTheNextHigherOffice() {
        for (int interview = 1; interview <= 3; interview++) {
            at("2023-02-08T09:00:00+08:00");
            registerUnclassified();
            dispatcherSends("expressway");
            passTimeUntil("2023-02-23T09:00:00+08:00");
            assertThat(rungs().get(2).text()).contains(
                    List.of("热线中心约谈", "政府督查室约谈", "纪检监察机关约谈").get(interview - 1));
        }
    }

    @Test
    void interviewsOfOneUnitThatFallDueTogetherAreCountedOneAfterTheOther() throws Exception {
        List<String> numbers = new ArrayList<>();
        for (int n = 0; n < 2; n++) {
            at("2023-02-08T09:00:00+08:00");
            registerUnclassified();
            dispatcherSends("service-hall");
            passTimeUntil("2023-02-22T09:00:00+08:00");
            numbers.add(ticketNo);
        }
        at("2023-02-23T08:30:00+08:00");
        ExecutorService node = Executors.newSingleThreadExecutor();
        try {
            Future<?> second = transaction.execute(status -> {
                takeInterview(numbers.get(0));
                Future<?> waits = node.submit(() -> transaction.executeWithoutResult(other -> takeInterview(numbers.get(1))));
                await().until(() -> waits.isDone() || jdbc.sql("select count(*) from information_schema.sessions where blocker_id is not null")
                        .query(Integer.class).single() > 0);
                return waits;
            });
            second.get();
        } finally {
            node.shutdown();
        }
        assertThat(numbers).extracting(number -> jdbc.sql("select recipient from supervision_step where subject_no = :ladder and step = 'interview'")
                .param("ladder", number + "-C1").query(String.class).single().substring(0, 5)).containsExactly("热线中心约", "政府督查室");
    }

    private void takeInterview(String number) {
        ladder.take(number, number + "-C1", "service-hall");
    }

    @Test
    void aPastWeekReadsTheSameWhateverHappensLater() {
        registerUnclassified();
        dispatcherSends("agriculture");
        passTimeUntil("2023-02-21T09:00:00+08:00");
        Ladder.UnitRow before = row("2023-W07");
        assertThat(before.overdue()).isOne();
        assertThat(before.newlyOverdue()).isOne();
        assertThat(before.settled()).isZero();
        assertThat(before.tickets()).containsExactly(ticketNo);

        unitReplies("agriculture");
        assertThat(row("2023-W07")).isEqualTo(before);
        assertThat(row("2023-W08").overdue()).isZero();
        assertThat(row("2023-W08").settled()).isOne();
        as("supervisor");
        assertThat(ladder.weeklyList("430500", "2023-W06").units()).noneMatch(unit -> unit.unit().equals("agriculture"));
    }

    @Test
    void theWeeklyListIsTheCentresAndItsWeekIsAWeek() {
        as("clerk-agriculture");
        assertThat(refusalOf(() -> ladder.weeklyList("430500", "2023-W07")).code()).isEqualTo("supervision.centreOnly");
        as("supervisor");
        assertThat(refusalOf(() -> ladder.weeklyList("430500", "2023-02")).code()).isEqualTo("supervision.badWeek");
    }

    private Ladder.UnitRow row(String week) {
        as("supervisor");
        return ladder.weeklyList("430500", week).units().stream().filter(unit -> unit.unit().equals("agriculture")).findFirst()
                .orElseThrow();
    }

    private List<OrderView> allOrders() {
        as("supervisor");
        return orders.ofTicket(ticketNo);
    }

    private List<TicketEventView> rungs() {
        return events().stream().filter(event -> event.type().code().equals("escalated")).toList();
    }
}
