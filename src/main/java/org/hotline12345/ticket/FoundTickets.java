package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Category;
import org.hotline12345.organization.Region;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tickets that somebody looked for, as that person may read them; whoever gave the numbers, the tickets themselves are asked. */
@Component
public class FoundTickets {

    private final TicketRows rows;
    private final IdentityVault vault;
    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final TicketOrigins origins;
    private final JdbcClient jdbc;
    private final Clock clock;

    FoundTickets(TicketRows rows, IdentityVault vault, Units units, Categories categories, Regions regions, TicketOrigins origins, JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.origins = origins;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One ticket of a list of results.
     *
     * @param text the part of its words in which what was looked for stands, or their beginning
     * @param unit code of the lead unit, or null before dispatch
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(String ticketNo, String title, String text, TicketStatus status, String statusName, Kind kind, String kindName,
            String channelName, String category, String categoryName, String regionName, String address, String unit, String unitName,
            boolean confidential, boolean urgent, boolean supervised, OffsetDateTime registeredAt, OffsetDateTime closedAt,
            OffsetDateTime handleUntil, Boolean satisfied) {

        private Found covered(UnaryOperator<String> cover) {
            return new Found(ticketNo, cover.apply(title), cover.apply(text), status, statusName, kind, kindName, channelName, category,
                    categoryName, regionName, cover.apply(address), unit, unitName, confidential, urgent, supervised, registeredAt, closedAt,
                    handleUntil, satisfied);
        }
    }

    /** In the order of the numbers; tickets the person may not know of, or that do not exist, are left out. Three statements at most. */
    @Transactional(readOnly = true)
    public List<Found> of(List<String> ticketNos, Actor actor, List<String> words) {
        if (ticketNos.isEmpty()) {
            return List.of();
        }
        Map<String, Ticket> seen = rows.findAll(ticketNos).stream().filter(ticket -> ticket.isVisibleTo(actor))
                .collect(Collectors.toMap(Ticket::ticketNo, Function.identity()));
        boolean centre = actor.isCentre() || actor.isSystem();
        List<String> confidential = centre ? List.of() : seen.values().stream().filter(Ticket::confidential).map(Ticket::ticketNo).toList();
        Map<String, IdentityVault.Identity> reporters = confidential.isEmpty() ? Map.of() : vault.find(confidential);
        Map<String, List<String>> replies = replies(seen, actor, words);
        List<Found> found = new ArrayList<>();
        for (String ticketNo : ticketNos) {
            Ticket ticket = seen.get(ticketNo);
            if (ticket != null) {
                found.add(row(ticket, words, replies.getOrDefault(ticketNo, List.of()),
                        confidential.contains(ticketNo) ? IdentityText.of(reporters.get(ticketNo))::cover : UnaryOperator.identity()));
            }
        }
        return found;
    }

    /**
     * The same for a list that leaves the house: nobody's name and no phone number stands in any text, whoever reads it. The
     * text is the beginning of the content.
     */
    @Transactional(readOnly = true)
    public List<Found> toTakeAway(List<String> ticketNos, Actor actor) {
        List<Found> found = of(ticketNos, actor, List.of());
        Map<String, IdentityVault.Identity> reporters = found.isEmpty() ? Map.of() : vault.find(found.stream().map(Found::ticketNo).toList());
        return found.stream().map(row -> row.covered(IdentityText.everything(reporters.get(row.ticketNo())))).toList();
    }

    /**
     * Numbers of the tickets a phone asked for, newest number first, at most {@code limit}; by keyed hash, for the centre only.
     *
     * @throws Refusal FORBIDDEN {@code ticket.centreOnly}, INVALID {@code ticket.badPhone}
     */
    @Transactional(readOnly = true)
    public List<String> ofPhone(String phone, Actor actor, int limit) {
        if (!actor.isCentre()) {
            throw Refusal.forbidden("ticket.centreOnly", "只有热线中心人员可以按电话查询。");
        }
        return vault.ticketsOf(Phones.dialled(phone), limit);
    }

    /** The number itself when a ticket has it, whatever the index knows; else the tickets that had it in another system. */
    @Transactional(readOnly = true)
    public List<String> numbered(String number) {
        List<String> ours = jdbc.sql("select ticket_no from ticket_ticket where ticket_no = :no").param("no", number).query(String.class).list();
        return ours.isEmpty() ? origins.byOldNumber(number) : ours;
    }

    private Map<String, List<String>> replies(Map<String, Ticket> seen, Actor actor, List<String> words) {
        Set<String> needed = words.isEmpty() ? Set.of() : seen.values().stream()
                .filter(ticket -> !Excerpt.holds(words, ticket.registration.title(), ticket.content)).map(Ticket::ticketNo)
                .collect(Collectors.toSet());
        Map<String, List<String>> replies = new HashMap<>();
        if (!needed.isEmpty()) {
            jdbc.sql("select id, ticket_no, reply from ticket_dispatch where ticket_no in (:numbers) and reply is not null order by dispatched_at")
                    .param("numbers", needed).query(row -> {
                        Ticket ticket = seen.get(row.getString(2));
                        String id = row.getString(1);
                        boolean reads = ticket.dispatches.stream().anyMatch(d -> d.id.equals(id) && ticket.people().readsWordsOf(d, actor));
                        if (reads) {
                            replies.computeIfAbsent(ticket.ticketNo, no -> new ArrayList<>()).add(row.getString(3));
                        }
                    });
        }
        return replies;
    }

    private Found row(Ticket ticket, List<String> words, Collection<String> replies, UnaryOperator<String> cover) {
        Registration r = ticket.registration;
        List<String> texts = new ArrayList<>(List.of(ticket.content));
        texts.addAll(replies);
        String unit = ticket.lead().map(Dispatch::unit).orElse(null);
        return new Found(ticket.ticketNo, cover.apply(r.title()), Excerpt.of(words, texts.stream().map(cover).toList()), ticket.status,
                ticket.status.label(), ticket.kind, ticket.kind.label(), r.channel().label(), ticket.category,
                ticket.category == null ? null : categories.find(ticket.jurisdiction(), ticket.category).map(Category::name).orElse(ticket.category),
                ticket.region == null ? null : regions.find(ticket.region).map(Region::name).orElse(ticket.region), cover.apply(r.address()),
                unit, unit == null ? null : units.find(unit).map(Unit::name).orElse(unit), ticket.confidential, ticket.urgent(),
                ticket.supervised, time(ticket.registeredAt), time(ticket.closedAt), time(ticket.handleUntil()), ticket.satisfied);
    }

    private OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
