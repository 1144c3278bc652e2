package org.hotline12345.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What became of the rows of the tables: how often each was hit, how many returns against it were upheld, how often a person
 * went another way. Counted once per month and row; only the last hours are looked up when asked.
 */
@Component
public class RowCounts {

    /** No step of a ticket takes this long, so nothing older can still appear. */
    private static final Duration SETTLED = Duration.ofHours(1);

    /** What is counted, and which column says when it happened. */
    private enum Fact {
        HIT("decided_at", "outcome = 'hit'"),
        RETURN("returned_at", "outcome = 'hit'"),
        /** A row that names another unit than the proposed lead, a guide's for example, was not overridden. */
        OVERRIDE("chosen_at", "outcome = 'hit' and overridden = true and (unit is null or unit = lead_unit)");

        private final String column;
        private final String condition;

        Fact(String column, String condition) {
            this.column = column;
            this.condition = condition;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    RowCounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What became of one row.
     *
     * @param returns upheld returns of units it led to
     * @param overrides times a person chose another lead than it proposed
     * @param lastHit null while it was never hit
     */
    public record Count(long hits, long returns, long overrides, OffsetDateTime lastHit) {

        public static final Count NONE = new Count(0, 0, 0, null);
    }

    /** The counts of a decision's rows by rule id, of all time; rows without any are absent. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Map<String, Count> of(String decision) {
        long until = bringUpToDate();
        Map<Key, Tally> tallies = new TreeMap<>();
        jdbc.sql("select rule_id, sum(hits), sum(returns), sum(overrides), max(last_hit) from routing_row_month "
                        + "where decision = :decision group by rule_id").param("decision", decision).query(row -> {
            tallies.put(new Key(decision, row.getString(1)), new Tally(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
        });
        collect(tallies, until, Long.MAX_VALUE, decision);
        Map<String, Count> counts = new HashMap<>();
        tallies.forEach((key, tally) -> counts.put(key.rule, new Count(tally.hits, tally.returns, tally.overrides,
                tally.lastHit == 0 ? null : Instant.ofEpochMilli(tally.lastHit).atZone(clock.getZone()).toOffsetDateTime())));
        return counts;
    }

    /** Counts the months and hours that nobody has counted yet; one node at a time. */
    private long bringUpToDate() {
        long settled = clock.instant().minus(SETTLED).truncatedTo(ChronoUnit.HOURS).toEpochMilli();
        long until = jdbc.sql("select counted_until from routing_row_counted where id = 1").query(Long.class).single();
        if (until >= settled) {
            return until;
        }
        until = jdbc.sql("select counted_until from routing_row_counted where id = 1 for update").query(Long.class).single();
        if (until == 0) {
            until = jdbc.sql("select coalesce(min(decided_at), :settled) from routing_decided_row").param("settled", settled)
                    .query(Long.class).single();
        }
        while (until < settled) {
            ZonedDateTime from = Instant.ofEpochMilli(until).atZone(clock.getZone());
            long to = Math.min(settled, from.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1).toInstant().toEpochMilli());
            Map<Key, Tally> tallies = new TreeMap<>();
            collect(tallies, until, to, null);
            add(YearMonth.from(from), tallies);
            until = to;
        }
        jdbc.sql("update routing_row_counted set counted_until = :until where id = 1").param("until", until).update();
        return until;
    }

    /** @param decision only this one's rows, or null for all */
    private void collect(Map<Key, Tally> tallies, long from, long to, String decision) {
        for (Fact fact : Fact.values()) {
            Map<String, Object> parameters = new HashMap<>(Map.of("from", from, "to", to));
            if (decision != null) {
                parameters.put("decision", decision);
            }
            jdbc.sql("select decision, rule_id, count(*), max(decided_at) from routing_decided_row where " + fact.condition + " and "
                            + fact.column + " >= :from and " + fact.column + " < :to" + (decision == null ? "" : " and decision = :decision")
                            + " group by decision, rule_id").params(parameters).query(row -> {
                tallies.computeIfAbsent(new Key(row.getString(1), row.getString(2)), key -> new Tally(0, 0, 0, 0))
                        .add(fact, row.getLong(3), row.getLong(4));
            });
        }
    }

    private void add(YearMonth month, Map<Key, Tally> tallies) {
        tallies.forEach((key, tally) -> {
            Map<String, Object> parameters = Map.of("decision", key.decision, "rule", key.rule,
                    "month", month.getYear() * 100 + month.getMonthValue(), "hits", tally.hits, "returns", tally.returns,
                    "overrides", tally.overrides, "last", tally.lastHit);
            int known = jdbc.sql("update routing_row_month set hits = hits + :hits, returns = returns + :returns, "
                            + "overrides = overrides + :overrides, last_hit = case when last_hit < :last then :last else last_hit end "
                            + "where decision = :decision and rule_id = :rule and counted_month = :month").params(parameters).update();
            if (known == 0) {
                jdbc.sql("insert into routing_row_month (decision, rule_id, counted_month, hits, returns, overrides, last_hit) "
                        + "values (:decision, :rule, :month, :hits, :returns, :overrides, :last)").params(parameters).update();
            }
        });
    }

    private record Key(String decision, String rule) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int order = decision.compareTo(other.decision);
            return order == 0 ? rule.compareTo(other.rule) : order;
        }
    }

    private static final class Tally {

        long hits;
        long returns;
        long overrides;
        long lastHit;

        Tally(long hits, long returns, long overrides, long lastHit) {
            this.hits = hits;
            this.returns = returns;
            this.overrides = overrides;
            this.lastHit = lastHit;
        }

        void add(Fact fact, long count, long last) {
            switch (fact) {
                case HIT -> {
                    hits += count;
                    lastHit = Math.max(lastHit, last);
                }
                case RETURN -> returns += count;
                case OVERRIDE -> overrides += count;
            }
        }
    }
}
