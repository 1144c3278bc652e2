package org.hotline12345.handling;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Practices;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketPeople;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a unit's clerk may do with a ticket, and the rules that hold whichever door was used. */
@Component
public class Handling {

    private static final String HANDLING_ENDED = "handling.ended";

    private final Tickets tickets;
    private final Units units;
    private final Practices practices;
    private final Clerks clerks;
    private final ReplyGate replyGate;
    private final RefusedReplies refusedReplies;
    private final ReplyDrafts drafts;
    private final Processes processes;
    private final Actors actors;
    private final Clock clock;

    Handling(Tickets tickets, Units units, Practices practices, Clerks clerks, ReplyGate replyGate,
            RefusedReplies refusedReplies, ReplyDrafts drafts, Processes processes, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.practices = practices;
        this.clerks = clerks;
        this.replyGate = replyGate;
        this.refusedReplies = refusedReplies;
        this.drafts = drafts;
        this.processes = processes;
        this.actors = actors;
        this.clock = clock;
    }

    /** 签收. */
    public void sign(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        ticket.sign(clerks.of(ticket, unit), unit);
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
     * 答复, through the gate: a refused text is kept for the clerk, the task stays open. Where the unit's practice says so,
     * the reply waits for its leader.
     *
     * @return {@code settle}, or {@code signOff} when a leader must sign it off first
     * @throws Refusal RULE with the gate's code, for example {@code handling.replyTooShort} or {@code handling.replyPassesOn};
     *     {@code handling.answersMissing} while assists or sub-units have not answered and no reason is given
     */
    public String reply(String ticketNo, String unit, Reply reply) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.of(ticket, unit);
        List<ReplyGate.Finding> problems = replyGate.check(ticket.jurisdiction(), ticket.kind().code(), reply.text()).stream()
                .filter(ReplyGate.Finding::blocks).toList();
        if (!problems.isEmpty()) {
            refusedReplies.keep(ticketNo, unit, reply.text(), problems, clock.instant());
            throw Refusal.rule(problems.get(0).code(),
                    problems.stream().map(ReplyGate.Finding::message).distinct().collect(Collectors.joining()));
        }
        requireAnswers(ticket, unit, reply.overrideReason());
        ticket.sign(clerk, unit);
        if (ticket.openDispatch(unit).offNetwork()) {
            ticket.people().recordOnBehalf(clerk, unit, wayName(reply.way()), requireRecipient(reply.recipient()));
        } else if (practices.of(unit).signOff()) {
            drafts.keep(ticketNo, unit, new ReplyDrafts.Draft(reply.text(), reply.publicReply(), reply.overrideReason(),
                    clerk.id(), clock.instant(), null));
            ticket.people().requestSignOff(clerk, unit);
            return "signOff";
        }
        send(ticket, unit, clerk, reply.text(), reply.publicReply(), reply.overrideReason());
        return "settle";
    }

    private void requireAnswers(Ticket ticket, String unit, String overrideReason) {
        List<Dispatch> awaited = ticket.people().awaitedBy(unit);
        if (!awaited.isEmpty() && overrideReason == null) {
            throw Refusal.rule("handling.answersMissing", TicketPeople.names(awaited, clerks::unitName)
                    + "尚未答复；请待其答复后汇总，确需先行答复的，请填写不再等待的理由。");
        }
        if (!awaited.isEmpty()) {
            Clerks.requireReason(overrideReason);
        }
    }

    /** The reply leaves the unit; whoever it no longer waits for is told to stop. */
    private void send(Ticket ticket, String unit, Actor author, String text, String publicReply, String overrideReason) {
        ticket.people().stopWaiting(author, unit, overrideReason).forEach(stopped ->
                processes.deliver(HANDLING_ENDED, ticket.ticketNo(), Map.of("unit", stopped), Map.of()));
        ticket.reply(author, unit, text, publicReply);
    }

    /**
     * 审签: approval sends the reply, refusal gives it back to its author with the reason.
     *
     * @return {@code settle} or {@code redo}
     * @throws Refusal FORBIDDEN {@code handling.notLeader}, {@code handling.ownDraft}
     */
    public String signOff(String ticketNo, String unit, boolean approved, String reason) {
        Actor leader = actors.current();
        if (!leader.leads(unit)) {
            throw Refusal.forbidden("handling.notLeader", "只有本单位的审签领导可以审签答复。");
        }
        Ticket ticket = tickets.require(ticketNo);
        ReplyDrafts.Draft draft = drafts.find(ticketNo, unit).orElseThrow(() ->
                Refusal.rule("handling.nothingToSignOff", "本单位没有待审签的答复。"));
        if (draft.author().equals(leader.id())) {
            throw Refusal.forbidden("handling.ownDraft", "不能审签本人起草的答复，请由其他领导审签。");
        }
        if (!approved) {
            Clerks.requireReason(reason);
            ticket.people().refuseSignOff(leader, unit, reason);
            drafts.refuse(ticketNo, unit, reason);
            return "redo";
        }
        ticket.people().signOff(leader, unit);
        requireAnswers(ticket, unit, draft.overrideReason());
        send(ticket, unit, new Actor(draft.author(), Set.of()), draft.reply(), draft.publicReply(), draft.overrideReason());
        drafts.forget(ticketNo, unit);
        return "settle";
    }

    /**
     * What the reader's unit wrote in this round and has not sent: refused by the gate or by its leader, or waiting for
     * the leader; nobody else's.
     */
    public Optional<Unsent> unsent(String ticketNo) {
        Actor actor = actors.current();
        return tickets.visible(ticketNo, actor).dispatches().stream()
                .filter(dispatch -> dispatch.isOpen() && (dispatch.isHandledBy(actor) || actor.leads(dispatch.unit()))).findFirst()
                .flatMap(dispatch -> Stream.of(
                                drafts.find(ticketNo, dispatch.unit()).map(draft -> new Unsent(dispatch.unit(), draft.reply(),
                                        draft.publicReply(), draft.refusedReason() == null ? List.of()
                                                : List.of("审签退回：" + draft.refusedReason()), draft.refusedReason() == null, draft.at())),
                                refusedReplies.find(ticketNo, dispatch.unit()).map(refused -> new Unsent(dispatch.unit(),
                                        refused.text(), null, refused.problems(), false, refused.at())))
                        .flatMap(Optional::stream).filter(text -> !text.at().isBefore(dispatch.dispatchedAt()))
                        .max(Comparator.comparing(Unsent::at)));
    }

    /**
     * A text that has not left the unit.
     *
     * @param problems why it was refused, empty while it waits
     * @param waiting whether it waits for the leader
     */
    public record Unsent(String unit, String text, String publicText, List<String> problems, boolean waiting, Instant at) {
    }

    /**
     * 申请退回, within the return window of the dispatch (邵行审发〔2023〕4号：两个工作日内). The centre rules on it; a sub-unit
     * gives the ticket back to the unit it has it from, which goes on, without a ruling.
     *
     * @return {@code return} when the centre must rule, {@code settle} when the sub-unit is done with it
     * @throws Refusal RULE {@code handling.returnTooLate} after it
     */
    public String requestReturn(String ticketNo, String unit, String reason, String proposedUnit, String legalBasis) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.coordinatorOf(ticket, unit);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.returnUntil() != null && !clock.instant().isBefore(dispatch.returnUntil())) {
            throw Refusal.rule("handling.returnTooLate", "已超过退回期限，不能再申请退回；请继续办理，如认为派单有误可提出异议。");
        }
        Clerks.requireReason(reason);
        Unit proposed = units.require(ticket.jurisdiction(), proposedUnit);
        if (proposedUnit.equals(unit)) {
            throw Refusal.invalid("handling.proposedUnitIsOwn", "建议单位不能是本单位。");
        }
        ticket.people().requireNothingHandedOn(unit, clerks::unitName);
        ticket.sign(clerk, unit);
        if (dispatch.parentUnit() != null) {
            ticket.people().handBack(clerk, unit, reason, proposed.code(), proposed.name(), legalBasis);
            return "settle";
        }
        ticket.requestReturn(clerk, unit, reason, proposed.code(), proposed.name(), legalBasis);
        return "return";
    }

    /** 先行联系: the task stays, no clock moves. */
    public void contact(String ticketNo, String unit, Instant at, String outcome) {
        contact(ticketNo, unit, at, outcome, null, null);
    }

    /**
     * 先行联系 with the citizen; of an off-network unit also the letter or call to the unit itself.
     *
     * @param way {@code letter} or {@code phone} when the unit was contacted, null when the citizen was
     * @param recipient the letter's number or the number called, and who took it
     */
    public void contact(String ticketNo, String unit, Instant at, String outcome, String way, String recipient) {
        Instant contactedAt = at == null ? clock.instant() : at;
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.of(ticket, unit);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (contactedAt.isAfter(clock.instant()) || contactedAt.isBefore(dispatch.dispatchedAt())) {
            throw Refusal.invalid("handling.contactTimeImpossible", "联系时间须在派单之后、现在之前。");
        }
        ticket.sign(clerk, unit);
        if (way == null) {
            ticket.contact(clerk, unit, contactedAt, outcome);
            return;
        }
        if (!dispatch.offNetwork()) {
            throw Refusal.invalid("handling.unitOnNetwork", "本单位已入网，联系方式无须填写；先行联系记录与诉求人的联系。");
        }
        ticket.people().contactUnit(clerk, unit, wayName(way), requireRecipient(recipient), contactedAt, outcome);
    }

    /** 先行联系 recorded from the ticket card, for the clerk's own unit. */
    @Transactional
    public void contact(String ticketNo, Instant at, String outcome) {
        Actor actor = actors.current();
        Ticket ticket = tickets.require(ticketNo);
        Clerks.requireVisible(ticket, actor);
        String unit = ticket.dispatches().stream().filter(d -> d.isOpen() && d.isHandledBy(actor)).map(Dispatch::unit)
                .findFirst().orElseThrow(() -> Refusal.forbidden("handling.notYourUnit", "只有承办单位可以记录先行联系。"));
        contact(ticketNo, unit, at, outcome);
    }

    /** 派单异议: recorded at any time, changes nothing by itself. */
    public void object(String ticketNo, String unit, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.of(ticket, unit);
        Clerks.requireReason(reason);
        ticket.sign(clerk, unit);
        ticket.object(clerk, unit, reason);
    }

    /** The return window is over. */
    public void closeReturnWindow(String ticketNo, String unit) {
        tickets.require(ticketNo).closeReturnWindow(actors.current(), unit);
    }

    private static String wayName(String way) {
        return switch (way == null ? "" : way) {
            case "letter" -> "来函去函";
            case "phone" -> "电话";
            default -> throw Refusal.invalid("handling.wayMissing", "该单位未入网，请选择联系方式：来函去函（letter）或电话（phone）。");
        };
    }

    private static String requireRecipient(String recipient) {
        if (recipient == null) {
            throw Refusal.invalid("handling.recipientMissing", "请填写函号或电话，以及对方收件人或答复人。");
        }
        return recipient;
    }
}
