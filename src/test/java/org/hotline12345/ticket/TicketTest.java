package org.hotline12345.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guards of the aggregate, which hold whatever a diagram asks. */
class TicketTest {

    private static final Actor OPERATOR = new Actor("operator", Set.of("operator"));
    private static final Actor DISPATCHER = new Actor("dispatcher", Set.of("dispatcher"));
    private static final Actor REVIEWER = new Actor("reviewer", Set.of("reviewer"));
    private static final Actor SUPERVISOR = new Actor("supervisor", Set.of("supervisor"));
    private static final Actor HOUSING = new Actor("clerk-housing", Set.of("unit-housing"));
    private static final Actor FIRE = new Actor("clerk-fire-rescue", Set.of("unit-fire-rescue"));
    private static final Actor COMMERCE = new Actor("clerk-commerce", Set.of("unit-commerce"));

    private final Ticking clock = new Ticking();

    // ------------------------------------------------------------------ dispatch

    @Test
    void aDispatchHasExactlyOneLead() {
        Ticket ticket = registered();
        assertRefused("ticket.exactlyOneLead", () -> ticket.dispatch(DISPATCHER, List.of(assist("housing")), false));
        assertRefused("ticket.exactlyOneLead", () -> ticket.dispatch(DISPATCHER, List.of(lead("housing"), lead("commerce")), false));
        assertRefused("ticket.exactlyOneLead", () -> ticket.dispatch(DISPATCHER, List.of(), false));
        assertThat(ticket.dispatches()).isEmpty();
        assertThat(ticket.status()).isEqualTo(TicketStatus.REGISTERED);
    }

    @Test
    void noUnitIsSentTheSameTicketTwice() {
        Ticket ticket = registered();
        assertRefused("ticket.unitTwice", () -> ticket.dispatch(DISPATCHER, List.of(lead("housing"), assist("housing")), false));
    }

    @Test
    void aTicketBeingHandledIsNotDispatchedAgain() {
        Ticket ticket = dispatched();
        assertRefused("ticket.alreadyDispatched", () -> ticket.dispatch(DISPATCHER, List.of(lead("commerce")), false));
    }

    @Test
    void aGuideIsInformedAndNotAskedToAct() {
        Ticket ticket = registered();
        ticket.dispatch(DISPATCHER, List.of(lead("housing"), new Assignment("commerce", Dispatch.Role.GUIDE, "分线指导")), false);
        assertThat(ticket.unitsToHandle()).containsExactly("housing");
        assertThat(ticket.isVisibleTo(COMMERCE)).isTrue();
        assertRefused("ticket.notWithUnit", () -> ticket.reply(COMMERCE, "commerce", "指导意见", null));
    }

    @Test
    void theLeadIsNamedFirst() {
        Ticket ticket = registered();
        ticket.dispatch(DISPATCHER, List.of(assist("fire-rescue"), lead("housing")), false);
        assertThat(ticket.unitsToHandle()).containsExactly("housing", "fire-rescue");
    }

    // ------------------------------------------------------------------ the unit

    @Test
    void theFirstSignatureCountsAndAnotherClerkOnlyTakesOver() {
        Ticket ticket = dispatched();
        ticket.sign(HOUSING, "housing");
        Instant first = ticket.openDispatch("housing").signedAt();
        clock.pass(Duration.ofHours(3));
        ticket.sign(new Actor("clerk-two", Set.of("unit-housing")), "housing");

        assertThat(ticket.openDispatch("housing").signedAt()).isEqualTo(first);
        assertThat(ticket.openDispatch("housing").signedBy()).isEqualTo("clerk-two");
        assertThat(types(ticket)).containsOnlyOnce(EventType.SIGNED);
    }

    @Test
    void limitsOnceToldNeverMove() {
        Ticket ticket = dispatched();
        Dispatch dispatch = ticket.openDispatch("housing");
        Instant until = clock.instant().plus(Duration.ofDays(5));
        ticket.setLimits(dispatch, until, until, "v1", false);
        ticket.setLimits(dispatch, until.plusSeconds(1), until.plusSeconds(1), "v2", true);
        assertThat(dispatch.handleUntil()).isEqualTo(until);
        assertThat(dispatch.returnUntil()).isEqualTo(until);
        assertThat(dispatch.calendarVersion()).isEqualTo("v1");
        assertThat(dispatch.provisional()).isFalse();
    }

    @Test
    void onlyAUnitThatHasTheTicketMayActOnIt() {
        Ticket ticket = dispatched();
        assertRefused("ticket.notWithUnit", () -> ticket.sign(COMMERCE, "commerce"));
        assertRefused("ticket.notWithUnit", () -> askToReturn(ticket, COMMERCE, "commerce", "housing"));
        assertRefused("ticket.notWithUnit", () -> ticket.object(COMMERCE, "commerce", "不归我们管"));
        ticket.reply(HOUSING, "housing", "已处理", null);
        assertRefused("ticket.notWithUnit", () -> ticket.reply(HOUSING, "housing", "再次答复", null));
    }

    // ------------------------------------------------------------------ returns

    @Test
    void aRejectedReturnChangesNoClock() {
        Ticket ticket = dispatched();
        Dispatch dispatch = ticket.openDispatch("housing");
        Instant until = clock.instant().plus(Duration.ofDays(5));
        ticket.setLimits(dispatch, until, until, "v1", false);
        Instant dispatchedAt = dispatch.dispatchedAt();
        askToReturn(ticket, HOUSING, "housing", "commerce");
        assertThat(ticket.status()).isEqualTo(TicketStatus.RETURNING);
        clock.pass(Duration.ofDays(1));
        ticket.rejectReturn(DISPATCHER, "housing", "职责明确");

        assertThat(dispatch.handleUntil()).isEqualTo(until);
        assertThat(dispatch.dispatchedAt()).isEqualTo(dispatchedAt);
        assertThat(dispatch.state()).isEqualTo(Dispatch.State.OPEN);
        assertThat(ticket.status()).isEqualTo(TicketStatus.HANDLING);
        assertThat(ticket.returns()).isEqualTo(1);
    }

    @Test
    void aBindingDispatchCannotBeReturned() {
        Ticket ticket = registered();
        ticket.dispatch(SUPERVISOR, List.of(lead("housing")), true);
        assertRefused("handling.bindingDispatch", () -> askToReturn(ticket, HOUSING, "housing", "commerce"));
    }

    @Test
    void nobodyRulesOnAReturnThatWasNotAskedFor() {
        Ticket ticket = dispatched();
        assertRefused("routing.notReturning", () -> ticket.rejectReturn(DISPATCHER, "housing", "职责明确"));
        assertRefused("routing.notReturning", () -> ticket.upholdReturn(DISPATCHER, "housing", "commerce", false, "改派"));
        assertRefused("routing.notReturning", () -> ticket.orderNearestToSame(DISPATCHER, "housing", "职能就近"));
    }

    @Test
    void theNearestUnitMayNotReturnWhetherItIsAnotherOneOrTheSame() {
        Ticket other = returning();
        other.upholdReturn(SUPERVISOR, "housing", "commerce", true, "职能就近");
        assertRefused("handling.bindingDispatch", () -> askToReturn(other, COMMERCE, "commerce", "housing"));

        Ticket same = returning();
        same.orderNearestToSame(SUPERVISOR, "housing", "职能就近");
        assertRefused("handling.bindingDispatch", () -> askToReturn(same, HOUSING, "housing", "commerce"));
    }

    @Test
    void movesBetweenTwoUnitsCountInBothDirections() {
        Ticket ticket = returning();
        ticket.upholdReturn(DISPATCHER, "housing", "commerce", false, "改派");
        askToReturn(ticket, COMMERCE, "commerce", "housing");
        ticket.upholdReturn(DISPATCHER, "commerce", "housing", false, "改派");
        assertThat(ticket.movesBetween("housing", "commerce")).isEqualTo(2);
        assertThat(ticket.movesBetween("commerce", "housing")).isEqualTo(2);
        assertThat(ticket.movesBetween("housing", "fire-rescue")).isZero();
        assertThat(ticket.returns()).isEqualTo(2);
    }

    @Test
    void anAssistingUnitsSuccessorAssistsToo() {
        Ticket ticket = registered();
        ticket.dispatch(DISPATCHER, List.of(lead("housing"), assist("fire-rescue")), false);
        askToReturn(ticket, FIRE, "fire-rescue", "commerce");
        assertRefused("routing.unitAlreadyHandling", () -> ticket.upholdReturn(DISPATCHER, "fire-rescue", "housing", false, "改派"));
        ticket.upholdReturn(DISPATCHER, "fire-rescue", "commerce", false, "改派");
        assertThat(ticket.openDispatch("commerce").role()).isEqualTo(Dispatch.Role.ASSIST);
    }

    // ------------------------------------------------------------------ who may see it

    @Test
    void aTicketIsSeenByTheCentreAndByTheUnitsThatHaveIt() {
        Ticket ticket = dispatched();
        assertThat(ticket.isVisibleTo(OPERATOR)).isTrue();
        assertThat(ticket.isVisibleTo(HOUSING)).isTrue();
        assertThat(ticket.isVisibleTo(COMMERCE)).isFalse();
        assertThat(ticket.isVisibleTo(new Actor("designer", Set.of("designer")))).isFalse();
        assertThat(ticket.isVisibleTo(new Actor("stranger", Set.of()))).isFalse();
    }

    @Test
    void aUnitWhoseReturnWasUpheldNoLongerSeesIt() {
        Ticket ticket = returning();
        assertThat(ticket.isVisibleTo(HOUSING)).isTrue();
        ticket.upholdReturn(DISPATCHER, "housing", "commerce", false, "改派");
        assertThat(ticket.isVisibleTo(HOUSING)).isFalse();
        assertThat(ticket.isVisibleTo(COMMERCE)).isTrue();
    }

    // ------------------------------------------------------------------ meeting

    @Test
    void aMeetingEndsEveryOpenHandlingAndDispatchesAnew() {
        Ticket ticket = registered();
        ticket.dispatch(DISPATCHER, List.of(lead("housing"), assist("fire-rescue")), false);
        ticket.reply(FIRE, "fire-rescue", "已现场检查", null);
        ticket.callMeeting(SUPERVISOR, "职责交叉");

        assertThat(ticket.status()).isEqualTo(TicketStatus.MEETING);
        assertThat(ticket.unitsToHandle()).isEmpty();
        assertThat(ticket.dispatches()).extracting(Dispatch::state)
                .containsExactly(Dispatch.State.ENDED, Dispatch.State.REPLIED);
        ticket.holdMeeting(SUPERVISOR, "会议纪要", List.of("市商务局，督促整改，2023-03-01前"));
        ticket.dispatch(SUPERVISOR, List.of(lead("commerce")), true);
        assertThat(ticket.unitsToHandle()).containsExactly("commerce");
        assertThat(ticket.round()).isEqualTo(2);
    }

    // ------------------------------------------------------------------ review and rework

    @Test
    void everybodyWhoDispatchedIsKnownAndOrderingReworkIsNoDispatch() {
        Ticket ticket = returning();
        ticket.upholdReturn(SUPERVISOR, "housing", "commerce", false, "改派");
        ticket.reply(COMMERCE, "commerce", "已处理", null);
        ticket.orderRework(REVIEWER, "答复不完整");
        assertThat(ticket.dispatchers()).containsExactlyInAnyOrder("dispatcher", "supervisor");
    }

    @Test
    void replyAuthorsAreThoseOfTheCurrentRound() {
        Ticket ticket = dispatched();
        ticket.reply(HOUSING, "housing", "已处理", null);
        assertThat(ticket.replyAuthors()).containsExactly("clerk-housing");
        ticket.orderRework(REVIEWER, "答复不完整");
        assertThat(ticket.replyAuthors()).isEmpty();
    }

    @Test
    void reworkWaitsUntilNobodyHandlesTheTicket() {
        Ticket ticket = dispatched();
        assertRefused("review.stillHandling", () -> ticket.orderRework(REVIEWER, "答复不完整"));
        assertRefused("review.noLead", () -> registered().orderRework(REVIEWER, "答复不完整"));
    }

    @Test
    void reworkAsksTheCitizenAnewAndKeepsTheCounts() {
        Ticket ticket = dispatched();
        ticket.reply(HOUSING, "housing", "已处理", null);
        ticket.callback().surveySent(Actor.SYSTEM, "短信");
        ticket.callback().evaluate(OPERATOR, true, false, false, null);
        ticket.orderRework(REVIEWER, "群众不满意");
        assertThat(ticket.satisfied()).isNull();
        assertThat(ticket.surveyAttempts()).isZero();
        assertThat(ticket.surveyAttempts).isEqualTo(1);
        assertThat(ticket.evaluations).isEqualTo(1);
    }

    @Test
    void aDefaultEvaluationIsOfTheReplyItWasGivenFor() {
        Ticket ticket = dispatched();
        ticket.reply(HOUSING, "housing", "已处理", null);
        ticket.callback().defaultEvaluation(Actor.SYSTEM);
        assertThat(ticket.defaulted).isOne();
        ticket.orderRework(REVIEWER, "答复不完整");
        assertThat(ticket.defaulted).isZero();
    }

    @Test
    void theReviewLimitNeverMovesEarlier() {
        Ticket ticket = dispatched();
        Instant until = clock.instant().plus(Duration.ofDays(2));
        ticket.setReviewLimit(until);
        ticket.setReviewLimit(until.minusSeconds(1));
        assertThat(ticket.reviewUntil).isEqualTo(until);
    }

    // ------------------------------------------------------------------ cards

    @Test
    void aUnitThatRepliedGetsNoCard() {
        Ticket ticket = dispatched();
        ticket.reply(HOUSING, "housing", "已处理", null);
        ticket.recordCard(Actor.SYSTEM, "housing", true, true);
        assertThat(ticket.dispatches().get(0).card()).isNull();
        assertThat(types(ticket)).doesNotContain(EventType.RED_CARD);
    }

    @Test
    void aProvisionalLimitIsShownRedOnlyWhereTheJurisdictionSaysSo() {
        Ticket ticket = dispatched();
        Instant until = clock.instant().plus(Duration.ofDays(5));
        ticket.setLimits(ticket.openDispatch("housing"), until, until, "v1", true);
        ticket.recordCard(Actor.SYSTEM, "housing", true, false);
        assertThat(ticket.openDispatch("housing").card()).isNull();
        ticket.recordCard(Actor.SYSTEM, "housing", false, false);
        assertThat(ticket.openDispatch("housing").card()).isEqualTo("yellow");
        ticket.recordCard(Actor.SYSTEM, "housing", true, true);
        assertThat(ticket.openDispatch("housing").card()).isEqualTo("red");
    }

    // ------------------------------------------------------------------ the end

    @Test
    void archivingWithSomethingOpenIsRefused() {
        Ticket ticket = registered();
        ticket.dispatch(DISPATCHER, List.of(lead("housing"), assist("fire-rescue")), false);
        ticket.reply(HOUSING, "housing", "已处理", null);
        assertRefused("ticket.stillOpen", () -> ticket.archive(Actor.SYSTEM));
        assertThat(ticket.status()).isEqualTo(TicketStatus.HANDLING);

        askToReturn(ticket, FIRE, "fire-rescue", "commerce");
        assertRefused("ticket.stillOpen", () -> ticket.archive(Actor.SYSTEM));
        ticket.rejectReturn(DISPATCHER, "fire-rescue", "职责明确");
        ticket.reply(FIRE, "fire-rescue", "已检查", null);
        ticket.archive(Actor.SYSTEM);
        assertThat(ticket.status()).isEqualTo(TicketStatus.ARCHIVED);
    }

    @Test
    void aDispatchedTicketCannotEndAtTheDesk() {
        Ticket ticket = dispatched();
        assertRefused("ticket.cannotCloseAtDesk", () -> ticket.intake().closeAtDesk(OPERATOR, TicketStatus.DECLINED, "不予受理"));
        assertRefused("ticket.cannotCloseAtDesk", () -> registered().intake().closeAtDesk(OPERATOR, TicketStatus.HANDLING, "不是结束"));
    }

    @ParameterizedTest
    @EnumSource(TicketStatus.class)
    void aDiagramSetsNoStatusThatFollowsFromTheUnitsOrEndsTheTicket(TicketStatus next) {
        Ticket ticket = registered();
        if (next.isClosed() || next == TicketStatus.HANDLING || next == TicketStatus.RETURNING) {
            assertRefused("ticket.statusNotEntered", () -> ticket.enter(next));
            assertThat(ticket.status()).isEqualTo(TicketStatus.REGISTERED);
        } else {
            ticket.enter(next);
            assertThat(ticket.status()).isEqualTo(next);
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingChangesAClosedTicket() {
        Map<String, Consumer<Ticket>> changes = new LinkedHashMap<>();
        changes.put("supplement", ticket -> ticket.intake().supplement(OPERATOR, "补充", null, null));
        changes.put("classify", ticket -> ticket.classify(Kind.HELP, "consumer-rights"));
        changes.put("dispatch", ticket -> ticket.dispatch(DISPATCHER, List.of(lead("housing")), false));
        changes.put("awaitDispatcher", ticket -> ticket.awaitDispatcher(Actor.SYSTEM, "人工判断"));
        changes.put("requestSupplement", ticket -> ticket.intake().requestSupplement(OPERATOR, "请补充"));
        changes.put("missInformation", ticket -> ticket.intake().missInformation(Actor.SYSTEM));
        changes.put("settle", ticket -> ticket.settle("直接处置"));
        changes.put("mergeInto", ticket -> ticket.relations().mergeInto(DISPATCHER, dispatched(), "同一事项"));
        changes.put("withdraw", ticket -> ticket.ofCitizen().withdraw(OPERATOR, "已自行解决"));
        changes.put("wishToWithdraw", ticket -> ticket.ofCitizen().wishToWithdraw(OPERATOR, "已自行解决", "本地约定"));
        changes.put("closeAtDesk", ticket -> ticket.intake().closeAtDesk(OPERATOR, TicketStatus.DECLINED, "不予受理"));
        changes.put("callMeeting", ticket -> ticket.callMeeting(SUPERVISOR, "职责交叉"));
        changes.put("holdMeeting", ticket -> ticket.holdMeeting(SUPERVISOR, "会议纪要", List.of("市商务局，督促整改，2023-03-01前")));
        changes.put("enter", ticket -> ticket.enter(TicketStatus.REVIEWING));
        changes.put("passReview", ticket -> ticket.passReview(REVIEWER, null));
        changes.put("failReview", ticket -> ticket.failReview(REVIEWER, "不完整"));
        changes.put("reviewOverdue", ticket -> ticket.reviewOverdue(Actor.SYSTEM));
        changes.put("orderRework", ticket -> ticket.orderRework(REVIEWER, "不完整"));
        changes.put("planCallback", ticket -> ticket.callback().planCallback(Actor.SYSTEM, "自动回访", "海南2016"));
        changes.put("surveySent", ticket -> ticket.callback().surveySent(Actor.SYSTEM, "短信"));
        changes.put("evaluate", ticket -> ticket.callback().evaluate(OPERATOR, true, true, true, null));
        changes.put("callAttempted", ticket -> ticket.callback().callAttempted(OPERATOR, true, "已接通"));
        changes.put("defaultEvaluation", ticket -> ticket.callback().defaultEvaluation(Actor.SYSTEM));
        changes.put("archive", ticket -> ticket.archive(Actor.SYSTEM));
        return changes.entrySet().stream().map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
            Ticket ticket = dispatched();
            ticket.reply(HOUSING, "housing", "已处理", null);
            ticket.archive(Actor.SYSTEM);
            int events = ticket.newEvents.size();
            assertRefused("ticket.closed", () -> change.getValue().accept(ticket));
            assertThat(ticket.status()).isEqualTo(TicketStatus.ARCHIVED);
            assertThat(ticket.newEvents).hasSize(events);
        }));
    }

    @Test
    void historyIsNumberedWithoutAGap() {
        Ticket ticket = returning();
        ticket.upholdReturn(DISPATCHER, "housing", "commerce", false, "改派");
        ticket.reply(COMMERCE, "commerce", "已处理", null);
        ticket.archive(Actor.SYSTEM);
        assertThat(ticket.newEvents).extracting(TicketEvent::seq)
                .isEqualTo(IntStream.rangeClosed(1, ticket.newEvents.size()).boxed().toList());
        assertThat(types(ticket)).containsExactly(EventType.REGISTERED, EventType.DISPATCHED, EventType.RETURN_REQUESTED,
                EventType.RETURN_UPHELD, EventType.DISPATCHED, EventType.REPLIED, EventType.ARCHIVED);
    }

    // ------------------------------------------------------------------ tickets to begin with

    private Ticket registered() {
        return Ticket.register("SY202302080001", new Registration("430500", Channel.PHONE, null, "00", Kind.COMPLAINT, null,
                "430511", "资江桥头", "强制收房", "消防验收未通过，强制收房。", false, null, clock.instant(), null, null,
                "测试群众", "13800000000"), clock, OPERATOR);
    }

    private Ticket dispatched() {
        Ticket ticket = registered();
        ticket.dispatch(DISPATCHER, List.of(lead("housing")), false);
        return ticket;
    }

    private Ticket returning() {
        Ticket ticket = dispatched();
        askToReturn(ticket, HOUSING, "housing", "commerce");
        return ticket;
    }

    private static void askToReturn(Ticket ticket, Actor clerk, String unit, String proposed) {
        ticket.requestReturn(clerk, unit, "不属本单位职责", proposed, "建议的单位", "三定");
    }

    private static Assignment lead(String unit) {
        return new Assignment(unit, Dispatch.Role.LEAD, "派单目录");
    }

    private static Assignment assist(String unit) {
        return new Assignment(unit, Dispatch.Role.ASSIST, "派单目录");
    }

    private static List<EventType> types(Ticket ticket) {
        return ticket.newEvents.stream().map(TicketEvent::type).toList();
    }

    private static void assertRefused(String code, ThrowingCallable change) {
        Refusal refusal = catchThrowableOfType(Refusal.class, change);
        assertThat(refusal).as("must be refused with " + code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }

    /** Stands still unless told. */
    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2023-02-08T01:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
