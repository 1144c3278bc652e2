package org.hotline12345.handling;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.deadline.TimeRequests;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a unit's clerk may do with a ticket besides answering it, and the rules that hold whichever door was used. */
@Component
public class Handling {

    private final Tickets tickets;
    private final Units units;
    private final Clerks clerks;
    private final TimeRequests timeRequests;
    private final Actors actors;
    private final Clock clock;

    Handling(Tickets tickets, Units units, Clerks clerks, TimeRequests timeRequests, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.clerks = clerks;
        this.timeRequests = timeRequests;
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

    /** 申请延期. */
    public void askExtension(String ticketNo, String unit, int days, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.of(ticket, unit);
        Clerks.requireReason(reason, "reason");
        ticket.sign(clerk, unit);
        timeRequests.askExtension(ticketNo, unit, days, reason);
    }

    /** 申请挂起; not by a sub-unit, whose limit lies inside its parent's. */
    public void askSuspension(String ticketNo, String unit, String reasonCode, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Actor clerk = clerks.of(ticket, unit);
        Clerks.requireReason(reason, "reason");
        if (ticket.openDispatch(unit).parentUnit() != null) {
            throw Refusal.rule("handling.askParentToSuspend", "转派的工单不能单独挂起，请由转派单位申请。");
        }
        ticket.sign(clerk, unit);
        timeRequests.askSuspension(ticketNo, unit, reasonCode, reason);
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
        ticket.urgency().requireNoHazard();
        Dispatch dispatch = ticket.openDispatch(unit);
        if (dispatch.returnUntil() != null && !clock.instant().isBefore(dispatch.returnUntil())) {
            throw Refusal.rule("handling.returnTooLate", "已超过退回期限，不能再申请退回；请继续办理，如认为派单有误可提出异议。");
        }
        Clerks.requireReason(reason, "returnReason");
        Unit proposed = units.require(ticket.jurisdiction(), proposedUnit);
        if (proposedUnit.equals(unit)) {
            throw Refusal.invalid("handling.proposedUnitIsOwn", "建议单位不能是本单位。").at("proposedUnit");
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
            throw Refusal.invalid("handling.contactTimeImpossible", "联系时间须在派单之后、现在之前。").at("contactAt");
        }
        ticket.sign(clerk, unit);
        if (way == null) {
            ticket.contact(clerk, unit, contactedAt, outcome);
            return;
        }
        if (!dispatch.offNetwork()) {
            throw Refusal.invalid("handling.unitOnNetwork", "本单位已入网，联系方式无须填写；先行联系记录与诉求人的联系。").at("way");
        }
        ticket.people().contactUnit(clerk, unit, OffNetwork.wayName(way), OffNetwork.requireRecipient(recipient), contactedAt, outcome);
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
        Clerks.requireReason(reason, "reason");
        ticket.sign(clerk, unit);
        ticket.object(clerk, unit, reason);
    }

    /** The return window is over. */
    public void closeReturnWindow(String ticketNo, String unit) {
        tickets.require(ticketNo).closeReturnWindow(actors.current(), unit);
    }
}
