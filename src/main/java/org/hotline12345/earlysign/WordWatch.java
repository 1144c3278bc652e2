package org.hotline12345.earlysign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketWatcher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks at the words of every ticket as it is registered, against the list its hotline keeps. The list is kept in memory and
 * read anew every few seconds; the daily look goes through the day once more, for tickets that came in bulk and for entries
 * made meanwhile.
 */
@Component
class WordWatch implements TicketWatcher {

    /** A ticket taken over from another system is no news. */
    private static final Duration NEWS = Duration.ofDays(2);

    private final ObjectProvider<Watchwords> lists;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Map<String, List<Watchword>> active = Map.of();

    WordWatch(ObjectProvider<Watchwords> lists, JdbcClient jdbc, Clock clock) {
        this.lists = lists;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Reads the list anew. */
    void refresh() {
        active = lists.getObject().active();
    }

    @Override
    public void storing(Ticket ticket) {
        // Only what is new is looked at.
    }

    @Override
    public void registered(Ticket ticket) {
        if (ticket.registeredAt().isBefore(clock.instant().minus(NEWS))) {
            return;
        }
        for (Watchword word : found(ticket.jurisdiction(), ticket.title(), ticket.content())) {
            hit(ticket.ticketNo(), word, ticket.registeredAt().toEpochMilli());
        }
    }

    private List<Watchword> found(String jurisdiction, String title, String content) {
        List<Watchword> words = active.getOrDefault(jurisdiction, List.of());
        if (words.isEmpty()) {
            return List.of();
        }
        String plain = EffectiveText.plain(title + "\n" + content);
        return words.stream().filter(word -> word.matches(plain)).toList();
    }

    private void hit(String ticketNo, Watchword word, long at) {
        jdbc.sql("insert into earlysign_hit (ticket_no, entry, jurisdiction, hit_at) values (:no, :entry, :jurisdiction, :at)")
                .param("no", ticketNo).param("entry", word.entry()).param("jurisdiction", word.jurisdiction()).param("at", at).update();
    }

    /** Looks once more at what was registered on a day. */
    void lookAgain(String jurisdiction, LocalDate day) {
        refresh();
        if (!active.containsKey(jurisdiction)) {
            return;
        }
        long from = DayCounts.startOf(day);
        long until = DayCounts.startOf(day.plusDays(1));
        Set<String> known = new HashSet<>(jdbc.sql("select h.ticket_no, h.entry from earlysign_hit h join ticket_ticket t on t.ticket_no = h.ticket_no "
                        + "where t.jurisdiction = :jurisdiction and t.registered_at >= :from and t.registered_at < :until")
                .param("jurisdiction", jurisdiction).param("from", from).param("until", until)
                .query((row, n) -> row.getString(1) + " " + row.getString(2)).list());
        record Hit(String ticketNo, Watchword word, long at) {
        }
        List<Hit> hits = new ArrayList<>();
        jdbc.sql("select ticket_no, title, content, registered_at from ticket_ticket where jurisdiction = :jurisdiction and registered_at >= :from "
                        + "and registered_at < :until and status <> 'invalid'").param("jurisdiction", jurisdiction).param("from", from).param("until", until)
                .query(row -> {
                    for (Watchword word : found(jurisdiction, row.getString(2), row.getString(3))) {
                        if (!known.contains(row.getString(1) + " " + word.entry())) {
                            hits.add(new Hit(row.getString(1), word, row.getLong(4)));
                        }
                    }
                });
        hits.forEach(each -> hit(each.ticketNo(), each.word(), each.at()));
    }

    /**
     * A day's hits that are on no list yet.
     *
     * @param name the watchword's name as it is now
     */
    record Waiting(String jurisdiction, String entry, String name, LocalDate day) {
    }

    /** What waits to be listed, the oldest first, at most {@code limit} things. */
    Map<Waiting, List<String>> waiting(int limit) {
        Map<Waiting, List<String>> waiting = new LinkedHashMap<>();
        jdbc.sql("select h.jurisdiction, h.entry, h.hit_at, h.ticket_no, w.name from earlysign_hit h "
                        + "join earlysign_watchword w on w.entry = h.entry and w.newest = true "
                        + "where h.sign_id is null order by h.hit_at, h.ticket_no limit :limit")
                .param("limit", limit).query(row -> {
                    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong(3)), clock.getZone());
                    waiting.computeIfAbsent(new Waiting(row.getString(1), row.getString(2), row.getString(5), day), each -> new ArrayList<>())
                            .add(row.getString(4));
                });
        return waiting;
    }

    void listed(String signId, String entry, List<String> ticketNos) {
        jdbc.sql("update earlysign_hit set sign_id = :sign where entry = :entry and ticket_no in (:numbers) and sign_id is null")
                .param("sign", signId).param("entry", entry).param("numbers", ticketNos).update();
    }
}
