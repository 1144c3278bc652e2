package org.hotline12345.ticket;

import org.hotline12345.common.Actors;
import org.hotline12345.common.Sight;
import org.springframework.stereotype.Component;

/** Who may know of which ticket, for those who know nothing else of tickets. */
@Component
class TicketSight implements Sight {

    private final TicketRows rows;
    private final Actors actors;

    TicketSight(TicketRows rows, Actors actors) {
        this.rows = rows;
        this.actors = actors;
    }

    @Override
    public boolean covers(String ticketNo) {
        return rows.find(ticketNo, false).filter(ticket -> ticket.isVisibleTo(actors.current())).isPresent();
    }
}
