package org.hotline12345.earlysign;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.common.Sha256;
import org.hotline12345.organization.Settings;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts what was found on the list: a thing that shows again goes on with its sign instead of making another one. */
@Component
class Signs {

    /** More tickets than this are not listed one by one. */
    private static final int MOST_TICKETS = 500;
    /** What grew so many times since it was decided is a new matter. */
    private static final int WORSE = 2;
    private static final int LONGEST_ITEM = 400;

    private final Settings settings;
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Clock clock;

    Signs(Settings settings, JdbcClient jdbc, NamedParameterJdbcTemplate batches, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** @param perWeek tickets a week when it was decided, 0 for an open one */
    private record Known(String id, LocalDate lastOn, double perWeek) {
    }

    /**
     * Lists one finding of a day.
     *
     * @return whether it made a new sign
     */
    boolean list(String jurisdiction, LocalDate day, Finding finding) {
        // One that is decided in this very moment is no longer gone on with as an open one: what doubled would never be listed.
        if (open(jurisdiction, finding).filter(open -> goOn(open, "state = 'open'", day, finding)).isPresent()
                || decidedLately(jurisdiction, day, finding).filter(decided -> finding.tickets() * 7.0 / finding.windowDays() < WORSE * decided.perWeek())
                .filter(decided -> goOn(decided, "state <> 'open'", day, finding)).isPresent()) {
            return false;
        }
        insert(jurisdiction, day, finding);
        return true;
    }

    /** Adds tickets to the open sign of a word, or makes one, also where it is decided in this very moment; answers its id. */
    String word(String jurisdiction, LocalDate day, String entry, String name, int tickets) {
        Finding finding = new Finding(SignKind.WORD, entry, name, 1, tickets, null, null, List.of());
        return open(jurisdiction, finding).filter(open -> more(open, day, tickets)).map(Known::id).orElseGet(() -> insert(jurisdiction, day, finding));
    }

    private boolean more(Known open, LocalDate day, int tickets) {
        boolean another = day.isAfter(open.lastOn());
        return jdbc.sql("update earlysign_sign set tickets = tickets + :tickets, last_on = :last, days = days + :days, "
                        + "window_days = days + :days where id = :id and state = 'open'")
                .param("tickets", tickets).param("last", another ? day : open.lastOn()).param("days", another ? 1 : 0)
                .param("id", open.id()).update() > 0;
    }

    private Optional<Known> open(String jurisdiction, Finding finding) {
        return known("open_key = :key", jurisdiction, finding, null);
    }

    /** Words are never quieted: each new ticket with one wants a look. */
    private Optional<Known> decidedLately(String jurisdiction, LocalDate day, Finding finding) {
        return finding.kind() == SignKind.WORD ? Optional.empty() : known("jurisdiction = :jurisdiction and kind = :kind and item = :item "
                + "and last_on >= :since", jurisdiction, finding, day.minusDays(settings.number(jurisdiction, "earlySign.quietDays")));
    }

    private Optional<Known> known(String where, String jurisdiction, Finding finding, LocalDate since) {
        return jdbc.sql("select id, last_on, decided_tickets * 7.0 / decided_window from earlysign_sign where " + where + " order by last_on desc, id limit 1")
                .param("key", key(jurisdiction, finding)).param("jurisdiction", jurisdiction).param("kind", finding.kind().code())
                .param("item", item(finding)).param("since", since)
                .query((row, n) -> new Known(row.getString(1), row.getObject(2, LocalDate.class), row.getDouble(3))).optional();
    }

    /** @param still the state it was found in; @return whether it was still in it */
    private boolean goOn(Known known, String still, LocalDate day, Finding finding) {
        // A day looked at again, after a restore for instance, counts once.
        int more = day.isAfter(known.lastOn()) ? 1 : 0;
        boolean went = jdbc.sql("update earlysign_sign set last_on = :last, days = days + :more, window_days = :window, tickets = :tickets, expected = :expected, "
                        + "chance = :chance, name = :name where id = :id and " + still)
                .param("last", more == 1 ? day : known.lastOn()).param("more", more).param("window", finding.windowDays())
                .param("tickets", finding.tickets()).param("expected", finding.expected()).param("chance", finding.chance())
                .param("name", finding.name()).param("id", known.id()).update() > 0;
        if (went) {
            tickets(known.id(), finding.ticketNos());
        }
        return went;
    }

    private String insert(String jurisdiction, LocalDate day, Finding finding) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into earlysign_sign (id, jurisdiction, kind, item, name, first_on, last_on, days, window_days, tickets, expected, chance, "
                        + "state, open_key, found_at) values (:id, :jurisdiction, :kind, :item, :name, :day, :day, 1, :window, :tickets, :expected, "
                        + ":chance, 'open', :key, :at)")
                .param("id", id).param("jurisdiction", jurisdiction).param("kind", finding.kind().code()).param("item", item(finding))
                .param("name", finding.name()).param("day", day).param("window", finding.windowDays()).param("tickets", finding.tickets())
                .param("expected", finding.expected()).param("chance", finding.chance()).param("key", key(jurisdiction, finding))
                .param("at", clock.millis()).update();
        tickets(id, finding.ticketNos());
        return id;
    }

    private void tickets(String id, List<String> ticketNos) {
        List<String> known = jdbc.sql("select ticket_no from earlysign_ticket where sign_id = :id").param("id", id).query(String.class).list();
        List<String> fresh = ticketNos.stream().filter(number -> !known.contains(number)).limit(Math.max(0, MOST_TICKETS - known.size())).toList();
        if (!fresh.isEmpty()) {
            batches.batchUpdate("insert into earlysign_ticket (sign_id, ticket_no) values (:id, :no)", fresh.stream()
                    .map(number -> new MapSqlParameterSource("id", id).addValue("no", number)).toArray(MapSqlParameterSource[]::new));
        }
    }

    private static String item(Finding finding) {
        return finding.item().length() <= LONGEST_ITEM ? finding.item() : finding.item().substring(0, LONGEST_ITEM);
    }

    private static String key(String jurisdiction, Finding finding) {
        return Sha256.of(jurisdiction + "|" + finding.kind().code() + "|" + item(finding));
    }
}
