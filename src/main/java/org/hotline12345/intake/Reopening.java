package org.hotline12345.intake;

import java.util.Map;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Brings a finished ticket back (重新打开): for the citizen within the set days, for the supervisor after a spot check at any time. */
@Component
public class Reopening {

    private final Tickets tickets;
    private final Processes processes;
    private final Settings settings;
    private final Actors actors;

    Reopening(Tickets tickets, Processes processes, Settings settings, Actors actors) {
        this.tickets = tickets;
        this.processes = processes;
        this.settings = settings;
        this.actors = actors;
    }

    /**
     * Starts a new round with the whole history kept; a dispatcher decides anew.
     *
     * @throws Refusal RULE {@code intake.reopenTooLate} after the days of the setting {@code reopen.withinDays}
     */
    @Transactional
    public Ticket reopen(String ticketNo, String reason) {
        Actor actor = actors.current();
        if (!actor.hasAny("operator", "supervisor", "channel", "camunda-admin")) {
            throw Refusal.forbidden("intake.notAllowedToReopen", "只有话务员、督办员和群众渠道可以重新打开工单。");
        }
        Ticket ticket = tickets.require(ticketNo);
        ticket.ofCitizen().reopen(actor, reason, actor.has("supervisor") ? null
                : settings.number(ticket.jurisdiction(), "reopen.withinDays"));
        processes.start(Intake.LIFECYCLE, ticketNo, Map.of());
        return ticket;
    }
}
