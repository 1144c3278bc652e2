package org.hotline12345.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.supervision.Exclusions;
import org.hotline12345.supervision.Ladder;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.Orders;
import org.hotline12345.supervision.Referrals;
import org.hotline12345.supervision.SpotChecks;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The doors of supervision take and give the agreed names. */
class SupervisionControllersTest {

    private final Orders orders = mock(Orders.class);
    private final Ladder ladder = mock(Ladder.class);
    private final Referrals referrals = mock(Referrals.class);
    private final SpotChecks checks = mock(SpotChecks.class);
    private final Exclusions exclusions = mock(Exclusions.class);
    private final Jurisdictions jurisdictions = mock(Jurisdictions.class);
    private final MockMvc api = MockMvcBuilders.standaloneSetup(new OrderController(orders),
            new LadderController(ladder, referrals), new SpotCheckController(checks, jurisdictions),
            new ExclusionController(exclusions, jurisdictions)).build();

    @Test
    void anOrderIsTakenWithItsPersonAndLimit() throws Exception {
        when(orders.issue(anyString(), any())).thenReturn("SY1-D1");
        send("/api/tickets/SY1/orders", """
                {"source":"media","responsiblePerson":"分管负责人","level":2,"until":"2023-02-10T12:00:00+08:00","text":"限期办结"}""")
                .andExpect(status().isCreated()).andExpect(jsonPath("$.orderNo").value("SY1-D1"));
        verify(orders).issue("SY1", new Orders.Command(null, OrderSource.MEDIA, "分管负责人", 2,
                Instant.parse("2023-02-10T04:00:00Z"), "限期办结"));
    }

    @Test
    void anUnknownSourceOrAnEmptyTextIsTheCallersMistake() {
        assertThatThrownBy(() -> send("/api/tickets/SY1/orders", "{\"source\":\"rumour\",\"text\":\"x\"}"))
                .hasRootCauseInstanceOf(Refusal.class);
        assertThatThrownBy(() -> send("/api/tickets/SY1/orders", "{\"source\":\"media\"}"))
                .hasRootCauseInstanceOf(Refusal.class);
        verifyNoInteractions(orders);
    }

    @Test
    void theWeeklyListGivesCountsPerUnit() throws Exception {
        OffsetDateTime monday = OffsetDateTime.parse("2023-02-13T00:00:00+08:00");
        when(ladder.weeklyList("430500", "2023-W07")).thenReturn(new Ladder.WeeklyList("430500", "2023-W07", monday,
                monday.plusWeeks(1), 2, 1, 0, List.of(new Ladder.UnitRow("housing", "市住建局", 2, 1, 0, List.of("SY1", "SY2")))));
        api.perform(get("/api/supervision/weekly-list?jurisdiction=430500&week=2023-W07")).andExpect(status().isOk())
                .andExpect(jsonPath("$.overdue").value(2)).andExpect(jsonPath("$.units[0].newlyOverdue").value(1))
                .andExpect(jsonPath("$.units[0].tickets[1]").value("SY2"));
    }

    @Test
    void aReferralAndASpotCheckAreTakenUnderTheirNames() throws Exception {
        when(referrals.refer("SY1", "police", "公线1号", "线索")).thenReturn("SY1-Y1");
        send("/api/tickets/SY1/referrals", "{\"to\":\"police\",\"referenceNo\":\"公线1号\",\"text\":\"线索\"}")
                .andExpect(status().isCreated()).andExpect(jsonPath("$.referralNo").value("SY1-Y1"));
        send("/api/tickets/SY1/spot-checks",
                "{\"by\":\"province\",\"checkedAt\":\"2023-02-10T12:00:00+08:00\",\"satisfied\":false,\"solved\":false}")
                .andExpect(status().isCreated());
        verify(checks).record("SY1", "province", Instant.parse("2023-02-10T04:00:00Z"), false, false, null, null);
    }

    @Test
    void exclusionCountsComeWithoutAnyPercentage() throws Exception {
        when(jurisdictions.require(any())).thenReturn(
                new Jurisdiction("430500", "邵阳市", "SY", "", "hotline-centre", null, null, null));
        LocalDate from = LocalDate.parse("2023-01-01");
        LocalDate to = LocalDate.parse("2023-01-31");
        when(exclusions.figures(eq("430500"), eq(from), eq(to))).thenReturn(new Exclusions.Figures("430500", from, to,
                OffsetDateTime.parse("2023-02-01T00:00:00+08:00"), 100, 3, 2,
                List.of(new Exclusions.ReasonRow("lawsuit", "已进入诉讼、仲裁等法定程序", 3, 2)),
                List.of(new Exclusions.UnitRow("housing", "市住建局", 40, 3, 2))));
        String answer = api.perform(get("/api/reports/exclusions?from=2023-01-01&to=2023-01-31")).andExpect(status().isOk())
                .andExpect(jsonPath("$.closed").value(100)).andExpect(jsonPath("$.reasons[0].granted").value(2))
                .andExpect(jsonPath("$.units[0].asked").value(3)).andReturn().getResponse().getContentAsString();
        assertThat(answer).doesNotContain("%", "rate");
    }

    private ResultActions send(String path, String body) throws Exception {
        return api.perform(post(path).contentType(MediaType.APPLICATION_JSON).content(body));
    }
}
