package org.hotline12345.ticket;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * What is urgent about a ticket (紧急件): why its clocks run in natural time, who was told by telephone, and whose
 * matter it turns out to be once the danger is over. Reached by {@link Ticket#urgency()}.
 */
public final class TicketUrgency {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
            .withZone(ZoneId.of("Asia/Shanghai"));

    private final Ticket ticket;

    TicketUrgency(Ticket ticket) {
        this.ticket = ticket;
    }

    /** Whether the call-taker, or whoever judged before, holds it for urgent. */
    public boolean claimed() {
        return ticket.claimedUrgent || ticket.urgent;
    }

    /** The call-taker's word at registration; the table has the last one. */
    public void claim() {
        ticket.claimedUrgent = true;
    }

    /** The table's judgement; once urgent, more facts do not make a ticket ordinary by themselves. */
    public void judge(Actor actor, boolean urgent, String basis) {
        ticket.requireOpen();
        if (urgent && !ticket.urgent) {
            ticket.urgent = true;
            ticket.record(EventType.URGENCY_SET, actor, null, "紧急件（依据：" + basis + "）");
        }
    }

    /** A dispatcher's own judgement, with the reason. */
    public void set(Actor actor, boolean urgent, String reason) {
        ticket.requireOpen();
        if (!urgent && ticket.externalCutoff() != null) {
            throw Refusal.rule("ticket.cutoffIsUrgent", "有外部截止时间的工单一律按紧急件办理，不能取消。");
        }
        if (urgent != ticket.urgent) {
            ticket.urgent = urgent;
            ticket.record(EventType.URGENCY_SET, actor, null, (urgent ? "认定为紧急件：" : "不按紧急件办理：") + reason);
        }
    }

    // ---------------------------------------------------------------- ownership

    /** 权属待定: whoever is nearest and able acts; the danger first, the question of ownership later. */
    public void leaveOwnershipOpen(Actor actor, String reason) {
        ticket.requireOpen();
        if (!ticket.ownershipPending) {
            ticket.ownershipPending = true;
            ticket.record(EventType.OWNERSHIP_PENDING, actor, null, "先行处置，权属后定" + (reason == null ? "" : "：" + reason));
        }
    }

    /** Refuses a return while the danger stands: whose matter it is comes after. */
    public void requireNoHazard() {
        if (ticket.ownershipPending) {
            throw Refusal.rule("handling.hazardFirst",
                    "本工单权属待定，须先行处置险情，不能退回；处置后请如实答复（如「不是本单位设施，已处置」），由中心明确权属。");
        }
    }

    /**
     * The centre says whose matter it is; that unit learns of it without a clock.
     *
     * @param owner code of the unit, or null when nobody was found
     */
    public void settleOwnership(Actor actor, String owner, String ownerName, String note) {
        ticket.requireOpen();
        if (!ticket.ownershipPending) {
            throw Refusal.rule("ticket.ownershipNotPending", "工单" + ticket.ticketNo + "没有待定的权属，无需移交。");
        }
        ticket.ownershipPending = false;
        ticket.record(EventType.OWNERSHIP_SETTLED, actor, owner,
                (owner == null ? "未找到权属单位" : "权属单位：" + ownerName) + "；" + note);
        if (owner != null) {
            ticket.inform(actor, owner, "权属单位");
        }
    }

    // ---------------------------------------------------------------- notice

    /** 电话通知, beside the ticket itself: who was told, when, how. */
    public void notified(Actor actor, String unit, String to, Instant at, boolean byLetter, String remark) {
        ticket.requireOpen();
        ticket.record(EventType.NOTIFIED, actor, unit, (byLetter ? "函告" : "电话通知") + to + "，" + TIME.format(at)
                + (remark == null ? "" : "：" + remark));
    }

    public void noticeOverdue(Actor actor, String unit) {
        ticket.requireOpen();
        ticket.record(EventType.NOTICE_OVERDUE, actor, unit, "未在时限内通知承办单位，请值班负责人督促");
    }

    /** The unit was faster than the telephone, or its handling ended another way. */
    public void notNotified(Actor actor, String unit) {
        if (!ticket.status.isClosed()) {
            ticket.record(EventType.NOT_NOTIFIED, actor, unit, "承办已了结，未另行通知");
        }
    }
}
