package org.hotline12345.organization.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.support.DemoTables;
import org.hotline12345.support.RefusedRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class DutyControllerTest {

    private static final Actor OPERATOR = new Actor("operator", Set.of("operator"));
    private static final Actor TELECOM = new Actor("clerk-china-telecom", Set.of("unit-china-telecom"));
    private static final Actor ADMIN = new Actor("admin", Set.of("camunda-admin"));

    private AnnotationConfigApplicationContext context;
    private MockMvc http;
    private Actor signedIn = OPERATOR;

    @BeforeEach
    void open() {
        context = DemoTables.context("demo");
        http = RefusedRequests.doors(new DutyController(context.getBean(DutyRoster.class), () -> signedIn, context.getBean(Clock.class)));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-25T00:08:00+08:00", "2017-08-13T17:15:00+08:00", "2026-10-01T03:00:00+08:00"})
    void somebodyIsOnDutyAtNightOnSundaysAndOnHolidays(String at) throws Exception {
        for (String unit : List.of("china-telecom", "hainan-chengmai-platform", "hainan-examinations")) {
            http.perform(get("/api/units/" + unit + "/duty").param("at", at)).andExpect(status().isOk())
                    .andExpect(jsonPath("$.onDuty.post").value("值班员"));
        }
    }

    @Test
    void everyUnitOfTheDemoHasADutyPost() {
        JdbcClient jdbc = context.getBean(JdbcClient.class);
        assertThat(jdbc.sql("select count(*) from organization_unit u where not exists "
                + "(select 1 from organization_duty d where d.unit = u.code)").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from organization_duty where phone not like '0000-%'").query(Integer.class).single()).isZero();
    }

    @Test
    void aUnitPutsItsOwnNightIntoTheRosterAndTheRestStays() throws Exception {
        signedIn = TELECOM;
        http.perform(roster("""
                {"from": "2023-02-24T17:30:00+08:00", "until": "2023-02-25T00:00:00+08:00", "post": "值班甲", "phone": "0000-1"},
                {"from": "2023-02-25T00:00:00+08:00", "until": "2023-02-25T08:30:00+08:00", "post": "值班乙", "phone": "0000-2", "deputy": "班长"}"""))
                .andExpect(status().isOk()).andExpect(jsonPath("$.onDuty.post").value("值班甲"));
        onDuty("2023-02-24T17:29:59+08:00", "值班员");
        onDuty("2023-02-25T00:00:00+08:00", "值班乙");
        onDuty("2023-02-25T08:30:00+08:00", "值班员");
        http.perform(get("/api/units/china-telecom/duty").param("at", "2023-02-24T12:00:00+08:00")).andExpect(jsonPath("$.shifts", hasSize(4)));
    }

    @Test
    void gapsAndOverlapsAreTold() throws Exception {
        signedIn = ADMIN;
        Refusal gap = RefusedRequests.of(http, roster("""
                {"from": "2023-02-25T00:00:00+08:00", "until": "2023-02-25T08:00:00+08:00", "post": "甲", "phone": "0000-1"},
                {"from": "2023-02-25T09:00:00+08:00", "until": "2023-02-25T18:00:00+08:00", "post": "乙", "phone": "0000-1"}"""));
        assertThat(gap.code()).isEqualTo("organization.dutyGap");
        assertThat(gap.getMessage()).contains("2023-02-25 08:00至2023-02-25 09:00");
        Refusal overlap = RefusedRequests.of(http, roster("""
                {"from": "2023-02-25T07:00:00+08:00", "until": "2023-02-25T18:00:00+08:00", "post": "乙", "phone": "0000-1"},
                {"from": "2023-02-25T00:00:00+08:00", "until": "2023-02-25T08:00:00+08:00", "post": "甲", "phone": "0000-1"}"""));
        assertThat(overlap.code()).isEqualTo("organization.dutyOverlap");
        assertThat(RefusedRequests.of(http, roster("")).code()).isEqualTo("organization.dutyEmpty");
        assertThat(RefusedRequests.of(http, roster("""
                {"from": "2023-02-25T07:00:00+08:00", "until": "2023-02-25T07:00:00+08:00", "post": "乙", "phone": "0000-1"}""")).code())
                .isEqualTo("organization.dutySpan");
    }

    @Test
    void nobodyElseReadsOrWritesAUnitsRoster() throws Exception {
        String shift = """
                {"from": "2023-02-25T07:00:00+08:00", "until": "2023-02-25T08:00:00+08:00", "post": "乙", "phone": "0000-1"}""";
        assertThat(RefusedRequests.of(http, roster(shift)).code()).as("an operator").isEqualTo("organization.dutyNotAllowed");
        signedIn = new Actor("clerk-housing", Set.of("unit-housing"));
        assertThat(RefusedRequests.of(http, roster(shift)).code()).isEqualTo("organization.dutyNotAllowed");
        assertThat(RefusedRequests.of(http, get("/api/units/china-telecom/duty")).code()).isEqualTo("organization.dutyNotShown");
        assertThat(RefusedRequests.of(http, get("/api/units/no-such-unit/duty")).kind()).isEqualTo(Refusal.Kind.UNKNOWN);
    }

    private void onDuty(String at, String post) throws Exception {
        http.perform(get("/api/units/china-telecom/duty").param("at", at)).andExpect(jsonPath("$.onDuty.post").value(post));
    }

    private static MockHttpServletRequestBuilder roster(String shifts) {
        return put("/api/units/china-telecom/duty").contentType(MediaType.APPLICATION_JSON).content("{\"shifts\": [" + shifts + "]}");
    }
}
