package org.hotline12345.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.ticket.IdentityCheck;
import org.hotline12345.ticket.RelatedTickets;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A citizen takes a request back (撤回) before it is closed. What concerns more people than the caller goes on all the same;
 * which matters those are says the decision table {@code withdrawal}.
 */
@Component
public class Withdrawals {

    static final String WITHDRAWN = "ticket.withdrawn";

    private final Tickets tickets;
    private final RelatedTickets related;
    private final IdentityCheck identity;
    private final DecisionTables tables;
    private final Processes processes;
    private final Actors actors;

    Withdrawals(Tickets tickets, RelatedTickets related, IdentityCheck identity, DecisionTables tables, Processes processes,
            Actors actors) {
        this.tickets = tickets;
        this.related = related;
        this.identity = identity;
        this.tables = tables;
        this.processes = processes;
        this.actors = actors;
    }

    /**
     * @param phone the number the request was registered with
     * @return the ticket as it stands now: withdrawn, or still running
     * @throws Refusal FORBIDDEN for another phone, RULE once the ticket has ended
     */
    @Transactional
    public Ticket withdraw(String ticketNo, String reason, String phone) {
        Actor actor = actors.current();
        if (!actor.hasAny("operator", "dispatcher", "supervisor", "channel", "camunda-admin")) {
            throw Refusal.forbidden("intake.notAllowed", "只有热线中心和群众渠道可以代群众办理。");
        }
        Ticket ticket = tickets.require(ticketNo);
        ticket.requireUnsettled();
        if (ticket.relations().isPart()) {
            throw Refusal.rule("intake.withdrawTheCall",
                    "工单" + ticketNo + "是拆出的分件，请撤回原工单" + ticket.parentNo() + "。");
        }
        identity.require(ticketNo, phone);
        List<Ticket> parts = related.openPartsOf(ticket);
        Row row = decide(ticket, parts);
        if ("goOn".equals(row.text("outcome"))) {
            ticket.ofCitizen().wishToWithdraw(actor, reason, row.text("basis"));
            return ticket;
        }
        for (Ticket part : parts) {
            end(part, actor, reason);
        }
        end(ticket, actor, reason);
        return ticket;
    }

    /** A call goes on as a whole when one of its matters must. */
    private Row decide(Ticket ticket, List<Ticket> parts) {
        return parts.stream().map(this::decide).filter(row -> "goOn".equals(row.text("outcome"))).findFirst()
                .orElseGet(() -> decide(ticket));
    }

    private Row decide(Ticket ticket) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("urgent", ticket.urgent());
        facts.put("kind", ticket.kind().code());
        facts.put("category", ticket.category());
        return tables.evaluate("withdrawal", facts).get(0);
    }

    private void end(Ticket ticket, Actor actor, String reason) {
        ticket.ofCitizen().withdraw(actor, reason);
        if (!processes.deliver(WITHDRAWN, ticket.ticketNo(), Map.of())) {
            throw Refusal.rule("intake.changedMeanwhile", "工单" + ticket.ticketNo() + "刚有新的进展，请刷新后再试。");
        }
        related.ended(ticket);
    }
}
