package org.hotline12345.earlysign;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotline12345.organization.Settings;
import org.hotline12345.ticket.BulkLoads;
import org.hotline12345.ticket.Callers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks at a day that has ended, once for each hotline whatever nodes there are: the day's row is written first and in the
 * same transaction as its signs, so that a second node finds the key taken and a node that dies leaves nothing. While tickets
 * are brought in by the thousand it waits: half of them beside a whole past, or the other way round, look like a rise or hide one.
 */
@Component
class DailyLook {

    /** Days made up for after a standstill. */
    static final int MADE_UP = 7;

    private final Rises rises;
    private final Groups groups;
    private final WordWatch words;
    private final Callers callers;
    private final BulkLoads loads;
    private final Signs signs;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    DailyLook(Rises rises, Groups groups, WordWatch words, Callers callers, BulkLoads loads, Signs signs, Settings settings,
            JdbcClient jdbc, Clock clock) {
        this.rises = rises;
        this.groups = groups;
        this.words = words;
        this.callers = callers;
        this.loads = loads;
        this.signs = signs;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The oldest day a hotline has not looked at and should have by now; none while tickets are being brought in. */
    @Transactional(readOnly = true)
    public Optional<LocalDate> due(String jurisdiction) {
        if (loads.underWay(jurisdiction, clock.instant())) {
            return Optional.empty();
        }
        LocalDateTime now = LocalDateTime.now(clock);
        LocalDate ended = now.toLocalDate().minusDays(now.toLocalTime().isBefore(settings.time(jurisdiction, "earlySign.at")) ? 2 : 1);
        List<LocalDate> looked = jdbc.sql("select looked_on from earlysign_day where jurisdiction = :jurisdiction and looked_on >= :since and looked_on <= :until")
                .param("jurisdiction", jurisdiction).param("since", ended.minusDays(MADE_UP - 1L)).param("until", ended)
                .query((row, n) -> row.getObject(1, LocalDate.class)).list();
        // A hotline that has just begun to look is not asked about the days before.
        LocalDate first = looked.stream().min(LocalDate::compareTo).orElse(ended);
        return first.datesUntil(ended.plusDays(1)).filter(day -> !looked.contains(day)).findFirst();
    }

    /**
     * Looks at a day and lists what it finds.
     *
     * @return new signs
     * @throws org.springframework.dao.DuplicateKeyException when another node looked or looks
     * @throws HalfLoaded when tickets were being brought in meanwhile; nothing is kept of the look
     */
    @Transactional
    public int look(String jurisdiction, LocalDate day) {
        Instant since = clock.instant();
        long begun = System.nanoTime();
        jdbc.sql("insert into earlysign_day (jurisdiction, looked_on, looked_at, history_days, series, signs) values (:jurisdiction, :day, :at, 0, 0, 0)")
                .param("jurisdiction", jurisdiction).param("day", day).param("at", clock.millis()).update();
        Rises.Found rose = rises.of(jurisdiction, day);
        List<Finding> findings = new ArrayList<>(rose.findings());
        findings.addAll(repeatedCallers(jurisdiction, day));
        findings.addAll(groups.of(jurisdiction, day));
        int fresh = 0;
        for (Finding finding : findings) {
            fresh += signs.list(jurisdiction, day, finding) ? 1 : 0;
        }
        words.lookAgain(jurisdiction, day);
        if (loads.underWay(jurisdiction, since)) {
            throw new HalfLoaded(jurisdiction);
        }
        jdbc.sql("update earlysign_day set history_days = :history, series = :series, signs = :signs, took_ms = :took where jurisdiction = :jurisdiction and looked_on = :day")
                .param("took", (System.nanoTime() - begun) / 1_000_000).param("history", rose.historyDays()).param("series", rose.series()).param("signs", fresh).param("jurisdiction", jurisdiction)
                .param("day", day).update();
        return fresh;
    }

    /** What a look finds while tickets are being brought in means nothing. */
    static final class HalfLoaded extends RuntimeException {
        HalfLoaded(String jurisdiction) {
            super("tickets of " + jurisdiction + " are being brought in");
        }
    }

    private List<Finding> repeatedCallers(String jurisdiction, LocalDate day) {
        int days = settings.number(jurisdiction, "earlySign.callerDays");
        return callers.repeated(jurisdiction, instant(day.minusDays(days - 1L)), instant(day.plusDays(1)), instant(day),
                        settings.number(jurisdiction, "earlySign.callerTickets")).stream()
                .map(each -> new Finding(SignKind.CALLER, each.caller(), "同一电话" + days + "天内" + each.tickets() + "件", days, each.tickets(), null, null,
                        each.ticketNos())).toList();
    }

    private static Instant instant(LocalDate day) {
        return Instant.ofEpochMilli(DayCounts.startOf(day));
    }
}
