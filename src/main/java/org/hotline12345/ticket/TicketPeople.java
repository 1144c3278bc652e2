package org.hotline12345.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * Several units and people on one ticket: a lead waits for its assists and a unit for those it handed the ticket on to,
 * guides advise, and inside a unit the work goes to a section or a person and past its leader.
 */
public final class TicketPeople {

    private static final Set<Dispatch.Role> HELPERS = Set.of(Dispatch.Role.ASSIST, Dispatch.Role.GUIDE);

    private final Ticket ticket;

    TicketPeople(Ticket ticket) {
        this.ticket = ticket;
    }

    // ---------------------------------------------------------------- waiting for each other

    /**
     * Units this unit must hear from before it replies: a lead its assists, every unit those it handed the ticket on to. An
     * interim reply is an answer; the final one comes when the procedure ends.
     */
    public List<Dispatch> awaitedBy(String unit) {
        Dispatch own = ticket.openDispatch(unit);
        return Stream.concat(childrenOf(own).stream(), own.role == Dispatch.Role.LEAD
                ? ofRound(own).filter(d -> d.role == Dispatch.Role.ASSIST && d.isOpen() && d.state != Dispatch.State.INTERIM) : Stream.empty()).toList();
    }

    /** Sub-units that still have what this dispatch handed on. */
    private List<Dispatch> childrenOf(Dispatch parent) {
        return ofRound(parent).filter(d -> parent.unit.equals(d.parentUnit) && d.isOpen()).toList();
    }

    private Stream<Dispatch> ofRound(Dispatch dispatch) {
        return ticket.dispatches.stream().filter(d -> d.round == dispatch.round);
    }

    /**
     * The lead or parent no longer waits: whoever has not answered stops, with everything handed on further.
     *
     * @return units the centre had dispatched to and whose handling must end now
     */
    public List<String> stopWaiting(Actor actor, String unit, String reason) {
        List<Dispatch> awaited = awaitedBy(unit);
        awaited.forEach(dispatch -> end(actor, dispatch, reason));
        return awaited.stream().filter(d -> d.parentUnit == null).map(d -> d.unit).toList();
    }

    /** Whoever works for this dispatch further down stops with it. */
    void endHandedOn(Actor actor, Dispatch dispatch, String reason) {
        childrenOf(dispatch).forEach(child -> end(actor, child, reason));
    }

    private void end(Actor actor, Dispatch dispatch, String reason) {
        childrenOf(dispatch).forEach(child -> end(actor, child, reason));
        dispatch.state = Dispatch.State.ENDED;
        ticket.touch(dispatch);
        ticket.record(EventType.HANDLING_ENDED, actor, dispatch.unit, reason);
    }

    /** A unit may not give the ticket away while a sub-unit works on it. */
    public void requireNothingHandedOn(String unit, Function<String, String> nameOf) {
        List<Dispatch> children = childrenOf(ticket.openDispatch(unit));
        if (!children.isEmpty()) {
            throw Refusal.rule("handling.subUnitStillHandling", "已转派的" + names(children, nameOf) + "尚未办结，请待其答复或退回后再提交。");
        }
    }

    /** Names of units for a message. */
    public static String names(List<Dispatch> dispatches, Function<String, String> nameOf) {
        return dispatches.stream().map(d -> "「" + nameOf.apply(d.unit) + "」").collect(Collectors.joining("、"));
    }

    /** 指导意见 of a guiding unit; no limit, and nobody has to follow it. */
    public void advise(Actor actor, String text) {
        ticket.requireOpen();
        Dispatch guide = ticket.dispatches.stream().filter(d -> d.state == Dispatch.State.INFORMED && d.isOf(actor)).findFirst()
                .orElseThrow(() -> Refusal.forbidden("handling.notGuide", "只有本工单的指导单位可以提出指导意见。"));
        ticket.record(EventType.ADVISED, actor, guide.unit, text);
    }

    // ---------------------------------------------------------------- handing on

    /**
     * 二级转派: a lower unit handles inside this unit's limit, and answers to this unit.
     *
     * @param maxDepth how many times a ticket may be handed on
     */
    public void subDispatch(Actor actor, String unit, String subUnit, String reason, int maxDepth) {
        Dispatch own = ticket.openDispatch(unit);
        if (own.depth >= maxDepth) {
            throw Refusal.rule("handling.tooDeep", "本工单已转派" + own.depth + "级，不能再往下转派；请由本单位办理。");
        }
        requireOnward(unit, subUnit);
        if (ticket.findOpen(subUnit).isPresent()) {
            throw Refusal.rule("handling.subUnitAlreadyHandling", "该单位已在承办本工单，请另选单位。");
        }
        Dispatch child = new Dispatch(UUID.randomUUID().toString(), own.round, subUnit, Dispatch.Role.SUB, Dispatch.State.OPEN,
                reason, null, false, own.rework, ticket.clock.instant(), actor.id());
        child.parentUnit = unit;
        child.depth = own.depth + 1;
        ticket.add(child);
        ticket.record(EventType.SUB_DISPATCHED, actor, subUnit, reason);
    }

    /** Never back to the unit it came from, nor to any before that. */
    public void requireOnward(String unit, String subUnit) {
        Dispatch own = ticket.openDispatch(unit);
        if (chainAbove(own).contains(subUnit) || subUnit.equals(own.fromUnit)) {
            throw Refusal.rule("handling.backToSender", "不能转派给本单位或把工单交来的单位；不属于本单位的，请申请退回。");
        }
    }

    /** The unit itself and everybody the ticket passed through on its way there. */
    private List<String> chainAbove(Dispatch dispatch) {
        List<String> chain = new ArrayList<>(List.of(dispatch.unit));
        Dispatch step = dispatch;
        while (step.parentUnit != null) {
            String parent = step.parentUnit;
            chain.add(parent);
            step = ofRound(dispatch).filter(d -> d.unit.equals(parent) && d.isOpen()).findFirst().orElseThrow();
        }
        return chain;
    }

    /** A sub-unit gives the ticket back to the unit it has it from, which goes on; the centre rules on its own dispatches only. */
    public void handBack(Actor actor, String unit, String reason, String proposedUnit, String proposedName, String basis) {
        Dispatch own = ticket.openDispatch(unit);
        own.state = Dispatch.State.RETURNED;
        own.returnReason = reason;
        own.returnProposedUnit = proposedUnit;
        own.returnBasis = basis;
        own.returnedAt = ticket.clock.instant();
        ticket.touch(own);
        ticket.record(EventType.HANDED_BACK, actor, unit, "理由：" + reason + "\n建议单位：" + proposedName + "\n依据：" + basis);
    }

    // ---------------------------------------------------------------- inside the unit

    /**
     * 分办: to a section, a person of it, or a person of the unit; whoever had it gives it up. No clock moves.
     *
     * @param section code, or null for a person only
     * @param assignee user id, or null for whoever of the section takes it
     */
    public void assign(Actor actor, String unit, String section, String sectionName, String assignee) {
        Dispatch own = ticket.openDispatch(unit);
        own.section = section;
        own.signedBy = assignee;
        ticket.touch(own);
        ticket.record(EventType.ASSIGNED, actor, unit,
                Stream.of(sectionName, assignee).filter(part -> part != null).collect(Collectors.joining("，")));
    }

    /** What somebody signed for is somebody else's now, or whoever of the unit takes it next; no clock moves. */
    void passOn(String from, String to) {
        ticket.dispatches.stream().filter(d -> d.isOpen() && from.equals(d.signedBy)).forEach(d -> {
            d.signedBy = to;
            ticket.touch(d);
        });
    }

    public void requestSignOff(Actor author, String unit) {
        Dispatch own = ticket.openDispatch(unit);
        own.state = Dispatch.State.SIGNING_OFF;
        ticket.touch(own);
        ticket.record(EventType.SIGN_OFF_REQUESTED, author, unit, null);
    }

    public void signOff(Actor leader, String unit) {
        ticket.record(EventType.SIGNED_OFF, leader, signingOff(unit).unit, null);
    }

    /** The author gets the text back; clocks as they were. */
    public void refuseSignOff(Actor leader, String unit, String reason) {
        Dispatch own = signingOff(unit);
        own.state = Dispatch.State.SIGNED;
        ticket.touch(own);
        ticket.record(EventType.SIGN_OFF_REFUSED, leader, unit, reason);
    }

    private Dispatch signingOff(String unit) {
        Dispatch own = ticket.openDispatch(unit);
        if (own.state != Dispatch.State.SIGNING_OFF) {
            throw Refusal.rule("handling.nothingToSignOff", "本单位没有待审签的答复。");
        }
        return own;
    }

    // ---------------------------------------------------------------- units that are not on the network

    /** A letter or call to the unit itself; the citizen has not been contacted by it. */
    public void contactUnit(Actor actor, String unit, String way, String recipient, Instant at, String outcome) {
        ticket.openDispatch(unit);
        ticket.record(EventType.UNIT_CONTACTED, actor, unit, way + "（" + recipient + "）" + "，" + at.atZone(ticket.clock.getZone())
                .toLocalDateTime().withNano(0).toString().replace('T', ' ') + "：" + outcome);
    }

    /** Who of the unit answered, and how it reached the centre; its reply follows. */
    public void recordOnBehalf(Actor recorder, String unit, String way, String recipient) {
        ticket.openDispatch(unit);
        ticket.record(EventType.ON_BEHALF, recorder, unit, way + "（" + recipient + "）答复，由中心代录");
    }

    // ---------------------------------------------------------------- who may read, judge and call

    /**
     * Whether the person may read what a unit wrote: the centre and the unit itself; a lead its assists and guides; a unit
     * those it handed the ticket on to. Never an assist another assist, a sub-unit its sibling or its parent.
     */
    boolean readsWordsOf(Dispatch author, Actor actor) {
        return actor.readsTickets() || actor.isSystem() || author.isOf(actor)
                || ticket.dispatches.stream().filter(d -> d.stands() && d.isOf(actor)).anyMatch(own -> author.parentUnit == null
                        ? own.role == Dispatch.Role.LEAD && own.round >= author.round && HELPERS.contains(author.role)
                        : own.unit.equals(author.parentUnit) && own.round == author.round);
    }

    /** The same, for a happening at a unit. */
    boolean readsWordsOf(String unit, Instant at, Actor actor) {
        Dispatch author = null;
        for (Dispatch dispatch : ticket.dispatches) {
            if ((dispatch.unit.equals(unit) || unit.equals(dispatch.dispatchedUnit)) && !dispatch.dispatchedAt.isAfter(at)) {
                author = dispatch;
            }
        }
        return author == null ? actor.readsTickets() || actor.isSystem() : readsWordsOf(author, actor);
    }

    /** Whoever wrote or recorded a reply, or is staff of a unit that handled it: neither reviews it nor asks the citizen. */
    public boolean hasHandled(Actor actor) {
        return ticket.dispatches.stream().filter(d -> d.role != Dispatch.Role.GUIDE)
                .anyMatch(d -> actor.id().equals(d.repliedBy) || d.stands() && d.isOf(actor));
    }
}
