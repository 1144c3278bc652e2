package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.supervision.Interviews;
import org.hotline12345.supervision.OverdueLists;
import org.hotline12345.supervision.OverduePages;
import org.hotline12345.supervision.Referrals;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the ladder hands to bulletins, and how interviews are written down. */
class OverdueListsTest extends ProcessTest {

    private static final String CITY = "430500";
    private static final LocalDate FEBRUARY = LocalDate.parse("2023-02-01");
    private static final LocalDate MARCH_END = LocalDate.parse("2023-03-31");

    @Autowired
    OverdueLists lists;
    @Autowired
    OverduePages pages;
    @Autowired
    Interviews interviews;
    @Autowired
    Referrals referrals;

    @Test
    void everyDayNamesTheRungItHadReachedWhateverHappensLater() {
        String no = overdueAt("tobacco", "2023-03-16T09:00:00+08:00");
        unitReplies("tobacco");

        assertThat(standing("2023-02-15", no)).isEmpty();
        assertThat(standing("2023-02-16", no)).extracting(OverdueLists.Row::rung, OverdueLists.Row::daysOverdue)
                .containsExactly(tuple("urgeNotice", 1));
        assertThat(standing("2023-02-19", no)).extracting(OverdueLists.Row::rung, OverdueLists.Row::daysOverdue)
                .containsExactly(tuple("urgeNotice", 2));
        assertThat(standing("2023-02-20", no)).extracting(OverdueLists.Row::rungName, OverdueLists.Row::daysOverdue, OverdueLists.Row::rungOn,
                OverdueLists.Row::limitOn).containsExactly(tuple("列入周通报", 3, LocalDate.parse("2023-02-20"), LocalDate.parse("2023-02-15")));
        assertThat(standing("2023-03-15", no)).extracting(OverdueLists.Row::rung, OverdueLists.Row::daysOverdue).containsExactly(tuple("referral", 20));
        assertThat(standing("2023-03-16", no)).as("settled that day").isEmpty();
    }

    @Test
    void theWeeklyBulletinNamesWhatCameAsFarAsTheWeeklyListAndStillStands() {
        String no = overdueAt("postal-administration", "2023-02-21T09:00:00+08:00");
        assertThat(lists.weekly(CITY, LocalDate.parse("2023-02-19"))).noneMatch(row -> row.ticketNo().equals(no));
        List<OverdueLists.Row> week = lists.weekly(CITY, LocalDate.parse("2023-02-21"));
        assertThat(week).filteredOn(row -> row.ticketNo().equals(no)).hasSize(1);
        assertThat(OverdueLists.perUnit(week)).filteredOn(each -> each.unit().equals("postal-administration")).extracting(OverdueLists.Count::tickets).containsExactly(1);
    }

    @Test
    void anInterviewIsWrittenDownOnceByASupervisorAndStaysOnTheTicket() {
        String no = overdueAt("taxation", "2023-02-24T09:00:00+08:00");
        Interviews.Interview called = interview(no);
        assertThat(called.nth()).isOne();
        assertThat(called.recipient()).contains("热线中心约谈");
        assertThat(called.held()).isNull();

        assertRefused("supervision.supervisorOnly", () -> hold("dispatcher", called, "2023-02-24", "限三日内办结"));
        assertRefused("supervision.supervisorOnly", () -> hold("clerk-taxation", called, "2023-02-24", "限三日内办结"));
        assertRefused("supervision.badInterviewDay", () -> hold("supervisor", called, "2023-02-22", "限三日内办结"));
        assertRefused("supervision.badInterviewDay", () -> hold("supervisor", called, "2023-02-25", "限三日内办结"));
        as("supervisor");
        assertThat(refusalOf(() -> interviews.record(called.ladderNo(), 1, LocalDate.parse("2023-02-24"), "a", "b", "c")).code())
                .as("the first step is no interview").isEqualTo("supervision.unknownInterview");
        hold("supervisor", called, "2023-02-24", "限三日内办结，来电人13800000000已知悉");

        Interviews.Held held = interview(no).held();
        assertThat(held.on()).isEqualTo("2023-02-24");
        assertThat(held.by()).isEqualTo("热线中心主任");
        assertThat(held.attended()).isEqualTo("分管副局长");
        assertThat(held.result()).as("no phone of a citizen").isEqualTo("限三日内办结，来电人***已知悉");
        assertThat(events()).last().satisfies(event -> {
            assertThat(event.type().code()).isEqualTo("escalated");
            assertThat(event.text()).startsWith("约谈已进行，日期：2023-02-24").doesNotContain("13800000000");
        });
        assertRefused("supervision.interviewRecorded", () -> hold("supervisor", called, "2023-02-24", "再写一次"));
    }

    @Test
    void aResultThatGrowsBeyondItsColumnWhenNamesAreCoveredIsRefused() {
        register(new NewTicket("phone", "short-name", null, new NewTicket.Citizen("张三", "13800000000"), "430511", "测试地点", "complaint", null,
                "小区消防未通过强制收房", "小区消防验收未通过，开发商强制收房。", null, null, null, null, null));
        dispatcherSends("finance");
        passTimeUntil("2023-02-24T09:00:00+08:00");
        Interviews.Interview called = interview(ticketNo);
        assertRefused("common.textTooLong", () -> hold("supervisor", called, "2023-02-24", "张三，".repeat(330)));
        hold("supervisor", called, "2023-02-24", "张三，".repeat(250));
        assertThat(interview(ticketNo).held().result()).hasSize(1000).doesNotContain("张三");
    }

    @Test
    void theSecondAndThirdInterviewsOfAYearAreCountedApart() {
        for (int n = 1; n <= 3; n++) {
            at("2023-02-08T09:00:00+08:00");
            overdueAt("education", "2023-02-23T09:00:00+08:00");
        }
        List<Interviews.Interview> found = interviews.of(CITY, FEBRUARY, MARCH_END).stream().filter(each -> each.unit().equals("education")).toList();
        assertThat(found).extracting(Interviews.Interview::nth).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(Interviews.perUnit(found)).containsExactly(new Interviews.Count("education", found.get(0).unitName(), 1, 1, 1, 0));
    }

    @Test
    void theLongOverdueAreNamedWithTheDayTheyWereReferred() {
        String no = overdueAt("forestry", "2023-03-16T09:00:00+08:00");
        assertThat(longOverdue(no).referredOn()).isNull();
        assertThat(longOverdue(no).settledOn()).isNull();
        as("supervisor");
        referrals.refer(no, "discipline", "纪线2023-7", "长期逾期未办结");
        assertThat(longOverdue(no).proposedOn()).isEqualTo("2023-03-15");
        assertThat(longOverdue(no).referredOn()).isEqualTo("2023-03-16");
        assertThat(lists.longOverdue(CITY, FEBRUARY, LocalDate.parse("2023-03-14"))).noneMatch(each -> each.row().ticketNo().equals(no));
        assertThat(lists.longOverdue(CITY, LocalDate.parse("2023-03-20"), MARCH_END)).as("it still stands").anyMatch(each -> each.row().ticketNo().equals(no));
        unitReplies("forestry");
        assertThat(longOverdue(no).settledOn()).isEqualTo("2023-03-16");
        assertThat(longOverdue(no).row().daysOverdue()).isEqualTo(21);
    }

    @Test
    void aReferralBeforeTheRungWasOfAnotherMatter() {
        String no = overdueAt("civil-affairs", "2023-02-20T09:00:00+08:00");
        as("supervisor");
        referrals.refer(no, "discipline", "纪线2023-8", "反映工作人员态度问题");
        passTimeUntil("2023-03-16T09:00:00+08:00");
        assertThat(longOverdue(no).proposedOn()).isEqualTo("2023-03-15");
        assertThat(longOverdue(no).referredOn()).as("nobody referred the delay").isNull();
        assertThat(pageOf(no).referredOn()).isNull();
        as("supervisor");
        referrals.refer(no, "police", "公线2023-1", "移送公安的另算");
        assertThat(longOverdue(no).referredOn()).isNull();
        at("2023-03-17T09:00:00+08:00");
        referrals.refer(no, "discipline", "纪线2023-9", "长期逾期未办结");
        assertThat(longOverdue(no).referredOn()).isEqualTo("2023-03-17");
        assertThat(pageOf(no)).isEqualTo(longOverdue(no));
    }

    private OverdueLists.LongOverdue pageOf(String no) {
        return pages.longOverdue(CITY, FEBRUARY, MARCH_END, 0, 200).rows().items().stream().filter(each -> each.row().ticketNo().equals(no)).findFirst().orElseThrow();
    }

    private String overdueAt(String unit, String time) {
        registerUnclassified();
        dispatcherSends(unit);
        passTimeUntil(time);
        return ticketNo;
    }

    private List<OverdueLists.Row> standing(String day, String no) {
        return lists.standing(CITY, LocalDate.parse(day)).stream().filter(row -> row.ticketNo().equals(no)).toList();
    }

    private Interviews.Interview interview(String no) {
        return interviews.of(CITY, FEBRUARY, MARCH_END).stream().filter(each -> each.ticketNo().equals(no)).findFirst().orElseThrow();
    }

    private void hold(String user, Interviews.Interview interview, String day, String result) {
        as(user);
        interviews.record(interview.ladderNo(), interview.seq(), LocalDate.parse(day), "热线中心主任", "分管副局长", result);
    }

    private OverdueLists.LongOverdue longOverdue(String no) {
        return lists.longOverdue(CITY, FEBRUARY, MARCH_END).stream().filter(each -> each.row().ticketNo().equals(no)).findFirst().orElseThrow();
    }
}
