package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hotline12345.calendar.CalendarVersions.Day;
import org.hotline12345.calendar.CalendarVersions.DayKind;
import org.hotline12345.calendar.CalendarVersions.Notice;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.Orders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to running clocks when the working days change under them. */
class CalendarChangeTest extends ProcessTest {

    private static final String PLACE = "430500";
    private static final String UNIT = "market-regulation";
    private static final String ORDER = "邵政办函〔2023〕8号";

    @Autowired
    CalendarChange change;
    @Autowired
    WorkCalendar calendar;
    @Autowired
    Orders orders;

    @AfterEach
    void asItWas() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from calendar_day where version like '430500.%'").update();
            jdbc.sql("delete from calendar_year where version like '430500.%'").update();
            jdbc.sql("delete from calendar_version where id like '430500.%'").update();
            jdbc.sql("delete from deadline_recount where version like '430500.%'").update();
            jdbc.sql("delete from deadline_recount_move where version like '430500.%'").update();
            jdbc.sql("delete from notification_message where ticket_no like '430500.%'").update();
        });
        calendar.refresh();
    }

    private CalendarChange.Outcome order(Day... days) {
        as("camunda-admin");
        return change.takeIn(PLACE, ORDER, List.of(days), List.of());
    }

    private static Day off(String date) {
        return new Day(LocalDate.parse(date), DayKind.OFF, "防汛停工");
    }

    private static Day work(String date) {
        return new Day(LocalDate.parse(date), DayKind.WORK, null);
    }

    @Test
    void aDayOffMovesOpenLimitsAndTheirTimersAndSaysSoInTheHistory() {
        registerConsumerComplaint();
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));

        CalendarChange.Outcome outcome = order(off("2023-02-14"));

        assertThat(outcome.version()).isEqualTo("430500.1");
        assertThat(outcome.moved()).contains(ticketNo);
        assertThat(outcome.failed()).isEmpty();
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-17T00:00:00+08:00"));
        assertThat(dispatchOf(UNIT).returnUntil()).isEqualTo(OffsetDateTime.parse("2023-02-11T00:00:00+08:00"));
        assertThat(dispatchOf(UNIT).calendarVersion()).isEqualTo("cn-2016-2026.1+430500.1");
        assertThat(eventTypes()).endsWith("calendarChanged");
        assertThat(events().get(events().size() - 1).text()).contains("2023-02-16 00:00", "2023-02-17 00:00", ORDER);
        assertThat(task("Task_HandleTicket").getDueDate()).isEqualTo(Date.from(OffsetDateTime.parse("2023-02-17T00:00:00+08:00").toInstant()));
        passTimeUntil("2023-02-16T23:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        passTimeUntil("2023-02-17T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
    }

    @Test
    void aMakeUpDayNeverMovesALimitEarlier() {
        registerConsumerComplaint();
        CalendarChange.Outcome outcome = order(work("2023-02-11"));
        assertThat(outcome.moved()).doesNotContain(ticketNo);
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-16T00:00:00+08:00"));
        assertThat(eventTypes()).doesNotContain("calendarChanged");
    }

    @Test
    void aLimitThatHasEndedStaysEnded() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-16T09:00:00+08:00");
        assertThat(order(off("2023-02-14")).moved()).doesNotContain(ticketNo);
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
    }

    @Test
    void aRunningReviewMovesToo() {
        registerConsumerComplaint();
        unitReplies(UNIT);
        order(off("2023-02-10"));
        assertThat(ticket().deadlines().reviewUntil()).isEqualTo(OffsetDateTime.parse("2023-02-14T00:00:00+08:00"));
        passTimeUntil("2023-02-13T23:59:59+08:00");
        assertThat(eventTypes()).contains("calendarChanged").doesNotContain("reviewOverdue");
        passTimeUntil("2023-02-14T00:00:00+08:00");
        assertThat(eventTypes()).endsWith("reviewOverdue");
        assertHistoryIsGapFree();
    }

    @Test
    void tasksOfTheCentreFollowFromTheStartOfTheirWait() {
        registerUnclassified();
        assertThat(due("Task_DispatchTicket")).isEqualTo("2023-02-08T13:00+08:00");
        passTimeUntil("2023-02-08T11:00:00+08:00");

        order(off("2023-02-08"));

        assertThat(due("Task_DispatchTicket")).isEqualTo("2023-02-09T12:30+08:00");
        assertThat(events().get(events().size() - 1).text()).contains("派单时限", "2023-02-08 13:00", "2023-02-09 12:30", ORDER);
        order(work("2023-02-08"));
        assertThat(due("Task_DispatchTicket")).as("never earlier than told").isEqualTo("2023-02-09T12:30+08:00");
    }

    @Test
    void urgentTicketsRunInNaturalTimeWhateverTheCalendarSays() {
        registerUrgent();
        String told = due("Task_DispatchTicket");
        assertThat(order(off("2023-02-08"), off("2023-02-09")).moved()).doesNotContain(ticketNo);
        assertThat(due("Task_DispatchTicket")).isEqualTo(told);
    }

    @Test
    void aReplyThatWaitsForItsLeadersSignatureHasTheUnitsLimit() {
        registerUnclassified();
        dispatcherSends("natural-resources");
        unitReplies("natural-resources");
        String told = due("Task_SignOffReply");
        assertThat(order(off("2023-02-14")).moved()).contains(ticketNo);
        assertThat(due("Task_SignOffReply")).isGreaterThan(told);
        assertThat(dispatchOf("natural-resources").handleUntil()).isEqualTo(OffsetDateTime.parse(due("Task_SignOffReply")));
    }

    @Test
    void theRulingOnAReturnIsDueLater() {
        registerConsumerComplaint();
        unitAsksToReturn(UNIT, "housing");
        String told = due("Task_RuleOnReturn");
        order(off("2023-02-08"));
        assertThat(due("Task_RuleOnReturn")).isGreaterThan(told).isEqualTo("2023-02-09T12:30+08:00");
        assertThat(jdbc.sql("select ruling_until from ticket_dispatch where ticket_no = :no").param("no", ticketNo)
                .query(Long.class).single()).isEqualTo(OffsetDateTime.parse(due("Task_RuleOnReturn")).toInstant().toEpochMilli());
    }

    @Test
    void theRulingOnAnExtensionIsDueLaterAndTheRedCardWaitsForIt() {
        registerConsumerComplaint();
        at("2023-02-15T16:00:00+08:00");
        unitCompletes(UNIT, Map.of("action", "extend", "extensionDays", "5", "reason", "须待检测报告出具后才能认定责任"));
        assertThat(due("Task_RuleOnExtension")).isEqualTo("2023-02-16T11:00+08:00");
        order(off("2023-02-16"));
        assertThat(due("Task_RuleOnExtension")).isEqualTo("2023-02-17T11:00+08:00");
        passTimeUntil("2023-02-17T10:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isNotEqualTo("red");
        passTimeUntil("2023-02-17T11:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
    }

    @Test
    void theFinalReplyOfAStatutoryProcedureIsDueLater() {
        registerConsumerComplaint();
        unitCompletes(UNIT, Map.of("action", "interimReply", "procedure", "complaint-acceptance", "reply",
                "已联系诉求人，须在法定期限内决定是否受理该投诉，结果将及时告知。"));
        assertThat(due("Task_ReplyFinally")).isEqualTo("2023-02-18T00:00+08:00");
        order(off("2023-02-14"));
        assertThat(due("Task_ReplyFinally")).isEqualTo("2023-02-21T00:00+08:00");
        assertThat(dispatchOf(UNIT).interimUntil()).isEqualTo(OffsetDateTime.parse("2023-02-21T00:00:00+08:00"));
        passTimeUntil("2023-02-20T23:59:59+08:00");
        assertThat(eventTypes()).doesNotContain("procedureOverdue");
        passTimeUntil("2023-02-21T00:00:00+08:00");
        assertThat(eventTypes()).contains("procedureOverdue");
    }

    @Test
    void aSupervisionOrderFollowsUnlessASupervisorNamedItsDay() {
        registerConsumerComplaint();
        as("supervisor");
        orders.issue(ticketNo, new Orders.Command(UNIT, OrderSource.LEADER_INSTRUCTION, "测试分管领导", null, null, "请说明原因"));
        String told = due("Task_AnswerOrder");
        order(off("2023-02-09"));
        assertThat(due("Task_AnswerOrder")).isGreaterThan(told);
        as("supervisor");
        assertThat(orders.ofTicket(ticketNo).get(0).until().toInstant())
                .isEqualTo(OffsetDateTime.parse(due("Task_AnswerOrder")).toInstant());
    }

    @Test
    void theNextSurveyWaitsForTheNextWorkingDay() {
        registerConsumerComplaint();
        unitReplies(UNIT);
        reviewPasses();
        order(off("2023-02-09"));
        passTimeUntil("2023-02-10T23:59:59+08:00");
        assertThat(eventTypes().stream().filter("surveySent"::equals).count()).isOne();
        passTimeUntil("2023-02-11T00:00:00+08:00");
        assertThat(eventTypes().stream().filter("surveySent"::equals).count()).isEqualTo(2);
    }

    @Test
    void aUnitGetsOneMessageThatListsWhatMoved() {
        String first = registerConsumerComplaint();
        String second = registerConsumerComplaint();
        CalendarChange.Outcome outcome = order(off("2023-02-09"));
        List<String> told = jdbc.sql("select text from notification_message where ticket_no = :version and recipient = :group")
                .param("version", outcome.version()).param("group", "unit-" + UNIT).query(String.class).list();
        assertThat(told).singleElement().asString().contains(first, second, ORDER, "办理时限", "退回期");
        assertThat(order(off("2023-02-09")).moved()).as("the same again finds nothing left to move").isEmpty();
        assertThat(jdbc.sql("select count(*) from notification_message where ticket_no = :version and recipient = :group")
                .param("version", outcome.version()).param("group", "unit-" + UNIT).query(Integer.class).single()).isOne();
    }

    private String due(String task) {
        return task(task).getDueDate().toInstant().atOffset(java.time.ZoneOffset.ofHours(8)).toString();
    }

    @Test
    void theSameDaysAgainMakeNoNewVersion() {
        order(off("2023-02-14"));
        assertThat(order(off("2023-02-14")).version()).isEqualTo("430500.1");
        assertThat(order(off("2023-02-15")).version()).isEqualTo("430500.2");
        assertThat(calendar.isWorkingDay(PLACE, LocalDate.parse("2023-02-14"))).isFalse();
        order(new Day(LocalDate.parse("2023-02-14"), DayKind.NORMAL, null));
        assertThat(calendar.isWorkingDay(PLACE, LocalDate.parse("2023-02-14"))).isTrue();
    }

    @Test
    void onlyAnAdministratorTakesInACalendarAndOnlyWithAnOrderAndDays() {
        as("dispatcher");
        assertThat(refusalOf(() -> change.takeIn(PLACE, ORDER, List.of(off("2023-02-14")), List.of())).code())
                .isEqualTo("calendar.notAllowed");
        as("camunda-admin");
        assertThat(refusalOf(() -> change.takeIn(PLACE, " ", List.of(off("2023-02-14")), List.of())).code())
                .isEqualTo("common.missingField");
        assertThat(refusalOf(() -> change.takeIn(PLACE, ORDER, List.of(off("2023-02-14"), work("2023-02-14")), List.of())).code())
                .isEqualTo("calendar.dayTwice");
        assertThat(refusalOf(() -> change.takeIn(PLACE, ORDER, List.of(), List.of())).code()).isEqualTo("calendar.nothingChanges");
        // The feed ships an empty file for a year before its notice: taken as published, New Year's Day would be worked.
        assertThat(refusalOf(() -> change.takeIn("CN", ORDER, List.of(), List.of(new Notice(2027, null)))).code())
                .isEqualTo("calendar.noticeWithoutDays");
    }
}
