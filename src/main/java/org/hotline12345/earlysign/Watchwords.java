package org.hotline12345.earlysign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of sensitive words and events of each hotline; nothing of it is ever overwritten. */
@Component
public class Watchwords {

    private static final int MOST_WORDS = 40;
    private static final int MOST_ENTRIES = 500;

    private final Jurisdictions jurisdictions;
    private final AuditTrail trail;
    private final PersonNames names;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    Watchwords(Jurisdictions jurisdictions, AuditTrail trail, PersonNames names, JdbcClient jdbc, Actors actors, Clock clock) {
        this.jurisdictions = jurisdictions;
        this.trail = trail;
        this.names = names;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /** What somebody wants an entry to be; words by line or comma. */
    public record Wish(String name, String anyOf, String togetherWith, String unless, boolean active, String reason) {
    }

    /** Entries of a hotline as they are now, by name, those out of use last. @throws Refusal FORBIDDEN {@code earlysign.notReader} */
    @Transactional(readOnly = true)
    public Page<Watchword> list(String jurisdiction, int page, int size) {
        SignReaders.require(actors);
        Page.check(page, size);
        return Page.of(jdbc.sql("select * from earlysign_watchword where jurisdiction = :jurisdiction and newest = true "
                        + "order by active desc, name, entry limit :limit offset :offset")
                .param("jurisdiction", jurisdictions.require(jurisdiction).code()).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> read(row)).list(), page, size);
    }

    /** Every version of an entry, the newest first. */
    @Transactional(readOnly = true)
    public List<Watchword> history(String entry) {
        SignReaders.require(actors);
        List<Watchword> versions = jdbc.sql("select * from earlysign_watchword where entry = :entry order by version desc").param("entry", entry)
                .query((row, n) -> read(row)).list();
        if (versions.isEmpty()) {
            throw unknown();
        }
        return versions;
    }

    /** @throws Refusal FORBIDDEN {@code earlysign.notListKeeper}; INVALID {@code earlysign.badWord}; RULE {@code earlysign.tooManyWords} */
    @Transactional
    public Watchword add(String jurisdiction, Wish wish) {
        Actor actor = SignReaders.requireListKeeper(actors);
        String place = jurisdictions.require(jurisdiction).code();
        if (jdbc.sql("select count(*) from earlysign_watchword where jurisdiction = :jurisdiction and newest = true").param("jurisdiction", place)
                .query(Integer.class).single() >= MOST_ENTRIES) {
            throw Refusal.rule("earlysign.tooManyWords", "每个热线区域最多" + MOST_ENTRIES + "条，请修改已有的条目。");
        }
        return write(actor, UUID.randomUUID().toString(), 1, place, wish);
    }

    /**
     * Puts a new version in the place of the newest one.
     *
     * @param version the version the person saw
     * @throws Refusal UNKNOWN {@code earlysign.unknownWord}; RULE {@code earlysign.changedMeanwhile}
     */
    @Transactional
    public Watchword change(String entry, int version, Wish wish) {
        Actor actor = SignReaders.requireListKeeper(actors);
        Watchword known = history(entry).get(0);
        if (jdbc.sql("update earlysign_watchword set newest = false where entry = :entry and version = :version and newest = true")
                .param("entry", entry).param("version", version).update() == 0) {
            throw changedMeanwhile();
        }
        return write(actor, entry, version + 1, known.jurisdiction(), wish);
    }

    private Watchword write(Actor actor, String entry, int version, String jurisdiction, Wish wish) {
        String name = Texts.required("名称", wish.name(), 60);
        String anyOf = words("词句", wish.anyOf());
        String with = words("同时出现的词句", wish.togetherWith());
        String unless = words("排除的词句", wish.unless());
        if (anyOf.isEmpty()) {
            throw Refusal.invalid("earlysign.badWord", "请填写至少一个词句。").at("anyOf");
        }
        String reason = Texts.required("理由", wish.reason(), 300);
        try {
            jdbc.sql("insert into earlysign_watchword (entry, version, jurisdiction, name, any_of, together_with, unless, active, newest, reason, "
                            + "changed_by, changed_by_name, changed_at) values (:entry, :version, :jurisdiction, :name, :anyOf, :with, :unless, :active, "
                            + "true, :reason, :by, :byName, :at)")
                    .param("entry", entry).param("version", version).param("jurisdiction", jurisdiction).param("name", name)
                    .param("anyOf", anyOf).param("with", with).param("unless", unless).param("active", wish.active()).param("reason", reason)
                    .param("by", actor.id()).param("byName", names.nameOf(actor.id())).param("at", clock.millis()).update();
        } catch (DuplicateKeyException somebodyElse) {
            throw changedMeanwhile();
        }
        trail.record(new Entry(AuditTrail.EARLY_SIGN, jurisdiction + " " + name, "敏感词句第" + version + "版：" + anyOf.replace('\n', '、')
                + (with.isEmpty() ? "" : "，同时出现" + with.replace('\n', '、')) + (unless.isEmpty() ? "" : "，排除" + unless.replace('\n', '、'))
                + (wish.active() ? "" : "（停用）") + "；理由：" + reason));
        return history(entry).get(0);
    }

    private static String words(String label, String text) {
        List<String> words = Watchword.lines(text);
        if (words.size() > MOST_WORDS) {
            throw Refusal.invalid("earlysign.badWord", label + "最多" + MOST_WORDS + "个。");
        }
        for (String word : words) {
            Texts.required(label, word, 24);
            if (EffectiveText.plain(word).length() < 2) {
                throw Refusal.invalid("earlysign.badWord", label + "“" + word + "”太短，至少2个字，否则处处都会命中。");
            }
        }
        return String.join("\n", words);
    }

    /** Entries in use, by jurisdiction. */
    Map<String, List<Watchword>> active() {
        return jdbc.sql("select * from earlysign_watchword where newest = true and active = true order by jurisdiction, name, entry")
                .query((row, n) -> read(row)).list().stream().collect(Collectors.groupingBy(Watchword::jurisdiction));
    }

    private Watchword read(ResultSet row) throws SQLException {
        return new Watchword(row.getString("entry"), row.getInt("version"), row.getString("jurisdiction"), row.getString("name"),
                Watchword.lines(row.getString("any_of")), Watchword.lines(row.getString("together_with")), Watchword.lines(row.getString("unless")),
                row.getBoolean("active"), row.getString("reason"), row.getString("changed_by_name"),
                Instant.ofEpochMilli(row.getLong("changed_at")).atZone(clock.getZone()).toOffsetDateTime());
    }

    private static Refusal unknown() {
        return Refusal.unknown("earlysign.unknownWord", "没有这个条目，请刷新后重试。");
    }

    private static Refusal changedMeanwhile() {
        return Refusal.rule("earlysign.changedMeanwhile", "刚有人修改了这个条目，请刷新后重试。");
    }
}
