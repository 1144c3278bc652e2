package org.hotline12345.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tickets that were routed in the past, a few at a time: what previews of changed rules go through. Matters of a split
 * call whose unit a dispatcher had chosen are left out, because no table was asked for them.
 */
@Component
public class PastTickets {

    private static final String ROUTED = " and exists (select 1 from ticket_event e where e.ticket_no = t.ticket_no "
            + "and e.type in ('dispatched', 'routingUndecided')) and (t.parent_no is null or not exists "
            + "(select 1 from ticket_dispatch d where d.ticket_no = t.ticket_no and d.basis = '拆单时指定'))";

    private final JdbcClient jdbc;
    private final IdentityText identity;

    PastTickets(JdbcClient jdbc, IdentityText identity) {
        this.jdbc = jdbc;
        this.identity = identity;
    }

    /**
     * Which tickets.
     *
     * @param jurisdiction code of the hotline, or null for all
     * @param from tickets registered from here on; ignored where numbers are given
     * @param until and before this
     * @param numbers exactly these tickets, or empty
     */
    public record Selection(String jurisdiction, Instant from, Instant until, List<String> numbers) {

        public Selection {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A ticket as it stands: where a dispatcher corrected kind or category, the corrected ones.
     *
     * @param aboutBarred whether the unit complained about may not handle it
     * @param part whether it is one matter of a split call
     */
    public record Past(String ticketNo, Instant registeredAt, String jurisdiction, Channel channel, Kind kind, String category,
            String region, String address, String title, String content, String aboutUnit, boolean aboutBarred, boolean urgent,
            boolean supervised, boolean confidential, boolean part, Instant externalCutoff) {
    }

    /** How many tickets there are. */
    @Transactional(readOnly = true)
    public long count(Selection selection) {
        Map<String, Object> parameters = new HashMap<>();
        return jdbc.sql("select count(*) from ticket_ticket t where 1 = 1" + where(selection, parameters) + ROUTED)
                .params(parameters).query(Long.class).single();
    }

    /**
     * The next tickets, oldest first.
     *
     * @param after the last ticket of the part before, or null for the first part
     */
    @Transactional(readOnly = true)
    public List<Past> next(Selection selection, Past after, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        String where = where(selection, parameters);
        if (after != null) {
            where += " and t.registered_at >= :at and (t.registered_at > :at or t.ticket_no > :no)";
            parameters.put("at", after.registeredAt().toEpochMilli());
            parameters.put("no", after.ticketNo());
        }
        return jdbc.sql("select t.ticket_no, t.registered_at, t.jurisdiction, t.channel, t.kind, t.category, t.region, t.address, "
                        + "t.title, t.content, t.about_unit, t.about_barred, t.urgent, t.supervised, t.confidential, "
                        + "t.parent_no, t.external_cutoff_at from ticket_ticket t where 1 = 1" + where + ROUTED
                        + " order by t.registered_at, t.ticket_no limit :limit")
                .params(parameters).param("limit", limit)
                .query((row, n) -> new Past(row.getString("ticket_no"), Instant.ofEpochMilli(row.getLong("registered_at")),
                        row.getString("jurisdiction"), Channel.of(row.getString("channel")), Kind.of(row.getString("kind")),
                        row.getString("category"), row.getString("region"), row.getString("address"), row.getString("title"),
                        row.getString("content"), row.getString("about_unit"), row.getBoolean("about_barred"),
                        row.getBoolean("urgent"), row.getBoolean("supervised"), row.getBoolean("confidential"),
                        row.getString("parent_no") != null, row.getObject("external_cutoff_at") == null ? null : Instant.ofEpochMilli(row.getLong("external_cutoff_at"))))
                .list();
    }

    private static String where(Selection selection, Map<String, Object> parameters) {
        String where = "";
        if (selection.jurisdiction() != null) {
            where += " and t.jurisdiction = :jurisdiction";
            parameters.put("jurisdiction", selection.jurisdiction());
        }
        if (!selection.numbers().isEmpty()) {
            parameters.put("numbers", selection.numbers());
            return where + " and t.ticket_no in (:numbers)";
        }
        parameters.put("from", selection.from().toEpochMilli());
        parameters.put("until", selection.until().toEpochMilli());
        return where + " and t.registered_at >= :from and t.registered_at < :until";
    }

    /**
     * Which of these numbers no ticket has.
     */
    @Transactional(readOnly = true)
    public Set<String> unknown(Collection<String> numbers) {
        Set<String> known = numbers.isEmpty() ? Set.of() : Set.copyOf(jdbc.sql("select ticket_no from ticket_ticket where ticket_no in (:numbers)")
                .param("numbers", numbers).query(String.class).list());
        return numbers.stream().filter(number -> !known.contains(number)).collect(Collectors.toSet());
    }

    /** The titles by ticket number, without a word by which the citizen could be known. At most one page of tickets. */
    @Transactional(readOnly = true)
    public Map<String, String> titles(Collection<String> numbers) {
        Map<String, String> titles = new HashMap<>();
        if (!numbers.isEmpty()) {
            jdbc.sql("select ticket_no, title from ticket_ticket where ticket_no in (:numbers)").param("numbers", numbers)
                    .query(row -> {
                        titles.put(row.getString(1), row.getString(2));
                    });
        }
        return identity.scrubAll(titles);
    }
}
