package org.hotline12345.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.ReferenceData;
import org.hotline12345.organization.Settings;
import org.hotline12345.support.DemoTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class WorkCalendarTest {

    private static final String SHAOYANG = "430500";
    private static final String HAIKOU = "460100";

    private static AnnotationConfigApplicationContext context;
    private static WorkCalendar calendar;
    private static Settings settings;

    @BeforeAll
    static void open() {
        context = DemoTables.context("demo");
        calendar = context.getBean(WorkCalendar.class);
        settings = context.getBean(Settings.class);
    }

    @AfterEach
    void forgetLocalRules() {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("delete from organization_setting where jurisdiction = '430500'").update();
        jdbc.sql("delete from calendar_day where version = '460100-2023.1'").update();
        jdbc.sql("delete from calendar_version where id = '460100-2023.1'").update();
        context.getBean(ReferenceData.class).refresh();
        calendar.refresh();
    }

    @ParameterizedTest(name = "{0}: {1} + {2} working days = {3}")
    @CsvFileSource(resources = "/calendar/working-day-vectors.csv", numLinesToSkip = 1)
    void theLimitEndsWithTheNthWorkingDayAfterTheDayOfDispatch(String fact, OffsetDateTime from, int n, LocalDate date,
            boolean provisional) {
        Deadline deadline = calendar.plusWorkingDays(SHAOYANG, from.toInstant(), n);

        assertThat(deadline).isEqualTo(new Deadline(Instant.parse(date + "T16:00:00Z"), date, "cn-2016-2026.1", provisional));
    }

    @Test
    void theDayOfDispatchCountsWhereTheCitySaysSo() {
        settings.change(SHAOYANG, "calendar.excludeStartDay", "false", "admin");

        assertThat(calendar.plusWorkingDays(SHAOYANG, at("2023-02-08T10:00:00"), 2).date()).isEqualTo("2023-02-09");
        assertThat(calendar.plusWorkingDays(SHAOYANG, at("2017-08-13T10:00:00"), 2).date()).isEqualTo("2017-08-15");
    }

    @Test
    void theLastDayEndsAtClosingTimeWhereTheCitySaysSo() {
        settings.change(SHAOYANG, "calendar.dayEndsAtClosing", "true", "admin");

        assertThat(calendar.plusWorkingDays(SHAOYANG, at("2023-02-08T10:00:00"), 2).until()).isEqualTo(at("2023-02-10T17:30:00"));
    }

    @Test
    void aLocalHolidayHoldsInItsOwnCityOnly() {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("insert into calendar_version (id, jurisdiction, number, approved_by, approved_at) "
                + "values ('460100-2023.1', '460100', 1, 'supervisor', 1)").update();
        jdbc.sql("insert into calendar_day (version, calendar_date, kind, holiday) "
                + "values ('460100-2023.1', date '2023-04-20', 'OFF', '三月三'), ('460100-2023.1', date '2023-04-21', 'OFF', '三月三')")
                .update();
        calendar.refresh();

        assertThat(calendar.plusWorkingDays(HAIKOU, at("2023-04-19T10:00:00"), 2))
                .isEqualTo(new Deadline(at("2023-04-25T00:00:00"), LocalDate.of(2023, 4, 24),
                        "cn-2016-2026.1+460100-2023.1", false));
        assertThat(calendar.plusWorkingDays(SHAOYANG, at("2023-04-19T10:00:00"), 2).date()).isEqualTo("2023-04-21");
    }

    @Test
    void anUnapprovedVersionIsNotInForce() {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        jdbc.sql("insert into calendar_version (id, jurisdiction, number) values ('460100-2023.1', '460100', 1)").update();
        calendar.refresh();

        assertThat(calendar.plusWorkingDays(HAIKOU, at("2023-04-19T10:00:00"), 1).calendarVersion())
                .isEqualTo("cn-2016-2026.1");
    }

    @ParameterizedTest(name = "{0} + {1} working hours = {2}")
    @CsvSource({
        "2023-02-08T09:00:00, 4, 2023-02-08T13:00:00",
        "2023-02-08T13:30:00, 4, 2023-02-08T17:30:00",
        "2023-02-08T15:30:00, 4, 2023-02-09T10:30:00",
        "2023-02-10T17:29:59, 4, 2023-02-13T12:29:59",
        "2023-02-11T12:00:00, 4, 2023-02-13T12:30:00",
        "2023-01-20T16:30:00, 4, 2023-01-28T11:30:00",
        "2023-02-08T06:00:00, 0, 2023-02-08T08:30:00",
    })
    void workingHoursRunInOfficeHoursOnly(String from, int hours, String until) {
        assertThat(calendar.plusWorkingHours(SHAOYANG, at(from), hours).until()).isEqualTo(at(until));
    }

    @ParameterizedTest(name = "{1} working days before {0} = {2}")
    @CsvSource({
        "2023-02-15, 1, 2023-02-15",
        "2023-02-13, 1, 2023-02-13",
        "2023-02-13, 2, 2023-02-10",
        "2023-01-31, 3, 2023-01-29",
    })
    void aWarningLeavesExactlyThatManyWorkingDaysAndNeverFallsOnADayOff(LocalDate last, int n, LocalDate warned) {
        Deadline warning = calendar.minusWorkingDays(SHAOYANG, at(last.plusDays(1) + "T00:00:00"), n);

        assertThat(warning.date()).isEqualTo(warned);
        assertThat(warning.until()).isEqualTo(at(warned + "T00:00:00"));
        assertThat(calendar.workingDaysBetween(SHAOYANG, warned.minusDays(1), last)).isEqualTo(n);
    }

    @Test
    void workingDaysBetweenLeaveOutTheFirstDayAndCountTheLast() {
        assertThat(calendar.workingDaysBetween(SHAOYANG, at("2023-02-07T10:00:00"), at("2023-02-10T16:00:00"))).isEqualTo(3);
        assertThat(calendar.workingDaysBetween(SHAOYANG, at("2023-02-08T10:00:00"), at("2023-02-11T00:00:00"))).isEqualTo(2);
        assertThat(calendar.workingDaysBetween(SHAOYANG, at("2023-02-10T16:00:00"), at("2023-02-07T10:00:00"))).isEqualTo(-3);
    }

    @Test
    void aYearWithoutANoticeHasItsThirteenStatutoryDaysOff() {
        assertThat(StatutoryHolidays.load().of(2027)).hasSize(13).contains(LocalDate.of(2027, 1, 1),
                LocalDate.of(2027, 2, 6), LocalDate.of(2027, 2, 9), LocalDate.of(2027, 4, 5), LocalDate.of(2027, 5, 2),
                LocalDate.of(2027, 6, 9), LocalDate.of(2027, 9, 15), LocalDate.of(2027, 10, 3));
        assertThat(calendar.isWorkingDay(SHAOYANG, LocalDate.of(2027, 4, 5))).isFalse();
        assertThat(calendar.isWorkingDay(SHAOYANG, LocalDate.of(2027, 4, 6))).isTrue();
    }

    @Test
    void theStatutoryDaysOfEveryPublishedYearSinceTheRevisionWereOff() {
        StatutoryHolidays statutory = StatutoryHolidays.load();
        for (int year = 2025; year <= 2026; year++) {
            assertThat(statutory.of(year)).noneMatch(day -> calendar.isWorkingDay(SHAOYANG, day));
        }
    }

    @Test
    void theMovingFeastsOfEveryPublishedYearWereOff() {
        StatutoryHolidays statutory = StatutoryHolidays.load();
        for (int year = 2016; year <= 2026; year++) {
            assertThat(statutory.of(year)).filteredOn(day -> day.getMonthValue() < 5 && day.getDayOfMonth() != 1
                            || day.getMonthValue() > 5 && day.getMonthValue() < 10)
                    .filteredOn(day -> calendar.isWorkingDay(SHAOYANG, day))
                    // Until 2024 the eve was no statutory day; 2024 worked on it.
                    .allMatch(day -> day.equals(LocalDate.of(2024, 2, 9)));
        }
    }

    @Test
    void aYearNothingIsKnownOfIsRefused() {
        assertThatThrownBy(() -> calendar.plusWorkingDays(SHAOYANG, at("2010-02-08T10:00:00"), 2))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("calendar.yearNotCovered"));
    }

    @Test
    void aLengthOutOfRangeIsRefused() {
        assertThatThrownBy(() -> calendar.plusWorkingDays(SHAOYANG, at("2023-02-08T10:00:00"), 367))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("calendar.badLength"));
        assertThatThrownBy(() -> calendar.plusWorkingHours(SHAOYANG, at("2023-02-08T10:00:00"), -1))
                .isInstanceOf(Refusal.class);
    }

    private static Instant at(String chinaTime) {
        return OffsetDateTime.parse(chinaTime + "+08:00").toInstant();
    }
}
