package org.hotline12345.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.DecisionTables;
import org.hotline12345.common.DecisionTables.Row;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.PastTickets.Past;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the limits of handlings of the past again, by any table of limits: the same dispatches, returns and replies, the
 * same days added by extensions and suspensions, other numbers. Nothing is stored.
 */
@Component
public class PastLimits {

    private final JdbcClient jdbc;
    private final WorkCalendar calendar;
    private final Settings settings;
    private final Clock clock;

    PastLimits(JdbcClient jdbc, WorkCalendar calendar, Settings settings, Clock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What happened at one unit.
     *
     * @param awaited the unit that needs this one's answer before its own limit, or null
     * @param asked when the return was asked for, or null
     * @param ended when the unit was done with it: replied, returned, ended; null while it is not
     * @param granted what extensions and suspensions added to the first limit
     * @param natural whether its limit ran in natural time
     * @param rulingUntil until when a request was to be ruled on, or null
     */
    public record Handling(String ticketNo, String unit, String awaited, boolean rework, Instant dispatchedAt, Instant asked,
            Instant ended, Granted granted, boolean natural, Instant rulingUntil) {
    }

    /** Time added to the first limit: working days, or natural time where it ran in that. */
    public record Granted(int days, Duration natural) {
    }

    /**
     * How a handling stands by some numbers.
     *
     * @param overdue answered late, or not answered and the limit has passed
     * @param returnedLate a return was asked for after its period
     */
    public record Course(boolean overdue, boolean returnedLate, boolean yellow, boolean red) {
    }

    /** The handlings of some tickets by ticket number, in the order of dispatch. */
    @Transactional(readOnly = true)
    public Map<String, List<Handling>> of(Collection<Past> tickets) {
        Map<String, String> places = new HashMap<>();
        tickets.forEach(ticket -> places.put(ticket.ticketNo(), ticket.jurisdiction()));
        Map<String, List<Handling>> found = new HashMap<>();
        if (places.isEmpty()) {
            return found;
        }
        Map<String, List<Long>> stops = stops(places.keySet());
        Map<String, String> leads = new HashMap<>();
        jdbc.sql("select ticket_no, unit, role, parent_unit, rework, state, dispatched_at, returned_at, replied_at, interim_at, original_until, "
                        + "handle_until, calendar_version, request_ruling_until from ticket_dispatch where ticket_no in (:numbers) "
                        + "and handle_until is not null order by dispatched_at, round, role desc, unit")
                .param("numbers", places.keySet()).query(row -> {
                    String no = row.getString("ticket_no");
                    String unit = row.getString("unit");
                    if ("lead".equals(row.getString("role")) && row.getString("parent_unit") == null) {
                        leads.put(no, unit);
                    }
                    String awaited = row.getString("parent_unit") == null && "assist".equals(row.getString("role")) ? leads.get(no)
                            : row.getString("parent_unit");
                    Instant dispatchedAt = Instant.ofEpochMilli(row.getLong("dispatched_at"));
                    boolean natural = Limits.NATURAL.equals(row.getString("calendar_version"));
                    Instant until = Instant.ofEpochMilli(row.getLong("handle_until"));
                    Instant first = instant(row.getObject("original_until")).orElse(until);
                    Instant ended = earliest(instant(row.getObject("interim_at")), instant(row.getObject("replied_at")),
                            stops.getOrDefault(no + ' ' + unit, List.of()).stream().map(Instant::ofEpochMilli)
                                    .filter(stop -> stop.isAfter(dispatchedAt)).findFirst());
                    found.computeIfAbsent(no, key -> new ArrayList<>()).add(new Handling(no, unit, unit.equals(awaited) ? null : awaited,
                            row.getBoolean("rework"), dispatchedAt, instant(row.getObject("returned_at")).orElse(null), ended,
                            granted(calendar.placeOf(places.get(no), unit), first, until, natural), natural,
                            instant(row.getObject("request_ruling_until")).orElse(null)));
                });
        return found;
    }

    /** When clocks of handlings were stopped, in order, by ticket and unit. */
    private Map<String, List<Long>> stops(Collection<String> numbers) {
        Map<String, List<Long>> stops = new HashMap<>();
        jdbc.sql("select ticket_no, unit, happened_at from deadline_clock_entry where ticket_no in (:numbers) and clock = 'handle' "
                        + "and act = 'stopped' order by ticket_no, seq").param("numbers", numbers)
                .query(row -> {
                    stops.computeIfAbsent(row.getString(1) + ' ' + row.getString(2), key -> new ArrayList<>()).add(row.getLong(3));
                });
        return stops;
    }

    private Granted granted(String place, Instant first, Instant until, boolean natural) {
        if (!until.isAfter(first)) {
            return new Granted(0, Duration.ZERO);
        }
        return natural ? new Granted(0, Duration.between(first, until))
                : new Granted(Math.max(0, calendar.workingDaysBetween(place, first.minusMillis(1), until)), Duration.ZERO);
    }

    private static Optional<Instant> instant(Object millis) {
        return millis == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(((Number) millis).longValue()));
    }

    @SafeVarargs
    private static Instant earliest(Optional<Instant>... instants) {
        Instant earliest = null;
        for (Optional<Instant> instant : instants) {
            if (instant.isPresent() && (earliest == null || instant.get().isBefore(earliest))) {
                earliest = instant.get();
            }
        }
        return earliest;
    }

    /** The numbers of one table of limits; not for several threads. */
    public Numbers numbers(DecisionTables tables) {
        return new Numbers(tables);
    }

    /** Counts by one table of limits and remembers its rows: few different questions are ever asked of it. */
    public final class Numbers {

        private final DecisionTables tables;
        private final Map<Map<String, Object>, Row> rows = new HashMap<>();

        private Numbers(DecisionTables tables) {
            this.tables = tables;
        }

        /** Different questions asked of the table so far. */
        public int questions() {
            return rows.size();
        }

        /**
         * How one handling stands by these numbers.
         *
         * @param all every handling of the ticket: an assisting unit's limit follows from the one it assists
         */
        public Course course(Past ticket, Handling handling, List<Handling> all) {
            Limit limit = limit(ticket, handling, all);
            Instant until = limit.until();
            Instant end = handling.ended() == null ? clock.instant() : handling.ended();
            Instant effective = later(until, handling.rulingUntil());
            Instant returning = counted(place(ticket, handling), row(ticket, "return"), handling.dispatchedAt()).until();
            boolean late = handling.asked() != null && !handling.asked().isBefore(returning.isBefore(limit.first()) ? returning : limit.first());
            Instant yellow = limit.natural() ? until.minus(duration(row(ticket, "yellowNatural")))
                    : calendar.minusWorkingDays(place(ticket, handling), until, row(ticket, "yellow").number("amount")).until();
            Instant red = limit.natural() ? until : daysAfter(ticket, handling, until, 1).minusMillis(1).atZone(clock.getZone()).toLocalDate()
                    .atStartOfDay(clock.getZone()).toInstant();
            return new Course(!end.isBefore(effective), late, end.isAfter(yellow), end.isAfter(later(red, handling.rulingUntil())));
        }

        /**
         * A handling's limit by these numbers.
         *
         * @param first before anything was granted
         */
        private record Limit(Instant first, Instant until, boolean natural) {
        }

        private Limit limit(Past ticket, Handling handling, List<Handling> all) {
            String name = handling.rework() ? "rework" : ticket.urgent() ? "urgentHandle" : "handle";
            Limit own = counted(place(ticket, handling), row(ticket, name), handling.dispatchedAt());
            Instant cutoff = ticket.externalCutoff();
            if (cutoff != null && cutoff.isAfter(handling.dispatchedAt()) && cutoff.isBefore(own.until())) {
                own = new Limit(cutoff, cutoff, true);
            }
            Limit ceiling = ceiling(ticket, handling, all);
            Limit first = ceiling != null && ceiling.until().isBefore(own.until()) ? ceiling : own;
            Granted granted = handling.granted();
            Instant until = first.until();
            if (granted.days() > 0) {
                until = daysAfter(ticket, handling, until, granted.days());
            }
            return new Limit(first.until(), until.plus(granted.natural()), first.natural());
        }

        /** One working day before the unit that needs this answer, where such a day is left. */
        private Limit ceiling(Past ticket, Handling handling, List<Handling> all) {
            Optional<Handling> awaited = all.stream().filter(other -> other.unit().equals(handling.awaited())
                    && !other.dispatchedAt().isAfter(handling.dispatchedAt()) && other.awaited() == null).reduce((one, other) -> other);
            if (awaited.isEmpty()) {
                return null;
            }
            Limit waiting = limit(ticket, awaited.get(), all);
            Instant before = waiting.natural() ? waiting.until().minus(duration(row(ticket, "subDispatchMargin")))
                    : calendar.plusWorkingDays(place(ticket, awaited.get()),
                            calendar.minusWorkingDays(place(ticket, awaited.get()), waiting.until(), 2).until(), 0).until();
            Instant until = before.isAfter(handling.dispatchedAt()) ? before : waiting.until();
            return new Limit(until, until, waiting.natural());
        }

        private Limit counted(String place, Row row, Instant from) {
            int amount = row.number("amount");
            Instant until = switch (row.text("unit")) {
                case "workingDay" -> calendar.plusWorkingDays(place, from, amount).until();
                case "workingHour" -> calendar.plusWorkingHours(place, from, amount).until();
                default -> from.plus(duration(row));
            };
            return new Limit(until, until, !row.text("unit").startsWith("working"));
        }

        private Row row(Past ticket, String clockName) {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("clock", clockName);
            inputs.put("kind", ticket.kind().code());
            inputs.put("urgent", ticket.urgent());
            inputs.put("jurisdiction", ticket.jurisdiction());
            return rows.computeIfAbsent(inputs, key -> tables.evaluate("deadline-limits", key).stream()
                    .filter(row -> row.number("amount") != null).findFirst()
                    .orElseThrow(() -> new IllegalStateException("deadline-limits has no limit for clock " + clockName)));
        }
    }

    /** The calendar of the unit's own limits. */
    private String place(Past ticket, Handling handling) {
        return calendar.placeOf(ticket.jurisdiction(), handling.unit());
    }

    private Instant daysAfter(Past ticket, Handling handling, Instant lastDayUntil, int days) {
        int counted = settings.flag(ticket.jurisdiction(), "calendar.excludeStartDay") ? days : days + 1;
        return calendar.plusWorkingDays(place(ticket, handling), lastDayUntil.minusMillis(1), counted).until();
    }

    private static Instant later(Instant one, Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static Duration duration(Row row) {
        return switch (row.text("unit")) {
            case "hour" -> Duration.ofHours(row.number("amount"));
            case "minute" -> Duration.ofMinutes(row.number("amount"));
            default -> throw new IllegalStateException(row.decision() + ": " + row.row() + " has no unit of natural time");
        };
    }
}
