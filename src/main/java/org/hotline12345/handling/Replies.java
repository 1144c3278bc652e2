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
import org.hotline12345.deadline.StatutoryProcedures;
import org.hotline12345.organization.Practices;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketPeople;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** How a unit's answer comes about: through the gate, after those it waits for, past its leader, for now or for good. */
@Component
public class Replies {

    private static final String HANDLING_ENDED = "handling.ended";

    private final Tickets tickets;
    private final Practices practices;
    private final Clerks clerks;
    private final ReplyGate replyGate;
    private final RefusedReplies refusedReplies;
    private final ReplyDrafts drafts;
    private final StatutoryProcedures procedures;
    private final Processes processes;
    private final Actors actors;
    private final Clock clock;

    Replies(Tickets tickets, Practices practices, Clerks clerks, ReplyGate replyGate, RefusedReplies refusedReplies,
            ReplyDrafts drafts, StatutoryProcedures procedures, Processes processes, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.practices = practices;
        this.clerks = clerks;
        this.replyGate = replyGate;
        this.refusedReplies = refusedReplies;
        this.drafts = drafts;
        this.procedures = procedures;
        this.processes = processes;
        this.actors = actors;
        this.clock = clock;
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
        passGate(ticket, unit, reply.text());
        requireAnswers(ticket, unit, reply.overrideReason());
        ticket.sign(clerk, unit);
        if (ticket.openDispatch(unit).offNetwork()) {
            ticket.people().recordOnBehalf(clerk, unit, OffNetwork.wayName(reply.way()), OffNetwork.requireRecipient(reply.recipient()));
        } else if (practices.of(unit).signOff()) {
            return askLeader(ticket, unit, new ReplyDrafts.Draft(reply.text(), reply.publicReply(), reply.overrideReason(), null,
                    clerk.id(), clock.instant(), null), clerk);
        }
        send(ticket, unit, clerk, reply.text(), reply.publicReply(), reply.overrideReason());
        return "settle";
    }

    /**
     * 阶段性答复, through the same gate: a statutory procedure takes longer than the hotline's limit. For units the centre
     * dispatched to, which answer the citizen themselves.
     *
     * @param procedure code of a row of {@code dmn/statutory-procedures.dmn}
     * @return {@code settle}, or {@code signOff} when a leader must sign it off first
     */
    public String replyForNow(String ticketNo, String unit, String procedure, String text) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.of(ticket, unit);
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.parentUnit() != null || dispatch.offNetwork()) {
            throw Refusal.rule("handling.noInterimReply", "转派的工单和未入网单位的工单不作阶段性答复，请由转派单位作出，或据来函记录答复。");
        }
        passGate(ticket, unit, text);
        ticket.people().requireNothingHandedOn(unit, clerks::unitName);
        ticket.sign(clerk, unit);
        if (practices.of(unit).signOff()) {
            procedures.requireKnown(procedure);
            return askLeader(ticket, unit, new ReplyDrafts.Draft(text, null, null, procedure, clerk.id(), clock.instant(), null), clerk);
        }
        procedures.begin(ticketNo, unit, procedure, text);
        return "settle";
    }

    private String askLeader(Ticket ticket, String unit, ReplyDrafts.Draft draft, Actor author) {
        drafts.keep(ticket.ticketNo(), unit, draft);
        ticket.people().requestSignOff(author, unit);
        return "signOff";
    }

    /** 最终答复 after an interim one, through the same gate. */
    public void replyFinally(String ticketNo, String unit, String text, String publicReply) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.of(ticket, unit);
        passGate(ticket, unit, text);
        if (ticket.openDispatch(unit).state() != Dispatch.State.INTERIM) {
            throw Refusal.rule("handling.noInterimReply", "该单位没有作过阶段性答复。");
        }
        ticket.reply(clerk, unit, text, publicReply);
    }

    private void passGate(Ticket ticket, String unit, String text) {
        List<ReplyGate.Finding> problems = replyGate.check(ticket.jurisdiction(), ticket.kind().code(), text).stream()
                .filter(ReplyGate.Finding::blocks).toList();
        if (!problems.isEmpty()) {
            refusedReplies.keep(ticket.ticketNo(), unit, text, problems, clock.instant());
            throw Refusal.rule(problems.get(0).code(),
                    problems.stream().map(ReplyGate.Finding::message).distinct().collect(Collectors.joining())).at("reply");
        }
    }

    private void requireAnswers(Ticket ticket, String unit, String overrideReason) {
        List<Dispatch> awaited = ticket.people().awaitedBy(unit);
        if (!awaited.isEmpty() && overrideReason == null) {
            throw Refusal.rule("handling.answersMissing", TicketPeople.names(awaited, clerks::unitName)
                    + "尚未答复；请待其答复后汇总，确需先行答复的，请填写不再等待的理由。").at("overrideReason");
        }
        if (!awaited.isEmpty()) {
            Clerks.requireReason(overrideReason, "overrideReason");
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
            Clerks.requireReason(reason, "reason");
            ticket.people().refuseSignOff(leader, unit, reason);
            drafts.refuse(ticketNo, unit, reason);
            return "redo";
        }
        ticket.people().signOff(leader, unit);
        if (draft.procedure() != null) {
            procedures.begin(ticketNo, unit, draft.procedure(), draft.reply());
        } else {
            requireAnswers(ticket, unit, draft.overrideReason());
            send(ticket, unit, new Actor(draft.author(), Set.of()), draft.reply(), draft.publicReply(), draft.overrideReason());
        }
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
}
