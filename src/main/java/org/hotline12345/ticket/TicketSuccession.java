package org.hotline12345.ticket;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.hotline12345.common.Actor;

/** 单位变更接续: what one ticket has open at a unit passes to the unit that follows it, every limit as it was. */
final class TicketSuccession {

    private final Ticket ticket;

    TicketSuccession(Ticket ticket) {
        this.ticket = ticket;
    }

    /** Whether a unit has it open. */
    boolean isAt(String unit) {
        return ticket.findOpen(unit).isPresent();
    }

    /**
     * The unit whose run has to end because both units had the ticket; empty when only one had it. The lead goes on before an
     * assist, and whoever handed the ticket on before the one it was handed to.
     */
    Optional<String> oneTooMany(String from, String to) {
        Dispatch other = ticket.findOpen(to).orElse(null);
        if (other == null) {
            return Optional.empty();
        }
        Dispatch own = ticket.openDispatch(from);
        boolean ownGoesOn = from.equals(other.parentUnit)
                || !to.equals(own.parentUnit) && own.role.compareTo(other.role) < 0;
        return Optional.of(ownGoesOn ? to : from);
    }

    /** Ends the run that is one too many. */
    void end(String unit, String why) {
        Dispatch dispatch = ticket.openDispatch(unit);
        ticket.people().endHandedOn(Actor.SYSTEM, dispatch, why);
        dispatch.state = Dispatch.State.ENDED;
        ticket.touch(dispatch);
        ticket.record(EventType.HANDLING_ENDED, Actor.SYSTEM, unit, why + "，两家单位的承办合为一件");
    }

    /**
     * Moves the open dispatch.
     *
     * @param stays whether a person who has it works for the successor now; anybody else gives it up
     */
    void move(String from, String to, String why, Predicate<String> stays) {
        Dispatch dispatch = ticket.openDispatch(from);
        dispatch.dispatchedUnit = dispatch.dispatchedUnit();
        if (dispatch.overdueAt != null && dispatch.overdueUnit == null) {
            dispatch.overdueUnit = from;
        }
        dispatch.unit = to;
        dispatch.section = null;
        if (dispatch.signedBy != null && !stays.test(dispatch.signedBy)) {
            dispatch.signedBy = null;
        }
        dispatch.offNetwork = ticket.offNetworkUnits.test(to);
        ticket.touch(dispatch);
        List<Dispatch> handedOn = ticket.dispatches.stream().filter(Dispatch::isOpen).filter(d -> Objects.equals(d.parentUnit, from)).toList();
        handedOn.forEach(child -> {
            child.parentUnit = to;
            ticket.touch(child);
        });
        ticket.record(EventType.UNIT_SUCCEEDED, Actor.SYSTEM, to, why + "，由其接续办理，时限不变");
        ticket.restate();
    }
}
