package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.notification.Notifications;
import org.hotline12345.report.Figures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Corrections (更正): issued figures are counted again, and where they come out otherwise a numbered correction is begun that
 * says which cell was what. What was issued stays as it left the house.
 */
@Component
public class Corrections {

    private static final String CHECKED = "复核数据";

    private final Editions editions;
    private final Snapshots snapshots;
    private final Subjects subjects;
    private final Frames frames;
    private final FigureChanges changes;
    private final Journal journal;
    private final Notifications notifications;
    private final Processes processes;
    private final Actors actors;
    private final JdbcClient jdbc;
    private final Clock clock;

    Corrections(Editions editions, Snapshots snapshots, Subjects subjects, Frames frames, FigureChanges changes, Journal journal,
            Notifications notifications, Processes processes, Actors actors, JdbcClient jdbc, Clock clock) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.subjects = subjects;
        this.frames = frames;
        this.changes = changes;
        this.journal = journal;
        this.notifications = notifications;
        this.processes = processes;
        this.actors = actors;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What counting again came to.
     *
     * @param comparable false where the catalogue of measures, or a setting that figures depend on, changed since; then nothing is
     *     compared
     * @param differences cells that differ from what was last known of the bulletin
     * @param correctionId the correction begun for them, or null
     */
    public record Outcome(boolean comparable, List<Change> differences, String correctionId) {
    }

    /**
     * Counts an issued bulletin again.
     *
     * @throws Refusal FORBIDDEN {@code bulletin.notEditor}; RULE {@code bulletin.notIssued}, {@code bulletin.correctionOpen}
     */
    @Transactional
    public Outcome check(String id) {
        Readers.requireEditor(actors.current());
        return compare(id);
    }

    /** The same on the hotline's own account, once a day for each bulletin; @return whether one was due */
    @Transactional
    public boolean checkNext(String jurisdiction, int days) {
        LocalDate today = LocalDate.now(clock);
        List<String> due = jdbc.sql("select id from bulletin_edition where jurisdiction = :place and state = 'issued' and correction = 0 "
                        + "and issued_on >= :since and (checked_on is null or checked_on < :today) order by id limit 1").param("place", jurisdiction)
                .param("since", today.minusDays(days)).param("today", today).query(String.class).list();
        if (due.isEmpty()) {
            return false;
        }
        boolean mine = jdbc.sql("update bulletin_edition set checked_on = :today where id = :id and (checked_on is null or checked_on < :today)")
                .param("today", today).param("id", due.get(0)).update() == 1;
        if (mine && openCorrection(due.get(0)) == 0) {
            compare(due.get(0));
        }
        return true;
    }

    private Outcome compare(String id) {
        Edition issued = editions.lock(id);
        if (issued.state() != State.ISSUED || issued.correction() > 0) {
            throw Refusal.rule("bulletin.notIssued", "只有已印发的通报可以复核数据；更正随原通报一并复核。");
        }
        if (openCorrection(id) > 0) {
            throw Refusal.rule("bulletin.correctionOpen", "这份通报已有办理中的更正，请先办完。");
        }
        long lastKnown = lastKnown(issued);
        Optional<String> otherwise = snapshots.countedOtherwise(lastKnown);
        if (otherwise.isPresent()) {
            once(id, otherwise.get());
            return new Outcome(false, List.of(), null);
        }
        Figures now = snapshots.now(issued);
        List<Change> differences = changes.since(issued, lastKnown, now);
        if (differences.isEmpty()) {
            return new Outcome(true, differences, null);
        }
        int nth = 1 + jdbc.sql("select max(correction) from bulletin_edition where id = :id or corrects = :id").param("id", id)
                .query(Integer.class).single();
        String correction = Drafting.newId();
        Frames.Frame frame = new Frames.Frame(issued.kind().code(), issued.issuer(), issued.mark(), issued.sentTo(), issued.deliveredTo(),
                issued.copiedTo(), issued.publicity(), issued.contact());
        editions.insert(correction, issued.kind(), issued.jurisdiction(), issued.from(), issued.to(), issued.topic(), issued.topicFilter(),
                issued.title(), frame, id, nth, actors.current().id());
        subjects.pass(id, correction);
        jdbc.sql("insert into bulletin_text (bulletin_id, section, body) select :correction, section, body from bulletin_text where bulletin_id = :read")
                .param("correction", correction).param("read", editions.lastPublished(editions.require(correction)).id()).update();
        String words = Change.inWords(differences);
        journal.write(correction, "拟编更正", "更正" + issued.number() + "，第" + nth + "号：" + words);
        journal.write(id, "数据有变", "更正第" + nth + "号：" + words);
        notifications.toGroup(correction, Readers.EDITOR, issued.number() + "《" + issued.title() + "》的数据有变，已拟编更正第" + nth + "号，请处理。");
        processes.start(Drafting.PROCESS, correction, Map.of());
        return new Outcome(true, differences, correction);
    }

    /** A step that is told once, though it holds every day anew. */
    private void once(String id, String text) {
        if (journal.of(id).stream().noneMatch(step -> step.what().equals(CHECKED) && step.text().equals(text))) {
            journal.write(id, CHECKED, text);
        }
    }

    /** What was last said or knowingly left unsaid: a dropped correction is not proposed again for the same figures. */
    private long lastKnown(Edition issued) {
        return jdbc.sql("select snapshot from bulletin_edition where corrects = :id and snapshot is not null order by correction desc limit 1")
                .param("id", issued.id()).query(Long.class).optional().orElse(issued.snapshot());
    }

    private int openCorrection(String id) {
        return jdbc.sql("select count(*) from bulletin_edition where corrects = :id and state not in ('issued', 'dropped')").param("id", id)
                .query(Integer.class).single();
    }
}
