package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import org.hotline12345.calendar.CalendarVersions.Day;
import org.hotline12345.calendar.CalendarVersions.DayKind;
import org.hotline12345.calendar.CalendarVersions.Notice;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.deadline.CalendarChange;
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

    @AfterEach
    void asItWas() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from calendar_day where version like '430500.%'").update();
            jdbc.sql("delete from calendar_year where version like '430500.%'").update();
            jdbc.sql("delete from calendar_version where id like '430500.%'").update();
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
