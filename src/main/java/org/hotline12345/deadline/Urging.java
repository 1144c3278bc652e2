package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.RelatedTickets;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketUrged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A citizen asks how much longer it takes (催办): never a new ticket, counted, and shown to the units that have it.
 * Asking again too soon is answered kindly and not counted, so that impatience is no figure.
 */
@Component
public class Urging {

    private final RelatedTickets related;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Urging(RelatedTickets related, Settings settings, JdbcClient jdbc, Actors actors, ApplicationEventPublisher events,
            Clock clock) {
        this.related = related;
        this.settings = settings;
        this.jdbc = jdbc;
        this.actors = actors;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param remark what the citizen said, or null
     * @throws Refusal RULE {@code ticket.closed} once the ticket has ended
     */
    @Transactional
    public Answer urge(String ticketNo, String remark) {
        Actor actor = actors.current();
        if (!actor.isCentre() && !actor.has("channel")) {
            throw Refusal.forbidden("deadline.notAllowedToUrge", "只有热线中心和群众渠道可以登记催办。");
        }
        Ticket ticket = related.requireAfterMain(ticketNo);
        List<Instant> today = jdbc.sql("select happened_at from ticket_event where ticket_no = :no and type = 'urged' "
                        + "and happened_at >= :since order by happened_at desc")
                .param("no", ticketNo).param("since", startOfWindow(ticket).toEpochMilli())
                .query(Long.class).list().stream().map(Instant::ofEpochMilli).toList();
        Instant next = nextCounted(ticket, today);
        boolean counted = next == null || !clock.instant().isBefore(next);
        if (counted) {
            ticket.urge(actor, remark);
            related.handledAt(ticket).stream().filter(other -> !other.status().isClosed()).forEach(other -> other.urge(actor, remark));
            events.publishEvent(new TicketUrged(ticketNo));
        } else {
            ticket.requireUnsettled();
        }
        return new Answer(counted, ticket.urges(), ticket.status().label(), ticket.handleUntil(),
                ticket.dispatches().stream().anyMatch(one -> one.isOpen() && one.provisional()), counted ? null : next);
    }

    private Instant startOfWindow(Ticket ticket) {
        Instant hours = clock.instant().minus(Duration.ofHours(settings.number(ticket.jurisdiction(), "urge.minHours")));
        Instant day = startOfToday();
        return hours.isBefore(day) ? hours : day;
    }

    private Instant startOfToday() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone()).atStartOfDay(clock.getZone()).toInstant();
    }

    /** @param recent counted urges since the window began, newest first */
    private Instant nextCounted(Ticket ticket, List<Instant> recent) {
        long today = recent.stream().filter(at -> !at.isBefore(startOfToday())).count();
        if (today >= settings.number(ticket.jurisdiction(), "urge.perDay")) {
            return LocalDate.ofInstant(clock.instant(), clock.getZone()).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
        }
        return recent.isEmpty() ? null
                : recent.get(0).plus(Duration.ofHours(settings.number(ticket.jurisdiction(), "urge.minHours")));
    }

    /**
     * What to tell the citizen.
     *
     * @param counted whether it counts as another urge
     * @param urges counted so far
     * @param handleUntil exclusive end of the running handling limit, or null
     * @param provisional 暂定: the limit reaches into a year without a published notice
     * @param nextCountedAt from when on another one counts, or null
     */
    public record Answer(boolean counted, int urges, String statusName, Instant handleUntil, boolean provisional,
            Instant nextCountedAt) {
    }
}
