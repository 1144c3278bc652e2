package org.hotline12345.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.common.Refusal;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Tickets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Limits over holidays, make-up days and years without a notice, and of units that answer through others. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class LimitsTest {

    private static final String UNIT = "market-regulation";

    @Autowired
    Limits limits;
    @Autowired
    IdentityService identityService;
    @Autowired
    ObjectMapper json;
    @Autowired
    Intake intake;
    @Autowired
    Tickets tickets;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    MovableClock clock;

    private String ticketNo;

    @AfterEach
    void timeGoesOn() {
        identityService.clearAuthentication();
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({
        // Spring Festival 21-27 January; 28 and 29 January (Saturday, Sunday) are made up.
        "2023-01-19T10:00:00+08:00, 2023-02-01T00:00:00+08:00, 2023-01-31T00:00:00+08:00, 2023-02-01T00:00:00+08:00",
        // Make-up Sunday 23 April before Labour Day, Saturday 6 May after it.
        "2023-04-21T10:00:00+08:00, 2023-04-28T00:00:00+08:00, 2023-04-27T00:00:00+08:00, 2023-04-28T00:00:00+08:00",
        "2023-04-28T10:00:00+08:00, 2023-05-10T00:00:00+08:00, 2023-05-09T00:00:00+08:00, 2023-05-10T00:00:00+08:00",
        // The limit ends on the Friday before a weekend: the red card waits for Monday.
        "2023-02-10T10:00:00+08:00, 2023-02-18T00:00:00+08:00, 2023-02-17T00:00:00+08:00, 2023-02-20T00:00:00+08:00"})
    @Proves("guard12")
    void limitsAndCardsStepOverDaysOffAndOntoMakeUpDays(String from, String until, String yellow, String red) {
        register(from, "complaint", null);
        assertThat(dispatchUntil()).isEqualTo(instant(until));
        assertThat(in(() -> limits.yellowFrom(ticketNo, UNIT))).isEqualTo(instant(yellow));
        assertThat(in(() -> limits.redFrom(ticketNo, UNIT))).isEqualTo(instant(red));
    }

    @ParameterizedTest
    @CsvSource({"2023-02-11T00:08:00+08:00, 2023-02-12T00:08:00+08:00", "2023-01-22T19:26:00+08:00, 2023-01-23T19:26:00+08:00"})
    @Proves("guard12")
    void naturalLimitsRunThroughNightsAndHolidays(String from, String until) {
        register(from, "help", "2023-12-31T00:00:00+08:00");
        assertThat(dispatchUntil()).isEqualTo(instant(until));
        assertThat(in(() -> limits.redFrom(ticketNo, UNIT))).isEqualTo(instant(until));
        assertThat(in(() -> limits.yellowFrom(ticketNo, UNIT))).isEqualTo(instant(until).minusSeconds(1800));
    }

    @Test
    void anExtensionIntoAYearWithoutANoticeIsProvisional() {
        register("2026-12-18T10:00:00+08:00", "complaint", null);
        assertThat(in(() -> limits.ofUnit(ticketNo, UNIT).provisional())).isFalse();
        boolean provisional = in(() -> {
            Dispatch dispatch = limits.ofUnit(ticketNo, UNIT);
            return limits.daysAfter(tickets.require(ticketNo), UNIT, dispatch.handleUntil(), 10).provisional();
        });
        assertThat(provisional).isTrue();
    }

    @Test
    @Proves("guard9")
    void aSubDispatchEndsOneWorkingDayBeforeTheUnitThatWaitsForIt() {
        register("2023-02-10T10:00:00+08:00", "complaint", null);
        Instant parent = dispatchUntil();
        assertThat(in(() -> limits.latestForSubUnit(ticketNo, UNIT))).as("the parent ends on Friday").isEqualTo(instant("2023-02-17T00:00:00+08:00"));
        clock.freezeAt(instant("2023-02-13T10:00:00+08:00"));
        subDispatch("commerce");
        Instant child = in(() -> limits.ofUnit(ticketNo, "commerce").handleUntil());
        assertThat(child).isEqualTo(instant("2023-02-17T00:00:00+08:00")).isBefore(parent);
        assertThat(in(() -> limits.ofUnit(ticketNo, "commerce").returnUntil())).isBeforeOrEqualTo(child);
    }

    @Test
    @Proves("guard9")
    void aSubDispatchOverAWeekendEndsOnTheLastWorkingDayBefore() {
        register("2023-02-08T10:00:00+08:00", "consult", null);
        assertThat(dispatchUntil()).isEqualTo(instant("2023-02-14T00:00:00+08:00"));
        assertThat(in(() -> limits.latestForSubUnit(ticketNo, UNIT))).isEqualTo(instant("2023-02-11T00:00:00+08:00"));
    }

    @Test
    @Proves(value = "guard9", forbidden = true)
    void withoutAWorkingDayLeftNothingIsSubDispatched() {
        register("2023-02-10T10:00:00+08:00", "complaint", null);
        dispatchUntil();
        clock.freezeAt(instant("2023-02-17T00:00:00+08:00"));
        assertThatThrownBy(() -> in(() -> limits.latestForSubUnit(ticketNo, UNIT))).isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo("deadline.noDayLeft");
    }

    @Test
    void aReworkHasItsOwnLimitAndALimitOnceToldStays() {
        register("2023-02-08T10:00:00+08:00", "complaint", null);
        Instant told = dispatchUntil();
        clock.freezeAt(instant("2023-02-14T10:00:00+08:00"));
        assertThat(dispatchUntil()).isEqualTo(told);
        in(() -> jdbc.sql("update ticket_dispatch set rework = true, handle_until = null where ticket_no = :no").param("no", ticketNo).update());
        assertThat(dispatchUntil()).isEqualTo(instant("2023-02-14T00:00:00+08:00"));
    }

    // ------------------------------------------------------------------ steps

    private void register(String from, String kind, String cutoff) {
        clock.freezeAt(instant(from));
        identityService.setAuthentication("operator", List.of("operator"));
        Map<String, Object> request = new HashMap<>(Map.of("channel", "phone", "kind", kind, "category", "consumer-rights",
                "region", "430511", "address", "测试地点", "title", "药店不发货", "content", "1月24日网购药品至今未发货，要求尽快发货并赔偿。"));
        request.put("externalCutoff", cutoff);
        ticketNo = intake.register(json.convertValue(request, NewTicket.class)).ticketNo();
    }

    /** A dispatch below the unit's own, as a sub-dispatch writes it. */
    private void subDispatch(String unit) {
        in(() -> jdbc.sql("insert into ticket_dispatch (id, ticket_no, round, unit, role, state, basis, binding, rework, dispatched_at, "
                        + "dispatched_by, provisional, parent_unit, depth) values ('sub-1', :no, 1, :unit, 'assist', 'open', '转派', "
                        + "false, false, :at, 'clerk', false, :parent, 1)")
                .param("no", ticketNo).param("unit", unit).param("at", clock.instant().toEpochMilli()).param("parent", UNIT).update());
    }

    private Instant dispatchUntil() {
        return in(() -> limits.ofUnit(ticketNo, UNIT).handleUntil());
    }

    private <T> T in(Supplier<T> question) {
        return transaction.execute(status -> question.get());
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
