package org.hotline12345.handling;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Ticket;
import org.springframework.stereotype.Component;

/** Who may act for a unit. */
@Component
class Clerks {

    private final Units units;
    private final Actors actors;

    Clerks(Units units, Actors actors) {
        this.units = units;
        this.actors = actors;
    }

    /** The acting person, who must be of the unit or of the section that has it; for an off-network unit an operator. */
    Actor of(Ticket ticket, String unit) {
        Actor actor = actors.current();
        if (!ticket.openDispatch(unit).isHandledBy(actor)) {
            throw Refusal.forbidden("handling.notYourUnit", "只有承办单位的工作人员可以办理。");
        }
        return actor;
    }

    /** Whoever speaks for the whole unit; a section's people do not. */
    Actor coordinatorOf(Ticket ticket, String unit) {
        Actor actor = of(ticket, unit);
        if (!ticket.openDispatch(unit).offNetwork() && !actor.belongsTo(unit)) {
            throw Refusal.forbidden("handling.coordinatorOnly", "退回、转派、分办由本单位的综合经办人办理，科室请与其联系。");
        }
        return actor;
    }

    String unitName(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    static void requireVisible(Ticket ticket, Actor actor) {
        if (!ticket.isVisibleTo(actor)) {
            throw Refusal.unknown("ticket.unknown", "没有工单" + ticket.ticketNo() + "，或您无权查看。");
        }
    }

    /** @param field key of the form's field it stands in */
    static void requireReason(String reason, String field) {
        if (EffectiveText.length(reason) < 4) {
            throw Refusal.invalid("handling.reasonTooShort", "请写明理由，不少于4个字。").at(field);
        }
    }
}
