package org.hotline12345.ticket;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * What binds a ticket to others: merged into the one that handles the same matter (并单), or a call split into its matters
 * (拆单). Guards only; who waits for whom is told by {@link RelatedTickets}.
 */
public final class TicketRelations {

    private final Ticket ticket;
    private final Clock clock;

    TicketRelations(Ticket ticket, Clock clock) {
        this.ticket = ticket;
        this.clock = clock;
    }

    /** When the ticket first went to a unit or was split, or null. */
    public Instant firstDispatchedAt() {
        return ticket.dispatches.stream().map(d -> d.dispatchedAt).min(Comparator.naturalOrder()).orElse(ticket.dispatchedAt);
    }

    /** Merged and waiting for the main ticket's result. */
    public boolean waitsForMain() {
        return ticket.status == TicketStatus.MERGED;
    }

    /** The ticket it was merged into, or null. */
    public String mergedInto() {
        return ticket.mergedInto;
    }

    /** One matter of a split call. */
    public boolean isPart() {
        return ticket.parentNo != null;
    }

    /** Whether it was ever split. */
    public boolean wasSplit() {
        return ticket.parts > 0;
    }

    /** The unit chosen for this matter when the call was split, or null; known in that step only. */
    public String chosenLead() {
        return ticket.chosenLead;
    }

    /** The reply went to the citizen or on its way there: those merged into it may be told. */
    boolean hasResult() {
        return ticket.status == TicketStatus.CALLBACK || ticket.status == TicketStatus.ARCHIVED
                || ticket.status == TicketStatus.CLOSED_INSTANT;
    }

    /**
     * 并单 into the ticket that was dispatched first, so that the earliest dispatch time counts. Open handlings of this one
     * end; it waits for the main ticket's result.
     *
     * @param main the other ticket, locked as well
     * @throws Refusal RULE with the way out: merge the other way round, dispatch the main first, and so on
     */
    public void mergeInto(Actor actor, Ticket main, String reason) {
        ticket.requireOpen();
        String no = ticket.ticketNo;
        if (main.ticketNo.equals(no)) {
            throw Refusal.invalid("routing.mergeTargetMissing", "不能并入本工单自己，请填写另一件工单号。");
        }
        if (isPart() || wasSplit()) {
            throw Refusal.rule("routing.splitNotMerged", "工单" + no + (isPart() ? "是拆出的分件" : "已拆单") + "，不能再并单。");
        }
        if (!main.jurisdiction().equals(ticket.jurisdiction())) {
            throw Refusal.rule("routing.mergeOtherHotline", "工单" + main.ticketNo + "属其他热线，不能并单；请改为转接。");
        }
        if (main.status.isClosed()) {
            throw Refusal.rule("routing.mergeTargetClosed", "并入的工单" + main.ticketNo + "已结束，请另行派单。");
        }
        if (main.relations().waitsForMain()) {
            throw Refusal.rule("routing.mergeTargetMerged",
                    "工单" + main.ticketNo + "已并入工单" + main.mergedInto + "，请直接并入后者。");
        }
        Instant mainsFirst = main.relations().firstDispatchedAt();
        Instant ownFirst = firstDispatchedAt();
        if (mainsFirst == null) {
            throw Refusal.rule("routing.mergeTargetNotDispatched", "工单" + main.ticketNo + "尚未派单，请先派单"
                    + (ownFirst == null ? "" : "，或把它并入本工单" + no) + "。");
        }
        if (ownFirst != null && ownFirst.isBefore(mainsFirst)) {
            throw Refusal.rule("routing.mergeWrongDirection",
                    "本工单派单更早，请反过来把工单" + main.ticketNo + "并入本工单" + no + "。");
        }
        endHandlings();
        ticket.mergedInto = main.ticketNo;
        ticket.status = TicketStatus.MERGED;
        ticket.dispatchedAt = mainsFirst;
        if (ticket.dispatchedBy == null) {
            ticket.dispatchedBy = actor.id();
        }
        ticket.record(EventType.MERGED, actor, null, "并入工单" + main.ticketNo + (reason == null ? "" : "：" + reason));
        main.joined++;
        main.record(EventType.JOINED, actor, null, "工单" + no + "并入本工单");
    }

    /** The main ticket ended without a result: this one is dispatched on its own. */
    void separate(String why) {
        ticket.requireOpen();
        String main = ticket.mergedInto;
        leaveMain();
        ticket.status = TicketStatus.DISPATCHING;
        ticket.record(EventType.MERGE_UNDONE, Actor.SYSTEM, null, "主工单" + main + why + "，本工单重新派单");
    }

    /** Bound to no other ticket any more: with a unit only if one had it itself, for the main ticket's dispatch was not its own. */
    void leaveMain() {
        ticket.mergedInto = null;
        ticket.dispatchedAt = ticket.dispatches.stream().filter(d -> d.role != Dispatch.Role.GUIDE).map(d -> d.dispatchedAt)
                .min(Comparator.naturalOrder()).orElse(null);
    }

    /** The main ticket's result is this one's too. */
    void adoptOutcome(List<String> publicReplies) {
        ticket.requireOpen();
        ticket.closingReason = "与工单" + ticket.mergedInto + "一并办结";
        ticket.record(EventType.OUTCOME_ADOPTED, Actor.SYSTEM, null, "工单" + ticket.mergedInto + "的办理结果"
                + (publicReplies.isEmpty() ? "" : "：" + String.join("\n", publicReplies)));
    }

    /** 拆单: the matters go their own ways, the call waits for all of them and is called back once. */
    void split(Actor actor, List<Ticket> matters) {
        ticket.requireOpen();
        ticket.parts += matters.size();
        ticket.openParts += matters.size();
        ticket.status = TicketStatus.HANDLING;
        ticket.dispatchedAt = ticket.dispatchedAt == null ? clock.instant() : ticket.dispatchedAt;
        ticket.dispatchedBy = actor.id();
        ticket.record(EventType.SPLIT, actor, null, "拆为" + matters.size() + "件：" + String.join("；",
                matters.stream().map(part -> part.ticketNo + "「" + part.title() + "」").toList()));
    }

    /** One matter has ended; returns whether it was the last one. */
    boolean settlePart(Ticket part) {
        if (ticket.status.isClosed()) {
            return false;
        }
        ticket.openParts--;
        ticket.record(EventType.PART_SETTLED, Actor.SYSTEM, null, part.ticketNo + part.status.label());
        return ticket.openParts == 0;
    }

    void endHandlings() {
        for (Dispatch dispatch : ticket.dispatches) {
            if (dispatch.isOpen()) {
                dispatch.state = Dispatch.State.ENDED;
                ticket.touch(dispatch);
            }
        }
    }
}
