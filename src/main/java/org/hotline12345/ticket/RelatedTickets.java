package org.hotline12345.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Processes;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.stereotype.Component;

/**
 * Tickets that wait for one another: merged ones for the main ticket's result, a split call for its matters, a main ticket
 * for the callbacks of those merged into it. Locks are always taken call before part and main before merged, so that two
 * steps never wait for each other.
 */
@Component
public class RelatedTickets {

    static final String LIFECYCLE = "ticket-lifecycle";

    private final Tickets tickets;
    private final TicketRows rows;
    private final Units units;
    private final Processes processes;

    RelatedTickets(Tickets tickets, TicketRows rows, Units units, Processes processes) {
        this.tickets = tickets;
        this.rows = rows;
        this.units = units;
        this.processes = processes;
    }

    // ---------------------------------------------------------------- what the diagram asks

    /** Whether a merged or split ticket need not wait any longer. */
    public boolean settled(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        return ticket.relations().waitsForMain()
                ? main(ticket).filter(main -> !main.relations().hasResult() && !main.status.isClosed()).isEmpty()
                : ticket.openParts == 0;
    }

    /**
     * Writes down how the wait ended.
     *
     * @return settled, or separate when the main ticket ended without a result
     */
    public String recordOutcome(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.relations().waitsForMain()) {
            return "settled";
        }
        Ticket main = main(ticket).orElseThrow(() -> Tickets.unknown(ticket.mergedInto));
        if (!main.relations().hasResult()) {
            ticket.relations().separate(main.status.label());
            return "separate";
        }
        ticket.relations().adoptOutcome(rows.publicReplies(main.ticketNo, main.round));
        return "settled";
    }

    /** Whether nothing keeps the ticket from the archive: no matter, no order, no caller merged into it. */
    public boolean nothingOpen(String ticketNo) {
        Ticket ticket = tickets.require(ticketNo);
        return ticket.openParts == 0 && ticket.openOrders == 0 && (ticket.joined == 0 || openMergedInto(ticketNo).isEmpty());
    }

    // ---------------------------------------------------------------- telling those who wait

    /** The ticket's reply passed review: the callers merged into it are told the same. */
    public void resultReached(Ticket ticket) {
        if (ticket.joined > 0) {
            openMergedInto(ticket.ticketNo).stream().map(tickets::require).filter(t -> t.relations().waitsForMain())
                    .forEach(t -> processes.recheck(t.ticketNo));
        }
    }

    /** The ticket has ended, in whatever way. */
    public void ended(Ticket ticket) {
        if (ticket.relations().isPart()) {
            Ticket call = tickets.require(ticket.parentNo);
            if (call.relations().settlePart(ticket)) {
                processes.recheck(call.ticketNo);
            }
        }
        if (ticket.mergedInto != null) {
            processes.recheck(ticket.mergedInto);
        }
        resultReached(ticket);
    }

    // ---------------------------------------------------------------- 拆单

    /** Registers the matters of a call and starts each on its own way. */
    public void split(Ticket call, Actor actor, List<Matter> matters) {
        List<Ticket> parts = new ArrayList<>();
        for (Matter matter : matters) {
            Ticket part = tickets.registerPart(call, call.parts + parts.size() + 1, matter);
            parts.add(part);
        }
        call.relations().split(actor, parts);
        parts.forEach(part -> processes.start(LIFECYCLE, part.ticketNo, Map.of()));
    }

    /** The matters of a call that have not ended. */
    public List<Ticket> openPartsOf(Ticket call) {
        List<Ticket> open = new ArrayList<>();
        for (int n = 1; n <= call.parts; n++) {
            Ticket part = tickets.require(Tickets.partNo(call.ticketNo, n));
            if (!part.status.isClosed()) {
                open.add(part);
            }
        }
        return open;
    }

    /**
     * Who does it again: the own lead; the leads of the matters of a split call; the main ticket's lead for a merged one.
     * Where nobody outside the centre ever had it, the hotline's own unit.
     */
    public List<String> unitsForRework(Ticket ticket) {
        boolean ownRound = ticket.dispatches.stream().anyMatch(d -> !d.rework && d.givesSight());
        List<String> leads = new ArrayList<>();
        if (ticket.relations().wasSplit() && !ownRound) {
            for (int n = 1; n <= ticket.parts; n++) {
                tickets.require(Tickets.partNo(ticket.ticketNo, n)).lead().map(Dispatch::unit).ifPresent(leads::add);
            }
        } else {
            ticket.lead().or(() -> main(ticket).flatMap(Ticket::lead)).map(Dispatch::unit).ifPresent(leads::add);
        }
        if (leads.isEmpty()) {
            units.list(ticket.jurisdiction()).stream().filter(unit -> "hotline".equals(unit.kind())).map(Unit::code)
                    .findFirst().ifPresent(leads::add);
        }
        return leads.stream().distinct().toList();
    }

    private Optional<Ticket> main(Ticket ticket) {
        return ticket.mergedInto == null ? Optional.empty() : tickets.look(ticket.mergedInto);
    }

    private List<String> openMergedInto(String main) {
        return rows.openMergedInto(main).stream()
                .filter(no -> tickets.look(no).filter(ticket -> !ticket.status.isClosed()).isPresent()).toList();
    }

    /**
     * One matter of a call.
     *
     * @param leadUnit the unit to send it to at once, or null for the usual routing
     */
    public record Matter(String title, String content, String category, String region, String leadUnit) {
    }
}
