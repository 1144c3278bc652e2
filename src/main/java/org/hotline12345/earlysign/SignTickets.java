package org.hotline12345.earlysign;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.FoundTickets;
import org.hotline12345.ticket.IdentityText;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tickets and the daily numbers behind a sign. */
@Component
public class SignTickets {

    /** Tickets of one sign that are looked at together. */
    static final int MOST = 500;
    private static final int MOST_NAMED = 20;

    private final ObjectProvider<EarlySigns> signs;
    private final FoundTickets found;
    private final DayCounts counts;
    private final IdentityText identityText;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Actors actors;

    SignTickets(ObjectProvider<EarlySigns> signs, FoundTickets found, DayCounts counts, IdentityText identityText, Settings settings, JdbcClient jdbc,
            Actors actors) {
        this.signs = signs;
        this.found = found;
        this.counts = counts;
        this.identityText = identityText;
        this.settings = settings;
        this.jdbc = jdbc;
        this.actors = actors;
    }

    /** A day of a series: how many were registered, and what the past lets expect. */
    public record Day(LocalDate day, int tickets, double expected) {
    }

    /** The tickets the sign counts, newest first, as the person may read them. */
    @Transactional(readOnly = true)
    public Page<FoundTickets.Found> tickets(String id, int page, int size) {
        Actor actor = SignReaders.require(actors);
        Page.check(page, size);
        Page<String> numbers = Page.of(numbers(signs.getObject().require(id), (long) page * size, size + 1), page, size);
        return new Page<>(found.of(numbers.items(), actor, List.of()), page, size, numbers.more());
    }

    /** The days a rise was compared with, the gap and the days looked at, oldest first; empty for signs that compare nothing. */
    @Transactional(readOnly = true)
    public List<Day> series(String id) {
        SignReaders.require(actors);
        Sign sign = signs.getObject().require(id);
        if (!sign.kind().rises()) {
            return List.of();
        }
        int days = settings.number(sign.jurisdiction(), "earlySign.baselineWeeks") * 7 + Past.GAP + Past.LATEST;
        LocalDate first = sign.lastOn().minusDays(days - 1L);
        int[] whole = counts.read(sign.jurisdiction(), sign.kind(), first, days, null).whole();
        DayCounts.Series series = counts.read(sign.jurisdiction(), sign.kind(), first, days, sign.item());
        // Cut as when the sign was found; tickets made invalid since may have left too short a past, then nothing is to be expected.
        int from = Rises.begun(whole);
        if (days - from < Past.LEAST + Past.GAP + Past.LATEST) {
            return List.of();
        }
        int[] kinds = Rises.cut(counts.kinds(sign.jurisdiction(), first, days), from);
        int[] tickets = Rises.cut(series.whole(), from);
        Past past = new Past(tickets, kinds, Rises.pattern(Rises.cut(whole, from), kinds));
        List<Day> found = new ArrayList<>();
        for (int day = 0; day < tickets.length; day++) {
            found.add(new Day(first.plusDays(from + day), tickets[day], past.expected(day)));
        }
        return found;
    }

    /** First and last day on which tickets were registered. */
    record Days(LocalDate first, LocalDate last) {
    }

    /** The days of the tickets of a word, a caller or a group; none where it has no tickets. */
    Optional<Days> days(Sign sign) {
        String listed = sign.kind() == SignKind.WORD ? "earlysign_hit" : "earlysign_ticket";
        return jdbc.sql("select min(t.registered_at), max(t.registered_at) from " + listed + " l join ticket_ticket t on t.ticket_no = l.ticket_no "
                        + "where l.sign_id = :id having count(*) > 0").param("id", sign.id())
                .query((row, n) -> new Days(DayCounts.dayOf(row.getLong(1)), DayCounts.dayOf(row.getLong(2)))).optional();
    }

    List<String> numbers(Sign sign, long offset, int limit) {
        String from = switch (sign.kind()) {
            case CATEGORY -> RISEN + "category = :item" + NEWEST;
            case PLACE -> RISEN + "region = :item" + NEWEST;
            case WORD -> "select ticket_no from earlysign_hit where sign_id = :id order by hit_at desc, ticket_no desc";
            case CALLER, GROUP -> "select ticket_no from earlysign_ticket where sign_id = :id order by ticket_no desc";
        };
        return jdbc.sql(from + " limit :limit offset :offset").param("id", sign.id()).param("item", sign.item()).param("jurisdiction", sign.jurisdiction())
                .param("from", DayCounts.startOf(sign.lastOn().minusDays(sign.windowDays() - 1L)))
                .param("until", DayCounts.startOf(sign.lastOn().plusDays(1))).param("limit", limit).param("offset", offset).query(String.class).list();
    }

    private static final String RISEN = "select ticket_no from ticket_ticket where jurisdiction = :jurisdiction and registered_at >= :from "
            + "and registered_at < :until and status <> 'invalid' and parts = 0 and ";
    private static final String NEWEST = " order by registered_at desc, ticket_no desc";

    /** A text about the sign, without the name and number of any citizen of a caller's or group's tickets. */
    String withoutIdentity(Sign sign, String text) {
        String clean = identityText.scrub("", text);
        for (String number : sign.kind().rises() ? List.<String>of() : numbers(sign, 0, MOST_NAMED)) {
            clean = identityText.scrub(number, clean);
        }
        return clean;
    }
}
