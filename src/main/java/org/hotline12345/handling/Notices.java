package org.hotline12345.handling;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.DutyRoster;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 电话通知: an urgent ticket is not only sent, somebody of the unit is told by telephone, nights and holidays included
 * (海南2017：迅速派发工单并电话联系分平台); a unit outside the network by letter or telephone.
 */
@Component
public class Notices {

    private final Tickets tickets;
    private final Units units;
    private final DutyRoster roster;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Notices(Tickets tickets, Units units, DutyRoster roster, JdbcClient jdbc, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.roster = roster;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Whether the unit has yet to be told of its dispatch. A notice still open for the unit that a return moved it from
     * becomes the new unit's.
     */
    public boolean needed(String ticketNo, String unit) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch dispatch = ticket.openDispatch(unit);
        // Rework runs on working days again: the danger was dealt with in the first round.
        if (!dispatch.offNetwork() && (!ticket.urgent() || dispatch.rework())) {
            return false;
        }
        // Whoever has signed for it knows: a dispatch taken over from another system.
        if (dispatch.signedAt() != null) {
            return false;
        }
        if (dispatch.fromUnit() != null && jdbc.sql("update handling_notice set unit = :unit where ticket_no = :no and unit = :old "
                        + "and closed_at is null")
                .param("unit", unit).param("no", ticketNo).param("old", dispatch.fromUnit()).update() > 0) {
            return false;
        }
        jdbc.sql("insert into handling_notice (ticket_no, dispatch_id, unit, asked_at) values (:no, :dispatch, :unit, :at)")
                .param("no", ticketNo).param("dispatch", dispatch.id()).param("unit", unit)
                .param("at", clock.instant().toEpochMilli()).update();
        return true;
    }

    /**
     * Somebody of the unit was told.
     *
     * @param to name or post of who took the call or the letter
     * @param at when, or null for now
     */
    public void notified(String ticketNo, String unit, String to, Instant at, boolean byLetter, String remark) {
        Actor operator = actors.current();
        if (!operator.hasAny("operator", "dispatcher", "supervisor")) {
            throw Refusal.forbidden("handling.centreNotifies", "只有热线中心可以登记电话通知。");
        }
        Ticket ticket = tickets.require(ticketNo);
        Instant when = at == null ? clock.instant() : at;
        if (when.isAfter(clock.instant()) || when.isBefore(ticket.openDispatch(unit).dispatchedAt())) {
            throw Refusal.invalid("handling.noticeTimeImpossible", "通知时间须在派单之后、现在之前。").at("noticeAt");
        }
        close(ticketNo, unit, to, when, byLetter);
        ticket.urgency().notified(operator, unit, to, when, byLetter, remark);
    }

    /** Nobody was told in time. */
    public void overdue(String ticketNo, String unit) {
        tickets.require(ticketNo).urgency().noticeOverdue(actors.current(), unit);
    }

    /** The handling ended before anybody was told. */
    public void lapse(String ticketNo, String unit) {
        close(ticketNo, unit, null, null, false);
        tickets.require(ticketNo).urgency().notNotified(actors.current(), unit);
    }

    private void close(String ticketNo, String unit, String to, Instant notifiedAt, boolean byLetter) {
        jdbc.sql("update handling_notice set closed_at = :now, notified_at = :at, notified_to = :to, way = :way, closed_by = :by "
                        + "where ticket_no = :no and unit = :unit and closed_at is null")
                .param("now", clock.instant().toEpochMilli()).param("at", notifiedAt == null ? null : notifiedAt.toEpochMilli())
                .param("to", to).param("way", to == null ? null : byLetter ? "letter" : "phone").param("by", actors.current().id())
                .param("no", ticketNo).param("unit", unit).update();
    }

    /** Who answers now for each unit that is still to be told: what the person with the telephone needs. */
    public List<String> whomToCall(String ticketNo) {
        return jdbc.sql("select unit from handling_notice where ticket_no = :no and closed_at is null order by unit")
                .param("no", ticketNo).query(String.class).list().stream().map(this::onDuty).toList();
    }

    private String onDuty(String unit) {
        Optional<DutyRoster.Shift> shift = roster.onDuty(unit, clock.instant());
        return units.find(unit).map(Unit::name).orElse(unit) + "：" + shift.map(on -> on.post() + " " + on.phone()
                + (on.deputy() == null ? "" : "，" + on.deputy())).orElse("值班表未排，请拨打单位总机");
    }
}
