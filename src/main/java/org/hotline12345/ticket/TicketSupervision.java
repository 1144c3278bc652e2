package org.hotline12345.ticket;

import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;

/**
 * What supervision (督办) writes into a ticket. A ticket under an order cannot be archived and is called back by a
 * person; spot checks, referrals and exclusions also reach tickets that have closed.
 */
public final class TicketSupervision {

    private final Ticket ticket;

    TicketSupervision(Ticket ticket) {
        this.ticket = ticket;
    }

    /** Orders not closed yet; the archive waits for them. */
    public int openOrders() {
        return ticket.openOrders;
    }

    /** Granted reason for leaving the ticket out of rates, or null. */
    public String exclusion() {
        return ticket.exclusion;
    }

    /** How often it was handled anew after a bad reply. */
    public int reworks() {
        return (int) ticket.dispatches.stream().filter(d -> d.rework).map(d -> d.round).distinct().count();
    }

    /** The latest dispatch of a unit that may still see the ticket. */
    public Optional<Dispatch> latestOf(String unit) {
        Dispatch latest = null;
        for (Dispatch dispatch : ticket.dispatches) {
            if (dispatch.unit.equals(unit) && dispatch.givesSight()) {
                latest = dispatch;
            }
        }
        return Optional.ofNullable(latest);
    }

    /** 列入督办. */
    public void openOrder(Actor actor, String unit, String text) {
        ticket.supervised = true;
        ticket.openOrders++;
        ticket.record(EventType.ORDER_ISSUED, actor, unit, text);
    }

    public void answerOrder(Actor actor, String unit, String answer) {
        ticket.record(EventType.ORDER_ANSWERED, actor, unit, answer);
    }

    public void missOrder(Actor actor, String unit, String text) {
        ticket.record(EventType.ORDER_OVERDUE, actor, unit, text);
    }

    /** 提级办理. */
    public void raiseOrder(Actor actor, String unit, String text) {
        ticket.record(EventType.ORDER_RAISED, actor, unit, text);
    }

    public void closeOrder(Actor actor, String unit, String reason) {
        if (ticket.openOrders == 0) {
            throw Refusal.rule("supervision.noOpenOrder", "工单" + ticket.ticketNo + "没有未办结的督办单。");
        }
        ticket.openOrders--;
        ticket.record(EventType.ORDER_CLOSED, actor, unit, reason);
    }

    void requireNoOpenOrder() {
        if (ticket.openOrders > 0) {
            throw Refusal.rule("ticket.orderOpen", "工单" + ticket.ticketNo + "还有未办结的督办单，督办办结后才能归档。");
        }
    }

    /** One rung of the ladder for overdue handling. */
    public void escalate(Actor actor, String unit, String text) {
        ticket.record(EventType.ESCALATED, actor, unit, text);
    }

    /** 移送线索: units read the history, so neither number nor content stands in it. */
    public void refer(Actor actor, String text) {
        ticket.record(EventType.REFERRED, actor, null, text);
    }

    /** 抽查 of a ticket that closed. */
    public void spotCheck(Actor actor, String text) {
        requireArchived();
        ticket.record(EventType.SPOT_CHECKED, actor, null, text);
    }

    public void draw(Actor actor) {
        requireArchived();
        ticket.record(EventType.DRAWN, actor, null, "随机抽中，另派回访员再次回访");
    }

    public void callAgain(Actor actor, String text) {
        ticket.record(EventType.CALLED_AGAIN, actor, null, text);
    }

    private void requireArchived() {
        if (ticket.status != TicketStatus.ARCHIVED) {
            throw Refusal.rule("supervision.notArchived",
                    "工单" + ticket.ticketNo + "尚未归档，归档后才能抽查或再次回访。");
        }
    }

    public void askExclusion(Actor actor, String text) {
        if (ticket.exclusion != null) {
            throw Refusal.rule("supervision.alreadyExcluded", "工单" + ticket.ticketNo + "已同意剔除，不必再申请。");
        }
        ticket.record(EventType.EXCLUSION_ASKED, actor, null, text);
    }

    /** 同意剔除: counts stay, rates leave it out; closed tickets too. */
    public void grantExclusion(Actor actor, String reasonCode, String text) {
        ticket.exclusion = reasonCode;
        ticket.record(EventType.EXCLUSION_GRANTED, actor, null, text);
    }

    public void refuseExclusion(Actor actor, String text) {
        ticket.record(EventType.EXCLUSION_REFUSED, actor, null, text);
    }

    public void withdrawExclusion(Actor actor, String text) {
        ticket.exclusion = null;
        ticket.record(EventType.EXCLUSION_WITHDRAWN, actor, null, text);
    }
}
