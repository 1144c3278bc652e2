package org.hotline12345.ticket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Knows, on every node, when tickets of a hotline are being brought in by the thousand: as long as half of them are missing,
 * whoever compares days with days must wait.
 */
@Component
public class BulkLoads {

    /** A load that was not heard of for so long is dead, and nobody shall wait for it for ever. */
    static final Duration SILENT = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    BulkLoads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A load begins or goes on. To be called with the first tickets in their transaction or before it, so that nobody sees
     * them without it.
     *
     * @param load what tells it from other loads, at most 60 characters
     */
    @Transactional
    public void goesOn(String load, String jurisdiction) {
        if (jdbc.sql("update ticket_bulk_load set heard_at = :at, ended_at = null where load_name = :load")
                .param("at", clock.millis()).param("load", load).update() == 0) {
            jdbc.sql("insert into ticket_bulk_load (load_name, jurisdiction, heard_at) values (:load, :jurisdiction, :at)")
                    .param("load", load).param("jurisdiction", jurisdiction).param("at", clock.millis()).update();
        }
    }

    /** Everything is there. */
    @Transactional
    public void ended(String load) {
        jdbc.sql("update ticket_bulk_load set ended_at = :at where load_name = :load and ended_at is null")
                .param("at", clock.millis()).param("load", load).update();
    }

    /** Whether a load is under way, or was at any time since an instant. */
    @Transactional(readOnly = true)
    public boolean underWay(String jurisdiction, Instant since) {
        long now = clock.millis();
        // A clock that was set back must not make a dead load live on, nor one that ended later than now.
        return jdbc.sql("select count(*) from ticket_bulk_load where jurisdiction = :jurisdiction and (ended_at > :since "
                        + "and ended_at <= :newest or ended_at is null "
                        + "and heard_at between :oldest and :newest)")
                .param("jurisdiction", jurisdiction).param("since", since.toEpochMilli()).param("oldest", now - SILENT.toMillis())
                .param("newest", now + SILENT.toMillis())
                .query(Integer.class).single() > 0;
    }
}
