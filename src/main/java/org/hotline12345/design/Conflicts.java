package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hotline12345.common.Models;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Sha256;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Files that a new product version and a designer both changed: shown, and decided by a person, never by the start. */
@Component
public class Conflicts {

    private static final String PRODUCT = "product";
    private static final String DESIGNER = "designer";

    private final Models models;
    private final Contents contents;
    private final ProductFiles productFiles;
    private final PublicationRows rows;
    private final Drafts drafts;
    private final Publications publications;
    private final Designers designers;

    Conflicts(Models models, Contents contents, ProductFiles productFiles, PublicationRows rows, Drafts drafts, Publications publications,
            Designers designers) {
        this.models = models;
        this.contents = contents;
        this.productFiles = productFiles;
        this.rows = rows;
        this.drafts = drafts;
        this.publications = publications;
        this.designers = designers;
    }

    /**
     * A file of the product that did not come into force.
     *
     * @param state conflict where a designer changed it too; held where nobody did, but the product's set and the
     *     designers' together would break a rule
     * @param product what the product's newest content is known by (the start of its SHA-256); null where the product
     *     has the file no more
     * @param published the publication the content in force came with
     * @param productChanges what the product changed, in words
     * @param designerChanges what the designer changed, in words; empty when held
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Conflict(String resource, String state, String product, String published, String by, OffsetDateTime at,
            List<String> productChanges, List<String> designerChanges) {
    }

    @Transactional(readOnly = true)
    public List<Conflict> list() {
        designers.require();
        List<ProductFiles.Row> pending = productFiles.pending();
        if (pending.isEmpty()) {
            return List.of();
        }
        Map<String, byte[]> inForce = models.inForce();
        Map<String, Publication> last = rows.lastChanges();
        List<String> hashes = new ArrayList<>();
        pending.forEach(row -> {
            hashes.add(row.accepted());
            hashes.add(row.offered());
        });
        hashes.removeIf(Objects::isNull);
        Map<String, byte[]> texts = contents.of(hashes);
        return pending.stream().map(row -> {
            byte[] accepted = texts.get(row.accepted());
            byte[] now = inForce.get(row.resource());
            Publication publication = last.get(row.resource());
            boolean touched = !Objects.equals(row.accepted(), now == null ? null : Sha256.of(now));
            return new Conflict(row.resource(), touched ? "conflict" : "held", row.offered() == null ? null : row.offered().substring(0, 12),
                    publication == null ? null : publication.id(), publication == null ? null : publication.by(),
                    publication == null ? null : publication.at(),
                    Changes.inWords(row.resource(), accepted, texts.get(row.offered())),
                    touched ? Changes.inWords(row.resource(), accepted, now) : List.of());
        }).toList();
    }

    /**
     * Decides a conflict: the product's content is published, or the designer's stays for good. Deciding for the product
     * takes along the files that were only held back.
     *
     * @param resource the file, or null for all that wait
     * @param keep product or designer
     * @return the publication's draft, or null when the designer's content stays
     * @throws Refusal UNKNOWN {@code design.noConflict}; INVALID {@code design.badChoice}; RULE
     *     {@code design.draftHasErrors} when the set would break a rule
     */
    @Transactional
    public Draft decide(String resource, String keep) {
        String who = designers.require().id();
        Map<String, byte[]> inForce = models.inForce();
        List<ProductFiles.Row> pending = productFiles.pending();
        List<ProductFiles.Row> meant = pending.stream().filter(row -> resource == null || row.resource().equals(resource)).toList();
        if (meant.isEmpty()) {
            throw Refusal.unknown("design.noConflict", "没有等待决定的文件「" + (resource == null ? "" : resource) + "」，请刷新列表。");
        }
        if (DESIGNER.equals(keep)) {
            meant.forEach(row -> productFiles.accept(row.resource()));
            return null;
        }
        if (!PRODUCT.equals(keep)) {
            throw Refusal.invalid("design.badChoice", "请选择保留哪一方的内容：product（产品）或 designer（设计员）。");
        }
        Map<String, byte[]> texts = contents.of(pending.stream().map(ProductFiles.Row::offered).filter(Objects::nonNull).toList());
        Map<String, String> hashes = Contents.hashes(inForce);
        Map<String, byte[]> changes = new TreeMap<>();
        pending.stream().filter(row -> meant.contains(row) || Objects.equals(hashes.get(row.resource()), row.accepted()))
                .forEach(row -> changes.put(row.resource(), texts.get(row.offered())));
        return publications.publishNow(drafts.make(PRODUCT, changes, "采用产品新版本的内容"), who);
    }
}
