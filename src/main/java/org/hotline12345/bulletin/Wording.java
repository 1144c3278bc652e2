package org.hotline12345.bulletin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.bulletin.content.Contents;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people write around the figures of a draft: its texts and its head. */
@Component
public class Wording {

    private static final String TEXT_EDITED = "修改正文";
    private static final String HEAD_EDITED = "修改版头版记";
    private static final int LONGEST_TEXT = 20_000;

    private final Editions editions;
    private final Snapshots snapshots;
    private final CrossFoot crossFoot;
    private final Journal journal;
    private final Actors actors;
    private final JdbcClient jdbc;

    Wording(Editions editions, Snapshots snapshots, CrossFoot crossFoot, Journal journal, Actors actors, JdbcClient jdbc) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.crossFoot = crossFoot;
        this.journal = journal;
        this.actors = actors;
        this.jdbc = jdbc;
    }

    /**
     * One change, told together with what it was made to, so that nobody overwrites what he has not read.
     *
     * @param before what was kept when it was read; null where nobody had written yet
     * @param text what it is to be; empty takes it away
     */
    public record Edit(String before, String text) {
    }

    /** What stands around the figures; null leaves it as it is, empty text takes it away where it may be missing. */
    public record Head(Edit title, Edit issuer, Edit sentTo, Edit deliveredTo, Edit copiedTo, Edit publicity, Edit contact) {
    }

    /**
     * Writes texts of a draft, all or none; one step tells which were changed. What is taken away is kept as empty, so that
     * nothing is proposed for it again. What already stands as it is to be is no conflict, whoever wrote it.
     *
     * @param edits by section
     * @return what does not agree now
     * @throws Refusal FORBIDDEN {@code bulletin.notEditor}; RULE {@code bulletin.notDraft}, {@code bulletin.textChanged}
     */
    @Transactional
    public List<Contradiction> write(String id, Map<String, Edit> edits) {
        Edition edition = draft(id);
        Map<String, String> kept = snapshots.texts(id);
        Map<String, String> changed = new TreeMap<>();
        List<String> lost = new ArrayList<>();
        edits.forEach((section, edit) -> {
            String text = checked(section, edit);
            if (!text.equals(kept.get(section))) {
                changed.put(section, text);
                if (!Objects.equals(edit.before(), kept.get(section))) {
                    lost.add(section);
                }
            }
        });
        if (!lost.isEmpty()) {
            Map<String, String> titles = Contents.titles(edition.kind(), snapshots.frozen(edition));
            throw changedByOthers(lost.stream().map(section -> titles.getOrDefault(section, section)).toList());
        }
        changed.forEach((section, text) -> {
            jdbc.sql("delete from bulletin_text where bulletin_id = :id and section = :section").param("id", id).param("section", section).update();
            keep(id, section, text);
        });
        Frozen now = snapshots.frozen(edition);
        if (!changed.isEmpty()) {
            Map<String, String> titles = Contents.titles(edition.kind(), now);
            journal.write(id, TEXT_EDITED, changed.keySet().stream().map(section -> titles.getOrDefault(section, section)).sorted()
                    .collect(Collectors.joining("、")));
        }
        return crossFoot.of(now);
    }

    /** The text to keep: blank is empty. */
    private static String checked(String section, Edit edit) {
        if (section == null || !section.matches("[a-zA-Z0-9-]{1,80}")) {
            throw Refusal.invalid("bulletin.unknownSection", "没有这一段正文。").at("section");
        }
        String text = required(edit);
        if (text.length() > LONGEST_TEXT) {
            throw Refusal.invalid("bulletin.textTooLong", "一段正文最多" + LONGEST_TEXT + "字。").at("body");
        }
        return text.isBlank() ? "" : text;
    }

    private static String required(Edit edit) {
        if (edit == null || edit.text() == null) {
            throw Refusal.invalid("bulletin.nothingToWrite", "请写明改成什么；要删去的，请提交空的文字。").at("text");
        }
        return edit.text();
    }

    private static Refusal changedByOthers(List<String> titles) {
        return Refusal.rule("bulletin.textChanged", titles.stream().map(title -> "“" + title + "”").collect(Collectors.joining("、"))
                + (titles.size() == 1 ? "这一段" : "这几段") + "已被他人修改，请刷新后再改。本次的修改都没有保存。");
    }

    void keep(String id, String section, String body) {
        jdbc.sql("insert into bulletin_text (bulletin_id, section, body) values (:id, :section, :body)").param("id", id)
                .param("section", section).param("body", body).update();
    }

    /** Changes the head of a draft, all or nothing; the same refusals as {@link #write}. */
    @Transactional
    public void head(String id, Head head) {
        Edition edition = draft(id);
        Map<String, Object> columns = new HashMap<>();
        List<String> lost = new ArrayList<>();
        for (Line line : List.of(new Line("title", "标题", 200, true, head.title(), edition.title()),
                new Line("issuer", "发文机关", 100, true, head.issuer(), edition.issuer()),
                new Line("sent_to", "发", 500, false, head.sentTo(), edition.sentTo()),
                new Line("delivered_to", "送", 500, false, head.deliveredTo(), edition.deliveredTo()),
                new Line("copied_to", "抄送", 500, false, head.copiedTo(), edition.copiedTo()),
                new Line("publicity", "公开属性", 40, true, head.publicity(), edition.publicity()),
                new Line("contact", "联系人", 200, false, head.contact(), edition.contact()))) {
            if (line.edit() != null && line.changes()) {
                columns.put(line.column(), line.text());
                if (line.changedByOthers()) {
                    lost.add(line.label());
                }
            }
        }
        if (!lost.isEmpty()) {
            throw changedByOthers(lost);
        }
        if (!columns.isEmpty()) {
            editions.set(id, columns);
            journal.write(id, HEAD_EDITED, String.join("；", columns.values().stream().filter(Objects::nonNull).map(String::valueOf).sorted().toList()));
        }
    }

    /** One line of the head; where there is no text nothing is kept, and a needed one must have some. */
    private record Line(String column, String label, int most, boolean needed, Edit edit, String kept) {

        String text() {
            return needed ? Texts.required(label, required(edit), most) : Texts.optional(label, required(edit), most);
        }

        boolean changes() {
            return !Objects.equals(text(), kept);
        }

        boolean changedByOthers() {
            return !Objects.equals(edit.before() == null || edit.before().isEmpty() ? null : edit.before(), kept);
        }
    }

    /** The draft, locked, for its editors; refuses like {@link #write}. */
    Edition draft(String id) {
        Edition edition = editions.lock(id);
        Readers.requireEditor(actors.current());
        if (edition.state() != State.DRAFT) {
            throw Refusal.rule("bulletin.notDraft", "这份通报现在是“" + edition.state().label() + "”，只有拟稿中的才能修改。");
        }
        return edition;
    }

    /** Whether the person wrote any of it; a correction begins with the words of what it corrects. */
    boolean wrote(String id, String account) {
        String first = Objects.requireNonNullElse(editions.require(id).corrects(), id);
        return jdbc.sql("select count(*) from bulletin_step where bulletin_id in (select id from bulletin_edition where id = :first or corrects = :first) "
                        + "and actor = :actor and what in (:what)").param("first", first).param("actor", account)
                .param("what", List.of(TEXT_EDITED, HEAD_EDITED, Drafting.SUBMITTED)).query(Integer.class).single() > 0;
    }
}
