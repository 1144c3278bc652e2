package org.hotline12345.ticket;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads tickets many at a time for whoever keeps an index of their words: what there is to find, and who may find it. */
@Component
public class TicketTexts {

    private final TicketRows rows;
    private final IdentityVault vault;
    private final JdbcClient jdbc;

    TicketTexts(TicketRows rows, IdentityVault vault, JdbcClient jdbc) {
        this.rows = rows;
        this.vault = vault;
        this.jdbc = jdbc;
    }

    /**
     * What may be found of one ticket.
     *
     * @param externalId number of the system that sent it, or null
     * @param oldNumber number it had in a system that was given up, or null
     * @param groups whose people may know of it besides the centre
     * @param barredUnit unit complained about that may not know of it, with whatever belongs to it; or null
     * @param units codes of the units it is or was with
     * @param words as the centre reads them
     * @param unitWords as units read them: the same, unless the reporter is kept from them
     * @param registeredAt epoch milliseconds
     * @param closedAt epoch milliseconds, or null
     */
    public record Text(String ticketNo, String externalId, String oldNumber, String jurisdiction, String channel, String status, String kind, String category,
            String region, boolean confidential, Set<String> groups, String barredUnit, Set<String> units, Words words, Words unitWords,
            long registeredAt, Long closedAt) {
    }

    /** @param replies by code of the unit that wrote them */
    public record Words(String title, String content, String address, Map<String, String> replies) {

        Words covered(UnaryOperator<String> cover) {
            return new Words(cover.apply(title), cover.apply(content), cover.apply(address),
                    replies.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, reply -> cover.apply(reply.getValue()))));
        }
    }

    /** When a ticket's row was last written, by the database's clock. */
    public record Change(String ticketNo, Instant at) {
    }

    /** Which database this is; another one, or one made anew, has another id. */
    @Transactional(readOnly = true)
    public String source() {
        return jdbc.sql("select id from search_source").query(String.class).single();
    }

    /** The database's clock. */
    @Transactional(readOnly = true)
    public Instant now() {
        return jdbc.sql("select current_timestamp").query(Timestamp.class).single().toInstant();
    }

    /** How many tickets there are; reads an index from end to end. */
    @Transactional(readOnly = true)
    public long count() {
        return jdbc.sql("select count(*) from ticket_ticket").query(Long.class).single();
    }

    /** The next numbers downwards, at most {@code limit}; {@code null} starts at the highest. */
    @Transactional(readOnly = true)
    public List<String> numbersBefore(String ticketNo, int limit) {
        return jdbc.sql("select ticket_no from ticket_ticket " + (ticketNo == null ? "" : "where ticket_no < :no ")
                + "order by ticket_no desc limit :limit").param("no", ticketNo).param("limit", limit).query(String.class).list();
    }

    /**
     * Tickets written since (to the whole second), oldest change first. What is written meanwhile moves to the end, so a walk
     * through the parts may miss a ticket that stands in the next walk.
     */
    @Transactional(readOnly = true)
    public List<Change> changedSince(Instant since, int offset, int limit) {
        return jdbc.sql("select ticket_no, changed_at from ticket_ticket where changed_at >= :since "
                        + "order by changed_at, ticket_no limit :limit offset :offset")
                .param("since", Timestamp.from(since)).param("limit", limit).param("offset", offset)
                .query((row, n) -> new Change(row.getString(1), row.getTimestamp(2).toInstant())).list();
    }

    /** These tickets, in no order; five statements however many there are. Numbers that no ticket has are left out. */
    @Transactional(readOnly = true)
    public List<Text> of(Collection<String> ticketNos) {
        if (ticketNos.isEmpty()) {
            return List.of();
        }
        List<Ticket> found = rows.findAll(ticketNos);
        Map<String, Map<String, String>> replies = new HashMap<>();
        jdbc.sql("select ticket_no, unit, reply, public_reply from ticket_dispatch where ticket_no in (:numbers) and reply is not null "
                + "order by dispatched_at").param("numbers", Set.copyOf(ticketNos)).query(row -> {
                    String open = row.getString(4);
                    replies.computeIfAbsent(row.getString(1), no -> new HashMap<>()).merge(row.getString(2),
                            row.getString(3) + (open == null ? "" : "\n" + open), (earlier, later) -> earlier + "\n" + later);
                });
        Map<String, String> oldNumbers = new HashMap<>();
        jdbc.sql("select ticket_no, old_number from ticket_origin where ticket_no in (:numbers)").param("numbers", Set.copyOf(ticketNos))
                .query(row -> {
                    oldNumbers.put(row.getString(1), row.getString(2));
                });
        List<String> confidential = found.stream().filter(Ticket::confidential).map(Ticket::ticketNo).toList();
        Map<String, IdentityVault.Identity> reporters = confidential.isEmpty() ? Map.of() : vault.find(confidential);
        List<Text> texts = new ArrayList<>();
        for (Ticket ticket : found) {
            Words words = new Words(ticket.registration.title(), ticket.content, ticket.registration.address(),
                    replies.getOrDefault(ticket.ticketNo, Map.of()));
            texts.add(text(ticket, words, ticket.confidential
                    ? words.covered(IdentityText.of(reporters.get(ticket.ticketNo))::cover) : words, oldNumbers.get(ticket.ticketNo)));
        }
        return texts;
    }

    private static Text text(Ticket ticket, Words words, Words unitWords, String oldNumber) {
        Set<String> groups = new LinkedHashSet<>();
        Set<String> units = new LinkedHashSet<>();
        for (Dispatch dispatch : ticket.dispatches) {
            if (dispatch.givesSight()) {
                units.add(dispatch.unit);
                groups.add(Actor.UNIT_GROUP_PREFIX + dispatch.unit);
                groups.add(Actor.LEADER_GROUP_PREFIX + dispatch.unit);
                if (dispatch.section != null) {
                    groups.add(Actor.sectionGroup(dispatch.unit, dispatch.section));
                }
            }
        }
        if (ticket.answerDesk != null) {
            groups.add(Ticket.DESK_GROUP_PREFIX + ticket.answerDesk);
        }
        return new Text(ticket.ticketNo, ticket.registration.externalId(), oldNumber, ticket.jurisdiction(), ticket.channel().code(), ticket.status.code(),
                ticket.kind.code(), ticket.category, ticket.region, ticket.confidential, groups, ticket.aboutBarred ? ticket.aboutUnit : null,
                units, words, unitWords, ticket.registeredAt.toEpochMilli(), ticket.closedAt == null ? null : ticket.closedAt.toEpochMilli());
    }
}
