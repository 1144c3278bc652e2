package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.bulletin.content.Piece;
import org.hotline12345.bulletin.content.Proposals;
import org.hotline12345.calendar.WorkCalendar;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Matters;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.earlysign.EarlySigns;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** From the beginning of a bulletin to its submission: figures frozen, texts prefilled, contradictions in the way. */
@Component
public class Drafting {

    static final String PROCESS = "bulletin-issue";
    /** What ids of bulletins begin with, so that nobody takes another business key for one. */
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy年M月d日HH:mm");
    static final String SUBMITTED = "提交";
    private static final Set<BulletinKind> CHECKED_BY_UNITS = Set.of(BulletinKind.MONTHLY, BulletinKind.ASSESSMENT);

    private final Editions editions;
    private final Snapshots snapshots;
    private final CrossFoot crossFoot;
    private final Proposals proposals;
    private final Frames frames;
    private final Wording wording;
    private final Shares shares;
    private final EarlySigns signs;
    private final Subjects subjects;
    private final Journal journal;
    private final Jurisdictions jurisdictions;
    private final Settings settings;
    private final WorkCalendar calendar;
    private final Notifications notifications;
    private final Processes processes;
    private final PersonNames names;
    private final Actors actors;
    private final Clock clock;

    Drafting(Editions editions, Snapshots snapshots, CrossFoot crossFoot, Proposals proposals, Frames frames, Wording wording, Shares shares, EarlySigns signs,
            Subjects subjects, Journal journal, Jurisdictions jurisdictions, Settings settings, WorkCalendar calendar, Notifications notifications, Processes processes,
            PersonNames names, Actors actors, Clock clock) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.crossFoot = crossFoot;
        this.proposals = proposals;
        this.frames = frames;
        this.wording = wording;
        this.shares = shares;
        this.signs = signs;
        this.subjects = subjects;
        this.journal = journal;
        this.jurisdictions = jurisdictions;
        this.settings = settings;
        this.calendar = calendar;
        this.notifications = notifications;
        this.processes = processes;
        this.names = names;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * What to begin.
     *
     * @param jurisdiction a code, or null for the default
     * @param kind code of a kind
     * @param from first day; null for the last period of the kind that is over
     * @param to last day, inclusive; null for the kind's usual length
     * @param topic what a special report is about; required there unless it has a sign, ignored elsewhere
     * @param topicFilter words it looks for, or null; ignored where it has a sign
     * @param title null for the usual one
     * @param sign id of the confirmed early sign whose tickets, or whose category or region, a special report is about; it also
     *     says topic and days where they are null. Null for none, ignored for other kinds
     */
    public record Wish(String jurisdiction, String kind, LocalDate from, LocalDate to, String topic, String topicFilter, String title, String sign) {

        /** What no early sign asks for. */
        public Wish(String jurisdiction, String kind, LocalDate from, LocalDate to, String topic, String topicFilter, String title) {
            this(jurisdiction, kind, from, to, topic, topicFilter, title, null);
        }
    }

    /**
     * How it goes on after a person was done with a draft.
     *
     * @param objectionsUntil last day for units to object, or null where they are not asked
     */
    public record Submitted(LocalDate objectionsUntil) {
    }

    /**
     * Begins a bulletin; its figures are frozen in the background.
     *
     * @return its id
     * @throws Refusal FORBIDDEN {@code bulletin.notEditor}; INVALID {@code bulletin.badPeriod}, {@code bulletin.topicMissing},
     *         {@code bulletin.badTopicWords}, {@code bulletin.signElsewhere}; RULE {@code earlysign.notConfirmed}; UNKNOWN
     *         {@code earlysign.unknown}
     */
    @Transactional
    public String begin(Wish asked) {
        Readers.requireEditor(actors.current());
        Jurisdiction place = jurisdictions.require(asked.jurisdiction());
        BulletinKind kind = BulletinKind.of(asked.kind());
        EarlySigns.Topic sign = kind == BulletinKind.SPECIAL ? sign(place, asked.sign()) : null;
        Wish wish = sign == null ? asked : of(sign, asked);
        LocalDate today = LocalDate.now(clock);
        LocalDate from = wish.from() == null ? kind.lastFrom(today) : wish.from();
        LocalDate to = wish.to() == null ? kind.lastOf(from) : wish.to();
        if (to.isBefore(from) || to.isAfter(from.plusDays(400)) || from.isAfter(today)) {
            throw Refusal.invalid("bulletin.badPeriod", "请填写统计期起止日，止日不早于起日，最长400天，起日不晚于今天。").at("from");
        }
        String topic = kind == BulletinKind.SPECIAL ? Texts.required("专题", wish.topic(), Topics.LONGEST) : null;
        Topics.check(wish.topicFilter());
        String title = wish.title() == null || wish.title().isBlank() ? Titles.of(place.name(), kind, from, to, topic)
                : Texts.required("标题", wish.title(), 200);
        String id = begin(place, kind, from, to, topic, Texts.optional("专题条件", wish.topicFilter(), 400), title);
        if (sign != null) {
            subjects.keep(id, sign);
        }
        return id;
    }

    private EarlySigns.Topic sign(Jurisdiction place, String id) {
        if (id == null || id.isBlank()) {
            return null;
        }
        EarlySigns.Topic sign = signs.topic(id);
        if (!sign.jurisdiction().equals(place.code())) {
            throw Refusal.invalid("bulletin.signElsewhere", "这条苗头属于" + jurisdictions.require(sign.jurisdiction()).name() + "，请把热线区域改为它的区域。")
                    .at("jurisdiction");
        }
        return sign;
    }

    private static Wish of(EarlySigns.Topic sign, Wish wish) {
        return new Wish(wish.jurisdiction(), wish.kind(), wish.from() == null ? sign.from() : wish.from(), wish.to() == null ? sign.to() : wish.to(),
                wish.topic() == null || wish.topic().isBlank() ? sign.title() : wish.topic(), null, wish.title(), wish.sign());
    }

    /** Begun by whoever acts, the hotline's own schedule included. */
    String begin(Jurisdiction place, BulletinKind kind, LocalDate from, LocalDate to, String topic, String topicFilter, String title) {
        String id = newId();
        editions.insert(id, kind, place.code(), from, to, topic, topicFilter, title, frames.of(place, kind), null, 0, actors.current().id());
        journal.write(id, "拟编" + kind.label(), title + "，统计期" + from + "至" + to);
        processes.start(PROCESS, id, Map.of());
        return id;
    }

    static String newId() {
        return Matters.BULLETINS + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** Freezes the figures; what people wrote stays. */
    public void freeze(String id) {
        Edition edition = editions.lock(id);
        boolean first = edition.snapshot() == null;
        long taken = snapshots.take(edition, first ? "拟稿冻结" : "重新冻结");
        Map<String, Object> columns = new HashMap<>(Map.of("snapshot", taken));
        if (!first && edition.objectionsUntil() != null
                && !Difference.between(snapshots.figures(edition.snapshot()), snapshots.figures(taken)).isEmpty()) {
            // Units agreed to other figures: they are asked again.
            columns.put("objections_until", null);
        }
        editions.set(id, columns);
        journal.write(id, first ? "冻结数据" : "重新冻结数据", "数据截至"
                + MOMENT.format(snapshots.asOf(taken).atZone(clock.getZone())));
        if (first) {
            prefill(editions.require(id));
        }
    }

    private void prefill(Edition edition) {
        Frozen frozen = snapshots.frozen(edition);
        for (Piece piece : proposals.pieces(edition.kind(), frozen)) {
            // What is kept already comes from the bulletin a correction corrects, emptied pieces included.
            if (piece.kept() == null && !piece.proposed().isBlank()) {
                wording.keep(edition.id(), piece.code(), piece.proposed());
            }
        }
    }

    /** Looks for contradictions and hands the draft to the editors, whatever was found. */
    public void crossFoot(String id) {
        Edition edition = editions.lock(id);
        List<Contradiction> found = crossFoot.of(snapshots.frozen(edition));
        editions.state(id, State.DRAFT);
        journal.write(id, "勾稽核对", found.isEmpty() ? "一致" : CrossFoot.inWords(found));
        notifications.toGroup(id, Readers.EDITOR, "《" + edition.name() + "》的数据已冻结，勾稽核对" + (found.isEmpty() ? "一致" : "有" + found.size() + "处不一致")
                + "，请拟稿。");
    }

    /**
     * The editor is done with the draft.
     *
     * @throws Refusal RULE {@code bulletin.figuresDisagree} naming the cells, {@code bulletin.notDraft}; FORBIDDEN
     *     {@code bulletin.notEditor}
     */
    public Submitted submit(String id) {
        Edition edition = wording.draft(id);
        crossFoot.require(snapshots.frozen(edition));
        Actor actor = actors.current();
        Map<String, Object> columns = new HashMap<>(Map.of("editor", actor.id(), "editor_name", names.nameOf(actor.id())));
        LocalDate until = null;
        Set<String> asked = unitsToAsk(edition);
        if (asked.isEmpty()) {
            columns.put("state", State.REVIEW.code());
            journal.write(id, SUBMITTED, "送审核");
        } else {
            until = calendar.plusWorkingDays(edition.jurisdiction(), clock.instant(), days(edition)).date();
            columns.put("state", State.OBJECTING.code());
            columns.put("objections_until", until);
            shares.ask(id, asked);
            journal.write(id, SUBMITTED, "请" + asked.size() + "家单位核对数据，" + until + "前没有提出异议的视为同意");
            for (String unit : asked) {
                notifications.toGroup(id, Actor.UNIT_GROUP_PREFIX + unit, "请核对《" + edition.name() + "》中本单位的数据，" + until + "前没有提出异议的视为同意。");
            }
        }
        editions.set(id, columns);
        return new Submitted(until);
    }

    /**
     * What submitting the draft would set going, to be told before it is done.
     *
     * @return how many units would be asked to check their figures; 0 where it would go to review at once
     * @throws Refusal UNKNOWN {@code bulletin.unknown}
     */
    @Transactional(readOnly = true)
    public int unitsToAsk(String id) {
        return unitsToAsk(editions.require(id)).size();
    }

    private Set<String> unitsToAsk(Edition edition) {
        return CHECKED_BY_UNITS.contains(edition.kind()) && edition.objectionsUntil() == null && days(edition) > 0 ? shares.concerned(edition) : Set.of();
    }

    /** Working days units have to check; 0 where they are not asked. */
    private int days(Edition edition) {
        return settings.number(edition.jurisdiction(), "bulletin.objectionWorkingDays");
    }

    /** The figures are to be frozen anew. */
    public void askToFreeze(String id, String reason) {
        wording.draft(id);
        editions.state(id, State.FREEZING);
        journal.write(id, "要求重新冻结", reason);
    }

    /** A draft that is not wanted. */
    public void drop(String id, String reason) {
        wording.draft(id);
        editions.state(id, State.DROPPED);
        journal.write(id, "作废", reason);
    }
}
