package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.Orders;
import org.hotline12345.supervision.SpotChecks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/second-callback.bpmn}, the draw, and spot checks by the level above. */
class SecondCallbackTest extends ProcessTest {

    /** Nobody else's tickets close on these days. */
    private static final String DAY = "2019-05-15T09:00:00+08:00";
    private static final LocalDate CLOSED = LocalDate.parse("2019-05-15");
    private static final Map<String, Object> SATISFIED =
            Map.of("outcome", "reached", "authentic", true, "solved", true, "satisfied", true);
    private static final Map<String, Object> DISSATISFIED =
            Map.of("outcome", "reached", "authentic", true, "solved", false, "satisfied", false);

    @Autowired
    SpotChecks checks;
    @Autowired
    Orders orders;

    @Test
    void theSameSeedDrawsTheSameTickets() {
        at("2019-05-20T09:00:00+08:00");
        List<String> closed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            archived();
            closed.add(ticketNo);
        }
        LocalDate day = LocalDate.parse("2019-05-20");
        SpotChecks.Draw first = draw(day, 2, 7L);
        assertThat(first.population()).isEqualTo(4);
        assertThat(first.tickets()).hasSize(2).isSubsetOf(closed);
        SpotChecks.Draw again = draw(day, 2, 7L);
        assertThat(again.tickets()).isEqualTo(first.tickets());
        assertThat(again.drawId()).isGreaterThan(first.drawId());
        for (String drawn : first.tickets()) {
            ticketNo = drawn;
            assertThat(tasks()).as("one call each, however often drawn").hasSize(1);
        }
        assertThat(draw(day, 50, null).tickets()).containsExactlyInAnyOrderElementsOf(closed);
    }

    @Test
    void whoeverDidTheFirstCallbackDoesNotCallAgain() {
        at(DAY);
        registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(false);
        personReaches(true);
        draw(CLOSED, 500, 1L);
        assertThat(groupsOf(task("Task_CallAgain"))).containsExactly("callback");
        assertRefused("supervision.firstCaller", () -> complete("callback", "Task_CallAgain", SATISFIED));
        completeAs("another-caller", List.of("callback"), "Task_CallAgain", SATISFIED);
        assertThat(latest().satisfied()).isTrue();
    }

    @Test
    void theSecondAnswerStandsApartFromTheFirst() {
        ProcessInstance second = drawn();
        completeAs("another-caller", List.of("callback"), "Task_CallAgain", DISSATISFIED);

        assertThat(second).isEnded();
        assertThat(ticket().callback().satisfied()).as("the first evaluation").isTrue();
        assertThat(status()).isEqualTo("archived");
        assertThat(latest().satisfied()).isFalse();
        assertThat(latest().reopenOffered()).isTrue();
        as("supervisor");
        assertThat(orders.ofTicket(ticketNo)).singleElement()
                .satisfies(order -> assertThat(order.source()).isEqualTo(OrderSource.SPOT_CHECK));
    }

    @Test
    void nobodyAnsweringIsTriedAgainAndThenWrittenDown() {
        ProcessInstance second = drawn();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(second).isWaitingAt("Task_CallAgain");
            completeAs("another-caller", List.of("callback"), "Task_CallAgain", Map.of("outcome", "noAnswer"));
        }
        assertThat(second).isEnded().hasPassed("EndEvent_CalledAgain");
        assertThat(latest().outcome()).isEqualTo("noAnswer");
        assertThat(latest().attempts()).isEqualTo(3);
        assertThat(latest().satisfied()).isNull();
        as("supervisor");
        assertThat(orders.ofTicket(ticketNo)).isEmpty();
    }

    @Test
    void onlyCallersCallAndOnlySupervisorsDraw() {
        drawn();
        assertRefused("supervision.notCaller", () -> completeAs("admin", List.of("camunda-admin"), "Task_CallAgain", SATISFIED));
        assertRefused("supervision.answersMissing", () -> completeAs("another-caller", List.of("callback"),
                "Task_CallAgain", Map.of("outcome", "reached")));
        as("callback");
        assertThat(refusalOf(() -> checks.draw("430500", CLOSED, CLOSED, 1, 1L)).code()).isEqualTo("supervision.supervisorOnly");
        as("supervisor");
        assertThat(refusalOf(() -> checks.draw("430500", CLOSED, CLOSED, 0, 1L)).code()).isEqualTo("supervision.badSize");
        assertThat(refusalOf(() -> checks.draw("430500", CLOSED, CLOSED.minusDays(1), 1, 1L)).code())
                .isEqualTo("supervision.badPeriod");
    }

    @Test
    void aDissatisfiedSpotCheckOfTheProvinceIsSupervised() {
        at(DAY);
        archived();
        as("supervisor");
        SpotChecks.Check check = checks.record(ticketNo, "province", null, false, false, null, "群众反映仍未解决");

        assertThat(check.unit()).isEqualTo("market-regulation");
        assertThat(check.reopenOffered()).isTrue();
        assertThat(orders.ofTicket(ticketNo)).hasSize(1);
        assertThat(ticket().callback().satisfied()).isTrue();
        assertThat(eventTypes()).endsWith("spotChecked", "orderIssued");
    }

    @Test
    void aSatisfiedSpotCheckIsOnlyWrittenDown() {
        at(DAY);
        archived();
        identityService.setAuthentication("province-platform", List.of("channel"));
        checks.record(ticketNo, "province", null, true, true, true, null);
        assertThat(latest().by()).isEqualTo("province");
        as("supervisor");
        assertThat(orders.ofTicket(ticketNo)).isEmpty();
    }

    @Test
    void aSpotCheckIsTheUpperLevelsAndOfArchivedTickets() {
        registerConsumerComplaint();
        assertRefused("supervision.notArchived", () -> {
            as("supervisor");
            checks.record(ticketNo, "city", null, true, null, null, null);
        });
        assertRefused("supervision.notChecker", () -> {
            as("clerk-market-regulation");
            checks.record(ticketNo, "city", null, true, null, null, null);
        });
        assertRefused("supervision.unknownChecker", () -> {
            as("supervisor");
            checks.record(ticketNo, "town", null, true, null, null, null);
        });
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> checks.list(null, null, null, null, 0, 20)).code()).isEqualTo("supervision.centreOnly");
    }

    private ProcessInstance drawn() {
        at(DAY);
        archived();
        draw(CLOSED, 500, 1L);
        return instance("second-callback");
    }

    private SpotChecks.Draw draw(LocalDate closed, int size, Long seed) {
        as("supervisor");
        return checks.draw("430500", closed, closed, size, seed);
    }

    private SpotChecks.Check latest() {
        as("supervisor");
        return checks.list("430500", null, null, null, 0, 200).items().stream()
                .filter(check -> check.ticketNo().equals(ticketNo)).findFirst().orElseThrow();
    }

    private void archived() {
        registerConsumerComplaint();
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
    }
}
