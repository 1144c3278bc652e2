package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.bulletin.content.Files;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.hotline12345.notification.Notifications;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.report.Dimension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Review, signature, number, issue and archive: nobody reviews or signs what he wrote, and nothing leaves that contradicts itself. */
@Component
public class Releases {

    private final Editions editions;
    private final Snapshots snapshots;
    private final CrossFoot crossFoot;
    private final Wording wording;
    private final Shares shares;
    private final Files files;
    private final Numbering numbering;
    private final Journal journal;
    private final Notifications notifications;
    private final Units units;
    private final PersonNames names;
    private final Actors actors;
    private final JdbcClient jdbc;
    private final Clock clock;

    Releases(Editions editions, Snapshots snapshots, CrossFoot crossFoot, Wording wording, Shares shares, Files files, Numbering numbering,
            Journal journal, Notifications notifications, Units units, PersonNames names, Actors actors, JdbcClient jdbc, Clock clock) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.crossFoot = crossFoot;
        this.wording = wording;
        this.shares = shares;
        this.files = files;
        this.numbering = numbering;
        this.journal = journal;
        this.notifications = notifications;
        this.units = units;
        this.names = names;
        this.actors = actors;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * 审核.
     *
     * @param passed false to hand it back to its editor
     * @throws Refusal FORBIDDEN {@code bulletin.notSupervisor}, {@code bulletin.ownWork}; RULE {@code bulletin.notThere},
     *     {@code bulletin.figuresDisagree}
     */
    public void review(String id, boolean passed, String reason) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("bulletin.notSupervisor", "通报由督办员审核。");
        }
        Edition edition = in(id, State.REVIEW);
        refuseOwn(id, actor, "不能审核自己拟写的通报，请由另一名督办员审核。");
        if (passed) {
            crossFoot.require(snapshots.frozen(edition));
            editions.set(id, Map.of("state", State.SIGNING.code(), "reviewer", actor.id(), "reviewer_name", names.nameOf(actor.id())));
        } else {
            editions.state(id, State.DRAFT);
        }
        journal.write(id, passed ? "审核通过" : "审核退回", reason);
    }

    /**
     * 签发.
     *
     * @param signed false to hand it back to its editor
     * @throws Refusal FORBIDDEN {@code bulletin.notSigner}, {@code bulletin.ownWork}; RULE as for {@link #review}
     */
    public void sign(String id, boolean signed, String reason) {
        Actor actor = actors.current();
        if (!actor.has(Readers.SIGNER)) {
            throw Refusal.forbidden("bulletin.notSigner", "通报由签发人签发。");
        }
        Edition edition = in(id, State.SIGNING);
        refuseOwn(id, actor, "不能签发自己拟写的通报，请由另一名签发人签发。");
        if (actor.id().equals(edition.reviewer())) {
            throw Refusal.forbidden("bulletin.ownWork", "审核和签发不能是同一人，请由另一名签发人签发。");
        }
        if (!shares.objections(id).stream().allMatch(objection -> objection.ruling() != null)) {
            throw Refusal.rule("bulletin.objectionsOpen", "还有没有裁定的异议，裁定后才能签发。");
        }
        if (signed) {
            crossFoot.require(snapshots.frozen(edition));
            editions.set(id, Map.of("state", State.ISSUING.code(), "signer", actor.id(), "signer_name", names.nameOf(actor.id())));
        } else {
            editions.state(id, State.DRAFT);
        }
        journal.write(id, signed ? "签发" : "签发退回", reason);
    }

    /**
     * Gives the signed bulletin its number and makes its files, all or nothing: a number is used only by what was issued.
     *
     * @return false when its figures do not agree; then it has no number
     */
    public boolean number(String id) {
        Edition edition = in(id, State.ISSUING);
        List<Contradiction> found = crossFoot.of(snapshots.frozen(edition));
        if (!found.isEmpty()) {
            journal.write(id, "不予编号", CrossFoot.inWords(found));
            return false;
        }
        LocalDate today = LocalDate.now(clock);
        String number = numbering.take(edition.mark(), today.getYear());
        editions.set(id, Map.of("doc_number", number, "issued_on", today, "issued_at", clock.millis()));
        Edition numbered = editions.require(id);
        Map<String, byte[]> made = new TreeMap<>(files.of(numbered.kind(), snapshots.frozen(numbered), numbered.editorName()));
        StringBuilder sums = new StringBuilder();
        made.forEach((format, bytes) -> {
            String sum = Sha256.of(bytes);
            jdbc.sql("insert into bulletin_file (bulletin_id, format, name, sha256, content, made_at) values (:id, :format, :name, :sum, :content, :at)")
                    .param("id", id).param("format", format).param("name", number + " " + numbered.name() + "." + format).param("sum", sum)
                    .param("content", bytes).param("at", clock.millis()).update();
            sums.append("，").append(format).append(" SHA-256 ").append(sum);
        });
        journal.write(id, "编号", number + sums);
        return true;
    }

    /** Hands the numbered bulletin to its recipients inside the product and closes its file; doing it again sends nothing twice. */
    public void issue(String id) {
        Edition edition = editions.lock(id);
        if (edition.state() == State.ISSUED) {
            return;
        }
        List<String> known = jdbc.sql("select recipient from bulletin_recipient where bulletin_id = :id").param("id", id).query(String.class).list();
        int sent = 0;
        for (String recipient : recipients(edition)) {
            if (!known.contains(recipient)) {
                jdbc.sql("insert into bulletin_recipient (bulletin_id, recipient, sent_at) values (:id, :recipient, :at)").param("id", id)
                        .param("recipient", recipient).param("at", clock.millis()).update();
                notifications.toGroup(id, recipient, "已印发" + edition.number() + "《" + edition.name() + "》，请在“通报”中查阅。");
                sent++;
            }
        }
        editions.state(id, State.ISSUED);
        journal.write(id, "印发", edition.number() + "，发送" + sent + "个部门和单位");
        journal.write(id, "归档", "文件和数据已归档，不再更改；数据变动另行更正");
    }

    /** Units of the hotline that can read it, and the offices of the centre. */
    private TreeSet<String> recipients(Edition edition) {
        LocalDate today = LocalDate.now(clock);
        TreeSet<String> recipients = new TreeSet<>(List.of("supervisor", Readers.EDITOR, Readers.SIGNER));
        Frozen frozen = snapshots.frozen(edition);
        TreeSet<String> counted = new TreeSet<>();
        Shares.MEASURES.forEach(measure -> counted.addAll(frozen.figures().by(measure, Dimension.UNIT).keySet()));
        frozen.listed().forEach(row -> counted.add(row.unit()));
        counted.stream().map(units::find).flatMap(Optional::stream).filter(unit -> unit.onNetwork() && unit.validOn(today))
                .map(Unit::code).filter(code -> !code.equals(frozen.names().hotlineUnit()))
                .forEach(code -> recipients.add(Actor.UNIT_GROUP_PREFIX + code));
        return recipients;
    }

    private Edition in(String id, State state) {
        Edition edition = editions.lock(id);
        if (edition.state() != state) {
            throw Refusal.rule("bulletin.notThere", "这份通报现在是“" + edition.state().label() + "”，请刷新后查看。");
        }
        return edition;
    }

    private void refuseOwn(String id, Actor actor, String message) {
        if (wording.wrote(id, actor.id())) {
            throw Refusal.forbidden("bulletin.ownWork", message);
        }
    }
}
