package org.hotline12345.bulletin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.bulletin.content.Content;
import org.hotline12345.bulletin.content.Contents;
import org.hotline12345.bulletin.content.Piece;
import org.hotline12345.bulletin.content.Proposals;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Processes;
import org.hotline12345.common.Refusal;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Measures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads bulletins and hands people's decisions to the process, whichever page they come from. */
@Component
public class Bulletins {

    private static final String EDIT_TASK = "Task_EditBulletin";

    private final Editions editions;
    private final Snapshots snapshots;
    private final Sight sight;
    private final CrossFoot crossFoot;
    private final Proposals proposals;
    private final Wording wording;
    private final Measures measures;
    private final Jurisdictions jurisdictions;
    private final Processes processes;
    private final PersonNames names;
    private final Actors actors;
    private final JdbcClient jdbc;
    private final Clock clock;

    Bulletins(Editions editions, Snapshots snapshots, Sight sight, CrossFoot crossFoot, Proposals proposals, Wording wording,
            Measures measures, Jurisdictions jurisdictions, Processes processes, PersonNames names, Actors actors, JdbcClient jdbc, Clock clock) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.sight = sight;
        this.crossFoot = crossFoot;
        this.proposals = proposals;
        this.wording = wording;
        this.measures = measures;
        this.jurisdictions = jurisdictions;
        this.processes = processes;
        this.names = names;
        this.actors = actors;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One bulletin in a list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(String id, String kind, String kindName, String title, LocalDate from, LocalDate to, String state, String stateName,
            String number, int correction, String corrects, LocalDate issuedOn, String createdByName, OffsetDateTime createdAt) {
    }

    /** What the person may do with it now. */
    public record May(boolean edit, boolean submit, boolean drop, boolean freeze, boolean recheck) {
    }

    /** What does not agree: {@code cell} names the cells, {@code text} says it in a sentence. */
    public record Problem(String rule, String cell, String text) {
    }

    /**
     * One bulletin.
     *
     * @param header what stands around the figures; null before they are frozen
     * @param task name of the step it waits at, Chinese, or null
     * @param contradictions for those who see drafts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(Row row, Header header, May may, LocalDate objectionsUntil, String editorName, String reviewerName, String signerName,
            String task, List<Problem> contradictions, List<Taken> snapshots) {
    }

    /** A unit's own figures of a bulletin, by measure. */
    public record Own(String unit, String name, Map<String, Long> figures) {
    }

    /**
     * Bulletins of a jurisdiction, newest first: all for editors, supervisors, signers and administrators; issued ones for the
     * others of the centre; for a unit what was issued to it.
     */
    @Transactional(readOnly = true)
    public Page<Row> list(String jurisdiction, String kind, String state, int page, int size) {
        Page.check(page, size);
        Actor actor = actors.current();
        Map<String, Object> values = new HashMap<>();
        values.put("place", jurisdictions.require(jurisdiction).code());
        String where = "e.jurisdiction = :place";
        if (!Readers.seesAll(actor)) {
            where += " and e.state = 'issued'";
            if (!Readers.seesIssued(actor)) {
                Set<String> groups = Sight.groups(actor);
                if (groups.isEmpty()) {
                    return new Page<>(List.of(), page, size, false);
                }
                where += " and e.id in (select r.bulletin_id from bulletin_recipient r where r.recipient in (:groups))";
                values.put("groups", groups);
            }
        }
        if (kind != null && !kind.isBlank()) {
            where += " and e.kind = :kind";
            values.put("kind", BulletinKind.of(kind).code());
        }
        if (state != null && !state.isBlank()) {
            where += " and e.state = :state";
            values.put("state", state);
        }
        values.put("limit", size + 1);
        values.put("offset", (long) page * size);
        List<Row> rows = jdbc.sql("select e.* from bulletin_edition e where " + where + " order by e.created_at desc, e.id limit :limit offset :offset")
                .params(values).query((row, n) -> {
                    State now = State.of(row.getString("state"));
                    BulletinKind of = BulletinKind.of(row.getString("kind"));
                    return new Row(row.getString("id"), of.code(), of.label(), row.getString("title"), row.getObject("from_day", LocalDate.class),
                            row.getObject("to_day", LocalDate.class), now.code(), now.label(), row.getString("doc_number"), row.getInt("correction"),
                            row.getString("corrects"), row.getObject("issued_on", LocalDate.class), names.nameOf(row.getString("created_by")),
                            Instant.ofEpochMilli(row.getLong("created_at")).atZone(clock.getZone()).toOffsetDateTime());
                }).list();
        return Page.of(rows, page, size);
    }

    /** One bulletin; UNKNOWN {@code bulletin.unknown} for whoever may not know of it. */
    @Transactional(readOnly = true)
    public View view(String id) {
        Actor actor = actors.current();
        Edition edition = sight.readable(id);
        boolean all = Readers.seesAll(actor);
        Frozen frozen = edition.snapshot() == null ? null : snapshots.frozen(edition);
        boolean mayEdit = actor.has(Readers.EDITOR) && edition.state() == State.DRAFT;
        Row row = jdbc.sql("select created_by, created_at from bulletin_edition where id = :id").param("id", id).query((created, n) -> new Row(id,
                edition.kind().code(), edition.kind().label(), edition.title(), edition.from(), edition.to(), edition.state().code(),
                edition.state().label(), edition.number(), edition.correction(), edition.corrects(), edition.issuedOn(),
                names.nameOf(created.getString(1)), Instant.ofEpochMilli(created.getLong(2)).atZone(clock.getZone()).toOffsetDateTime())).single();
        boolean open = edition.state() != State.ISSUED && edition.state() != State.DROPPED;
        return new View(row, frozen == null ? null : frozen.header(),
                new May(mayEdit, mayEdit, mayEdit, mayEdit, actor.has(Readers.EDITOR) && edition.state() == State.ISSUED && edition.correction() == 0),
                edition.objectionsUntil(), edition.editorName(), edition.reviewerName(), edition.signerName(), open ? edition.state().label() : null,
                all && open && frozen != null ? problems(crossFoot.of(frozen)) : List.of(), all ? snapshots.taken(id) : List.of());
    }

    private static List<Problem> problems(List<Contradiction> found) {
        return found.stream().map(one -> new Problem(one.rule(), String.join("、", one.cells()), one.message())).toList();
    }

    /** All that stands in it. Drafts are for those who work on them; a unit reads its own row with {@link #own}. */
    @Transactional(readOnly = true)
    public Content content(String id) {
        Edition edition = sight.readable(id);
        requireFrozen(edition);
        return Contents.of(edition.kind(), snapshots.frozen(edition));
    }

    /** The figures it is made of, as frozen; for a unit it was given to only its own, of which the paper prints a part. */
    @Transactional(readOnly = true)
    public Figures figures(String id) {
        Edition edition = sight.readable(id);
        requireFrozen(edition);
        Figures all = snapshots.figures(edition.snapshot());
        Actor actor = actors.current();
        return Readers.seesIssued(actor) ? all : all.only(cell -> cell.dimension() == Dimension.UNIT && actor.units().contains(cell.item()));
    }

    /** Own figures of the units the person works for, of a bulletin they were asked about or were given. */
    @Transactional(readOnly = true)
    public List<Own> own(String id) {
        Actor actor = actors.current();
        Edition edition = editions.require(id);
        Set<String> mine = actor.units();
        Set<String> known = jdbc.sql("select unit from bulletin_share where bulletin_id = :id union select substr(recipient, 6) from bulletin_recipient "
                + "where bulletin_id = :id and recipient like 'unit-%'").param("id", id).query(String.class).list().stream().filter(mine::contains)
                .collect(Collectors.toSet());
        if (known.isEmpty() || edition.snapshot() == null) {
            throw Editions.unknown();
        }
        Figures figures = snapshots.figures(edition.snapshot());
        Names then = snapshots.names(edition.snapshot());
        return known.stream().sorted().map(unit -> {
            Map<String, Long> counts = new TreeMap<>();
            measures.all().stream().map(measure -> measure.code()).filter(code -> figures.count(code, Dimension.UNIT, unit) != 0)
                    .forEach(code -> counts.put(code, figures.count(code, Dimension.UNIT, unit)));
            return new Own(unit, then.of(Dimension.UNIT, unit), counts);
        }).toList();
    }

    /** Texts to edit, with what is proposed for them; editors and whoever sees drafts. */
    @Transactional(readOnly = true)
    public List<Piece> pieces(String id) {
        Edition edition = sight.staffs(id);
        requireFrozen(edition);
        return proposals.pieces(edition.kind(), snapshots.frozen(edition));
    }

    /** Writes several texts; see {@link Wording#write}. */
    @Transactional
    public List<Problem> write(String id, Map<String, Wording.Edit> edits) {
        if (edits == null || edits.isEmpty()) {
            throw Refusal.invalid("bulletin.nothingToWrite", "请提交要修改的正文。");
        }
        return problems(wording.write(id, edits));
    }

    /** The editor submits from a page; the same as completing the task. */
    @Transactional
    public void submit(String id) {
        decide(id, Map.of("action", "submit"));
    }

    /** The editor has the figures frozen anew. */
    @Transactional
    public void freeze(String id, String reason) {
        decide(id, Map.of("action", "refreeze", "reason", reason == null ? "" : reason));
    }

    /** The editor drops a draft. */
    @Transactional
    public void drop(String id, String reason) {
        decide(id, Map.of("action", "drop", "reason", reason == null ? "" : reason));
    }

    private void decide(String id, Map<String, Object> fields) {
        Readers.requireEditor(actors.current());
        Edition edition = editions.require(id);
        if (edition.state() != State.DRAFT || !processes.complete(EDIT_TASK, id, fields)) {
            throw Refusal.rule("bulletin.notDraft", "这份通报现在是“" + edition.state().label() + "”，只有拟稿中的才能办理。");
        }
    }

    private static void requireFrozen(Edition edition) {
        if (edition.snapshot() == null) {
            throw Refusal.rule("bulletin.notFrozen", "数据正在冻结，请稍后刷新。");
        }
    }
}
