package org.hotline12345.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.SettledTicket;
import org.hotline12345.ticket.SettledLoad;
import org.hotline12345.ticket.SettledTickets;
import org.hotline12345.ticket.TicketStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Pages of overdue tickets, referrals and interviews, held against the whole lists that bulletins are given. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
class OverduePagesTest {

    private static final String CITY = "460000";
    private static final LocalDate FIRST = LocalDate.parse("2016-11-01");
    private static final LocalDate LAST = LocalDate.parse("2017-03-31");
    private static final long DAY = 86_400_000;
    private static final List<String> UNITS = List.of("hainan-housing", "hainan-education", "hainan-tobacco");
    private static final List<String> RUNGS = List.of("urgeNotice", "weeklyList", "interview", "referral");

    @Autowired
    private OverdueLists lists;
    @Autowired
    private Interviews interviews;
    @Autowired
    private Responsibles responsibles;
    @Autowired
    private WorkCalendar calendar;
    @Autowired
    private SettledTickets settled;
    @Autowired
    private MovableClock clock;
    @Autowired
    private DataSource dataSource;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    private OverduePages pages;
    private InterviewPages interviewPages;

    @BeforeEach
    void countStatements() {
        clock.freezeAt(OffsetDateTime.parse("2017-04-05T10:00:00+08:00").toInstant());
        JdbcClient counted = JdbcClient.create(ProxyDataSourceBuilder.create(dataSource).countQuery().build());
        pages = new OverduePages(lists, responsibles, calendar, counted);
        interviewPages = new InterviewPages(interviews, responsibles, counted);
    }

    @AfterEach
    void tidy() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from supervision_interview where ladder_no like 'page-%'").update();
            jdbc.sql("delete from supervision_step where subject_no like 'page-%'").update();
            jdbc.sql("delete from supervision_ladder where ladder_no like 'page-%'").update();
            jdbc.sql("delete from supervision_referral where ticket_no in (select ticket_no from ticket_ticket where title = '分页')").update();
            jdbc.sql("delete from ticket_dispatch where id like 'page-%'").update();
        });
        clock.reset();
    }

    @Test
    void pagesPutTogetherAreTheWholeList() {
        climb(160);
        for (LocalDate day : List.of(LocalDate.parse("2016-12-31"), LocalDate.parse("2017-02-04"), LAST, LocalDate.parse("2017-04-05"))) {
            List<OverdueLists.Row> whole = lists.standing(CITY, day);
            assertThat(whole).hasSizeGreaterThan(20);
            assertPaged(whole, 7, page -> pages.standing(wish(day, null, null, false), page, 7).rows());
            assertThat(pages.standing(wish(day, null, null, false), 0, 7).total()).isEqualTo(whole.size());
            assertThat(pages.standing(wish(day, null, null, false), 3, 7).units()).isEqualTo(OverdueLists.perUnit(whole));
            assertPaged(lists.weekly(CITY, day), 5, page -> pages.standing(wish(day, null, null, true), page, 5).rows());
            for (String rung : List.of("redCard", "urgeNotice", "referral")) {
                assertPaged(whole.stream().filter(row -> row.rung().equals(rung)).toList(), 3, page -> pages.standing(wish(day, null, rung, false), page, 3).rows());
            }
            assertPaged(whole.stream().filter(row -> row.unit().equals(UNITS.get(1))).toList(), 4,
                    page -> pages.standing(wish(day, UNITS.get(1), null, false), page, 4).rows());
        }
    }

    @Test
    void pagesOfReferralsAndInterviewsAreTheirWholeLists() {
        climb(160);
        List<OverdueLists.LongOverdue> referrals = lists.longOverdue(CITY, LocalDate.parse("2017-01-10"), LAST);
        assertThat(referrals).hasSizeGreaterThan(20).anyMatch(each -> each.settledOn() != null).anyMatch(each -> each.referredOn() != null);
        assertPaged(referrals, 6, page -> pages.longOverdue(CITY, LocalDate.parse("2017-01-10"), LAST, page, 6).rows());
        assertThat(pages.longOverdue(CITY, LocalDate.parse("2017-01-10"), LAST, 1, 6).total()).isEqualTo(referrals.size());

        List<Interviews.Interview> called = interviews.of(CITY, LocalDate.parse("2016-12-10"), LAST);
        assertThat(called).hasSizeGreaterThan(20).anyMatch(each -> each.held() != null).anyMatch(each -> each.nth() > 2);
        assertThat(called).as("counted anew each year").filteredOn(each -> each.nth() == 1 && each.orderedOn().getYear() == 2017).isNotEmpty();
        assertPaged(called, 6, page -> interviewPages.of(CITY, LocalDate.parse("2016-12-10"), LAST, page, 6).rows());
        assertThat(interviewPages.of(CITY, LocalDate.parse("2016-12-10"), LAST, 2, 6)).satisfies(listing -> {
            assertThat(listing.total()).isEqualTo(called.size());
            assertThat(listing.units()).isEqualTo(Interviews.perUnit(called));
        });
    }

    @Test
    void aPageTakesAsManyStatementsHoweverLongTheListIs() {
        climb(20);
        List<Long> few = statements();
        tidy();
        countStatements();
        climb(160);
        assertThat(statements()).isEqualTo(few).containsExactly(2L, 2L, 2L);
    }

    @Test
    void nothingIsAPageWithoutRowsAndAPeriodHasTwoEnds() {
        LocalDate longAgo = LocalDate.parse("2012-05-01");
        assertThat(pages.standing(wish(longAgo, null, null, false), 0, 20)).isEqualTo(new OverduePages.Listing<>(0, List.of(), new Page<>(List.of(), 0, 20, false)));
        assertThat(interviewPages.of(CITY, longAgo, longAgo, 0, 20).rows().items()).isEmpty();
        assertThatThrownBy(() -> pages.longOverdue(CITY, LAST, FIRST, 0, 20)).isInstanceOfSatisfying(Refusal.class,
                refused -> assertThat(refused.code()).isEqualTo("supervision.badPeriod"));
        assertThatThrownBy(() -> pages.standing(wish(LAST, null, null, false), 0, 201)).isInstanceOfSatisfying(Refusal.class,
                refused -> assertThat(refused.code()).isEqualTo("common.badPage"));
    }

    private List<Long> statements() {
        List<Long> counted = new ArrayList<>();
        for (Runnable door : List.<Runnable>of(() -> pages.standing(wish(LAST, null, null, false), 0, 10), () -> pages.longOverdue(CITY, FIRST, LAST, 0, 10),
                () -> interviewPages.of(CITY, FIRST, LAST, 0, 10))) {
            QueryCountHolder.clear();
            door.run();
            counted.add(QueryCountHolder.getGrandTotal().getTotal());
        }
        return counted;
    }

    private static OverduePages.Wish wish(LocalDate day, String unit, String rung, boolean weekly) {
        return new OverduePages.Wish(CITY, day, unit, rung, weekly);
    }

    private static <T> void assertPaged(List<T> whole, int size, IntFunction<Page<T>> door) {
        List<T> read = new ArrayList<>();
        Page<T> page = door.apply(0);
        for (int number = 1; page.more(); number++) {
            assertThat(page.items()).hasSize(size);
            read.addAll(page.items());
            page = door.apply(number);
        }
        read.addAll(page.items());
        assertThat(read).isEqualTo(whole);
    }

    /** Ladders with any limits, rungs and ends, some of them told other limits by their dispatch. */
    private void climb(int ladders) {
        Random random = new Random(20170405);
        Instant registered = FIRST.atStartOfDay(clock.getZone()).toInstant();
        List<SettledTicket> tickets = new ArrayList<>();
        for (int n = 0; n < ladders; n++) {
            tickets.add(new SettledTicket(CITY, Channel.PHONE, Kind.CONSULT, "hainan-price", null, null, "分页", "已答复", registered, TicketStatus.CLOSED_INSTANT,
                    "当即答复", registered.plusSeconds(300), List.of(), SettledTicket.Answer.NONE));
        }
        List<String> numbers = new ArrayList<>();
        try (SettledLoad load = settled.begin(CITY, "HI")) {
            numbers.addAll(load.add(tickets));
            load.finish();
        }
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n < ladders; n++) {
                ladder(random, "page-" + n, numbers.get(n), registered.toEpochMilli());
            }
        });
    }

    private void ladder(Random random, String ladderNo, String ticketNo, long since) {
        String unit = UNITS.get(random.nextInt(UNITS.size()));
        long limit = since + random.nextInt(110) * DAY + random.nextInt((int) DAY);
        long started = limit + random.nextInt(3) * DAY;
        Long ended = random.nextInt(3) == 0 ? started + random.nextInt(60) * DAY + 1 : null;
        jdbc.sql("insert into supervision_ladder (ladder_no, ticket_no, jurisdiction, unit, round, limit_at, started_at, ended_at) values (:ladder, :no, "
                        + ":city, :unit, 1, :limit, :started, :ended)").param("ladder", ladderNo).param("no", ticketNo).param("city", CITY).param("unit", unit)
                .param("limit", limit).param("started", started).param("ended", ended).update();
        if (random.nextInt(4) == 0) {
            jdbc.sql("insert into ticket_dispatch (id, ticket_no, round, unit, role, state, binding, rework, dispatched_at, dispatched_by, provisional, handle_until) "
                            + "values (:id, :no, 1, :unit, 'lead', 'signed', false, false, :at, 'dispatcher', false, :until)").param("id", ladderNo)
                    .param("no", ticketNo).param("unit", unit).param("at", since).param("until", started - random.nextInt(9) * DAY).update();
        }
        long at = started;
        int steps = random.nextInt(6);
        for (int seq = 1; seq <= steps; seq++) {
            at += random.nextInt(8) * DAY + 60_000;
            step(random, ladderNo, seq, ticketNo, unit, RUNGS.get(Math.min(seq, RUNGS.size()) - 1), at);
        }
    }

    private void step(Random random, String ladderNo, int seq, String ticketNo, String unit, String rung, long at) {
        jdbc.sql("insert into supervision_step (subject_no, seq, ticket_no, step, unit, recipient, step_level, happened_at, actor) values (:ladder, "
                        + ":seq, :no, :step, :unit, '热线中心约谈分管负责人', 1, :at, 'system')").param("ladder", ladderNo).param("seq", seq).param("no", ticketNo).param("step", rung)
                .param("unit", unit).param("at", at).update();
        if (rung.equals("interview") && random.nextInt(2) == 0) {
            jdbc.sql("insert into supervision_interview (ladder_no, seq, held_on, held_by, attended, result, recorded_by, recorded_at) values (:ladder, :seq, "
                            + ":on, '热线中心', '负责人', '限期办结', 'supervisor', :at)").param("ladder", ladderNo).param("seq", seq)
                    .param("on", LocalDate.ofInstant(Instant.ofEpochMilli(at), clock.getZone())).param("at", at).update();
        }
        if (rung.equals("referral") && random.nextInt(2) == 0) {
            refer(ticketNo, at + DAY);
        }
    }

    private void refer(String ticketNo, long at) {
        jdbc.sql("insert into supervision_referral (referral_no, ticket_no, referred_to, reference_no, text, referred_at, referred_by) values (:id, :no, "
                        + "'discipline', '纪线', '长期逾期', :at, 'supervisor')").param("id", "page-" + ticketNo + "-" + at).param("no", ticketNo)
                .param("at", at).update();
    }
}
