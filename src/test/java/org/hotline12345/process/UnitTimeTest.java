package org.hotline12345.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.hotline12345.common.Actor;
import org.hotline12345.deadline.ClockLog;
import org.hotline12345.deadline.TimeRequests;
import org.hotline12345.intake.NewTicket;
import org.hotline12345.support.Proves;
import org.hotline12345.ticket.TicketView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a unit may ask of time, and what time does to it: extension, suspension, cards, overdue, the account. */
class UnitTimeTest extends ProcessTest {

    private static final String UNIT = "market-regulation";
    private static final String CLERK = "clerk-market-regulation";

    @Autowired
    ClockLog clockLog;
    @Autowired
    TimeRequests timeRequests;
    @Autowired
    ObjectMapper json;

    // ------------------------------------------------------------------ extension

    @Test
    @Proves({"D3", "guard8"})
    void anExtensionGrantedByTheCentreMovesTheLimitAndTheCitizenIsTold() {
        registerConsumerComplaint();
        at("2023-02-14T10:00:00+08:00");
        asksExtension("5");

        assertThat(task("Task_HandleTicket").getAssignee()).isEqualTo(CLERK);
        Task ruling = task("Task_RuleOnExtension");
        assertThat(groupsOf(ruling)).containsExactly("dispatcher");
        assertThat(ruling.getDueDate()).isEqualTo(date("2023-02-14T14:00:00+08:00"));
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-16T00:00:00+08:00"));

        at("2023-02-14T11:00:00+08:00");
        rulesOnTime(true, null);
        TicketView.UnitView dispatch = dispatchOf(UNIT);
        assertThat(dispatch.handleUntil()).isEqualTo(time("2023-02-23T00:00:00+08:00"));
        assertThat(dispatch.originalUntil()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
        assertThat(dispatch.extendedAt()).isEqualTo(time("2023-02-14T11:00:00+08:00"));
        assertThat(dispatch.requestRulingUntil()).isNull();
        assertThat(task("Task_HandleTicket").getDueDate()).isEqualTo(date("2023-02-23T00:00:00+08:00"));
        assertThat(eventTypes()).endsWith("signed", "extensionRequested", "extended");
        assertThat(messagesToCitizen()).hasSize(1).first().asString().contains(ticketNo, "2023年2月22日").doesNotContain("工期");

        passTimeUntil("2023-02-21T23:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isNull();
        passTimeUntil("2023-02-22T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        passTimeUntil("2023-02-23T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = {"D3", "guard8"}, forbidden = true)
    void anExtensionCannotBeAskedForOnceTheLimitHasPassed() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertRefused("deadline.extensionTooLate", () -> asksExtension("5"));
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
    }

    @Test
    @Proves("D3")
    void whileAnExtensionAskedForInTimeAwaitsItsRulingTheRedCardWaits() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-15T17:00:00+08:00");
        asksExtension("3");
        assertThat(dispatchOf(UNIT).requestRulingUntil()).isEqualTo(time("2023-02-16T12:00:00+08:00"));
        assertThat(task("Task_HandleTicket").getDueDate()).isEqualTo(date("2023-02-16T12:00:00+08:00"));

        passTimeUntil("2023-02-16T11:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        rulesOnTime(true, null);
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-21T00:00:00+08:00"));
        assertThat(dispatchOf(UNIT).card()).isNull();
        assertThat(dispatchOf(UNIT).overdueAt()).isNull();
        passTimeUntil("2023-02-20T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).as("warned anew before the new limit").isEqualTo("yellow");
        assertThat(eventTypes().stream().filter("yellowCard"::equals)).hasSize(2);
    }

    @Test
    @Proves(value = "D3", forbidden = true)
    void anExtensionRefusedAfterTheLimitIsRedAtOnce() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-15T17:00:00+08:00");
        asksExtension("3");
        passTimeUntil("2023-02-16T09:00:00+08:00");
        rulesOnTime(false, null);
        assertThat(eventTypes()).endsWith("timeRefused");
        passTimeUntil("2023-02-16T09:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
    }

    @Test
    void anExtensionNobodyRuledOnInTimeCountsAsNotGranted() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-15T17:00:00+08:00");
        asksExtension("3");
        passTimeUntil("2023-02-16T12:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        assertRefused("deadline.ruledTooLate", () -> rulesOnTime(true, null));
        rulesOnTime(false, null);
        assertThat(eventTypes()).containsSubsequence("redCard", "timeRefused").endsWith("timeRefused");
        assertThat(messagesToCitizen()).isEmpty();
    }

    @Test
    @Proves(value = "D3", forbidden = true)
    void anExtensionIsAskedForOncePerDispatch() {
        registerConsumerComplaint();
        asksExtension("3");
        assertRefused("deadline.requestPending", () -> asksExtension("2"));
        rulesOnTime(true, null);
        assertRefused("deadline.extendedAlready", () -> asksExtension("2"));
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-21T00:00:00+08:00"));
    }

    @Test
    @Proves(value = "D3", forbidden = true)
    void aRefusedExtensionIsNotAskedForAgain() {
        registerConsumerComplaint();
        asksExtension("3");
        rulesOnTime(false, null);
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
        assertRefused("deadline.extendedAlready", () -> asksExtension("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "999999"})
    @Proves(value = "D3", forbidden = true)
    void anExtensionHasOneToTenWorkingDays(String days) {
        registerConsumerComplaint();
        assertRefused("deadline.extensionTooLong", () -> asksExtension(days));
    }

    @Test
    void anExtensionNeedsDaysAndAReason() {
        registerConsumerComplaint();
        assertRefused("common.badNumber", () -> asksExtension("三天"));
        assertRefused("common.missingField", () -> unitCompletes(UNIT, Map.of("action", "extend", "extensionDays", "3")));
        assertRefused("handling.reasonTooShort",
                () -> unitCompletes(UNIT, Map.of("action", "extend", "extensionDays", "3", "reason", "忙。。。。")));
    }

    @Test
    @Proves(value = {"D3", "guard6"}, forbidden = true)
    void nobodyOfTheAskingUnitRulesOnItsRequest() {
        registerConsumerComplaint();
        asksExtension("3");
        assertRefused("deadline.ownUnitRules", () -> completeAs("dispatcher", List.of("dispatcher", "unit-" + UNIT),
                "Task_RuleOnExtension", Map.of("granted", "true", "reason", "情况属实同意延期")));
        assertRefused("deadline.ownRequest", () -> completeAs(CLERK, List.of("dispatcher"), "Task_RuleOnExtension",
                Map.of("granted", "true", "reason", "情况属实同意延期")));
        Task ruling = task("Task_RuleOnExtension");
        as(CLERK);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> formService.submitTaskForm(ruling.getId(),
                Map.of("granted", "true", "reason", "情况属实同意延期")))).isNotNull();
        assertThat(dispatchOf(UNIT).extendedAt()).isNull();
    }

    @Test
    void aReplyEndsARequestThatNobodyRuledOn() {
        registerConsumerComplaint();
        ProcessInstance handling = instance("unit-handling");
        asksExtension("3");
        unitReplies(UNIT);
        assertThat(handling).isEnded();
        assertThat(status()).isEqualTo("reviewing");
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).doesNotContain("Task_RuleOnExtension");
        assertThat(dispatchOf(UNIT).requestRulingUntil()).isNull();
    }

    @Test
    void aReplyWithinTheRulingsTimeIsNotLate() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-15T17:00:00+08:00");
        asksExtension("3");
        passTimeUntil("2023-02-16T09:00:00+08:00");
        unitReplies(UNIT);
        assertThat(dispatchOf(UNIT).overdueAt()).isNull();
    }

    @Test
    void aReturnUpheldEndsARequestOfTheUnitThatIsRidOfTheTicket() {
        registerConsumerComplaint();
        asksExtension("3");
        unitAsksToReturn(UNIT, "commerce");
        rules("dispatcher", "redispatch", "commerce");
        assertThat(tasks()).extracting(Task::getTaskDefinitionKey).containsExactly("Task_HandleTicket");
        assertThat(dispatchOf("commerce").handleUntil()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
    }

    @Test
    void theRulingOnAReturnIsDueAsBeforeWhenARequestIsRuledOn() {
        registerConsumerComplaint();
        asksExtension("3");
        at("2023-02-08T10:00:00+08:00");
        unitAsksToReturn(UNIT, "commerce");
        Date due = task("Task_RuleOnReturn").getDueDate();
        at("2023-02-08T12:00:00+08:00");
        rulesOnTime(true, null);
        assertThat(task("Task_RuleOnReturn").getDueDate()).isEqualTo(due);
        assertRefused("deadline.returning", () -> askAgainWhileReturning());
    }

    private void askAgainWhileReturning() {
        transaction.executeWithoutResult(inTransaction -> {
            as(CLERK);
            timeRequests.askSuspension(ticketNo, UNIT, "season", "汛期无法施工，待水位回落");
        });
    }

    // ------------------------------------------------------------------ suspension

    @Test
    @Proves({"D4", "guard6"})
    void aSuspensionStopsTheClockUntilItsReviewDateAndTheRestRunsOn() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-13T10:00:00+08:00");
        asksSuspension("engineering");
        assertThat(status()).isEqualTo("handling");
        rulesOnTime(true, "2023-03-01");

        assertThat(status()).isEqualTo("suspended");
        TicketView.UnitView dispatch = dispatchOf(UNIT);
        assertThat(dispatch.suspendedAt()).isEqualTo(time("2023-02-13T10:00:00+08:00"));
        assertThat(dispatch.suspendedUntil()).isEqualTo(time("2023-03-01T00:00:00+08:00"));
        assertThat(dispatch.handleUntil()).as("two working days were left").isEqualTo(time("2023-03-03T00:00:00+08:00"));
        assertThat(instance("unit-handling")).isWaitingAt("CatchEvent_ResumeDue");
        assertThat(messagesToCitizen()).hasSize(1).first().asString().contains("工程施工周期", "2023年3月1日", "2023年3月2日");

        passTimeUntil("2023-02-28T23:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isNull();
        passTimeUntil("2023-03-01T00:00:00+08:00");
        assertThat(status()).isEqualTo("handling");
        dispatch = dispatchOf(UNIT);
        assertThat(dispatch.suspendedAt()).isNull();
        assertThat(dispatch.suspendedMillis()).isEqualTo(Duration.between(time("2023-02-13T10:00:00+08:00"),
                time("2023-03-01T00:00:00+08:00")).toMillis());
        passTimeUntil("2023-03-02T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        passTimeUntil("2023-03-03T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        assertThat(instance("unit-handling")).hasPassed("CatchEvent_ResumeDue", "EndEvent_RequestSettled");
        assertThat(eventTypes()).containsSubsequence("suspensionRequested", "suspended", "resumed", "yellowCard", "redCard");
        assertHistoryIsGapFree();
    }

    @Test
    @Proves(value = {"D4", "guard6"}, forbidden = true)
    void aSuspensionNeedsAReviewDateThatItsReasonAllows() {
        registerConsumerComplaint();
        asksSuspension("force-majeure");
        assertRefused("deadline.resumeDateMissing", () -> rulesOnTime(true, null));
        assertRefused("common.badDate", () -> rulesOnTime(true, "下月"));
        for (String date : List.of("2023-02-07", "2023-02-08", "2023-03-09", "2024-02-08")) {
            assertRefused("deadline.badResumeDate", () -> rulesOnTime(true, date));
        }
        rulesOnTime(true, "2023-03-08");
        assertThat(status()).isEqualTo("suspended");
    }

    @Test
    @Proves(value = {"D4", "guard6"}, forbidden = true)
    void nobodyOfTheUnitSuspendsItsOwnHandling() {
        registerConsumerComplaint();
        asksSuspension("season");
        assertRefused("deadline.ownUnitRules", () -> completeAs("dispatcher", List.of("dispatcher", "unit-" + UNIT),
                "Task_RuleOnExtension", Map.of("granted", "true", "reason", "同意挂起待条件成熟", "resumeOn", "2023-03-01")));
        assertThat(status()).isEqualTo("handling");
    }

    @Test
    @Proves(value = "D4", forbidden = true)
    void anOverdueTicketIsNotParked() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-16T00:00:00+08:00");
        assertRefused("deadline.suspensionTooLate", () -> asksSuspension("lawsuit"));
    }

    @Test
    @Proves(value = "D4", forbidden = true)
    void aSuspensionNeedsADocumentedReasonAndAnExplanation() {
        registerConsumerComplaint();
        assertRefused("deadline.unknownSuspensionReason", () -> asksSuspension("holiday"));
        assertRefused("common.missingField", () -> unitCompletes(UNIT, Map.of("action", "suspend", "reasonCode", "season")));
        assertRefused("common.missingField", () -> unitCompletes(UNIT, Map.of("action", "suspend", "reason", "汛期无法施工")));
    }

    @Test
    @Proves("D4")
    void aReplyEndsTheSuspension() {
        registerConsumerComplaint();
        ProcessInstance handling = instance("unit-handling");
        asksSuspension("condition");
        rulesOnTime(true, "2023-03-01");
        assertRefused("deadline.suspendedNow", () -> asksExtension("3"));
        passTimeUntil("2023-02-20T09:00:00+08:00");
        unitReplies(UNIT);

        assertThat(handling).isEnded();
        assertThat(status()).isEqualTo("reviewing");
        assertThat(dispatchOf(UNIT).suspendedAt()).isNull();
        assertThat(dispatchOf(UNIT).suspendedMillis()).isEqualTo(Duration.ofDays(12).toMillis());
        assertThat(dispatchOf(UNIT).overdueAt()).isNull();
        assertThat(eventTypes()).doesNotContain("resumed");
    }

    @Test
    void aSuspensionRefusedChangesNothing() {
        registerConsumerComplaint();
        asksSuspension("condition");
        rulesOnTime(false, "2023-03-01");
        assertThat(status()).isEqualTo("handling");
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
        assertThat(eventTypes()).endsWith("suspensionRequested", "timeRefused");
    }

    @Test
    void aTicketIsSuspendedOnlyWhileEveryOpenUnitIs() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        suspends("housing");
        assertThat(status()).isEqualTo("handling");
        suspends("fire-rescue");
        assertThat(status()).isEqualTo("suspended");
    }

    private void suspends(String unit) {
        unitCompletes(unit, Map.of("action", "suspend", "reasonCode", "engineering", "reason", "管网改造工程尚未完工"));
        rulesOnTime(true, "2023-03-01");
    }

    // ------------------------------------------------------------------ cards and overdue

    @Test
    @Proves({"D8", "guard8"})
    void aTicketAnsweredLateStaysOverdueForEver() {
        registerConsumerComplaint();
        passTimeUntil("2023-02-16T08:00:00+08:00");
        unitReplies(UNIT);
        reviewPasses();
        citizenAnswers(true);
        assertThat(status()).isEqualTo("archived");
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-16T00:00:00+08:00"));
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
    }

    @Test
    @Proves({"D8", "guard12"})
    void noRedCardForWorkingDaysFallsOnADayOffButALateReplyIsLateAllTheSame() {
        at("2023-02-10T09:00:00+08:00");
        registerConsumerComplaint();
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-18T00:00:00+08:00"));
        passTimeUntil("2023-02-19T23:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).as("on Saturday and Sunday").isEqualTo("yellow");
        passTimeUntil("2023-02-20T00:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-18T00:00:00+08:00"));
    }

    @Test
    @Proves(value = {"D8", "guard12"}, forbidden = true)
    void aReplyOnTheDayOffAfterTheLimitIsOverdueWithoutACard() {
        at("2023-02-10T09:00:00+08:00");
        registerConsumerComplaint();
        passTimeUntil("2023-02-18T10:00:00+08:00");
        unitReplies(UNIT);
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-18T00:00:00+08:00"));
    }

    @Test
    @Proves("guard12")
    void aNaturalLimitIsOverOnASundayAsOnAnyDay() {
        at("2023-02-11T18:00:00+08:00");
        registerUrgent("2023-02-12T09:30:00+08:00");
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-12T09:30:00+08:00"));
        assertThat(dispatchOf(UNIT).calendarVersion()).isEqualTo("natural");
        passTimeUntil("2023-02-12T08:59:59+08:00");
        assertThat(dispatchOf(UNIT).card()).isNull();
        passTimeUntil("2023-02-12T09:00:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        passTimeUntil("2023-02-12T09:30:00+08:00");
        assertThat(dispatchOf(UNIT).card()).isEqualTo("red");
        assertThat(dispatchOf(UNIT).overdueAt()).isEqualTo(time("2023-02-12T09:30:00+08:00"));
    }

    @Test
    void anUrgentTicketHasADayInNaturalTimeAndTwoHoursToReturnUnlessTheCutOffIsEarlier() {
        at("2023-02-11T00:08:00+08:00");
        registerUrgent("2023-02-13T18:00:00+08:00");
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-12T00:08:00+08:00"));
        assertThat(dispatchOf(UNIT).returnUntil()).isEqualTo(time("2023-02-11T02:08:00+08:00"));
        at("2023-02-11T17:15:00+08:00");
        registerUrgent("2023-02-11T17:30:00+08:00");
        assertThat(dispatchOf(UNIT).handleUntil()).isEqualTo(time("2023-02-11T17:30:00+08:00"));
        assertThat(dispatchOf(UNIT).returnUntil()).isEqualTo(time("2023-02-11T17:30:00+08:00"));
    }

    @Test
    @Proves(value = {"D3", "D4"}, forbidden = true)
    void anUrgentTicketIsNeitherExtendedNorParked() {
        registerUrgent("2023-02-08T12:00:00+08:00");
        assertRefused("deadline.urgentNotExtended", () -> asksExtension("1"));
        assertRefused("deadline.urgentNotSuspended", () -> asksSuspension("season"));
    }

    @Test
    void aLateReplyToAProvisionalLimitIsNotCountedOverdue() {
        at("2026-12-28T09:00:00+08:00");
        registerConsumerComplaint();
        passTimeUntil("2027-01-31T09:00:00+08:00");
        unitReplies(UNIT);
        assertThat(dispatchOf(UNIT).card()).isEqualTo("yellow");
        assertThat(dispatchOf(UNIT).overdueAt()).isNull();
    }

    // ------------------------------------------------------------------ others wait for the answer

    @Test
    void anAssistAnswersOneWorkingDayBeforeTheLead() {
        at("2023-02-10T09:00:00+08:00");
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        assertThat(dispatchOf("housing").handleUntil()).isEqualTo(time("2023-02-18T00:00:00+08:00"));
        assertThat(dispatchOf("fire-rescue").handleUntil()).isEqualTo(time("2023-02-17T00:00:00+08:00"));
    }

    @Test
    @Proves(value = "D3", forbidden = true)
    void anAssistsExtensionEndsBeforeTheLeadsLimit() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        assertRefused("deadline.beyondWaitingUnit", () -> unitCompletes("fire-rescue",
                Map.of("action", "extend", "extensionDays", "1", "reason", "需等待检测报告")));
        unitCompletes("housing", Map.of("action", "extend", "extensionDays", "3", "reason", "需等待检测报告"));
        rulesOnTime(true, null);
        unitCompletes("fire-rescue", Map.of("action", "extend", "extensionDays", "3", "reason", "需等待检测报告"));
        rulesOnTime(true, null);
        assertThat(dispatchOf("fire-rescue").handleUntil()).isEqualTo(time("2023-02-18T00:00:00+08:00"));
        assertThat(messagesToCitizen()).as("only the lead's date is a promise to the citizen").hasSize(1);
    }

    // ------------------------------------------------------------------ the account

    @Test
    void theAccountTellsWhatStartedMovedAndStoppedByWhomUnderWhichCalendar() {
        registerConsumerComplaint();
        String calendar = dispatchOf(UNIT).calendarVersion();
        passTimeUntil("2023-02-13T10:00:00+08:00");
        asksExtension("5");
        rulesOnTime(true, null);
        asksSuspension("engineering");
        rulesOnTime(true, "2023-03-01");
        passTimeUntil("2023-03-01T09:00:00+08:00");
        unitReplies(UNIT);

        List<ClockLog.Entry> account = clockLog.of(ticketNo, Actor.SYSTEM);
        assertThat(account).extracting(ClockLog.Entry::seq)
                .isEqualTo(java.util.stream.IntStream.rangeClosed(1, account.size()).boxed().toList());
        assertThat(account).extracting(entry -> entry.clock() + " " + entry.act().code()).containsSubsequence("handle started",
                "return started", "return stopped", "extensionRuling started", "extensionRuling stopped", "handle moved",
                "extensionRuling started", "extensionRuling stopped", "handle suspended", "handle resumed", "handle stopped", "review started");
        assertThat(account).filteredOn(entry -> entry.clock().equals("handle")).filteredOn(entry -> entry.until() != null
                && entry.calendarVersion() != null).allSatisfy(entry -> assertThat(entry.calendarVersion()).isEqualTo(calendar));
        ClockLog.Entry moved = account.stream().filter(entry -> entry.act().code().equals("moved")).findFirst().orElseThrow();
        assertThat(moved.actor()).isEqualTo("dispatcher");
        assertThat(moved.until()).isEqualTo(time("2023-02-23T00:00:00+08:00"));
        assertThat(moved.at()).isEqualTo(time("2023-02-13T10:00:00+08:00"));
        assertThat(moved.unitName()).isEqualTo("市市场监督管理局");
        assertThat(account).last().extracting(ClockLog.Entry::clock).isEqualTo("review");
    }

    @Test
    void aUnitReadsItsOwnClocksOnlyAndAStrangerNothing() {
        registerUnclassified();
        dispatcherSends("housing", "fire-rescue");
        assertThat(clockLog.of(ticketNo, new Actor("clerk-fire-rescue", java.util.Set.of("unit-fire-rescue"))))
                .isNotEmpty().allSatisfy(entry -> assertThat(entry.unit()).isEqualTo("fire-rescue"));
        assertThat(clockLog.of(ticketNo, new Actor("supervisor", java.util.Set.of("supervisor"))))
                .extracting(ClockLog.Entry::unit).contains("housing", "fire-rescue", null);
        assertThat(refusalOf(() -> clockLog.of(ticketNo, new Actor("clerk-commerce", java.util.Set.of("unit-commerce")))).code())
                .isEqualTo("ticket.unknown");
    }

    // ------------------------------------------------------------------ steps

    private void asksExtension(String days) {
        unitCompletes(UNIT, Map.of("action", "extend", "extensionDays", days, "reason", "工期较长，需现场检测后才能答复"));
    }

    private void asksSuspension(String reasonCode) {
        unitCompletes(UNIT, Map.of("action", "suspend", "reasonCode", reasonCode, "reason", "须待前置工程完工后才能整改"));
    }

    private void rulesOnTime(boolean granted, String resumeOn) {
        Map<String, Object> fields = new HashMap<>(Map.of("granted", granted, "reason", "经核实情况属实"));
        if (resumeOn != null) {
            fields.put("resumeOn", resumeOn);
        }
        complete("dispatcher", "Task_RuleOnExtension", fields);
    }

    private void registerUrgent(String cutoff) {
        register(json.convertValue(Map.of("channel", "phone", "kind", "complaint", "category", "consumer-rights", "region", "430511",
                "address", "测试地点", "title", "报名材料被扣留", "content", "店家扣留报名材料，今日截止报名。", "externalCutoff", cutoff,
                "citizen", Map.of("name", "测试群众", "phone", "13800000000")), NewTicket.class));
    }

    private List<String> messagesToCitizen() {
        return jdbc.sql("select text from notification_message where ticket_no = :no order by created_at").param("no", ticketNo)
                .query(String.class).list();
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }

    private static Date date(String text) {
        return Date.from(time(text).toInstant());
    }
}
