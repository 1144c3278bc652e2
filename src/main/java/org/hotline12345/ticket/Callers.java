package org.hotline12345.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells the tickets of one caller from those of others without telling who called: a caller is a keyed hash, another one
 * than the vault's own, and a number is only ever told masked.
 */
@Component
public class Callers {

    private final IdentityVault vault;
    private final JdbcClient jdbc;

    Callers(IdentityVault vault, JdbcClient jdbc) {
        this.vault = vault;
        this.jdbc = jdbc;
    }

    /** A caller and how many tickets were registered for him, the matters of a split call counted as one. */
    public record Repeated(String caller, int tickets, List<String> ticketNos) {
    }

    /**
     * Callers with many tickets in a time, who called again at its end. Reads the tickets of that time and no others.
     *
     * @param from first instant
     * @param until first instant after it
     * @param again the last ticket is not older than this
     * @param least tickets
     */
    public List<Repeated> repeated(String jurisdiction, Instant from, Instant until, Instant again, int least) {
        Map<String, Integer> hashes = new LinkedHashMap<>();
        jdbc.sql("select i.phone_hash, count(*) from ticket_ticket t join ticket_identity i on i.ticket_no = t.ticket_no where t.jurisdiction = "
                        + ":jurisdiction and t.registered_at >= :from and t.registered_at < :until and t.status <> 'invalid' and i.phone_hash is not null "
                        + "group by i.phone_hash having count(*) >= :least and max(t.registered_at) >= :again order by count(*) desc, i.phone_hash")
                .param("jurisdiction", jurisdiction).param("from", from.toEpochMilli()).param("until", until.toEpochMilli())
                .param("again", again.toEpochMilli()).param("least", least).query(row -> {
                    hashes.put(row.getString(1), row.getInt(2));
                });
        if (hashes.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> ticketNos = new HashMap<>();
        jdbc.sql("select i.phone_hash, t.ticket_no from ticket_identity i join ticket_ticket t on t.ticket_no = i.ticket_no where i.phone_hash in "
                        + "(:hashes) and t.jurisdiction = :jurisdiction and t.registered_at >= :from and t.registered_at < :until and t.status <> "
                        + "'invalid' order by t.registered_at desc, t.ticket_no desc")
                .param("hashes", hashes.keySet()).param("jurisdiction", jurisdiction).param("from", from.toEpochMilli())
                .param("until", until.toEpochMilli()).query(row -> {
                    ticketNos.computeIfAbsent(row.getString(1), each -> new ArrayList<>()).add(row.getString(2));
                });
        return hashes.entrySet().stream().map(each -> new Repeated(key(each.getKey()), each.getValue(), ticketNos.get(each.getKey()))).toList();
    }

    /** The callers of tickets by number; tickets whose caller left no number are missing. Matters of a call have the call's. */
    public Map<String, String> of(Collection<String> ticketNos) {
        Map<String, String> ofCalls = new HashMap<>();
        if (!ticketNos.isEmpty()) {
            jdbc.sql("select ticket_no, phone_hash from ticket_identity where ticket_no in (:numbers) and phone_hash is not null")
                    .param("numbers", ticketNos.stream().map(Tickets::callNo).distinct().toList()).query(row -> {
                        ofCalls.put(row.getString(1), key(row.getString(2)));
                    });
        }
        Map<String, String> found = new HashMap<>();
        ticketNos.forEach(number -> Optional.ofNullable(ofCalls.get(Tickets.callNo(number))).ifPresent(caller -> found.put(number, caller)));
        return found;
    }

    /** The numbers tickets were registered with, their middle covered, by ticket number; those without are missing. */
    public Map<String, String> masked(Collection<String> ticketNos) {
        Map<String, String> masked = new HashMap<>();
        if (!ticketNos.isEmpty()) {
            vault.find(ticketNos).forEach((number, known) -> Optional.ofNullable(known.maskedPhone()).ifPresent(phone -> masked.put(number, phone)));
        }
        return masked;
    }

    private String key(String hash) {
        return vault.fingerprint("caller", hash);
    }
}
