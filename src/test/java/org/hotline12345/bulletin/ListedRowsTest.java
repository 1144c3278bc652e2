package org.hotline12345.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.hotline12345.report.Period;
import org.hotline12345.report.PeriodFigures;
import org.hotline12345.supervision.OverdueLists;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Transactional;

/** What is frozen as lists agrees with what is frozen as figures of the same week. */
@SpringBootTest
@ActiveProfiles({"demo", "test"})
@Transactional
class ListedRowsTest {

    private static final Period WEEK = new Period("430500", LocalDate.parse("2018-05-07"), LocalDate.parse("2018-05-13"));
    private static final String UNIT = "housing";

    @Autowired
    ListedRows lists;
    @Autowired
    OverdueLists overdue;
    @Autowired
    PeriodFigures figures;
    @Autowired
    JdbcClient jdbc;

    @Test
    void theWeeklyListNamesWhatTheLadderPutOnItAndNothingTheFiguresLeaveOut() {
        climbed("LW-late", "lead", null, Map.of("urgeNotice", "2018-05-08T08:30:00+08:00", "weeklyList", "2018-05-10T08:30:00+08:00"));
        climbed("LW-assist", "assist", null, Map.of("weeklyList", "2018-05-10T08:30:00+08:00"));
        climbed("LW-urged", "lead", null, Map.of("urgeNotice", "2018-05-08T08:30:00+08:00"));
        climbed("LW-after", "lead", null, Map.of("weeklyList", "2018-05-14T08:30:00+08:00"));
        climbed("LW-excluded", "lead", "beyond-power", Map.of("weeklyList", "2018-05-10T08:30:00+08:00"));
        climbed("LW-below", "sub", null, Map.of("weeklyList", "2018-05-10T08:30:00+08:00"));
        String settled = climbed("LW-settled", "lead", null, Map.of("weeklyList", "2018-05-10T08:30:00+08:00"));
        jdbc.sql("update supervision_ladder set ended_at = :at where ticket_no = :no").param("at", millis("2018-05-11T09:00:00+08:00")).param("no", settled).update();
        jdbc.sql("update ticket_dispatch set ended_at = :at, state = 'replied' where ticket_no = :no").param("at", millis("2018-05-11T09:00:00+08:00"))
                .param("no", settled).update();

        assertThat(of(Listed.OVERDUE)).extracting(Listed::ticketNo, Listed::what, Listed::on).containsExactlyInAnyOrder(
                tuple("LW-late", "列入周通报", LocalDate.parse("2018-05-07")), tuple("LW-assist", "列入周通报", LocalDate.parse("2018-05-07")));
        assertThat(figures.of(WEEK).count("overdueInHand")).as("and two that the ladder had not put on the list").isEqualTo(4);
        assertThat(overdue.weekly("430500", WEEK.to())).as("the page shows the whole ladder").extracting(OverdueLists.Row::ticketNo)
                .contains("LW-excluded", "LW-below");
    }

    @Test
    void aReferralAskedForBeforeIsToldFromOneOfThePeriod() {
        climbed("LW-before", "lead", null, Map.of("referral", "2018-05-04T08:30:00+08:00"));
        climbed("LW-now", "lead", null, Map.of("referral", "2018-05-09T08:30:00+08:00"));
        assertThat(of(Listed.REFERRAL)).extracting(Listed::ticketNo, Listed::what)
                .containsExactlyInAnyOrder(tuple("LW-before", "拟移送（以前提请）"), tuple("LW-now", "拟移送"));
    }

    private List<Listed> of(String list) {
        return lists.of(WEEK).stream().filter(row -> row.list().equals(list)).toList();
    }

    /** A ticket whose unit let the limit pass and has it still, with the rungs its ladder took. */
    private String climbed(String no, String role, String exclusion, Map<String, String> rungs) {
        long since = millis("2018-04-23T09:00:00+08:00");
        long limit = millis(rungs.containsKey("referral") ? "2018-04-27T00:00:00+08:00" : "2018-05-08T00:00:00+08:00");
        jdbc.sql("insert into ticket_ticket (ticket_no, jurisdiction, channel, content_hash, status, kind, title, content, received_at, registered_at, "
                        + "dispatched_at, confidential, supplemented, supervised, has_contact, round, returns, survey_attempts, call_attempts, "
                        + "round_survey_attempts, round_call_attempts, call_reached, evaluations, defaulted, parts, last_seq, exclusion) values (:no, '430500', "
                        + "'phone', '-', 'handling', 'complaint', '诉求', '内容', :at, :at, :at, false, false, false, false, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "
                        + ":exclusion)").param("no", no).param("at", since).param("exclusion", exclusion).update();
        jdbc.sql("insert into ticket_dispatch (id, ticket_no, round, unit, role, state, binding, rework, dispatched_at, dispatched_by, provisional, "
                        + "handle_until, overdue_at, card) values (:no, :no, 1, :unit, :role, 'signed', false, false, :at, 'dispatcher', false, :until, :until, 'red')")
                .param("no", no).param("unit", UNIT).param("role", role).param("at", since).param("until", limit).update();
        jdbc.sql("insert into supervision_ladder (ladder_no, ticket_no, jurisdiction, unit, round, limit_at, started_at) values (:ladder, :no, '430500', "
                + ":unit, 1, :limit, :limit)").param("ladder", no + "-C1").param("no", no).param("unit", UNIT).param("limit", limit).update();
        int seq = 0;
        for (Map.Entry<String, String> rung : rungs.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
            jdbc.sql("insert into supervision_step (subject_no, seq, ticket_no, step, unit, recipient, step_level, happened_at, actor) values (:ladder, "
                            + ":seq, :no, :step, :unit, '承办单位', 1, :at, 'system')").param("ladder", no + "-C1").param("seq", ++seq).param("no", no)
                    .param("step", rung.getKey()).param("unit", UNIT).param("at", millis(rung.getValue())).update();
        }
        return no;
    }

    private static long millis(String time) {
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }
}
