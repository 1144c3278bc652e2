package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.hotline12345.common.Page;
import org.hotline12345.report.Board;
import org.hotline12345.report.BoardCount;
import org.hotline12345.report.BoardTickets;
import org.hotline12345.report.Figure;
import org.hotline12345.report.StepCount;
import org.hotline12345.report.StepFigures;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The live board tells what is open, late and returned, and each number is found again ticket by ticket. */
class BoardTest extends ProcessTest {

    private static final String UNIT = "market-regulation";

    @Autowired
    private Board board;
    @Autowired
    private BoardCount count;
    @Autowired
    private BoardTickets list;
    @Autowired
    private StepCount stepCount;
    @Autowired
    private StepFigures steps;

    private Board.View counted() {
        asNobody();
        count.count();
        as("supervisor");
        return board.view("430500");
    }

    private static long number(Board.View view, Figure figure) {
        return view.figures().stream().filter(number -> number.code() == figure).findFirst().orElseThrow().tickets();
    }

    private List<String> tickets(Figure figure, String unit) {
        as("supervisor");
        List<String> numbers = new ArrayList<>();
        for (int page = 0; ; page++) {
            Page<BoardTickets.Row> found = list.list(new BoardTickets.Wish("430500", figure.code(), unit, null, null), page, 200);
            found.items().forEach(row -> numbers.add(row.ticketNo()));
            if (!found.more()) {
                return numbers;
            }
        }
    }

    @Test
    void everyNumberOfTheBoardIsFoundAgainTicketByTicket() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "tobacco");
        registerUnclassified();
        registerUrgent();
        registerConsumerComplaint();
        unitReplies(UNIT);
        registerConsumerComplaint();
        passTimeUntil("2023-03-08T10:00:00+08:00");
        Board.View view = counted();
        for (Figure figure : Figure.values()) {
            assertThat(tickets(figure, null)).as(figure.label()).hasSize((int) number(view, figure)).doesNotHaveDuplicates();
        }
        assertThat(number(view, Figure.OPEN)).isGreaterThanOrEqualTo(5);
        assertThat(number(view, Figure.RED)).isPositive();
        assertThat(number(view, Figure.REVIEWING)).isPositive();
        assertThat(view.units()).isNotEmpty().allSatisfy(unit -> {
            assertThat(tickets(Figure.OVERDUE, unit.unit())).hasSize((int) unit.overdue());
            assertThat(tickets(Figure.RED, unit.unit())).hasSize((int) unit.red());
        });
    }

    @Test
    void anOverdueTicketMakesItsUnitAUnitInTroubleAndStandsInTheList() {
        registerConsumerComplaint();
        Board.View before = counted();
        assertThat(tickets(Figure.UNSIGNED, UNIT)).contains(ticketNo);
        assertThat(tickets(Figure.OVERDUE, UNIT)).doesNotContain(ticketNo);
        passTimeUntil("2023-02-15T23:00:00+08:00");
        assertThat(tickets(Figure.DUE_TODAY, UNIT)).contains(ticketNo);
        passTimeUntil("2023-02-16T09:00:00+08:00");
        Board.View after = counted();
        assertThat(number(after, Figure.OVERDUE)).isGreaterThan(number(before, Figure.OVERDUE));
        assertThat(after.units()).extracting(Board.UnitRow::unit).contains(UNIT);
        assertThat(after.unitsInTrouble()).isGreaterThanOrEqualTo(after.units().size());
        BoardTickets.Row row = list.list(new BoardTickets.Wish("430500", "red", UNIT, null, "-registered"), 0, 200).items().stream()
                .filter(found -> found.ticketNo().equals(ticketNo)).findFirst().orElseThrow();
        assertThat(row.unitName()).isEqualTo("市市场监督管理局");
        assertThat(row.card()).isEqualTo("red");
        assertThat(row.until()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
    }

    @Test
    void returnsAreCountedFromOneUnitTowardsTheOther() {
        long before = returnsToTobacco();
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "tobacco");
        assertThat(returnsToTobacco()).isEqualTo(before + 1);
        as("supervisor");
        assertThat(list.list(new BoardTickets.Wish("430500", "returns", UNIT, "tobacco", "-registered"), 0, 200).items())
                .extracting(BoardTickets.Row::ticketNo).contains(ticketNo);
        assertThat(tickets(Figure.RETURNING, UNIT)).contains(ticketNo);
    }

    private long returnsToTobacco() {
        return counted().returnPairs().stream().filter(pair -> pair.from().equals(UNIT) && "tobacco".equals(pair.to()))
                .mapToLong(Board.Pair::tickets).sum();
    }

    @Test
    void anIncidentIsOneTicketHoweverManyCallersItStandsOn() {
        registerConsumerComplaint();
        Job timer = managementService.createJobQuery().processInstanceId(instance("unit-handling").getId()).timers().list().get(0);
        managementService.setJobRetries(timer.getId(), 0);
        long incidents = number(counted(), Figure.INCIDENTS);
        assertThat(tickets(Figure.INCIDENTS, null)).contains(ticketNo).hasSize((int) incidents);
        asNobody();
        managementService.setJobRetries(timer.getId(), 1);
        assertThat(number(counted(), Figure.INCIDENTS)).isEqualTo(incidents - 1);
    }

    @Test
    void aStepTellsWhatWaitsThereAndTheMedianOfItsWorkingTime() {
        // A year of its own, so that nobody else's steps lie in the period.
        at("2022-03-11T16:30:00+08:00");
        for (String until : List.of("2022-03-11T17:00:00+08:00", "2022-03-14T09:30:00+08:00", "2022-03-14T17:30:00+08:00")) {
            at("2022-03-11T16:30:00+08:00");
            registerConsumerComplaint();
            at(until);
            unitReplies(UNIT);
        }
        asNobody();
        // Goes back day by day, and further than here: other tests' steps lie years before.
        boolean more = true;
        while (jdbc.sql("select count(*) from report_day where finished_on = '2022-03-11'").query(Long.class).single() == 0) {
            assertThat(more).as("there is an earlier day to count").isTrue();
            more = stepCount.count();
        }
        counted();
        StepFigures.View view = steps.of("430500", "unit-handling", LocalDate.parse("2022-03-11"), LocalDate.parse("2022-03-14"));
        StepFigures.Step handle = view.steps().stream().filter(step -> step.step().equals("Task_HandleTicket")).findFirst().orElseThrow();
        // 30 minutes; 60 on Friday and 60 on Monday; 60 and nine hours: the weekend does not count.
        assertThat(handle.finished()).isEqualTo(3);
        assertThat(handle.medianMinutes()).isEqualTo(120);
        assertThat(view.minutesPerDay()).isEqualTo(540);
        as("supervisor");
        StepFigures.Step review = steps.of("430500", "ticket-lifecycle", null, null).steps().stream()
                .filter(step -> step.step().equals("Task_ReviewReply")).findFirst().orElseThrow();
        assertThat(review.tickets()).isGreaterThanOrEqualTo(3);
        assertThat(steps.of("430500", "unit-handling", LocalDate.parse("2022-03-12"), LocalDate.parse("2022-03-13")).steps())
                .allSatisfy(step -> assertThat(step.finished()).isZero());
    }

    @Test
    void numbersNobodyCountedForLongAreCalledStale() {
        assertThat(counted().stale()).isFalse();
        clock.freezeAt(clock.instant().plus(Duration.ofMinutes(3)));
        Board.View view = board.view("430500");
        assertThat(view.stale()).isTrue();
        assertThat(view.now()).isEqualTo(view.asOf().plusMinutes(3));
    }

    @Test
    void onlyTheCentreReadsTheBoard() {
        as("clerk-" + UNIT);
        assertThat(refusalOf(() -> board.view(null)).code()).isEqualTo("report.centreOnly");
        assertThat(refusalOf(() -> list.list(new BoardTickets.Wish(null, "open", UNIT, null, null), 0, 20)).code())
                .isEqualTo("report.centreOnly");
        assertThat(refusalOf(() -> steps.of(null, "unit-handling", null, null)).code()).isEqualTo("report.centreOnly");
        as("designer");
        assertThat(refusalOf(() -> board.view(null)).code()).isEqualTo("report.centreOnly");
    }

    @Test
    void whatTheBoardDoesNotKnowIsRefusedInWords() {
        as("supervisor");
        Map.of(new BoardTickets.Wish(null, "rumours", null, null, null), "report.unknownFigure",
                new BoardTickets.Wish(null, "reviewing", UNIT, null, null), "report.notByUnit",
                new BoardTickets.Wish(null, "reviewing", null, null, "until"), "report.unknownSort",
                new BoardTickets.Wish(null, "overdue", null, null, "colour"), "report.unknownSort",
                new BoardTickets.Wish(null, "overdue", "nobody", null, null), "organization.unknownUnit").forEach((wish, code) ->
                assertThat(refusalOf(() -> list.list(wish, 0, 20)).code()).isEqualTo(code));
        LocalDate day = LocalDate.ofInstant(Instant.EPOCH, clock.getZone());
        assertThat(refusalOf(() -> steps.of(null, "callback", day, day.plusDays(500))).code()).isEqualTo("report.badPeriod");
        assertThat(refusalOf(() -> steps.of(null, "callback", day.plusDays(1), day)).code()).isEqualTo("report.badPeriod");
    }
}
