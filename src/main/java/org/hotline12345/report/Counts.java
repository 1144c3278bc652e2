package org.hotline12345.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose turn it is to count, when was last counted, and the instants that counting is about. */
@Component
class Counts {

    /** How long returns between two units are remembered. */
    static final Duration RETURNS = Duration.ofDays(30);
    /** A node that has not finished by then is taken for dead. */
    private static final Duration TURN = Duration.ofMinutes(2);

    private static final int REST = 4;

    private final JdbcClient jdbc;
    private final Clock clock;

    Counts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the conditions of {@link Figure} name, for one instant, in epoch milliseconds. */
    Map<String, Long> instants(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, clock.getZone());
        return Map.of("now", now.toEpochMilli(),
                "tomorrow", today.plusDays(1).atStartOfDay(clock.getZone()).toInstant().toEpochMilli(),
                "since", now.minus(RETURNS).toEpochMilli());
    }

    /** Takes the turn to count when one is due and nobody else has it; also when the clock was put back. */
    @Transactional
    public boolean takeTurn(String what, Duration every) {
        long now = clock.millis();
        return jdbc.sql("update report_count set claimed_until = :turn where name = :what "
                        + "and (counted_at <= :due or counted_at > :now) and (claimed_until <= :now or claimed_until > :turn)")
                .param("turn", now + TURN.toMillis()).param("what", what).param("due", now - every.toMillis())
                .param("now", now).update() == 1;
    }

    /**
     * Ends the turn; takes part in the transaction that wrote the numbers. The next turn waits {@value #REST} times as long
     * as this one took, so that counting never keeps the database busy.
     */
    void done(String what, Instant asOf) {
        long now = clock.millis();
        long rest = Math.min(TURN.toMillis(), REST * (now - asOf.toEpochMilli()));
        jdbc.sql("update report_count set counted_at = :at, claimed_until = :rested where name = :what")
                .param("at", asOf.toEpochMilli()).param("rested", now + rest).param("what", what).update();
    }

    /** When was last counted, or null before the first time. */
    Instant countedAt(String what) {
        long at = jdbc.sql("select counted_at from report_count where name = :what").param("what", what).query(Long.class).single();
        return at == 0 ? null : Instant.ofEpochMilli(at);
    }
}
