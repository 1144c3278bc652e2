package org.hotline12345.bulletin.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.paper.TemplateFile;
import org.hotline12345.paper.WordPaper;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The Word templates that bulletins are set in: ours until a city lays in its own; every one it ever laid in is kept. */
@Component
public class Templates {

    /** Groups that may lay in a template. */
    private static final List<String> KEEPERS = List.of("bulletin-editor", "supervisor", "camunda-admin");
    private static final String OURS = "templates/bulletin.docx";
    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final Jurisdictions jurisdictions;
    private final Actors actors;
    private final Clock clock;

    Templates(JdbcClient jdbc, Jurisdictions jurisdictions, Actors actors, Clock clock) {
        this.jdbc = jdbc;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * A template laid in.
     *
     * @param version from 1; 0 is ours
     * @param own false where the city went back to ours
     */
    public record Laid(int version, String name, boolean own, String sha256, OffsetDateTime at, String by) {
    }

    /** Bytes of the template in force. */
    @Transactional(readOnly = true)
    public byte[] of(String jurisdiction) {
        return jdbc.sql("select content from bulletin_template where jurisdiction = :jurisdiction order by version desc limit 1")
                .param("jurisdiction", jurisdiction).query((row, n) -> row.getBytes(1) == null ? new byte[0] : row.getBytes(1)).optional()
                .filter(bytes -> bytes.length > 0).orElseGet(Templates::ours);
    }

    /** The template in force, for who keeps it. */
    @Transactional(readOnly = true)
    public byte[] current(String jurisdiction) {
        requireKeeper();
        return of(jurisdictions.require(jurisdiction).code());
    }

    /** What was laid in, the newest first, at most 50. */
    @Transactional(readOnly = true)
    public List<Laid> history(String jurisdiction) {
        requireKeeper();
        return jdbc.sql("select version, name, sha256, laid_at, laid_by from bulletin_template where jurisdiction = :jurisdiction "
                        + "order by version desc limit 50").param("jurisdiction", jurisdictions.require(jurisdiction).code())
                .query((row, n) -> new Laid(row.getInt(1), row.getString(2), !row.getString(3).isEmpty(), row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4)).atZone(clock.getZone()).toOffsetDateTime(), row.getString(5))).list();
    }

    /**
     * Lays in a template; bulletins made from now on are set in it, issued files stay as they are.
     *
     * @throws Refusal FORBIDDEN {@code bulletin.templateNotYours}; INVALID {@code paper.badTemplate} or {@code workbook.*} with what to mend
     */
    @Transactional
    public int lay(String jurisdiction, String name, byte[] docx) {
        requireKeeper();
        String place = jurisdictions.require(jurisdiction).code();
        TemplateFile.inspect(docx);
        WordPaper.check(docx, BulletinPapers.WORDS, BulletinPapers.BLOCKS, BulletinPapers.STYLES);
        return keep(place, name == null || name.isBlank() ? "模板.docx" : name, docx);
    }

    /** Goes back to our template. */
    @Transactional
    public int withdraw(String jurisdiction) {
        requireKeeper();
        return keep(jurisdictions.require(jurisdiction).code(), "恢复为系统模板", null);
    }

    private int keep(String place, String name, byte[] docx) {
        int version = jdbc.sql("select coalesce(max(version), 0) + 1 from bulletin_template where jurisdiction = :jurisdiction")
                .param("jurisdiction", place).query(Integer.class).single();
        jdbc.sql("insert into bulletin_template (jurisdiction, version, name, content, sha256, laid_at, laid_by) "
                        + "values (:jurisdiction, :version, :name, :content, :sha, :at, :by)")
                .param("jurisdiction", place).param("version", version).param("name", name.substring(0, Math.min(name.length(), LONGEST_NAME)))
                .param("content", docx).param("sha", docx == null ? "" : Sha256.of(docx)).param("at", clock.millis()).param("by", actors.current().id()).update();
        return version;
    }

    private void requireKeeper() {
        Actor actor = actors.current();
        if (KEEPERS.stream().noneMatch(actor.groups()::contains)) {
            throw Refusal.forbidden("bulletin.templateNotYours", "通报模板由通报采编员、督办员或系统管理员维护。");
        }
    }

    private static byte[] ours() {
        try {
            return new ClassPathResource(OURS).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
