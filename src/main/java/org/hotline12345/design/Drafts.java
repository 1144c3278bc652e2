package org.hotline12345.design;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotline12345.common.Finding;
import org.hotline12345.common.Models;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.hotline12345.common.Texts;
import org.hotline12345.routing.ProposedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Drafts: models somebody changed, checked as if they were in force, and not yet in force. A draft with errors is kept
 * and shown, so that its author sees what to change.
 */
@Component
public class Drafts {

    /** Files of one draft. */
    public static final int MOST_FILES = 300;
    /** Bytes of one file. */
    public static final int LARGEST_FILE = 1_000_000;
    /** Bytes of one draft. */
    public static final int LARGEST_DRAFT = 8_000_000;

    private static final int MOST_FINDINGS = 500;
    private static final int LONGEST_NOTE = 500;
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final TypeReference<List<Draft.Found>> FOUND = new TypeReference<>() {
    };

    private final Models models;
    private final Contents contents;
    private final Designers designers;
    private final ProposedRows proposedRows;
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Drafts(Models models, Contents contents, Designers designers, ProposedRows proposedRows, JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.models = models;
        this.contents = contents;
        this.designers = designers;
        this.proposedRows = proposedRows;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One file as it was brought.
     *
     * @param name file name, perhaps with folders: {@code callback.bpmn} and {@code bpmn/callback.bpmn} mean the same
     */
    public record Upload(String name, byte[] content) {
    }

    /**
     * Keeps changed models as a draft and checks them with the set in force around them.
     *
     * @throws Refusal INVALID {@code design.noFile}, {@code design.tooManyFiles}, {@code design.fileTooLarge},
     *     {@code design.fileName}, {@code design.fileTwice}; RULE {@code design.nothingChanges}; nothing is kept then
     */
    @Transactional
    public Draft create(Collection<Upload> uploads, String note) {
        String author = designers.require().id();
        Map<String, byte[]> files = named(uploads);
        return one(make("designer", files, Texts.optional("说明", note, LONGEST_NOTE), author));
    }

    /** @param changes resource name to content; null takes the file out */
    @Transactional
    String make(String origin, Map<String, byte[]> changes, String note) {
        return make(origin, changes, note, designers.require().id());
    }

    private String make(String origin, Map<String, byte[]> changes, String note, String author) {
        Map<String, byte[]> inForce = models.inForce();
        Map<String, String> before = Contents.hashes(inForce);
        Map<String, byte[]> set = merged(inForce, changes);
        if (Contents.hashes(set).equals(before)) {
            throw Refusal.rule("design.nothingChanges", "与现行模型完全相同，没有需要发布的内容。");
        }
        contents.keep(changes.values().stream().filter(Objects::nonNull).toList());
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into design_draft (id, state, author, created_at, note, base_set, findings, migrate, origin) "
                        + "values (:id, 'open', :author, :at, :note, :base, :findings, 0, :origin)")
                .param("id", id).param("author", author).param("at", clock.millis()).param("note", note)
                .param("base", Contents.hashOfSet(inForce)).param("findings", written(models.check(set)))
                .param("origin", origin).update();
        changes.forEach((resource, content) -> jdbc.sql("insert into design_draft_file (draft, resource, hash, base_hash) "
                        + "values (:draft, :resource, :hash, :base)").param("draft", id).param("resource", resource)
                .param("hash", content == null ? null : Sha256.of(content)).param("base", before.get(resource)).update());
        return id;
    }

    /** A page of drafts, newest first. @param state only drafts of this state; null for all */
    @Transactional(readOnly = true)
    public Listing<Draft> list(String state, int page, int size) {
        designers.require();
        Page.check(page, size);
        String where = state == null ? "" : " where state = :state";
        Map<String, Object> parameters = state == null ? Map.of() : Map.of("state", state);
        List<Draft> items = jdbc.sql("select * from design_draft" + where + " order by created_at desc, id desc limit :limit offset :offset")
                .params(parameters).param("limit", size).param("offset", (long) page * size)
                .query((row, n) -> draft(row, false)).list();
        return new Listing<>(items, jdbc.sql("select count(*) from design_draft" + where).params(parameters).query(Long.class).single());
    }

    /** @throws Refusal UNKNOWN {@code design.unknownDraft} */
    @Transactional(readOnly = true)
    public Draft require(String id) {
        designers.require();
        return one(id);
    }

    /** The whole set as it would be with the draft in force, by resource name. */
    @Transactional(readOnly = true)
    public Map<String, byte[]> set(String id) {
        designers.require();
        one(id);
        return merged(models.inForce(), changes(id));
    }

    /** Content of one of a draft's files. @throws Refusal UNKNOWN {@code design.unknownModel} */
    @Transactional(readOnly = true)
    public byte[] file(String id, String resource) {
        designers.require();
        one(id);
        byte[] content = changes(id).get(resource);
        if (content == null) {
            throw Refusal.unknown("design.unknownModel", "草稿中没有这个文件，请从草稿的文件列表中选择。");
        }
        return content;
    }

    /** Throws a draft away; it stays on record. @throws Refusal RULE {@code design.draftClosed} */
    @Transactional
    public Draft discard(String id) {
        String who = designers.require().id();
        one(id);
        int changed = jdbc.sql("update design_draft set state = 'discarded', decided_by = :who, decided_at = :at "
                        + "where id = :id and state in ('open', 'submitted', 'rejected')")
                .param("who", who).param("at", clock.millis()).param("id", id).update();
        if (changed == 0) {
            throw Refusal.rule("design.draftClosed", "该草稿已发布或已作废，不能再作废。");
        }
        proposedRows.draftClosed(id, false);
        return one(id);
    }

    private static Map<String, byte[]> named(Collection<Upload> uploads) {
        if (uploads.isEmpty()) {
            throw Refusal.invalid("design.noFile", "请选择要上传的 .bpmn、.dmn 或 .form 文件。");
        }
        if (uploads.size() > MOST_FILES) {
            throw Refusal.invalid("design.tooManyFiles", "一次最多上传" + MOST_FILES + "个文件。");
        }
        Map<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        for (Upload upload : uploads) {
            String resource = Models.resourceName(upload.name() == null ? "" : upload.name());
            String file = resource.substring(resource.lastIndexOf('/') + 1);
            if (Models.Kind.ofFile(file).isEmpty() || !FILE_NAME.matcher(file).matches()) {
                throw Refusal.invalid("design.fileName", "「" + shown(file) + "」不能作为模型：只接受 .bpmn、.dmn、.form 文件，"
                        + "文件名由字母、数字、连字符组成并与模型的 id 相同。");
            }
            bytes += upload.content().length;
            if (upload.content().length == 0 || upload.content().length > LARGEST_FILE || bytes > LARGEST_DRAFT) {
                throw Refusal.invalid("design.fileTooLarge", "「" + file + "」为空或过大：单个文件不超过"
                        + LARGEST_FILE / 1000 + "KB，一次上传不超过" + LARGEST_DRAFT / 1000 + "KB。");
            }
            if (files.put(resource, upload.content()) != null) {
                throw Refusal.invalid("design.fileTwice", "「" + file + "」上传了两次，请只保留一个。");
            }
        }
        return files;
    }

    private static String shown(String file) {
        String printable = file.replaceAll("[\\p{C}\\p{Z}]", " ");
        return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
    }

    /** @param changes null contents take a file out */
    static Map<String, byte[]> merged(Map<String, byte[]> base, Map<String, byte[]> changes) {
        Map<String, byte[]> set = new TreeMap<>(base);
        set.putAll(changes);
        set.values().removeIf(Objects::isNull);
        return set;
    }

    /** What a draft changes, by resource name; null contents take a file out. */
    Map<String, byte[]> changes(String draft) {
        Map<String, String> hashes = new TreeMap<>();
        jdbc.sql("select resource, hash from design_draft_file where draft = :draft").param("draft", draft).query(row -> {
            hashes.put(row.getString(1), row.getString(2));
        });
        Map<String, byte[]> texts = contents.of(hashes.values().stream().filter(Objects::nonNull).toList());
        Map<String, byte[]> changes = new TreeMap<>();
        hashes.forEach((resource, hash) -> changes.put(resource, texts.get(hash)));
        return changes;
    }

    // ------------------------------------------------------------------ on the way into force

    /**
     * Checks a draft with the set now in force around it, when that is not the one it was last checked with.
     *
     * @return null when nothing changed; otherwise the draft's files that somebody else changed meanwhile
     */
    List<String> checkAnewIfStale(String id) {
        String base = jdbc.sql("select base_set from design_draft where id = :id").param("id", id).query(String.class).optional()
                .orElseThrow(Drafts::unknown);
        Map<String, byte[]> inForce = models.inForce();
        String now = Contents.hashOfSet(inForce);
        if (now.equals(base) || !List.of("open", "submitted", "rejected").contains(one(id).state())) {
            return null;
        }
        Map<String, String> before = Contents.hashes(inForce);
        List<String> overwritten = new ArrayList<>();
        jdbc.sql("select resource, base_hash from design_draft_file where draft = :draft order by resource").param("draft", id).query(row -> {
            if (!Objects.equals(row.getString(2), before.get(row.getString(1)))) {
                overwritten.add(row.getString(1));
            }
        });
        overwritten.forEach(resource -> jdbc.sql("update design_draft_file set base_hash = :base where draft = :draft and resource = :resource")
                .param("base", before.get(resource)).param("draft", id).param("resource", resource).update());
        jdbc.sql("update design_draft set base_set = :base, findings = :findings where id = :id").param("base", now)
                .param("findings", written(models.check(merged(inForce, changes(id))))).param("id", id).update();
        return overwritten;
    }

    /** @param note replaces the draft's own, unless null */
    void submit(String id, String who, String note, boolean migrate) {
        int changed = jdbc.sql("update design_draft set state = 'submitted', submitted_by = :who, note = coalesce(:note, note), "
                        + "migrate = :migrate, decided_by = null, decided_at = null, decision_note = null where id = :id and state in ('open', 'rejected')")
                .param("who", who).param("note", note).param("migrate", migrate ? 1 : 0).param("id", id).update();
        refuseClosed(changed);
        refuseErrors(one(id));
    }

    void reject(String id, String who, String reason) {
        refuseClosed(jdbc.sql("update design_draft set state = 'rejected', decided_by = :who, decided_at = :at, decision_note = :reason "
                + "where id = :id and state = 'submitted'").param("who", who).param("at", clock.millis()).param("reason", reason)
                .param("id", id).update());
    }

    /** What the second person remarked. */
    void remark(String id, String remark) {
        jdbc.sql("update design_draft set decision_note = :remark where id = :id").param("remark", remark).param("id", id).update();
    }

    /**
     * Puts a submitted draft into force.
     *
     * @param put records and deploys; returns the publication's id
     */
    void publish(String id, String who, Function<Publishing.Candidate, String> put) {
        Draft draft = one(id);
        Map<String, byte[]> set = merged(models.inForce(), changes(id));
        List<Finding> findings = models.check(set);
        jdbc.sql("update design_draft set findings = :findings where id = :id").param("findings", written(findings)).param("id", id).update();
        refuseErrors(one(id));
        refuseClosed(jdbc.sql("update design_draft set state = 'published', decided_by = :who, decided_at = :at "
                + "where id = :id and state = 'submitted'").param("who", who).param("at", clock.millis()).param("id", id).update());
        record Base(String set, String origin) {
        }
        Base base = jdbc.sql("select base_set, origin from design_draft where id = :id").param("id", id)
                .query((row, n) -> new Base(row.getString(1), row.getString(2))).single();
        String publication = put.apply(new Publishing.Candidate(set, base.set, draft.by(), who.equals(draft.by()) ? null : who,
                base.origin, draft.note(), draft.migrate()));
        jdbc.sql("update design_draft set publication = :publication where id = :id").param("publication", publication).param("id", id).update();
        proposedRows.draftClosed(id, true);
    }

    boolean isOwn(String id, String who) {
        return who.equals(one(id).by()) || jdbc.sql("select count(*) from design_draft where id = :id and submitted_by = :who")
                .param("id", id).param("who", who).query(Long.class).single() > 0;
    }

    void requireState(String id, String state) {
        refuseClosed(one(id).state().equals(state) ? 1 : 0);
    }

    private static void refuseClosed(int changed) {
        if (changed == 0) {
            throw Refusal.rule("design.draftClosed", "该草稿已不在可以办理的状态（已提交、已发布、已退回或已作废），请刷新后查看。");
        }
    }

    private static void refuseErrors(Draft draft) {
        List<String> errors = Publications.errors(draft);
        if (!errors.isEmpty()) {
            throw Refusal.rule("design.draftHasErrors", "草稿有错误，不能发布：" + Publishing.sentences(errors));
        }
    }

    private static Refusal unknown() {
        return Refusal.unknown("design.unknownDraft", "没有这份草稿，请刷新列表。");
    }

    // ------------------------------------------------------------------ rows

    private Draft one(String id) {
        return jdbc.sql("select * from design_draft where id = :id").param("id", id).query((row, n) -> draft(row, true)).optional()
                .orElseThrow(Drafts::unknown);
    }

    private Draft draft(ResultSet row, boolean whole) throws SQLException {
        List<Draft.Found> findings = read(row.getString("findings"));
        Map<String, Long> counts = new TreeMap<>(findings.stream()
                .collect(Collectors.groupingBy(Draft.Found::severity, Collectors.counting())));
        return new Draft(row.getString("id"), row.getString("state"), row.getString("author"), time(row.getLong("created_at")),
                row.getString("note"), files(row.getString("id")), counts, whole ? findings : null, row.getBoolean("migrate"),
                row.getString("decided_by"), row.getObject("decided_at") == null ? null : time(row.getLong("decided_at")),
                row.getString("decision_note"), row.getString("publication"));
    }

    private List<Draft.File> files(String draft) {
        return jdbc.sql("select resource, hash, base_hash from design_draft_file where draft = :draft order by resource")
                .param("draft", draft).query((row, n) -> new Draft.File(row.getString(1),
                        Objects.equals(row.getString(3), row.getString(2)) ? "same" : Changes.kind(row.getString(3), row.getString(2)))).list();
    }

    OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    /** Errors first, so that a long list is never cut before them. */
    private String written(List<Finding> findings) {
        List<Finding> ordered = new ArrayList<>(findings);
        ordered.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::resource));
        try {
            return json.writeValueAsString(ordered.stream().limit(MOST_FINDINGS).map(Draft.Found::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Draft.Found> read(String findings) {
        try {
            return json.readValue(findings, FOUND);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
