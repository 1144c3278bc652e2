package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Drafts that make themselves: for each city the kinds its settings name, once per period however many nodes run. */
@Component
public class Schedules {

    private static final Map<BulletinKind, String> SETTINGS = Map.of(BulletinKind.DAILY, "bulletin.draftDaily", BulletinKind.WEEKLY,
            "bulletin.draftWeekly", BulletinKind.MONTHLY, "bulletin.draftMonthly", BulletinKind.ASSESSMENT, "bulletin.draftAssessment");

    private final Drafting drafts;
    private final Corrections corrections;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Schedules(Drafting drafts, Corrections corrections, Jurisdictions jurisdictions, Settings settings, JdbcClient jdbc, Clock clock,
            PlatformTransactionManager transactions) {
        this.drafts = drafts;
        this.corrections = corrections;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Begins what is due; doing it again the same day begins nothing. */
    public void open() {
        LocalDate today = LocalDate.now(clock);
        LocalTime now = LocalTime.now(clock);
        for (Jurisdiction place : jurisdictions.list()) {
            if (!now.isBefore(settings.time(place.code(), "bulletin.draftFrom"))) {
                SETTINGS.forEach((kind, key) -> {
                    if (settings.flag(place.code(), key)) {
                        open(place, kind, kind.lastFrom(today));
                    }
                });
            }
        }
    }

    private void open(Jurisdiction place, BulletinKind kind, LocalDate from) {
        boolean done = jdbc.sql("select count(*) from bulletin_due where jurisdiction = :place and kind = :kind and from_day = :from")
                .param("place", place.code()).param("kind", kind.code()).param("from", from).query(Integer.class).single() > 0;
        if (done) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                LocalDate to = kind.lastOf(from);
                // First, so that of two nodes one stops here.
                jdbc.sql("insert into bulletin_due (jurisdiction, kind, from_day, bulletin_id) values (:place, :kind, :from, '')")
                        .param("place", place.code()).param("kind", kind.code()).param("from", from).update();
                String id = drafts.begin(place, kind, from, to, null, null, Titles.of(place.name(), kind, from, to, null));
                jdbc.sql("update bulletin_due set bulletin_id = :id where jurisdiction = :place and kind = :kind and from_day = :from")
                        .param("id", id).param("place", place.code()).param("kind", kind.code()).param("from", from).update();
            });
        } catch (DuplicateKeyException anotherNodeDid) {
            return;
        }
    }

    /** Counts issued bulletins again, each once a day for as long as its city's settings say. */
    public void check() {
        for (Jurisdiction place : jurisdictions.list()) {
            int days = settings.number(place.code(), "bulletin.correctionDays");
            boolean more = days > 0;
            while (more) {
                // One bulletin a transaction, so that no lock is held over a whole list.
                more = corrections.checkNext(place.code(), days);
            }
        }
    }
}
