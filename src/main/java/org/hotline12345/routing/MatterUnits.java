package org.hotline12345.routing;

import java.util.Set;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketStatus;
import org.hotline12345.ticket.TicketWatcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * 归口单位 of what the hotline answered itself: the unit that the dispatch catalogue would have asked. How much of a unit's
 * matters the hotline answers at once (即时办结率) could not be told otherwise.
 */
@Component
class MatterUnits implements TicketWatcher {

    private static final Set<TicketStatus> ANSWERED_HERE = Set.of(TicketStatus.CLOSED_INSTANT, TicketStatus.LEGAL_ROUTE, TicketStatus.PRAISED);

    private final ObjectProvider<Routing> routing;
    private final ObjectProvider<RequestReading> reading;

    /** Providers, because what decides is built with what stores tickets. */
    MatterUnits(ObjectProvider<Routing> routing, ObjectProvider<RequestReading> reading) {
        this.routing = routing;
        this.reading = reading;
    }

    @Override
    public void storing(Ticket ticket) {
        if (ANSWERED_HERE.contains(ticket.status()) && ticket.matterUnit() == null && ticket.category() != null) {
            routing.getObject().decide(reading.getObject().read(ticket).facts()).lead().ifPresent(lead -> ticket.belongsTo(lead.unit()));
        }
    }
}
