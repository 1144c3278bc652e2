package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.supervision.Acts;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.supervision.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a supervisor may do to a running ticket, at every step at which it can wait, and what is refused where. */
class SupervisorActsTest extends ProcessTest {

    private static final String LEAD = "transport";
    private static final String SIGNS_OFF = "natural-resources";
    private static final String WHY = "群众多次来电反映，须尽快解决";

    @Autowired
    Acts acts;
    @Autowired
    Orders orders;
    @Autowired
    Notifications notifications;

    /** Steps at which a unit's handling can wait. */
    enum Step {
        NOT_SIGNED, SIGNED, RETURNING, EXTENSION_ASKED, SUSPENDED, SIGNING_OFF, SUB_UNIT, INTERIM
    }

    // ---------------------------------------------------------------- 联席会议

    @ParameterizedTest
    @EnumSource(Step.class)
    void aTicketGoesToAMeetingFromEveryStepAtAUnitAndComesBackBound(Step step) {
        String unit = waitsAt(step);
        as("supervisor");
        Acts.Done done = acts.callMeeting(ticketNo, WHY);

        assertThat(done.repeated()).isFalse();
        assertThat(root()).isWaitingAt("CallActivity_HoldMeeting").hasPassed("BoundaryEvent_MeetingNeeded");
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("Task_HoldMeeting");
        assertThat(instance("unit-handling")).isNull();
        assertThat(instance("statutory-procedure")).isNull();
        assertThat(status()).isEqualTo("meeting");
        assertThat(ticket().units()).allMatch(view -> List.of("ended", "returned").contains(view.state().code()));
        assertThat(messagesTo("unit-" + unit)).anyMatch(text -> text.contains("已提请联席会议") && text.contains(WHY));

        meetingDecides("market-regulation");
        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        assertHistoryIsGapFree();
    }

    @Test
    void noCardIsGivenToAUnitWhoseHandlingAMeetingEnded() {
        waitsAt(Step.SIGNED);
        as("supervisor");
        acts.callMeeting(ticketNo, WHY);
        passTimeUntil("2023-03-01T09:00:00+08:00");
        assertThat(eventTypes()).doesNotContain("yellowCard", "redCard");
    }

    // ---------------------------------------------------------------- 改派

    @ParameterizedTest
    @EnumSource(value = Step.class, mode = EnumSource.Mode.EXCLUDE, names = "INTERIM")
    void aTicketIsReassignedFromEveryStepAtAUnitWithNewClocks(Step step) {
        String unit = waitsAt(step);
        at("2023-02-09T10:00:00+08:00");
        as("supervisor");
        acts.reassign(ticketNo, null, "market-regulation", WHY);
        runSavePoints();

        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("Task_HandleTicket");
        assertThat(groupsOf(task("Task_HandleTicket"))).containsExactly("unit-market-regulation");
        assertThat(runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(ticketNo, "unit-handling").count()).isOne();
        assertThat(dispatchOf(unit).state().code()).isEqualTo("ended");
        assertThat(dispatchOf("market-regulation").role().code()).isEqualTo("lead");
        assertThat(dispatchOf("market-regulation").dispatchedAt()).isEqualTo(OffsetDateTime.parse("2023-02-09T10:00:00+08:00"));
        assertThat(dispatchOf("market-regulation").handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-17T00:00:00+08:00"));
        assertThat(status()).isEqualTo("handling");
        assertThat(messagesTo("unit-" + unit)).anyMatch(text -> text.contains("改派其他单位"));
        assertThat(messagesTo("unit-market-regulation")).anyMatch(text -> text.contains("改派本单位"));

        unitReplies("market-regulation");
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        assertThat(eventTypes()).containsSubsequence("reassigned", "dispatched", "signed", "replied", "archived");
        assertThat(eventTypes()).doesNotContain("returnUpheld");
        assertHistoryIsGapFree();
    }

    @Test
    void anAssistIsReassignedWithoutTouchingTheLead() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        Date leadsLimit = taskOfUnit("housing").getDueDate();
        as("supervisor");
        acts.reassign(ticketNo, "fire-rescue", "urban-management", WHY);
        runSavePoints();
        assertThat(taskOfUnit("housing").getDueDate()).isEqualTo(leadsLimit);
        assertThat(dispatchOf("urban-management").role().code()).isEqualTo("assist");
        assertThat(taskOfUnit("fire-rescue")).isNull();
        assertThat(taskOfUnit("urban-management")).isNotNull();
    }

    @Test
    void aReassignedUnitMayStillReturnWhatIsNotItsMatter() {
        waitsAt(Step.SIGNED);
        as("supervisor");
        acts.reassign(ticketNo, LEAD, "market-regulation", WHY);
        runSavePoints();
        unitAsksToReturn("market-regulation", "commerce");
        assertThat(root()).isNotNull();
        assertThat(status()).isEqualTo("returning");
    }

    @Test
    void reassigningIsRefusedInWordsWhereItMakesNoSense() {
        waitsAt(Step.INTERIM);
        refusedFor("supervisor", "routing.interimNotReassigned", () -> acts.reassign(ticketNo, null, "commerce", WHY));
        waitsAt(Step.SUB_UNIT);
        refusedFor("supervisor", "routing.subUnitNotReassigned", () -> acts.reassign(ticketNo, "road-transport", "commerce", WHY));
        refusedFor("supervisor", "routing.unitAlreadyHandling", () -> acts.reassign(ticketNo, null, "road-transport", WHY));
        refusedFor("supervisor", "routing.sameUnit", () -> acts.reassign(ticketNo, null, LEAD, WHY));
        refusedFor("supervisor", "organization.unknownUnit", () -> acts.reassign(ticketNo, null, "no-such-unit", WHY));
        refusedFor("supervisor", "ticket.notWithUnit", () -> acts.reassign(ticketNo, "commerce", "housing", WHY));
    }

    // ---------------------------------------------------------------- 延期

    @ParameterizedTest
    @EnumSource(value = Step.class, names = {"NOT_SIGNED", "SIGNED", "RETURNING", "SIGNING_OFF", "SUB_UNIT"})
    void aGrantedExtensionMovesDueDateAndCardsAtEveryStepWhereTheClockRuns(Step step) {
        String unit = waitsAt(step);
        OffsetDateTime told = dispatchOf(unit).handleUntil();
        as("supervisor");
        acts.extend(ticketNo, unit, 3, WHY);

        OffsetDateTime until = dispatchOf(unit).handleUntil();
        assertThat(until).isAfter(told);
        assertThat(dispatchOf(unit).originalUntil()).isEqualTo(told);
        assertThat(dispatchOf(unit).extendedAt()).as("its own extension stays open to the unit").isNull();
        passTimeUntil(until.minusSeconds(1).toString());
        assertThat(events()).filteredOn(event -> unit.equals(event.unit())).extracting(event -> event.type().code()).doesNotContain("redCard");
        passTimeUntil("2023-03-10T09:00:00+08:00");
        assertThat(events()).filteredOn(event -> unit.equals(event.unit())).extracting(event -> event.type().code()).contains("redCard");
    }

    @Test
    void theHandlingTaskShowsTheNewLimitAndTheCitizenIsTold() {
        waitsAt(Step.SIGNED);
        as("supervisor");
        acts.extend(ticketNo, null, 3, WHY);
        assertThat(taskOfUnit(LEAD).getDueDate()).isEqualTo(Date.from(OffsetDateTime.parse("2023-02-21T00:00:00+08:00").toInstant()));
        assertThat(messagesTo("citizen")).anyMatch(text -> text.contains("办理期限经批准延长"));
        assertThat(messagesTo("unit-" + LEAD)).anyMatch(text -> text.contains("准予") && text.contains("3个工作日"));
        unitCompletes(LEAD, Map.of("action", "extend", "extensionDays", "5", "reason", "须待检测报告出具后才能认定责任"));
        complete("dispatcher", "Task_RuleOnExtension", Map.of("granted", "true", "reason", "经核实情况属实"));
        assertThat(dispatchOf(LEAD).handleUntil()).isEqualTo(OffsetDateTime.parse("2023-02-28T00:00:00+08:00"));
    }

    @Test
    void anExtensionIsRefusedInWordsWhereTheClockDoesNotRunOrHasRunOut() {
        waitsAt(Step.EXTENSION_ASKED);
        refusedFor("supervisor", "deadline.requestPending", () -> acts.extend(ticketNo, null, 3, WHY));
        waitsAt(Step.SUSPENDED);
        refusedFor("supervisor", "deadline.suspendedNow", () -> acts.extend(ticketNo, null, 3, WHY));
        waitsAt(Step.INTERIM);
        refusedFor("supervisor", "deadline.alreadyInterim", () -> acts.extend(ticketNo, null, 3, WHY));
        waitsAt(Step.SIGNED);
        refusedFor("supervisor", "deadline.extensionTooLong", () -> acts.extend(ticketNo, null, 11, WHY));
        refusedFor("supervisor", "deadline.extensionTooLong", () -> acts.extend(ticketNo, null, 0, WHY));
        passTimeUntil("2023-02-20T09:00:00+08:00");
        refusedFor("supervisor", "deadline.extensionTooLate", () -> acts.extend(ticketNo, null, 3, WHY));
    }

    // ---------------------------------------------------------------- 催办

    @Test
    void urgingIsWrittenDownAndToldButNotCountedAsTheCitizens() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        as("supervisor");
        Acts.Done done = acts.urge(ticketNo, null, WHY);
        assertThat(done.text()).contains("已催办");
        assertThat(events()).filteredOn(event -> event.type().code().equals("unitUrged")).extracting(event -> event.unit())
                .containsExactlyInAnyOrder("housing", "fire-rescue");
        assertThat(messagesTo("unit-housing")).anyMatch(text -> text.contains("督办员催办") && text.contains(WHY));
        assertThat(eventTypes()).doesNotContain("urged");
        as("supervisor");
        acts.urge(ticketNo, "housing", "请今日内联系群众");
        assertThat(eventTypes().stream().filter("unitUrged"::equals)).hasSize(3);
    }

    @Test
    void nobodyIsUrgedWhoWaitsForTheCentre() {
        waitsAt(Step.RETURNING);
        refusedFor("supervisor", "supervision.nobodyToUrge", () -> acts.urge(ticketNo, null, WHY));
    }

    // ---------------------------------------------------------------- 提级

    @Test
    void anOrderIsRaisedBeforeItIsAnsweredAndTheUnitAboveAnswers() {
        waitsAt(Step.SUB_UNIT);
        as("supervisor");
        String orderNo = orders.issue(ticketNo, new Orders.Command("road-transport", OrderSource.of("leaderInstruction"), "测试分管领导", 1, null, "请限期办理"));
        ProcessInstance order = instance("supervision-order");
        at("2023-02-09T10:00:00+08:00");
        as("supervisor");
        acts.raise(ticketNo, null, "测试主要领导", WHY);

        asNobody();
        assertThat(order).isWaitingAt("Task_AnswerOrder").hasPassed("BoundaryEvent_LevelRaised");
        assertThat(groupsOf(task("Task_AnswerOrder"))).containsExactly("unit-" + LEAD);
        as("supervisor");
        assertThat(orders.ofTicket(ticketNo)).singleElement().satisfies(view -> {
            assertThat(view.orderNo()).isEqualTo(orderNo);
            assertThat(view.level()).isEqualTo(2);
            assertThat(view.unit()).isEqualTo(LEAD);
            assertThat(task("Task_AnswerOrder").getDueDate()).isEqualTo(Date.from(view.until().toInstant()));
        });
        assertThat(messagesTo("unit-" + LEAD)).anyMatch(text -> text.contains(orderNo) && text.contains("提级"));

        complete("clerk-" + LEAD, "Task_AnswerOrder", Map.of("answer", "已责成所属单位限期整改，并派员现场督促落实。"));
        refusedFor("supervisor", "supervision.orderAnswered", () -> acts.raise(ticketNo, orderNo, "测试主要领导", WHY));
        complete("supervisor", "Task_CloseOrder", Map.of("verdict", "closed", "reason", "答复属实，同意办结"));
        assertThat(order).isEnded();
        refusedFor("supervisor", "supervision.noOpenOrder", () -> acts.raise(ticketNo, null, null, WHY));
    }

    // ---------------------------------------------------------------- once, by whom, where

    @Test
    void aDoubleClickIsOneAct() {
        waitsAt(Step.SIGNED);
        as("supervisor");
        acts.urge(ticketNo, null, WHY);
        assertThat(acts.urge(ticketNo, null, WHY).repeated()).isTrue();
        acts.extend(ticketNo, null, 2, WHY);
        OffsetDateTime until = dispatchOf(LEAD).handleUntil();
        as("supervisor");
        assertThat(acts.extend(ticketNo, null, 2, WHY).repeated()).isTrue();
        assertThat(dispatchOf(LEAD).handleUntil()).isEqualTo(until);
        as("supervisor");
        acts.reassign(ticketNo, null, "market-regulation", WHY);
        assertThat(acts.reassign(ticketNo, null, "market-regulation", WHY).repeated()).isTrue();
        runSavePoints();
        as("supervisor");
        acts.callMeeting(ticketNo, WHY);
        assertThat(acts.callMeeting(ticketNo, WHY).repeated()).isTrue();
        assertThat(eventTypes().stream().filter(type -> List.of("unitUrged", "extensionGranted", "reassigned", "meetingCalled").contains(type)))
                .hasSize(4);
        at("2023-02-08T09:01:00+08:00");
        as("supervisor");
        assertThat(refusalOf(() -> acts.callMeeting(ticketNo, WHY)).code()).as("a minute later it is another one").isEqualTo("supervision.notWithUnits");
    }

    @Test
    void nobodyButASupervisorDoesAnyOfIt() {
        waitsAt(Step.SIGNED);
        for (String user : List.of("dispatcher", "operator", "reviewer", "callback", "designer", "camunda-admin", "clerk-" + LEAD)) {
            refusedFor(user, "supervision.supervisorOnly", () -> acts.urge(ticketNo, null, WHY));
            refusedFor(user, "supervision.supervisorOnly", () -> acts.callMeeting(ticketNo, WHY));
            refusedFor(user, "supervision.supervisorOnly", () -> acts.reassign(ticketNo, null, "commerce", WHY));
            refusedFor(user, "supervision.supervisorOnly", () -> acts.extend(ticketNo, null, 3, WHY));
            refusedFor(user, "supervision.supervisorOnly", () -> acts.raise(ticketNo, null, null, WHY));
        }
    }

    @Test
    void elsewhereEachActIsRefusedAndSaysWhatToDo() {
        registerUnclassified();
        assertThat(everywhereRefused()).allMatch(text -> text.contains("分类派单"));
        registerConsumerComplaint();
        unitReplies("market-regulation");
        assertThat(everywhereRefused()).allMatch(text -> text.contains("复核"));
        reviewPasses();
        assertThat(everywhereRefused()).allMatch(text -> text.contains("回访"));
        citizenAnswers(true);
        refusedFor("supervisor", "ticket.closed", () -> acts.callMeeting(ticketNo, WHY));
        refusedFor("supervisor", "ticket.closed", () -> acts.urge(ticketNo, null, WHY));
    }

    @Test
    void aTicketAtAMeetingIsNotTakenToAnotherOne() {
        waitsAt(Step.SIGNED);
        as("supervisor");
        acts.callMeeting(ticketNo, WHY);
        at("2023-02-08T10:00:00+08:00");
        assertThat(everywhereRefused()).allMatch(text -> text.contains("召开联席会议"));
    }

    // ---------------------------------------------------------------- inside

    private Stream<String> everywhereRefused() {
        as("supervisor");
        return Stream.<Refusal>of(refusalOf(() -> acts.callMeeting(ticketNo, "另有理由")),
                refusalOf(() -> acts.reassign(ticketNo, null, "commerce", "另有理由")),
                refusalOf(() -> acts.extend(ticketNo, null, 3, "另有理由"))).map(Throwable::getMessage);
    }

    private void refusedFor(String user, String code, Runnable act) {
        assertRefused(code, () -> {
            as(user);
            act.run();
        });
    }

    private List<String> messagesTo(String recipient) {
        return notifications.list(ticketNo, 0, 100).items().stream().filter(message -> message.recipient().equals(recipient))
                .map(Notifications.Message::text).toList();
    }

    /** Brings a new ticket to the step; returns its lead. */
    private String waitsAt(Step step) {
        registerUnclassified();
        String unit = step == Step.SIGNING_OFF ? SIGNS_OFF : LEAD;
        dispatcherSends(unit);
        switch (step) {
            case SIGNED -> {
                Task task = taskOfUnit(unit);
                as("clerk-" + unit);
                taskService.claim(task.getId(), "clerk-" + unit);
            }
            case RETURNING -> unitAsksToReturn(unit, "commerce");
            case EXTENSION_ASKED -> unitCompletes(unit, Map.of("action", "extend", "extensionDays", "5", "reason", "须待检测报告出具后才能认定责任"));
            case SUSPENDED -> {
                unitCompletes(unit, Map.of("action", "suspend", "reasonCode", "condition", "reason", "须待检测报告出具后才能认定"));
                complete("dispatcher", "Task_RuleOnExtension", Map.of("granted", "true", "reason", "经核实情况属实", "resumeOn", "2023-03-01"));
            }
            case SIGNING_OFF -> unitReplies(unit);
            case SUB_UNIT -> unitCompletes(unit, Map.of("action", "subDispatch", "subUnit", "road-transport", "reason", "按管理权限交由其办理"));
            case INTERIM -> unitCompletes(unit, Map.of("action", "interimReply", "procedure", "complaint-mediation", "reply", REPLY));
            default -> assertThat(dispatchOf(unit).signedAt()).isNull();
        }
        return unit;
    }
}
