package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.notification.Notifications;
import org.hotline12345.shift.Leaders;
import org.hotline12345.shift.Promises;
import org.hotline12345.shift.Roster;
import org.hotline12345.shift.Shift;
import org.hotline12345.shift.Shifts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Leaders on duty: the roster, what happens in a shift, and every path of {@code bpmn/leader-promise.bpmn}. */
class LeaderPromiseTest extends ProcessTest {

    private static final String CITY = "leader-duty-city";
    private static final String HOUSING = "leader-duty-housing";
    private static final String MARKET = "leader-duty-market";
    private static final LocalDate TODAY = LocalDate.parse("2023-02-08");

    @Autowired
    Roster roster;
    @Autowired
    Shifts shifts;
    @Autowired
    Promises promises;
    @Autowired
    Leaders leaders;
    @Autowired
    Notifications notifications;

    @AfterEach
    void clearTheRosterOfTheTest() {
        transaction.executeWithoutResult(status -> jdbc.sql("update shift_shift set state = 'cancelled' where from_at < :until")
                .param("until", OffsetDateTime.parse("2024-01-01T00:00:00+08:00").toInstant().toEpochMilli()).update());
    }

    // ------------------------------------------------------------------ the promise

    @Test
    void aPromiseBecomesATaskOfTheUnitDueOnItsDayAndIsConfirmed() {
        ProcessInstance promise = promised();
        assertThat(promise).isWaitingAt("Task_FulfilPromise");
        Task task = task("Task_FulfilPromise");
        assertThat(groupsOf(task)).containsExactly("unit-market-regulation");
        assertThat(task.getDueDate()).isEqualTo(Date.from(OffsetDateTime.parse("2023-02-16T00:00:00+08:00").toInstant()));
        as("clerk-market-regulation");
        assertThat(formService.getTaskFormVariables(task.getId()).get("agreed").toString())
                .contains("市市场监督管理局", "督促商家三日内退款", "2023-02-15");

        complete("clerk-market-regulation", "Task_FulfilPromise", Map.of("result", "商家已全额退款"));
        assertThat(promise).isWaitingAt("Task_ConfirmPromise");
        complete("supervisor", "Task_ConfirmPromise", Map.of("verdict", "done"));
        assertThat(promise).isEnded().hasPassed("EndEvent_PromiseKept");
        assertThat(eventTypes()).containsSubsequence("shiftTakenOn", "leaderDecided", "promiseReported", "promiseConfirmed");
        as(CITY);
        assertThat(listed("done")).singleElement().satisfies(kept -> assertThat(kept.result()).isEqualTo("商家已全额退款"));
        assertHistoryIsGapFree();
    }

    @Test
    void whatIsNotDoneGoesBackToTheUnit() {
        ProcessInstance promise = promised();
        complete("clerk-market-regulation", "Task_FulfilPromise", Map.of("result", "已经约谈商家"));
        assertRefused("shift.reasonMissing", () -> complete("supervisor", "Task_ConfirmPromise", Map.of("verdict", "redo")));
        complete("supervisor", "Task_ConfirmPromise", Map.of("verdict", "redo", "remark", "退款尚未到账"));
        assertThat(promise).isWaitingAt("Task_FulfilPromise").hasPassed("Gateway_PromiseConfirmed");
        assertThat(eventTypes()).endsWith("promiseReported", "promiseSentBack");
    }

    @Test
    void aDayMissedIsRecordedOnceAndToldToTheSupervisor() {
        promised();
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertThat(events()).filteredOn(event -> event.type().code().equals("promiseOverdue")).hasSize(1);
        assertThat(notifications.list(ticketNo, 0, 50).items()).anyMatch(message ->
                message.recipient().equals("supervisor") && message.text().contains("轮值领导交办逾期"));
        complete("clerk-market-regulation", "Task_FulfilPromise", Map.of("result", "已经约谈商家"));
        complete("supervisor", "Task_ConfirmPromise", Map.of("verdict", "redo", "remark", "退款尚未到账"));
        passTimeUntil("2023-02-17T09:00:00+08:00");
        assertThat(events()).filteredOn(event -> event.type().code().equals("promiseOverdue")).hasSize(1);
    }

    @Test
    void onlyTheUnitReportsAndOnlyASupervisorConfirms() {
        promised();
        assertNotTheirTask(() -> complete("clerk-housing", "Task_FulfilPromise", Map.of("result", "已经全部整改到位")));
        assertNotTheirTask(() -> complete(CITY, "Task_FulfilPromise", Map.of("result", "已经全部整改到位")));
        assertRefused("shift.notYourPromise", () -> completeAs("admin", List.of("camunda-admin"), "Task_FulfilPromise",
                Map.of("result", "已经全部整改到位")));
        assertRefused("shift.resultTooShort", () -> complete("clerk-market-regulation", "Task_FulfilPromise", Map.of("result", "好。")));
        assertRefused("common.unknownField", () -> complete("clerk-market-regulation", "Task_FulfilPromise",
                Map.of("result", "已经全部整改到位", "promiseId", "x")));
        complete("clerk-market-regulation", "Task_FulfilPromise", Map.of("result", "已经全部整改到位"));
        assertNotTheirTask(() -> complete("dispatcher", "Task_ConfirmPromise", Map.of("verdict", "done")));
        assertRefused("shift.supervisorOnly", () -> completeAs("admin", List.of("camunda-admin"), "Task_ConfirmPromise",
                Map.of("verdict", "done")));
    }

    @Test
    void aPromiseNeedsAnOwnerAndADay() {
        Shift shift = opened(CITY);
        takesOn(shift);
        assertRefused("shift.ownerMissing", () -> decide(shift, "promise", null, null));
        assertRefused("shift.ownerMissing", () -> decide(shift, "decision", "market-regulation", null));
        assertRefused("shift.settledWithOwner", () -> decide(shift, "settled", "market-regulation", TODAY));
        assertRefused("shift.badDueDay", () -> decide(shift, "promise", "market-regulation", TODAY.minusDays(1)));
        assertRefused("organization.unknownUnit", () -> decide(shift, "promise", "nobody", TODAY));
        assertRefused("shift.badKind", () -> decide(shift, "perhaps", null, null));
    }

    // ------------------------------------------------------------------ the shift

    @Test
    void aShiftEndsWhenEveryTicketOfItIsDecidedOn() {
        Shift shift = opened(CITY);
        takesOn(shift);
        assertRefused("shift.undecided", () -> {
            as(CITY);
            shifts.close(shift.id(), "今日接听一件。");
        });
        decide(shift, "settled", null, null);
        as(CITY);
        Shift closed = shifts.close(shift.id(), "今日接听一件，当场解决。");
        assertThat(closed.state()).isEqualTo("closed");
        Shifts.Record record = shifts.record(shift.id());
        assertThat(record.changes()).extracting(Roster.Change::kind).containsExactly("planned", "opened", "closed");
        assertThat(record.tickets()).singleElement().satisfies(taken -> {
            assertThat(taken.title()).isEqualTo("药店不发货");
            assertThat(taken.wayName()).isEqualTo("疑难工单");
            assertThat(taken.decisions()).singleElement().satisfies(made -> assertThat(made.kindName()).isEqualTo("当场解决"));
        });
        assertRefused("shift.notOpen", () -> takes(shift));
    }

    @Test
    void theLeaderReadsTicketsOfTheOwnShiftOnlyAndNeverWhoAsked() {
        Shift shift = opened(CITY);
        String other = registerConsumerComplaint();
        registerConsumerComplaint();
        takes(shift);
        as(CITY);
        assertThat(refusalOf(() -> views.ticket(ticketNo, new Actor(CITY, Set.of("duty-leader")))).code())
                .isEqualTo("ticket.unknown");
        Shifts.Seen seen = shifts.ticket(shift.id(), ticketNo);
        assertThat(seen.ticket().contact().name()).startsWith("测").doesNotContain("试");
        assertThat(seen.ticket().contact().phone()).doesNotContain("13800000000");
        assertThat(seen.events()).isNotEmpty();
        assertThat(refusalOf(() -> shifts.ticket(shift.id(), other)).code()).isEqualTo("shift.notTaken");
        as(HOUSING);
        assertThat(refusalOf(() -> shifts.ticket(shift.id(), ticketNo)).code()).isEqualTo("shift.notYourTurn");
        assertThat(refusalOf(() -> shifts.record(shift.id())).code()).isEqualTo("shift.notYourTurn");
        as("clerk-market-regulation");
        assertThat(refusalOf(() -> shifts.record(shift.id())).code()).isEqualTo("shift.notYourTurn");
        assertThat(refusalOf(() -> roster.list("430500", TODAY, TODAY, 0, 20)).code()).isEqualTo("shift.notAllowed");
        assertThat(refusalOf(() -> promises.list("430500", null, 0, 20)).code()).isEqualTo("shift.notAllowed");
    }

    @Test
    void ofAConfidentialTicketTheLeaderReadsTheMatterOnly() {
        Shift shift = opened(CITY);
        register(request("report", "consumer-rights", "430511", "举报测试群众药店", "测试群众电话13800000000，举报药店售假。", null));
        takes(shift);
        asLeader(CITY);
        Shifts.Seen seen = shifts.ticket(shift.id(), ticketNo);
        assertThat(seen.ticket().contact()).isNull();
        assertThat(seen.ticket().title() + seen.ticket().content()).doesNotContain("测试群众", "13800000000");
        assertThat(seen.events()).isEmpty();
        assertThat(shifts.record(shift.id()).tickets().get(0).title()).doesNotContain("测试群众");
    }

    @Test
    void aLeaderDoesNotDecideOnAComplaintAboutTheOwnUnit() {
        Shift shift = opened(HOUSING);
        registerConsumerComplaint();
        transaction.executeWithoutResult(status -> jdbc.sql("update ticket_ticket set about_unit = 'housing', about_barred = true "
                + "where ticket_no = :no").param("no", ticketNo).update());
        assertRefused("shift.aboutTheirUnit", () -> takes(shift));
    }

    @Test
    void aTicketIsTakenOnOnceAndOnlyByTheLeaderOrASupervisor() {
        Shift shift = opened(CITY);
        takesOn(shift);
        assertRefused("shift.alreadyTaken", () -> takes(shift));
        registerConsumerComplaint();
        for (String other : List.of(HOUSING, "dispatcher", "clerk-market-regulation")) {
            assertRefused("shift.notYourTurn", () -> {
                as(other);
                shifts.takeOn(shift.id(), ticketNo, "hard", null);
            });
        }
        assertRefused("shift.badWay", () -> {
            as("supervisor");
            shifts.takeOn(shift.id(), ticketNo, "other", null);
        });
        as("supervisor");
        shifts.takeOn(shift.id(), ticketNo, "call", "来电人等候答复");
        assertThat(shifts.record(shift.id()).tickets()).hasSize(2);
    }

    // ------------------------------------------------------------------ the roster

    @Test
    void aTurnIsPlannedBySupervisorsWithoutOverlap() {
        Shift shift = plan(CITY, TODAY, "08:30", "12:00");
        assertThat(shift.stateName()).isEqualTo("待轮值");
        assertPlanRefused("shift.overlap", HOUSING, TODAY, "11:59", "18:00");
        assertThat(plan(HOUSING, TODAY, "12:00", "18:00").leader()).isEqualTo(HOUSING);
        assertPlanRefused("shift.leaderNotAvailable", "leader-duty-former", TODAY, "18:00", "20:00");
        assertPlanRefused("shift.badTimes", CITY, TODAY, "20:00", "18:00");
        assertPlanRefused("shift.badDay", CITY, TODAY.minusDays(1), "08:30", "12:00");
        as(CITY);
        assertThat(refusalOf(() -> roster.plan("430500", CITY, TODAY, LocalTime.of(18, 0), LocalTime.of(20, 0))).code())
                .isEqualTo("shift.supervisorOnly");
        as("operator");
        assertThat(roster.list("430500", TODAY, TODAY, 0, 20).items()).filteredOn(one -> !one.state().equals("cancelled"))
                .extracting(Shift::leader).containsExactly(CITY, HOUSING);
    }

    @Test
    void leadersSwapTheirTurnsAndSomebodyStandsInForAnAbsentOne() {
        Shift first = plan(CITY, TODAY.plusDays(1), "08:30", "12:00");
        Shift second = plan(HOUSING, TODAY.plusDays(2), "08:30", "12:00");
        as(MARKET);
        assertThat(refusalOf(() -> roster.swap(first.id(), second.id(), "外出开会")).code()).isEqualTo("shift.notYourTurn");
        as(HOUSING);
        Shift swapped = roster.swap(first.id(), second.id(), "外出开会");
        assertThat(swapped.leader()).isEqualTo(HOUSING);
        assertThat(swapped.plannedName()).isEqualTo("市政府值班领导");
        as(MARKET);
        assertThat(refusalOf(() -> roster.standIn(first.id(), MARKET, "自行代班")).code()).isEqualTo("shift.notYourTurn");
        as("supervisor");
        assertThat(roster.standIn(first.id(), MARKET, "临时出差").leader()).isEqualTo(MARKET);
        assertThat(shifts.record(first.id()).changes()).extracting(Roster.Change::kindName).containsExactly("排班", "换班", "代班");
        assertThat(refusalOf(() -> roster.standIn(first.id(), MARKET, "再次代班")).code()).isEqualTo("shift.nothingToSwap");
        roster.cancel(first.id(), "当日停止轮值");
        assertThat(refusalOf(() -> roster.standIn(first.id(), CITY, "已取消")).code()).isEqualTo("shift.notPlanned");
    }

    @Test
    void aShiftBeginsOnTimeAndAfterTheOneBefore() {
        Shift morning = plan(CITY, TODAY, "11:30", "12:00");
        as(CITY);
        assertThat(refusalOf(() -> roster.open(morning.id())).code()).isEqualTo("shift.tooEarly");
        as(HOUSING);
        assertThat(refusalOf(() -> roster.open(morning.id())).code()).isEqualTo("shift.notYourTurn");
        at("2023-02-08T09:30:00+08:00");
        as(CITY);
        assertThat(roster.open(morning.id()).state()).isEqualTo("open");
        assertThat(refusalOf(() -> roster.open(morning.id())).code()).isEqualTo("shift.notPlanned");
        Shift next = plan(HOUSING, TODAY, "12:00", "13:00");
        at("2023-02-08T12:30:00+08:00");
        as(HOUSING);
        assertThat(refusalOf(() -> roster.open(next.id())).code()).isEqualTo("shift.anotherOpen");
        at("2023-02-08T13:00:00+08:00");
        assertThat(shifts.record(next.id()).shift().state()).as("nobody came").isEqualTo("missed");
        assertThat(refusalOf(() -> roster.open(next.id())).code()).isEqualTo("shift.notPlanned");
    }

    @Test
    void theRegisterOfLeadersIsKeptBySupervisors() {
        Leaders.Leader entry = new Leaders.Leader("leader-duty-new", "430500", "新任值班领导", "市政府副市长", null, null,
                LocalDate.parse("2023-01-01"), null);
        for (String other : List.of(CITY, "dispatcher", "clerk-housing")) {
            as(other);
            assertThat(refusalOf(() -> leaders.keep("leader-duty-new", entry)).code()).isEqualTo("shift.supervisorOnly");
        }
        as("supervisor");
        assertThat(leaders.keep("leader-duty-new", entry).name()).isEqualTo("新任值班领导");
        assertThat(leaders.list("430500", false, 0, 50).items()).extracting(Leaders.Leader::person)
                .contains("leader-duty-new").doesNotContain("leader-duty-former");
        as("clerk-housing");
        assertThat(refusalOf(() -> leaders.list("430500", false, 0, 50)).code()).isEqualTo("shift.notAllowed");
    }

    // ------------------------------------------------------------------ helpers

    @Override
    void as(String user) {
        if (user.startsWith("leader-duty-")) {
            asLeader(user);
        } else {
            super.as(user);
        }
    }

    private void asLeader(String user) {
        identityService.setAuthentication(user, List.of("duty-leader"));
    }

    private Shift plan(String leader, LocalDate day, String from, String until) {
        as("supervisor");
        return roster.plan("430500", leader, day, LocalTime.parse(from), LocalTime.parse(until));
    }

    private void assertPlanRefused(String code, String leader, LocalDate day, String from, String until) {
        assertThat(refusalOf(() -> plan(leader, day, from, until)).code()).isEqualTo(code);
    }

    private Shift opened(String leader) {
        Shift shift = plan(leader, TODAY, "08:30", "22:00");
        as(leader);
        return roster.open(shift.id());
    }

    private void takesOn(Shift shift) {
        registerConsumerComplaint();
        takes(shift);
    }

    private void takes(Shift shift) {
        as(shift.leader());
        shifts.takeOn(shift.id(), ticketNo, "hard", "多次催办无果");
    }

    private void decide(Shift shift, String kind, String unit, LocalDate due) {
        as(shift.leader());
        shifts.decide(shift.id(), ticketNo, kind, "督促商家三日内退款并书面答复", unit, due);
    }

    private ProcessInstance promised() {
        Shift shift = opened(CITY);
        takesOn(shift);
        decide(shift, "promise", "market-regulation", TODAY.plusDays(7));
        return instance("leader-promise");
    }

    private List<Promises.Decision> listed(String state) {
        return promises.list("430500", state, 0, 200).items().stream().filter(one -> one.ticketNo().equals(ticketNo)).toList();
    }
}
