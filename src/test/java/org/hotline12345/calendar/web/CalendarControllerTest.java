package org.hotline12345.calendar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.support.DemoTables;
import org.hotline12345.support.RefusedRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.test.web.servlet.MockMvc;

class CalendarControllerTest {

    private static AnnotationConfigApplicationContext context;
    private static MockMvc http;

    @BeforeAll
    static void open() {
        context = DemoTables.context("demo");
        http = RefusedRequests.doors(
                new CalendarController(context.getBean(WorkCalendar.class), context.getBean(Jurisdictions.class)));
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void theDeadlineIsTheInstantAfterTheLastDay() throws Exception {
        http.perform(get("/api/calendar/430500/deadline").param("from", "2023-01-19T10:00:00+08:00").param("workingDays", "2"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.date").value("2023-01-28"))
                .andExpect(jsonPath("$.deadline").value("2023-01-29T00:00:00+08:00"))
                .andExpect(jsonPath("$.calendarVersion").value("cn-2016-2026.1"))
                .andExpect(jsonPath("$.provisional").value(false));
    }

    @Test
    void anUnpublishedYearIsProvisional() throws Exception {
        http.perform(get("/api/calendar/430500/deadline").param("from", "2026-12-30T10:00:00+08:00").param("workingDays", "2"))
                .andExpect(jsonPath("$.date").value("2027-01-04"))
                .andExpect(jsonPath("$.provisional").value(true));
    }

    @ParameterizedTest(name = "{0}, +{2}")
    @CsvFileSource(resources = "/calendar/working-day-vectors.csv", numLinesToSkip = 1)
    void thePublishedVectorsHoldAtTheDoor(String fact, String from, int workingDays, String date, boolean provisional) throws Exception {
        http.perform(get("/api/calendar/430500/deadline").param("from", from).param("workingDays", String.valueOf(workingDays)))
                .andExpect(jsonPath("$.date").value(date))
                .andExpect(jsonPath("$.provisional").value(provisional));
    }

    @ParameterizedTest
    @CsvSource({"2023-02-08T10:00:00%2B08:00", "2023-02-08T10:00:00+08:00", "2023-02-08T02:00:00Z", "2023-02-08T10:00:00",
        "2023-02-08T10:00"})
    void everyIsoFormOfTheInstantIsUnderstood(String from) throws Exception {
        http.perform(get(URI.create("/api/calendar/430500/deadline?from=" + from + "&workingDays=2")))
                .andExpect(status().isOk()).andExpect(jsonPath("$.date").value("2023-02-10"));
    }

    @ParameterizedTest(name = "from={1}, workingDays={2} in {0} is refused: {3}")
    @CsvSource({
        "430500, yesterday, 2, calendar.badFrom", "430500, 2023-02-30T10:00:00+08:00, 2, calendar.badFrom",
        "430500, , 2, calendar.badFrom", "430500, 2023-02-08T10:00:00+08:00, -1, calendar.badWorkingDays",
        "430500, 2023-02-08T10:00:00+08:00, 367, calendar.badWorkingDays",
        "430500, 2023-02-08T10:00:00+08:00, 1.5, calendar.badWorkingDays",
        "430500, 2023-02-08T10:00:00+08:00, , calendar.badWorkingDays",
        "430500, 1999-02-08T10:00:00+08:00, 2, calendar.yearNotCovered",
        "430500, +999999999-02-08T10:00:00+08:00, 2, calendar.yearNotCovered",
        "999999, 2023-02-08T10:00:00+08:00, 2, organization.unknownJurisdiction",
    })
    void aBadQuestionIsRefused(String jurisdiction, String from, String workingDays, String code) throws Exception {
        Refusal refusal = RefusedRequests.of(http, get("/api/calendar/{j}/deadline", jurisdiction)
                .param("from", from == null ? "" : from).param("workingDays", workingDays == null ? "" : workingDays));

        assertThat(refusal.code()).isEqualTo(code);
    }
}
