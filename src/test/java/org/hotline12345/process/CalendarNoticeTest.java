package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.hotline12345.calendar.CalendarVersions;
import org.hotline12345.calendar.CalendarVersions.Day;
import org.hotline12345.calendar.CalendarVersions.DayKind;
import org.hotline12345.calendar.NoticeImports;
import org.hotline12345.calendar.CalendarGroups;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.deadline.CalendarChange;
import org.hotline12345.deadline.ClockLog;
import org.hotline12345.deadline.NoticeTasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every path of {@code bpmn/calendar-notice.bpmn}, and the doors through which a notice comes without it. */
class CalendarNoticeTest extends ProcessTest {

    private static final String UNIT = "market-regulation";
    /** In the wording of the notices; the days are made up, the real ones are not published yet. */
    private static final String NOTICE_2027 = """
            国务院办公厅关于2027年部分节假日安排的通知
            测试发〔2026〕1号
            一、元旦：1月1日（周五）至3日（周日）放假，共3天。
            二、春节：2月5日（农历除夕、周五）至12日（农历正月初七、周五）放假调休，共8天。1月31日（周日）、2月20日（周六）上班。
            三、清明节：4月3日（周六）至5日（周一）放假，共3天。
            四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
            五、端午节：6月9日（周三）放假1天，不调休。
            六、中秋节：9月15日（周三）放假1天，不调休。
            七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
            """;

    @Autowired
    NoticeTasks notices;
    @Autowired
    NoticeImports imports;
    @Autowired
    CalendarChange change;
    @Autowired
    CalendarVersions versions;
    @Autowired
    ClockLog clockLog;
    @Autowired
    CalendarGroups groups;
    @Autowired
    WorkCalendar calendar;

    @AfterEach
    void asItWas() {
        asNobody();
        transaction.executeWithoutResult(status -> {
            for (String table : List.of("calendar_import_day", "calendar_import", "calendar_unit_group_unit", "calendar_unit_group",
                    "deadline_notice_task", "deadline_recount", "deadline_recount_move")) {
                jdbc.sql("delete from " + table).update();
            }
            for (String table : List.of("calendar_day", "calendar_year")) {
                jdbc.sql("delete from " + table + " where version <> 'cn-2016-2026.1'").update();
            }
            jdbc.sql("delete from calendar_version where id <> 'cn-2016-2026.1'").update();
        });
        settings.change("430500", "calendar.secondPerson", "false", "admin");
        calendar.refresh();
        for (String key : List.of("CN-2026", "CN-2027")) {
            runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(key).list()
                    .forEach(left -> runtimeService.deleteProcessInstance(left.getId(), "test over"));
        }
    }

    // ------------------------------------------------------------------ the process

    @Test
    void fromNovemberOnAnAdministratorImportsApprovesAndTheLimitsFollow() {
        registerLateInDecember();
        TicketAtHand provisional = atHand();
        assertThat(provisional.provisional()).isTrue();
        as("supervisor");
        assertThat(clockLog.of(ticketNo, new org.hotline12345.common.Actor("supervisor", java.util.Set.of("supervisor")))).allSatisfy(entry ->
                assertThat(entry.provisional()).as(entry.clock()).isTrue());
        ProcessInstance asked = opened();
        assertThat(asked).isWaitingAt("Task_ImportNotice");
        assertThat(groupsOf(task("Task_ImportNotice"))).containsExactly("camunda-admin");

        complete("camunda-admin", "Task_ImportNotice", Map.of("source", "text", "content", NOTICE_2027));
        assertThat(factsOf("Task_ApproveNotice"))
                .contains("2027-01-31 平常 → 上班（春节）", "测试发〔2026〕1号");
        complete("camunda-admin", "Task_ApproveNotice", Map.of("verdict", "approve"));
        assertThat(asked).isWaitingAt("CatchEvent_LimitsRecounted");

        change.unfinished().forEach(change::follow);
        assertThat(asked).isEnded().hasPassed("EndEvent_NoticeInForce");
        TicketAtHand certain = atHand();
        assertThat(certain.until()).as("told once, it stays").isEqualTo(provisional.until());
        assertThat(certain.provisional()).isFalse();
        assertThat(calendar.isWorkingDay("430500", LocalDate.parse("2027-01-31"))).isTrue();
        assertThat(calendar.isPublished(2027)).isTrue();
        assertThat(versions.list("CN", 0, 10).items().get(0)).satisfies(version -> {
            assertThat(version.order()).isEqualTo("测试发〔2026〕1号");
            assertThat(version.importedBy()).isEqualTo("camunda-admin");
            assertThat(version.years()).contains(2027);
        });
    }

    @Test
    void theProductAsksOncePerYearAndRemindsEveryWeek() {
        at("2026-10-31T23:59:59+08:00");
        notices.open();
        assertThat(runtimeService.createProcessInstanceQuery().processDefinitionKey("calendar-notice").count()).isZero();
        ProcessInstance asked = opened();
        notices.open();
        assertThat(runtimeService.createProcessInstanceQuery().processDefinitionKey("calendar-notice").count()).isOne();
        for (String week : List.of("2026-11-08T09:00:00+08:00", "2026-11-15T09:00:00+08:00")) {
            at(week);
            remind(asked);
        }
        assertThat(reminders()).isEqualTo(2);
        assertThat(asked).isWaitingAt("Task_ImportNotice");
        complete("camunda-admin", "Task_ImportNotice", Map.of("source", "text", "content", NOTICE_2027));
        at("2026-11-22T09:00:00+08:00");
        remind(asked);
        assertThat(reminders()).isEqualTo(3);
        assertThat(asked).hasPassed("BoundaryEvent_ImportWeekly", "BoundaryEvent_ApproveWeekly").isWaitingAt("Task_ApproveNotice");
    }

    @Test
    void whatIsSentBackIsImportedAgain() {
        ProcessInstance asked = opened();
        complete("camunda-admin", "Task_ImportNotice", Map.of("source", "text", "content", NOTICE_2027));
        assertThat(refusalOf(() -> complete("camunda-admin", "Task_ApproveNotice", Map.of("verdict", "reject"))).code())
                .isEqualTo("common.missingField");
        complete("camunda-admin", "Task_ApproveNotice", Map.of("verdict", "reject", "reason", "漏了国庆节"));
        assertThat(asked).isWaitingAt("Task_ImportNotice");
        assertThat(factsOf("Task_ImportNotice")).contains("漏了国庆节");
    }

    @Test
    void aNoticeTakenInThroughTheDoorEndsTheTask() {
        ProcessInstance asked = opened();
        takeInByDoor();
        assertThat(asked).isEnded().hasPassed("BoundaryEvent_ImportElsewhere", "EndEvent_InForceElsewhere");
    }

    @Test
    void aNoticeTakenInThroughTheDoorEndsAnApprovalToo() {
        ProcessInstance asked = opened();
        complete("camunda-admin", "Task_ImportNotice", Map.of("source", "text", "content", NOTICE_2027));
        takeInByDoor();
        assertThat(asked).isEnded().hasPassed("BoundaryEvent_ApproveElsewhere");
    }

    @Test
    void nobodyElseAndNoOtherYearAndNoEmptyFile() {
        opened();
        Map<String, Object> notice = Map.of("source", "text", "content", NOTICE_2027);
        as("dispatcher");
        assertThat(refusalOf(() -> imports.propose("CN", text(NOTICE_2027))).code()).isEqualTo("calendar.notAllowed");
        assertThat(refusalOf(() -> complete("camunda-admin", "Task_ImportNotice", Map.of("source", "json",
                "content", "{\"year\": 2027, \"papers\": [], \"days\": []}"))).code()).isEqualTo("calendar.noticeEmpty");
        assertThat(refusalOf(() -> complete("camunda-admin", "Task_ImportNotice", Map.of("source", "text",
                "content", NOTICE_2027.replace("2027", "2028")))).code()).isEqualTo("calendar.otherYear");
        settings.change("430500", "calendar.secondPerson", "true", "admin");
        complete("camunda-admin", "Task_ImportNotice", notice);
        assertThat(refusalOf(() -> complete("camunda-admin", "Task_ApproveNotice", Map.of("verdict", "approve"))).code())
                .isEqualTo("calendar.ownImport");
        completeAs("second-admin", List.of("camunda-admin"), "Task_ApproveNotice", Map.of("verdict", "approve"));
        assertThat(calendar.isPublished(2027)).isTrue();
    }

    // ------------------------------------------------------------------ the doors

    @Test
    void unreadSentencesAndMissingStatutoryHolidaysMustBeAcknowledged() {
        at("2026-11-20T09:00:00+08:00");
        as("camunda-admin");
        String id = imports.propose("CN", text(NOTICE_2027.replace("五、端午节：6月9日（周三）放假1天", "五、端午节：6月9日（周三）放假半天")));
        NoticeImports.Import found = imports.require("CN", id);
        assertThat(found.unread()).containsExactly("6月9日（周三）放假半天，不调休");
        assertThat(found.warnings()).containsExactly("法定节假日2027-06-09没有放假");
        assertThat(refusalOf(() -> change.approve(id, null, null, false)).code()).isEqualTo("calendar.notAcknowledged");
        assertThat(change.approve(id, "已与原文核对", null, true)).isEqualTo("cn.2");
        assertThat(refusalOf(() -> change.approve(id, null, null, true)).code()).isEqualTo("calendar.alreadyDecided");
    }

    @Test
    void anOrderOfJanuary2020MovesDaysThatRanAndAFeedThatLostOneIsShown() {
        // The calendar as everybody knew it before the order: 1 February a working Saturday.
        at("2020-01-20T09:00:00+08:00");
        as("camunda-admin");
        change.takeIn("CN", "国办发明电〔2019〕16号", List.of(day("2020-01-31", DayKind.NORMAL), day("2020-02-01", DayKind.WORK),
                day("2020-02-02", DayKind.NORMAL), day("2020-02-03", DayKind.NORMAL)), List.of());
        at("2020-01-22T10:00:00+08:00");
        registerConsumerComplaint();
        assertThat(atHand().until()).isEqualTo(time("2020-02-05T00:00:00+08:00"));

        at("2020-01-27T08:00:00+08:00");
        as("camunda-admin");
        String order = imports.propose("CN", new NoticeImports.Notice("国办发明电〔2020〕1号", null, null, "text",
                "延长2020年春节假期至2月2日（农历正月初九，星期日），2月3日（星期一）起正常上班。", false));
        assertThat(imports.require("CN", order).changes()).extracting(NoticeImports.Change::date).map(LocalDate::toString)
                .containsExactly("2020-01-31", "2020-02-01", "2020-02-02", "2020-02-03");
        CalendarChange.Preview preview = change.preview("CN", order);
        assertThat(preview.complete()).isTrue();
        assertThat(preview.tickets()).isPositive();
        assertThat(atHand().until()).as("a preview moves nothing").isEqualTo(time("2020-02-05T00:00:00+08:00"));
        CalendarChange.Outcome outcome = change.follow(change.approve(order, null, null, false));
        assertThat(outcome.moved()).contains(ticketNo).hasSize(preview.tickets());
        assertThat(atHand().until()).isEqualTo(time("2020-02-07T00:00:00+08:00"));
        assertThat(events().get(events().size() - 1).text()).contains("国办发明电〔2020〕1号", outcome.version());

        // The feed's file of 13 February 2020 still lacked 31 January: taken over as it is, the day would be worked again.
        as("camunda-admin");
        String feed = imports.propose("CN", new NoticeImports.Notice("holiday-cn 2020-02-13", null, null, "json", FEED_2020, false));
        assertThat(imports.require("CN", feed).changes()).filteredOn(NoticeImports.Change::lost)
                .extracting(NoticeImports.Change::date).contains(LocalDate.parse("2020-01-31"));
        assertThat(refusalOf(() -> change.approve(feed, null, null, true)).code()).isEqualTo("calendar.lostDays");
    }

    /** The part of the file around the Spring Festival. */
    private static final String FEED_2020 = """
            {"year": 2020, "papers": ["https://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm"], "days": [
              {"name": "春节", "date": "2020-01-24", "isOffDay": true}, {"name": "春节", "date": "2020-01-25", "isOffDay": true},
              {"name": "春节", "date": "2020-01-26", "isOffDay": true}, {"name": "春节", "date": "2020-01-27", "isOffDay": true},
              {"name": "春节", "date": "2020-01-28", "isOffDay": true}, {"name": "春节", "date": "2020-01-29", "isOffDay": true},
              {"name": "春节", "date": "2020-01-30", "isOffDay": true}, {"name": "春节", "date": "2020-02-01", "isOffDay": true},
              {"name": "春节", "date": "2020-02-02", "isOffDay": true}, {"name": "春节", "date": "2020-02-03", "isOffDay": false}]}
            """;

    @Test
    void aCountyGivesTwoDaysThatItsNeighboursDoNotHave() {
        as("camunda-admin");
        String id = imports.propose("460100", new NoticeImports.Notice("陵水县通知", 2023, null, "text",
                "三月三：4月20日（周四）至21日（周五）放假，共2天。", false));
        change.follow(change.approve(id, null, null, false));
        assertThat(calendar.plusWorkingDays("460100", time("2023-04-19T10:00:00+08:00").toInstant(), 2).date()).hasToString("2023-04-24");
        assertThat(calendar.plusWorkingDays("460000", time("2023-04-19T10:00:00+08:00").toInstant(), 2).date()).hasToString("2023-04-21");
        assertThat(versions.daysOf("460100", 1)).extracting(Day::holiday).containsOnly("三月三");
    }

    @Test
    void aGroupOfUnitsWorksOnItsOwnDaysAndTheCentreDoesNot() {
        as("camunda-admin");
        change.define("430500", "shops", "邵政办函〔2023〕9号", new CalendarGroups.Group(null, "窗口单位", List.of(1, 2, 3, 4, 5, 6),
                "08:00", "20:00", List.of(UNIT)));
        registerConsumerComplaint();
        assertThat(atHand().until()).as("Saturday 11 February counts").isEqualTo(time("2023-02-15T00:00:00+08:00"));
        unitAsksToReturn(UNIT, "housing");
        assertThat(task("Task_RuleOnReturn").getDueDate().toInstant()).as("the centre rules in its own office hours")
                .isEqualTo(time("2023-02-08T13:00:00+08:00").toInstant());
        assertThat(calendar.plusWorkingHours("430500-shops", time("2023-02-10T19:00:00+08:00").toInstant(), 2).until())
                .isEqualTo(time("2023-02-11T09:00:00+08:00").toInstant());
        as("camunda-admin");
        assertThat(groups.list("430500")).singleElement().satisfies(group -> {
            assertThat(group.place()).isEqualTo("430500-shops");
            assertThat(group.workDays()).containsExactly(1, 2, 3, 4, 5, 6);
        });
        as("dispatcher");
        assertThat(refusalOf(() -> change.define("430500", "shops", "依据", new CalendarGroups.Group(null, "窗口单位", null, null, null,
                List.of()))).code()).isEqualTo("calendar.notAllowed");
    }

    @Test
    void whatTheCitizenIsToldOfAProvisionalDaySaysSo() {
        registerLateInDecember();
        unitCompletes(UNIT, Map.of("action", "extend", "extensionDays", "5", "reason", "须待检测报告出具后才能认定责任"));
        complete("dispatcher", "Task_RuleOnExtension", Map.of("granted", "true", "reason", "经核实情况属实"));
        assertThat(jdbc.sql("select text from notification_message where ticket_no = :no").param("no", ticketNo).query(String.class).list())
                .singleElement().asString().contains("（暂定）");
    }

    // ------------------------------------------------------------------ help

    private record TicketAtHand(OffsetDateTime until, boolean provisional) {
    }

    private String complaint;

    private void registerLateInDecember() {
        at("2026-12-30T10:00:00+08:00");
        complaint = registerConsumerComplaint();
    }

    private TicketAtHand atHand() {
        String no = complaint == null ? ticketNo : complaint;
        return jdbc.sql("select handle_until, provisional from ticket_dispatch where ticket_no = :no and unit = :unit").param("no", no)
                .param("unit", UNIT).query((row, n) -> new TicketAtHand(java.time.Instant.ofEpochMilli(row.getLong(1))
                        .atOffset(java.time.ZoneOffset.ofHours(8)), row.getBoolean(2))).single();
    }

    private ProcessInstance opened() {
        if (complaint == null) {
            at("2026-11-01T09:00:00+08:00");
        }
        asNobody();
        notices.open();
        ticketNo = "CN-2027";
        return instance("calendar-notice");
    }

    private String factsOf(String taskKey) {
        String task = task(taskKey).getId();
        as("camunda-admin");
        return formService.getTaskFormVariables(task).get("noticeFacts").toString();
    }

    private void takeInByDoor() {
        as("camunda-admin");
        change.follow(change.approve(imports.propose("CN", text(NOTICE_2027)), null, null, false));
        asNobody();
    }

    private static NoticeImports.Notice text(String content) {
        return new NoticeImports.Notice(null, null, null, "text", content, false);
    }

    private void remind(ProcessInstance asked) {
        asNobody();
        Job due = managementService.createJobQuery().processInstanceId(asked.getId()).timers().executable().singleResult();
        managementService.executeJob(due.getId());
    }

    private int reminders() {
        return jdbc.sql("select count(*) from notification_message where ticket_no = 'CN-2027' and recipient = 'camunda-admin' "
                + "and created_at >= :from").param("from", time("2026-11-01T00:00:00+08:00").toInstant().toEpochMilli())
                .query(Integer.class).single();
    }

    private static Day day(String date, DayKind kind) {
        return new Day(LocalDate.parse(date), kind, "春节");
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
