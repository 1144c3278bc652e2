package org.hotline12345.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.Dispatch;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/** 督办改派: a unit that has the ticket gives way to another one, whatever step it waits at; the diagram moves the case. */
@Component
public class Reassignments {

    static final String REASSIGNED = "routing.unitReassigned";

    private final Tickets tickets;
    private final Units units;
    private final Processes processes;
    private final Actors actors;
    private final Clock clock;

    Reassignments(Tickets tickets, Units units, Processes processes, Actors actors, Clock clock) {
        this.tickets = tickets;
        this.units = units;
        this.processes = processes;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Takes part in the caller's transaction; who may do it is the caller's rule.
     *
     * @param from code of the unit that has it
     * @param to code of the unit that takes over, of the same hotline and valid today
     * @throws Refusal RULE when the unit does not have it, or the case is just moving on
     */
    public Unit reassign(String ticketNo, String from, String to, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        Dispatch running = ticket.openDispatch(from);
        Unit unit = units.requireValid(ticket.jurisdiction(), to, LocalDate.ofInstant(clock.instant(), clock.getZone()));
        if (unit.code().equals(running.unit())) {
            throw Refusal.invalid("routing.sameUnit", "改派单位就是现在的承办单位，请另选单位。");
        }
        ticket.supervision().reassign(actors.current(), from, unit.code(), reason);
        if (!processes.deliver(REASSIGNED, ticketNo, Map.of("unit", from), Map.of("reassignedTo", unit.code()))) {
            throw Refusal.rule("routing.changedMeanwhile", "工单" + ticketNo + "刚有新的进展，请刷新后再试。");
        }
        return unit;
    }
}
