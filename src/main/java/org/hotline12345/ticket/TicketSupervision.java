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

    /** 督办催办: by a supervisor, to one unit; the citizen's own urges are counted apart. */
    public void urgeUnit(Actor actor, String unit, String reason) {
        ticket.openDispatch(unit);
        ticket.record(EventType.UNIT_URGED, actor, unit, reason);
    }

    /**
     * 督办改派: the unit and everybody it handed the ticket on to stop, another unit takes over in the same role with clocks
     * of its own; no return, so nothing is counted between the two.
     *
     * @throws Refusal RULE {@code routing.subUnitNotReassigned}, {@code routing.interimNotReassigned}, {@code routing.unitAlreadyHandling}
     */
    public void reassign(Actor actor, String unit, String newUnit, String reason) {
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.parentUnit != null) {
            throw Refusal.rule("routing.subUnitNotReassigned", "该单位由上级单位转派，不能单独改派；请改派其上级单位，或由上级单位另行转派。");
        }
        if (dispatch.state == Dispatch.State.INTERIM) {
            throw Refusal.rule("routing.interimNotReassigned", "该单位已作阶段性答复，法定程序正在进行，不能改派；争议较大的可提请联席会议。");
        }
        if (ticket.findOpen(newUnit).isPresent()) {
            throw Refusal.rule("routing.unitAlreadyHandling", "该单位已在承办本工单，请另选单位。");
        }
        ticket.people().endHandedOn(actor, dispatch, reason);
        dispatch.state = Dispatch.State.ENDED;
        ticket.touch(dispatch);
        ticket.record(EventType.REASSIGNED, actor, unit, reason);
        ticket.dispatchedBy = actor.id();
        ticket.send(actor, new Assignment(newUnit, dispatch.role, "督办改派：" + reason), null, false, dispatch.rework);
        ticket.restate();
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

    /** Whether rates leave the ticket out. */
    public boolean excluded() {
        return ticket.exclusion != null;
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
