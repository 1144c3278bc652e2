package org.hotline12345.earlysign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.hotline12345.intake.Intake;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.BulkLoads;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.SettledTicket;
import org.hotline12345.ticket.SettledLoad;
import org.hotline12345.ticket.SettledTickets;
import org.hotline12345.ticket.TicketStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Which tickets early signs count, as how many people, and when they do not count at all because not all tickets are there. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class CountedTicketsTest {

    private static final String CITY = "460000";
    private static int number;

    @Autowired
    private DailyLook daily;
    @Autowired
    private DayCounts counts;
    @Autowired
    private Groups groups;
    @Autowired
    private SettledTickets settled;
    @Autowired
    private BulkLoads loads;
    @Autowired
    private Intake intake;
    @Autowired
    private MovableClock clock;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    @AfterEach
    void timeGoesOn() {
        identityService.clearAuthentication();
        clock.reset();
        transaction.executeWithoutResult(status -> List.of("ticket", "sign", "hit", "day").forEach(table -> jdbc.sql("delete from earlysign_" + table).update()));
    }

    // ---------------------------------------------------------------- people

    @Test
    void howeverManyTicketsWithoutANumberThereAreTheyMayBeOnePersons() {
        LocalDate day = at("2017-03-02");
        for (int call = 0; call < 9; call++) {
            register(null, "桂林洋花园" + (call + 1) + "栋");
        }
        assertThat(groups.of(CITY, day)).isEmpty();
    }

    @Test
    void peopleWithoutANumberAreOneMoreBesideThoseWhoAreKnown() {
        LocalDate day = at("2017-04-06");
        for (int call = 0; call < 4; call++) {
            register("1380000100" + call, "白沙门花园" + (call + 1) + "栋");
            register("13800001000", "白沙门花园1栋");
            register(null, "白沙门花园3栋");
        }
        assertThat(groups.of(CITY, day)).singleElement().satisfies(group -> {
            assertThat(group.name()).as("four numbers and whoever left none").endsWith("（5人）");
            assertThat(group.tickets()).isEqualTo(12);
        });
    }

    // ---------------------------------------------------------------- split calls

    @Test
    void ofASplitCallItsMattersAreCountedAndNotTheCall() {
        LocalDate day = at("2017-05-11");
        List<String> calls = new ArrayList<>();
        for (int call = 0; call < 6; call++) {
            calls.add(register("1380000200" + call, "大英山花园" + (call + 1) + "栋"));
        }
        assertThat(groups.of(CITY, day)).hasSize(1);
        assertThat(counts.read(CITY, SignKind.CATEGORY, day, 1, null).whole()).containsExactly(6);
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set parts = 2 where ticket_no in (:calls)")
                .param("calls", calls.subList(0, 2)).update());
        assertThat(counts.read(CITY, SignKind.CATEGORY, day, 1, null).whole()).containsExactly(4);
        assertThat(groups.of(CITY, day)).as("four people are left").isEmpty();
    }

    // ---------------------------------------------------------------- half of the data

    @Test
    void nobodyLooksWhileAPeriodIsLoadedAndEverybodyDoesOnceItIsThere() {
        LocalDate day = at("2017-06-08");
        SettledLoad load = settled.begin(CITY, "HI");
        load.add(List.of(ticket(day)));
        assertThat(daily.due(CITY)).as("half of the tickets are there").isEmpty();
        assertThat(daily.due("430500")).as("another hotline's are").isPresent();
        assertThatThrownBy(() -> daily.look(CITY, day.minusDays(1))).isInstanceOf(DailyLook.HalfLoaded.class);
        assertThat(jdbc.sql("select count(*) from earlysign_day where jurisdiction = :city and looked_on = :day").param("city", CITY)
                .param("day", day.minusDays(1)).query(Integer.class).single()).as("what the look found is gone, its day is still to be looked at")
                .isZero();

        load.finish();
        load.close();
        assertThat(daily.due(CITY)).contains(day.minusDays(1));
        assertThat(daily.look(CITY, day.minusDays(1))).isZero();
    }

    @Test
    void aLookThatALoadRanThroughIsNotKept() {
        Instant begun = at("2017-07-06").atTime(12, 0).atZone(clock.getZone()).toInstant();
        loads.goesOn("settled " + CITY, CITY);
        clock.freezeAt(begun.plusSeconds(5));
        loads.ended("settled " + CITY);
        assertThat(loads.underWay(CITY, begun)).as("since the look began").isTrue();
        assertThat(loads.underWay(CITY, clock.instant())).as("now").isFalse();
    }

    @Test
    void aLoadThatDiedIsNotWaitedForForever() {
        LocalDate day = at("2017-08-10");
        loads.goesOn("settled " + CITY, CITY);
        assertThat(daily.due(CITY)).isEmpty();
        clock.freezeAt(clock.instant().plusSeconds(31 * 60));
        assertThat(daily.due(CITY)).contains(day.minusDays(1));
        loads.ended("settled " + CITY);
    }

    // ---------------------------------------------------------------- making tickets

    private LocalDate at(String day) {
        clock.freezeAt(OffsetDateTime.parse(day + "T12:00:00+08:00").toInstant());
        return LocalDate.parse(day);
    }

    private static SettledTicket ticket(LocalDate day) {
        Instant registered = OffsetDateTime.parse(day.minusDays(1) + "T10:00:00+08:00").toInstant();
        return new SettledTicket(CITY, Channel.PHONE, Kind.CONSULT, "hainan-price", null, null, "咨询", "已答复", registered,
                TicketStatus.CLOSED_INSTANT, "当即答复", registered.plusSeconds(300), List.of(), SettledTicket.Answer.NONE);
    }

    private String register(String phone, String address) {
        identityService.setAuthentication("operator", List.of("operator"));
        int n = ++number;
        return intake.register(new NewTicket("phone", "counted-" + n, null, phone == null ? null : new NewTicket.Citizen("测试群众", phone), null, address,
                "complaint", null, "电梯故障" + n, "电梯长期故障无人维修，第" + n + "次反映。", null, null, CITY, null)).ticketNo();
    }
}
