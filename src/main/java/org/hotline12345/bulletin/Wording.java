package org.hotline12345.bulletin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** What people may write around the figures; null leaves it as it is, empty text takes it away where it may be missing. */
    public record Head(String title, String issuer, String sentTo, String deliveredTo, String copiedTo, String publicity, String contact) {
    }

    /**
     * Writes texts of a draft; one step tells which were changed.
     *
     * @param texts by section, empty to take a text away
     * @return what does not agree now
     * @throws Refusal FORBIDDEN {@code bulletin.notEditor}; RULE {@code bulletin.notDraft}
     */
    @Transactional
    public List<Contradiction> write(String id, Map<String, String> texts) {
        Edition edition = draft(id);
        Map<String, String> before = snapshots.texts(id);
        texts.forEach((section, body) -> write(id, section, body));
        Frozen now = snapshots.frozen(edition);
        Map<String, String> titles = Contents.titles(edition.kind(), now);
        List<String> changed = texts.keySet().stream().filter(section -> !Objects.equals(before.get(section), now.texts().get(section)))
                .map(section -> titles.getOrDefault(section, section)).sorted().toList();
        if (!changed.isEmpty()) {
            journal.write(id, TEXT_EDITED, String.join("、", changed));
        }
        return crossFoot.of(now);
    }

    private void write(String id, String section, String body) {
        if (section == null || !section.matches("[a-zA-Z0-9-]{1,80}")) {
            throw Refusal.invalid("bulletin.unknownSection", "没有这一段正文。").at("section");
        }
        if (body != null && body.length() > LONGEST_TEXT) {
            throw Refusal.invalid("bulletin.textTooLong", "一段正文最多" + LONGEST_TEXT + "字。").at("body");
        }
        jdbc.sql("delete from bulletin_text where bulletin_id = :id and section = :section").param("id", id).param("section", section).update();
        if (body != null && !body.isBlank()) {
            keep(id, section, body);
        }
    }

    void keep(String id, String section, String body) {
        jdbc.sql("insert into bulletin_text (bulletin_id, section, body) values (:id, :section, :body)").param("id", id)
                .param("section", section).param("body", body).update();
    }

    /** Changes the head of a draft; the same refusals as {@link #write}. */
    @Transactional
    public void head(String id, Head head) {
        draft(id);
        Map<String, Object> columns = new HashMap<>();
        needed(columns, "title", "标题", head.title(), 200);
        needed(columns, "issuer", "发文机关", head.issuer(), 100);
        optional(columns, "sent_to", "发", head.sentTo(), 500);
        optional(columns, "delivered_to", "送", head.deliveredTo(), 500);
        optional(columns, "copied_to", "抄送", head.copiedTo(), 500);
        needed(columns, "publicity", "公开属性", head.publicity(), 40);
        optional(columns, "contact", "联系人", head.contact(), 200);
        if (!columns.isEmpty()) {
            editions.set(id, columns);
            journal.write(id, HEAD_EDITED, String.join("；", columns.values().stream().filter(Objects::nonNull).map(String::valueOf).sorted().toList()));
        }
    }

    private static void needed(Map<String, Object> columns, String column, String label, String text, int most) {
        if (text != null) {
            columns.put(column, Texts.required(label, text, most));
        }
    }

    /** Empty text takes it away. */
    private static void optional(Map<String, Object> columns, String column, String label, String text, int most) {
        if (text != null) {
            columns.put(column, Texts.optional(label, text, most));
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

    /** Whether the person wrote any of it. */
    boolean wrote(String id, String account) {
        return jdbc.sql("select count(*) from bulletin_step where bulletin_id = :id and actor = :actor and what in (:what)").param("id", id)
                .param("actor", account).param("what", List.of(TEXT_EDITED, HEAD_EDITED, Drafting.SUBMITTED)).query(Integer.class).single() > 0;
    }
}
