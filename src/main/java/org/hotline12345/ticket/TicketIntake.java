package org.hotline12345.ticket;

import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/** What happens to one ticket before any unit has it: acceptance, supplements, other answerers, and its end at the desk. */
public final class TicketIntake {

    private final Ticket ticket;

    TicketIntake(Ticket ticket) {
        this.ticket = ticket;
    }

    /** Writes down what acceptance decided, with its basis. */
    public void recordAcceptance(Actor actor, String outcome, String reason, String basis) {
        ticket.record(EventType.ACCEPTANCE, actor, null, reason + "（依据：" + basis + "）");
        if ("manual".equals(outcome)) {
            ticket.enter(TicketStatus.DISPATCHING);
        }
    }

    public void requestSupplement(Actor actor, String reason) {
        ticket.enter(TicketStatus.NEED_INFO);
        ticket.record(EventType.SUPPLEMENT_REQUESTED, actor, null, reason);
    }

    public void supplement(Actor actor, String text, String newCategory, String newRegion) {
        ticket.requireOpen();
        ticket.content = ticket.content + "\n【补充】" + text;
        ticket.supplemented = true;
        if (newCategory != null) {
            ticket.category = newCategory;
        }
        if (newRegion != null) {
            ticket.region = newRegion;
        }
        ticket.status = TicketStatus.REGISTERED;
        ticket.record(EventType.SUPPLEMENTED, actor, null, text);
    }

    /** What another hotline said about taking the request. */
    public void transferAnswered(Actor actor, String text) {
        ticket.requireOpen();
        ticket.record(EventType.TRANSFER_ANSWERED, actor, null, text);
    }

    /** The call-taker passes the request on to a second answerer. */
    public void passToDesk(String desk) {
        ticket.requireOpen();
        ticket.answerDesk = desk;
    }

    /** The group of second answerers the request was passed on to, if any. */
    public Optional<String> answerGroup() {
        return Optional.ofNullable(ticket.answerDesk).map(desk -> Ticket.DESK_GROUP_PREFIX + desk);
    }

    /** What a second answerer told the citizen, or why a unit has to act. */
    public void answeredAtSecondLine(Actor actor, String text) {
        ticket.requireOpen();
        ticket.record(EventType.SECOND_LINE_ANSWERED, actor, null, text);
    }

    public void missInformation(Actor actor) {
        ticket.requireOpen();
        ticket.closingReason = "信息不足，逾期未补充";
        ticket.record(EventType.INFORMATION_MISSING, actor, null, "逾期未补充信息");
    }

    /** Ends at the desk: answered, transferred, declined and so on; no unit is involved. */
    public void closeAtDesk(Actor actor, TicketStatus end, String note) {
        ticket.requireOpen();
        if (!end.isClosed() || ticket.dispatches.stream().anyMatch(Dispatch::isOpen)) {
            throw Refusal.rule("ticket.cannotCloseAtDesk", "工单" + ticket.ticketNo + "已派单，不能在前台办结。");
        }
        ticket.status = end;
        ticket.closedAt = ticket.clock.instant();
        if (ticket.closingReason == null) {
            ticket.closingReason = note;
        }
        ticket.record(EventType.CLOSED_AT_DESK, actor, null, end.label() + (note == null ? "" : "：" + note));
    }
}
