package org.hotline12345.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.Test;

/** What several units on one ticket owe each other, and what they may know of each other. */
class TicketPeopleTest {

    private static final Actor OPERATOR = new Actor("operator", Set.of("operator"));
    private static final Actor DISPATCHER = new Actor("dispatcher", Set.of("dispatcher"));
    private static final Actor REVIEWER = new Actor("reviewer", Set.of("reviewer"));
    private static final Actor TRANSPORT = clerk("transport");
    private static final Actor FIRE = clerk("fire-rescue");
    private static final Actor COMMERCE = clerk("commerce");
    private static final Actor ROAD = clerk("road-transport");
    private static final Actor PASSENGERS = clerk("passenger-transport");
    private static final int DEEP = 3;

    private final Clock clock = Clock.fixed(Instant.parse("2023-02-08T01:00:00Z"), ZoneId.of("Asia/Shanghai"));

    // ------------------------------------------------------------------ lead and assists

    @Test
    @Proves("C5")
    void aLeadWaitsForItsAssistsAndNotForItsGuides() {
        Ticket ticket = sent(lead("transport"), assist("fire-rescue"), guide("commerce"));
        assertThat(ticket.people().awaitedBy("transport")).extracting(Dispatch::unit).containsExactly("fire-rescue");
        assertThat(ticket.people().awaitedBy("fire-rescue")).isEmpty();
        ticket.reply(FIRE, "fire-rescue", "已现场检查", null);
        assertThat(ticket.people().awaitedBy("transport")).isEmpty();
    }

    @Test
    @Proves("C5")
    void whoeverTheLeadNoLongerWaitsForIsEndedWithTheReasonAndLosesSight() {
        Ticket ticket = sent(lead("transport"), assist("fire-rescue"));
        assertThat(ticket.people().stopWaiting(TRANSPORT, "transport", "多次催办未答复")).containsExactly("fire-rescue");
        assertThat(ticket.dispatches().get(1).state()).isEqualTo(Dispatch.State.ENDED);
        assertThat(ticket.isVisibleTo(FIRE)).isFalse();
        assertThat(ticket.newEvents).last().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.HANDLING_ENDED);
            assertThat(event.unit()).isEqualTo("fire-rescue");
            assertThat(event.text()).isEqualTo("多次催办未答复");
        });
    }

    @Test
    @Proves(value = {"C5", "guard3"}, forbidden = true)
    void anAssistCannotWriteTheLeadsReplyNorReadIt() {
        Ticket ticket = sent(lead("transport"), assist("fire-rescue"));
        Dispatch lead = ticket.openDispatch("transport");
        assertThat(lead.isHandledBy(FIRE)).isFalse();
        assertThat(ticket.people().readsWordsOf(lead, FIRE)).isFalse();
    }

    @Test
    @Proves(value = {"C5", "guard3"}, forbidden = true)
    void anAssistsAnswerIsForTheLeadAndTheCentreOnly() {
        Ticket ticket = sent(lead("transport"), assist("fire-rescue"), assist("commerce"));
        Dispatch answer = ticket.openDispatch("fire-rescue");
        ticket.reply(FIRE, "fire-rescue", "已现场检查", null);
        assertThat(ticket.people().readsWordsOf(answer, TRANSPORT)).isTrue();
        assertThat(ticket.people().readsWordsOf(answer, REVIEWER)).isTrue();
        assertThat(ticket.people().readsWordsOf(answer, FIRE)).isTrue();
        assertThat(ticket.people().readsWordsOf(answer, COMMERCE)).isFalse();
    }

    @Test
    void whatAUnitSaidAsAssistIsNotReadAsWhatItSaysLaterAsLead() {
        Ticket ticket = sent(lead("transport"), assist("fire-rescue"));
        ticket.callMeeting(DISPATCHER, "职责交叉");
        ticket.dispatch(DISPATCHER, List.of(lead("fire-rescue"), assist("transport")), true);
        Dispatch asAssist = ticket.dispatches().get(1);
        Dispatch asLead = ticket.dispatches().get(2);
        assertThat(ticket.people().readsWordsOf(asLead, TRANSPORT)).isFalse();
        assertThat(ticket.people().readsWordsOf(asAssist, TRANSPORT)).isFalse();
    }

    @Test
    void aGuideAdvisesTheLeadAndNobodyElseMayAdvise() {
        Ticket ticket = sent(lead("transport"), assist("fire-rescue"), guide("commerce"));
        ticket.people().advise(COMMERCE, "按商贸领域规定应先行调解");
        assertThat(ticket.newEvents).last().extracting(TicketEvent::type).isEqualTo(EventType.ADVISED);
        assertThat(ticket.people().readsWordsOf("commerce", clock.instant(), TRANSPORT)).isTrue();
        assertThat(ticket.people().readsWordsOf("commerce", clock.instant(), FIRE)).isFalse();
        assertRefused("handling.notGuide", () -> ticket.people().advise(FIRE, "建议"));
        assertRefused("handling.notGuide", () -> ticket.people().advise(OPERATOR, "建议"));
    }

    // ------------------------------------------------------------------ first receiver

    @Test
    void theFirstReceiverKeepsReadingAfterItsReturnIsUpheldAndCannotAct() {
        Ticket ticket = returned("transport", "commerce");
        assertThat(ticket.isVisibleTo(TRANSPORT)).isTrue();
        assertThat(ticket.dispatches().get(0).firstReceiver()).isTrue();
        assertThat(ticket.people().readsWordsOf(ticket.openDispatch("commerce"), TRANSPORT)).isFalse();
        assertRefused("ticket.notWithUnit", () -> ticket.reply(TRANSPORT, "transport", "已处理", null));
        assertThat(ticket.lead()).get().extracting(Dispatch::unit).isEqualTo("commerce");
    }

    @Test
    @Proves(value = "guard3", forbidden = true)
    void aLaterLeadWhoseReturnIsUpheldSeesItNoMoreNorDoesAnAssist() {
        Ticket ticket = returned("transport", "commerce");
        askToReturn(ticket, COMMERCE, "commerce", "fire-rescue");
        ticket.keepFirstReceiverInformed("commerce");
        ticket.upholdReturn(DISPATCHER, "commerce", "fire-rescue", false, "改派");
        assertThat(ticket.isVisibleTo(COMMERCE)).isFalse();
        assertThat(ticket.isVisibleTo(TRANSPORT)).isTrue();

        Ticket other = sent(lead("transport"), assist("fire-rescue"));
        askToReturn(other, FIRE, "fire-rescue", "commerce");
        other.keepFirstReceiverInformed("fire-rescue");
        other.upholdReturn(DISPATCHER, "fire-rescue", "commerce", false, "改派");
        assertThat(other.isVisibleTo(FIRE)).isFalse();
    }

    // ------------------------------------------------------------------ handing on

    @Test
    @Proves("C4")
    void aSubUnitWorksForItsParentWhichReadsItsAnswerAndKeepsTheTicket() {
        Ticket ticket = handedOn();
        Dispatch child = ticket.openDispatch("road-transport");
        assertThat(child.parentUnit()).isEqualTo("transport");
        assertThat(child.depth()).isEqualTo(1);
        assertThat(child.role()).isEqualTo(Dispatch.Role.SUB);
        assertThat(ticket.isVisibleTo(ROAD)).isTrue();
        assertThat(ticket.unitsToHandle()).containsExactly("transport");
        assertThat(ticket.people().awaitedBy("transport")).containsExactly(child);
        ticket.reply(ROAD, "road-transport", "已整改", null);
        assertThat(ticket.people().awaitedBy("transport")).isEmpty();
        assertThat(ticket.people().readsWordsOf(child, TRANSPORT)).isTrue();
        assertThat(ticket.status()).isEqualTo(TicketStatus.HANDLING);
        assertThat(ticket.lead()).get().extracting(Dispatch::unit).isEqualTo("transport");
    }

    @Test
    @Proves(value = {"C4", "guard3"}, forbidden = true)
    void siblingsDoNotReadEachOtherAndACoHandlingParentReadsNoOtherParentsSubUnit() {
        Ticket ticket = sent(lead("transport"), assist("fire-rescue"));
        ticket.people().subDispatch(TRANSPORT, "transport", "road-transport", "按权限转办", DEEP);
        ticket.people().subDispatch(TRANSPORT, "transport", "passenger-transport", "按权限转办", DEEP);
        Dispatch road = ticket.openDispatch("road-transport");
        assertThat(ticket.people().readsWordsOf(road, PASSENGERS)).isFalse();
        assertThat(ticket.people().readsWordsOf(road, FIRE)).isFalse();
        assertThat(ticket.people().readsWordsOf(ticket.openDispatch("transport"), ROAD)).isFalse();
        assertThat(ticket.people().readsWordsOf(ticket.openDispatch("fire-rescue"), ROAD)).isFalse();
        assertThat(ticket.isVisibleTo(clerk("expressway"))).isFalse();
    }

    @Test
    @Proves(value = "C4", forbidden = true)
    void aTicketIsHandedOnNeitherBackNorTooDeepNorTwice() {
        Ticket ticket = handedOn();
        TicketPeople people = ticket.people();
        assertRefused("handling.backToSender", () -> people.subDispatch(ROAD, "road-transport", "transport", "转回", DEEP));
        assertRefused("handling.backToSender", () -> people.subDispatch(ROAD, "road-transport", "road-transport", "自己", DEEP));
        assertRefused("handling.subUnitAlreadyHandling",
                () -> people.subDispatch(TRANSPORT, "transport", "road-transport", "再转", DEEP));
        people.subDispatch(ROAD, "road-transport", "second", "再转", DEEP);
        people.subDispatch(clerk("second"), "second", "third", "再转", DEEP);
        assertRefused("handling.backToSender", () -> people.subDispatch(clerk("third"), "third", "transport", "转回", 9));
        assertRefused("handling.tooDeep", () -> people.subDispatch(clerk("third"), "third", "fourth", "再转", DEEP));
        assertRefused("ticket.notWithUnit", () -> people.subDispatch(COMMERCE, "commerce", "fifth", "再转", DEEP));
    }

    @Test
    void aTicketIsNotHandedToTheUnitThatReturnedIt() {
        Ticket ticket = returned("transport", "commerce");
        assertRefused("handling.backToSender", () -> ticket.people().subDispatch(COMMERCE, "commerce", "transport", "转回", DEEP));
    }

    @Test
    @Proves("C4")
    void aSubUnitGivesTheTicketBackToItsParentWithoutARulingOfTheCentre() {
        Ticket ticket = handedOn();
        ticket.people().handBack(ROAD, "road-transport", "不属本级权限", "passenger-transport", "市城市客运管理中心", "三定");
        assertThat(ticket.people().awaitedBy("transport")).isEmpty();
        assertThat(ticket.status()).isEqualTo(TicketStatus.HANDLING);
        assertThat(ticket.returns()).isZero();
        assertThat(ticket.isVisibleTo(ROAD)).isFalse();
        assertThat(ticket.newEvents).last().extracting(TicketEvent::type).isEqualTo(EventType.HANDED_BACK);
        ticket.people().subDispatch(TRANSPORT, "transport", "passenger-transport", "按权限转办", DEEP);
        assertThat(ticket.openDispatch("passenger-transport").depth()).isEqualTo(1);
    }

    @Test
    void stoppingToWaitEndsEverythingHandedOnFurther() {
        Ticket ticket = sent(lead("commerce"), assist("transport"));
        ticket.people().subDispatch(TRANSPORT, "transport", "road-transport", "按权限转办", DEEP);
        ticket.people().subDispatch(ROAD, "road-transport", "second", "按权限转办", DEEP);
        assertThat(ticket.people().stopWaiting(COMMERCE, "commerce", "先行答复")).containsExactly("transport");
        assertThat(ticket.dispatches()).filteredOn(Dispatch::isOpen).extracting(Dispatch::unit).containsExactly("commerce");
    }

    @Test
    void aMeetingEndsParentAndSubUnit() {
        Ticket ticket = handedOn();
        ticket.callMeeting(DISPATCHER, "职责交叉");
        assertThat(ticket.dispatches()).noneMatch(Dispatch::isOpen);
    }

    @Test
    void aUnitDoesNotReturnWhatASubUnitStillWorksOn() {
        Ticket ticket = handedOn();
        assertRefused("handling.subUnitStillHandling", () -> ticket.people().requireNothingHandedOn("transport", code -> code));
        ticket.people().requireNothingHandedOn("road-transport", code -> code);
    }

    @Test
    @Proves(value = "guard4", forbidden = true)
    void aTicketWithAnOpenAssistSubUnitOrReworkIsNotArchived() {
        Ticket assisted = sent(lead("transport"), assist("fire-rescue"));
        assisted.reply(TRANSPORT, "transport", "已处理", null);
        assertRefused("ticket.stillOpen", () -> assisted.archive(Actor.SYSTEM));

        Ticket parent = handedOn();
        parent.reply(TRANSPORT, "transport", "已处理", null);
        assertRefused("ticket.stillOpen", () -> parent.archive(Actor.SYSTEM));

        Ticket reworked = sent(lead("transport"));
        reworked.reply(TRANSPORT, "transport", "已处理", null);
        reworked.orderRework(REVIEWER, "答复不完整");
        assertRefused("ticket.stillOpen", () -> reworked.archive(Actor.SYSTEM));

        Ticket waiting = sent(lead("transport"));
        waiting.people().requestSignOff(TRANSPORT, "transport");
        assertRefused("ticket.stillOpen", () -> waiting.archive(Actor.SYSTEM));
    }

    @Test
    @Proves("guard4")
    void onceEverybodyAnsweredItIsArchived() {
        Ticket ticket = handedOn();
        ticket.reply(ROAD, "road-transport", "已整改", null);
        ticket.reply(TRANSPORT, "transport", "已处理", null);
        ticket.archive(Actor.SYSTEM);
        assertThat(ticket.status()).isEqualTo(TicketStatus.ARCHIVED);
    }

    // ------------------------------------------------------------------ inside the unit

    @Test
    void aSectionSeesAndHandlesWhatItWasHandedOnly() {
        Ticket ticket = sent(lead("transport"));
        Actor section = new Actor("somebody", Set.of("section-transport-roads"));
        assertThat(ticket.isVisibleTo(section)).isFalse();
        ticket.people().assign(TRANSPORT, "transport", "roads", "道路科", null);
        assertThat(ticket.isVisibleTo(section)).isTrue();
        assertThat(ticket.openDispatch("transport").isHandledBy(section)).isTrue();
        assertThat(ticket.openDispatch("transport").isHandledBy(TRANSPORT)).isTrue();
        assertThat(ticket.openDispatch("transport").isHandledBy(new Actor("other", Set.of("section-transport-rail")))).isFalse();
        ticket.people().assign(TRANSPORT, "transport", null, null, "clerk-two");
        assertThat(ticket.isVisibleTo(section)).isFalse();
        assertThat(ticket.openDispatch("transport").signedBy()).isEqualTo("clerk-two");
    }

    @Test
    void aLeaderSeesTheUnitsTicketsAndHandlesNone() {
        Ticket ticket = sent(lead("transport"));
        Actor leader = new Actor("leader", Set.of("leader-transport"));
        assertThat(ticket.isVisibleTo(leader)).isTrue();
        assertThat(ticket.openDispatch("transport").isHandledBy(leader)).isFalse();
        assertThat(ticket.isVisibleTo(new Actor("leader", Set.of("leader-commerce")))).isFalse();
    }

    @Test
    void aReplyThatWaitsForTheLeaderIsOpenAndARefusalGivesItBack() {
        Ticket ticket = sent(lead("transport"));
        ticket.sign(TRANSPORT, "transport");
        assertRefused("handling.nothingToSignOff", () -> ticket.people().signOff(TRANSPORT, "transport"));
        ticket.people().requestSignOff(TRANSPORT, "transport");
        assertThat(ticket.openDispatch("transport").state()).isEqualTo(Dispatch.State.SIGNING_OFF);
        ticket.people().refuseSignOff(new Actor("leader", Set.of("leader-transport")), "transport", "缺少处理结果");
        assertThat(ticket.openDispatch("transport").state()).isEqualTo(Dispatch.State.SIGNED);
    }

    // ------------------------------------------------------------------ off the network, judging, calling

    @Test
    void aUnitOffTheNetworkIsWorkedByOperatorsOfTheCentre() {
        Ticket ticket = registered();
        ticket.offNetworkUnits = "commerce"::equals;
        ticket.dispatch(DISPATCHER, List.of(lead("commerce")), false);
        Dispatch dispatch = ticket.openDispatch("commerce");
        assertThat(dispatch.offNetwork()).isTrue();
        assertThat(dispatch.isHandledBy(OPERATOR)).isTrue();
        assertThat(dispatch.isHandledBy(COMMERCE)).isFalse();
    }

    @Test
    @Proves("guard10")
    void whoeverWroteOrRecordedAReplyAndEveryoneOfTheUnitHasHandledIt() {
        Ticket ticket = sent(lead("transport"), guide("commerce"));
        ticket.reply(OPERATOR, "transport", "据来函记录", null);
        assertThat(ticket.people().hasHandled(OPERATOR)).isTrue();
        assertThat(ticket.people().hasHandled(new Actor("both", Set.of("unit-transport", "reviewer")))).isTrue();
        assertThat(ticket.people().hasHandled(REVIEWER)).isFalse();
        assertThat(ticket.people().hasHandled(COMMERCE)).isFalse();
    }

    // ------------------------------------------------------------------ tickets to begin with

    private Ticket registered() {
        return Ticket.register("SY202302080001", new Registration("430500", Channel.PHONE, null, "00", Kind.COMPLAINT, null,
                "430511", "资江桥头", "公交不停", "公交到站不停。", false, null, clock.instant(), null, null,
                "测试群众", "13800000000"), clock, OPERATOR);
    }

    private Ticket sent(Assignment... to) {
        Ticket ticket = registered();
        ticket.dispatch(DISPATCHER, List.of(to), false);
        return ticket;
    }

    private Ticket handedOn() {
        Ticket ticket = sent(lead("transport"));
        ticket.people().subDispatch(TRANSPORT, "transport", "road-transport", "按权限转办", DEEP);
        return ticket;
    }

    private Ticket returned(String from, String to) {
        Ticket ticket = sent(lead(from));
        askToReturn(ticket, clerk(from), from, to);
        ticket.keepFirstReceiverInformed(from);
        ticket.upholdReturn(DISPATCHER, from, to, false, "改派");
        return ticket;
    }

    private static void askToReturn(Ticket ticket, Actor clerk, String unit, String proposed) {
        ticket.requestReturn(clerk, unit, "不属本单位职责", proposed, "建议的单位", "三定");
    }

    private static Actor clerk(String unit) {
        return new Actor("clerk-" + unit, Set.of("unit-" + unit));
    }

    private static Assignment lead(String unit) {
        return new Assignment(unit, Dispatch.Role.LEAD, "派单目录");
    }

    private static Assignment assist(String unit) {
        return new Assignment(unit, Dispatch.Role.ASSIST, "派单目录");
    }

    private static Assignment guide(String unit) {
        return new Assignment(unit, Dispatch.Role.GUIDE, "分线指导");
    }

    private static void assertRefused(String code, ThrowingCallable change) {
        Refusal refusal = catchThrowableOfType(Refusal.class, change);
        assertThat(refusal).as("must be refused with " + code).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}
