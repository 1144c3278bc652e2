package org.hotline12345.handling;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.StatutoryProcedures;
import org.hotline12345.deadline.TimeRequests;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a unit's clerk may do with a ticket, and the rules that hold whichever door was used. */
@Component
public class Handling {

    private final Tickets tickets;
    private final Units units;
    private final ReplyGate replyGate;
    private final RefusedReplies refusedReplies;
    private final TimeRequests timeRequests;
    private final StatutoryProcedures procedures;
    private final Actors actors;
    private final Clock clock;

    Handling(Tickets tickets, Units units, ReplyGate replyGate, RefusedReplies refusedReplies,
            TimeRequests timeRequests, StatutoryProcedures procedures, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.replyGate = replyGate;
        this.refusedReplies = refusedReplies;
        this.timeRequests = timeRequests;
        this.procedures = procedures;
        this.actors = actors;
        this.clock = clock;
    }

    /** 签收. */
    public void sign(String ticketNo, String unit) {
        tickets.require(ticketNo).sign(clerkOf(unit), unit);
    }

    /** Codes of the units that are to handle the ticket's current round. */
    public List<String> unitsToHandle(String ticketNo) {
        return tickets.require(ticketNo).unitsToHandle();
    }

    /** Who signed for the unit, or null. */
    public String signedBy(String ticketNo, String unit) {
        return tickets.require(ticketNo).findOpen(unit).map(Dispatch::signedBy).orElse(null);
    }

    /**
     * 答复, through the gate: a refused text is kept for the clerk, the task stays open.
     *
     * @throws Refusal RULE with the gate's code, for example {@code handling.replyTooShort} or {@code handling.replyPassesOn}
     */
    public void reply(String ticketNo, String unit, String reply, String publicReply) {
        Actor clerk = clerkOf(unit);
        Ticket ticket = passGate(ticketNo, unit, reply);
        ticket.sign(clerk, unit);
        ticket.reply(clerk, unit, reply, publicReply);
    }

    /**
     * 阶段性答复, through the same gate: a statutory procedure takes longer than the hotline's limit.
     *
     * @param procedure code of a row of {@code dmn/statutory-procedures.dmn}
     */
    public void replyForNow(String ticketNo, String unit, String procedure, String reply) {
        Actor clerk = clerkOf(unit);
        Ticket ticket = passGate(ticketNo, unit, reply);
        ticket.sign(clerk, unit);
        procedures.begin(ticketNo, unit, procedure, reply);
    }

    /** 最终答复 after an interim one, through the same gate. */
    public void replyFinally(String ticketNo, String unit, String reply, String publicReply) {
        Actor clerk = clerkOf(unit);
        Ticket ticket = passGate(ticketNo, unit, reply);
        if (ticket.openDispatch(unit).state() != Dispatch.State.INTERIM) {
            throw Refusal.rule("handling.noInterimReply", "该单位没有作过阶段性答复。");
        }
        ticket.reply(clerk, unit, reply, publicReply);
    }

    private Ticket passGate(String ticketNo, String unit, String reply) {
        Ticket ticket = tickets.require(ticketNo);
        List<ReplyGate.Finding> problems = replyGate.check(ticket.jurisdiction(), ticket.kind().code(), reply).stream()
                .filter(ReplyGate.Finding::blocks).toList();
        if (!problems.isEmpty()) {
            refusedReplies.keep(ticketNo, unit, reply, problems, clock.instant());
            throw Refusal.rule(problems.get(0).code(),
                    problems.stream().map(ReplyGate.Finding::message).distinct().collect(Collectors.joining()));
        }
        return ticket;
    }

    /** 申请延期. */
    public void askExtension(String ticketNo, String unit, int days, String reason) {
        Actor clerk = clerkOf(unit);
        requireReason(reason);
        tickets.require(ticketNo).sign(clerk, unit);
        timeRequests.askExtension(ticketNo, unit, days, reason);
    }

    /** 申请挂起. */
    public void askSuspension(String ticketNo, String unit, String reasonCode, String reason) {
        Actor clerk = clerkOf(unit);
        requireReason(reason);
        tickets.require(ticketNo).sign(clerk, unit);
        timeRequests.askSuspension(ticketNo, unit, reasonCode, reason);
    }

    /** The text the gate refused last while the ticket is with the reader's unit in this round; nobody else's. */
    public Optional<String> refusedReply(String ticketNo) {
        Actor actor = actors.current();
        return tickets.visible(ticketNo, actor).dispatches().stream()
                .filter(dispatch -> dispatch.isOpen() && actor.belongsTo(dispatch.unit())).findFirst()
                .flatMap(dispatch -> refusedReplies.find(ticketNo, dispatch.unit())
                        .filter(refused -> !refused.at().isBefore(dispatch.dispatchedAt())))
                .map(RefusedReplies.RefusedReply::text);
    }

    /**
     * 申请退回, within the return window of the dispatch (邵行审发〔2023〕4号：两个工作日内).
     *
     * @throws Refusal RULE {@code handling.returnTooLate} after it
     */
    public void requestReturn(String ticketNo, String unit, String reason, String proposedUnit, String legalBasis) {
        Actor clerk = clerkOf(unit);
        Ticket ticket = tickets.require(ticketNo);
        ticket.urgency().requireNoHazard();
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.returnUntil() != null && !clock.instant().isBefore(dispatch.returnUntil())) {
            throw Refusal.rule("handling.returnTooLate", "已超过退回期限，不能再申请退回；请继续办理，如认为派单有误可提出异议。");
        }
        requireReason(reason);
        Unit proposed = units.require(ticket.jurisdiction(), proposedUnit);
        if (proposedUnit.equals(unit)) {
            throw Refusal.invalid("handling.proposedUnitIsOwn", "建议单位不能是本单位。");
        }
        ticket.sign(clerk, unit);
        ticket.requestReturn(clerk, unit, reason, proposed.code(), proposed.name(), legalBasis);
    }

    /** 先行联系: the task stays, no clock moves. */
    public void contact(String ticketNo, String unit, Instant at, String outcome) {
        Actor clerk = clerkOf(unit);
        Instant contactedAt = at == null ? clock.instant() : at;
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (contactedAt.isAfter(clock.instant()) || contactedAt.isBefore(dispatch.dispatchedAt())) {
            throw Refusal.invalid("handling.contactTimeImpossible", "联系时间须在派单之后、现在之前。");
        }
        ticket.sign(clerk, unit);
        ticket.contact(clerk, unit, contactedAt, outcome);
    }

    /** 先行联系 recorded from the ticket card, for the clerk's own unit. */
    @Transactional
    public void contact(String ticketNo, Instant at, String outcome) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.isVisibleTo(actor)) {
            throw Refusal.unknown("ticket.unknown", "没有工单" + ticketNo + "，或您无权查看。");
        }
        String unit = ticket.dispatches().stream().filter(d -> d.isOpen() && actor.belongsTo(d.unit())).map(Dispatch::unit)
                .findFirst().orElseThrow(() -> Refusal.forbidden("handling.notYourUnit", "只有承办单位可以记录先行联系。"));
        contact(ticketNo, unit, at, outcome);
    }

    /** 派单异议: recorded at any time, changes nothing by itself. */
    public void object(String ticketNo, String unit, String reason) {
        Actor clerk = clerkOf(unit);
        requireReason(reason);
        Ticket ticket = tickets.require(ticketNo);
        ticket.sign(clerk, unit);
        ticket.object(clerk, unit, reason);
    }

    /** The return window is over. */
    public void closeReturnWindow(String ticketNo, String unit) {
        tickets.require(ticketNo).closeReturnWindow(actors.current(), unit);
    }

    private static void requireReason(String reason) {
        if (EffectiveText.length(reason) < 4) {
            throw Refusal.invalid("handling.reasonTooShort", "请写明理由，不少于4个字。");
        }
    }

    private Actor clerkOf(String unit) {
        Actor actor = actors.current();
        if (!actor.belongsTo(unit)) {
            throw Refusal.forbidden("handling.notYourUnit", "只有承办单位的工作人员可以办理。");
        }
        return actor;
    }
}
