package org.hotline12345.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.hotline12345.common.AuditTrail;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who saw which ticket: one row per person, ticket, way and half hour, so that reading stays cheap and yet nobody who saw
 * a ticket can be left out.
 */
@Component
class TicketLooks {

    static final long SLOT = Duration.ofMinutes(30).toMillis();

    private final JdbcClient jdbc;
    private final Clock clock;
    /** What this node has written lately; the table's key decides between nodes. */
    private final Cache<Key, Boolean> written = Caffeine.newBuilder().maximumSize(50_000).build();

    private record Key(String ticketNo, String actor, AuditTrail.Look how, long slot) {
    }

    TicketLooks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void keep(String ticketNo, String actor, String name, AuditTrail.Look how, String address) {
        long now = clock.millis();
        Key key = new Key(ticketNo, actor, how, now / SLOT);
        if (written.getIfPresent(key) != null) {
            return;
        }
        try {
            jdbc.sql("insert into audit_ticket_look (ticket_no, actor, look, slot, seen_at, actor_name, address) "
                            + "values (:ticket, :actor, :look, :slot, :at, :name, :address)")
                    .param("ticket", ticketNo).param("actor", actor).param("look", how.name().toLowerCase(Locale.ROOT))
                    .param("slot", key.slot()).param("at", now).param("name", name).param("address", address).update();
        } catch (DuplicateKeyException another) {
            // Another node, or a request at the same moment, has it already.
        }
        rememberOnceStored(key);
    }

    private void rememberOnceStored(Key key) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            written.put(key, true);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                written.put(key, true);
            }
        });
    }
}
