package org.hotline12345.design;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.common.Coded;
import org.hotline12345.common.Models;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows the models in force, their versions, what runs on each, and hands out their files. */
@Component
public class ModelList {

    private final Models models;
    private final PublicationRows rows;
    private final Drafts drafts;
    private final Designers designers;

    ModelList(Models models, PublicationRows rows, Drafts drafts, Designers designers) {
        this.models = models;
        this.rows = rows;
        this.drafts = drafts;
        this.designers = designers;
    }

    /**
     * The set in force.
     *
     * @param publication id of the publication in force; null where it was deployed before publications were recorded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InForce(String publication, List<Model> models) {
    }

    /**
     * One model in force.
     *
     * @param version its version, as the engine counts; every publication makes a new one of each model
     * @param publishedAt when its content last changed
     * @param origin designer, product or rollback
     * @param running running instances of this version; of tables and forms, running cases bound to it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Model(String resource, String kind, String id, String name, int version, OffsetDateTime publishedAt,
            String publishedBy, String origin, long running) {
    }

    /**
     * One version of a model.
     *
     * @param changed whether its content differs from the version before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(int version, String publication, OffsetDateTime at, String by, String note, String origin, long running,
            boolean changed) {
    }

    /** A model's file. */
    public record File(String name, byte[] content) {
    }

    @Transactional(readOnly = true)
    public InForce inForce() {
        designers.require();
        String deployment = models.deploymentInForce().orElse("");
        Map<String, Publication> last = rows.lastChanges();
        Publication current = rows.byDeployment().get(deployment);
        return new InForce(current == null ? null : current.id(), models.versions(deployment).stream().map(version -> {
            Models.Kind kind = Models.Kind.ofFile(version.resource()).orElseThrow();
            Publication changed = last.get(version.resource());
            return new Model(version.resource(), kind.code(), kind.id(version.resource()), version.name(), version.number(),
                    changed == null ? null : changed.at(), changed == null ? null : changed.by(),
                    changed == null ? null : changed.origin(), version.running());
        }).toList());
    }

    /** Versions of one model, newest first. @throws Refusal UNKNOWN {@code design.unknownModel} */
    @Transactional(readOnly = true)
    public Listing<Version> versions(String kind, String id, int page, int size) {
        designers.require();
        Page.check(page, size);
        String resource = resource(kind, id);
        List<Models.Version> all = models.history(resource);
        if (all.isEmpty()) {
            throw unknown();
        }
        Map<String, Publication> publications = rows.byDeployment();
        Set<String> changed = Set.copyOf(rows.thatChanged(resource));
        return new Listing<>(all.stream().skip((long) page * size).limit(size).map(version -> {
            Publication publication = publications.get(version.deployment());
            return publication == null
                    ? new Version(version.number(), null, null, null, null, null, version.running(), true)
                    : new Version(version.number(), publication.id(), publication.at(), publication.by(), publication.note(),
                            publication.origin(), version.running(), changed.contains(publication.id()));
        }).toList(), all.size());
    }

    /** @param version null for the newest. @throws Refusal UNKNOWN {@code design.unknownModel} */
    @Transactional(readOnly = true)
    public File file(String kind, String id, Integer version) {
        designers.require();
        String resource = resource(kind, id);
        return models.history(resource).stream().filter(found -> version == null || found.number() == version).findFirst()
                .flatMap(found -> models.content(found.deployment(), resource))
                .map(content -> new File(resource.substring(resource.indexOf('/') + 1), content)).orElseThrow(ModelList::unknown);
    }

    /** One file of a draft. @throws Refusal UNKNOWN {@code design.unknownModel}, {@code design.unknownDraft} */
    public File fileOfDraft(String draft, String kind, String id) {
        String resource = resource(kind, id);
        return new File(resource.substring(resource.indexOf('/') + 1), drafts.file(draft, resource));
    }

    private static String resource(String kind, String id) {
        return Coded.find(Models.Kind.values(), Models.Kind::code, kind, "design.unknownKind", "模型种类").resource(id);
    }

    private static Refusal unknown() {
        return Refusal.unknown("design.unknownModel", "没有这个模型或这个版本，请从模型列表中选择。");
    }
}
