package org.hotline12345.ticket;

import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.ManualActs;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;

/** The tickets' side of what an administrator does to their cases in the engine by hand. */
@Component
class TicketCases implements ManualActs {

    private final Tickets tickets;
    private final RelatedTickets related;
    private final Actors actors;

    TicketCases(Tickets tickets, RelatedTickets related, Actors actors) {
        this.tickets = tickets;
        this.related = related;
        this.actors = actors;
    }

    @Override
    public void cancelled(String ticketNo, String reason) {
        Ticket ticket = tickets.require(ticketNo);
        if (!related.openPartsOf(ticket).isEmpty()) {
            throw Refusal.rule("ticket.partsOpen", "工单" + ticketNo + "拆出的分件尚未办结，请先逐件终止分件。");
        }
        annul(ticket, actors.current(), reason);
        related.ended(ticket);
    }

    private static void annul(Ticket ticket, Actor actor, String reason) {
        ticket.requireOpen();
        ticket.relations().endHandlings();
        if (ticket.relations().waitsForMain()) {
            ticket.relations().leaveMain();
        }
        ticket.status = TicketStatus.INVALID;
        ticket.closedAt = ticket.now();
        ticket.closingReason = "管理员终止流程：" + reason;
        ticket.record(EventType.CASE_CANCELLED, actor, null, reason);
    }

    @Override
    public void noted(String businessKey, String what, String reason) {
        if (businessKey != null && tickets.look(businessKey).isPresent()) {
            tickets.require(businessKey).record(EventType.CASE_MAINTAINED, actors.current(), null, what + "：" + reason);
        }
    }
}
