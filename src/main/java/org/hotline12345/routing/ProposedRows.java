package org.hotline12345.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Categories;
import org.hotline12345.organization.Regions;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rows that practice wants in the dispatch catalogue (海南2017：会议决定要成为规则): a meeting's ruling, or a unit that returns the
 * same category again and again. A proposal routes nothing: the catalogue is the published decision table alone.
 */
@Component
public class ProposedRows {

    /** Nobody has decided yet. */
    public static final String PROPOSED = "proposed";
    /** The row stands in a draft that is not published yet. */
    public static final String DRAFTED = "drafted";
    /** The draft with the row was published. */
    public static final String ACCEPTED = "accepted";
    /** Somebody said no, with a reason. */
    public static final String REJECTED = "rejected";

    private static final int LONGEST_REASON = 500;

    private final Units units;
    private final Categories categories;
    private final Regions regions;
    private final JdbcClient jdbc;
    private final Actors actors;
    private final Clock clock;

    ProposedRows(Units units, Categories categories, Regions regions, JdbcClient jdbc, Actors actors, Clock clock) {
        this.units = units;
        this.categories = categories;
        this.regions = regions;
        this.jdbc = jdbc;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * Keeps a proposed row with its evidence. While the same row is proposed already, the evidence is added to that.
     *
     * @return id of the proposal
     */
    @Transactional
    public String propose(String jurisdiction, Wish wish, Evidence evidence) {
        return propose(jurisdiction, wish, null, List.of(evidence));
    }

    String propose(String jurisdiction, Wish wish, String returnedBy, List<Evidence> evidence) {
        if (categories.find(jurisdiction, wish.category()).isEmpty()) {
            throw Refusal.invalid("routing.unknownCategory", "诉求类别「" + wish.category() + "」不存在。");
        }
        if (wish.region() != null && regions.find(wish.region()).isEmpty()) {
            throw Refusal.invalid("routing.unknownRegion", "行政区划代码「" + wish.region() + "」不存在。");
        }
        Unit unit = units.requireValid(jurisdiction, wish.unit(), LocalDate.now(clock));
        String id = open(jurisdiction, wish).orElseGet(() -> insert(jurisdiction, wish, unit, returnedBy, evidence.get(0)));
        List<Reason> known = reasons(List.of(id)).getOrDefault(id, List.of());
        for (Evidence piece : evidence) {
            if (known.stream().noneMatch(reason -> reason.number().equals(piece.number()) && reason.reference().equals(piece.minutesRef()))) {
                jdbc.sql("insert into routing_proposal_evidence (proposal, number, reference, happened_at) values (:id, :number, :reference, :at)")
                        .param("id", id).param("number", piece.number()).param("reference", piece.minutesRef())
                        .param("at", piece.at() == null ? clock.millis() : piece.at().toEpochMilli()).update();
            }
        }
        return id;
    }

    private Optional<String> open(String jurisdiction, Wish wish) {
        return jdbc.sql("select id from routing_proposed_row where jurisdiction = :jurisdiction and category = :category "
                        + "and status in ('proposed', 'drafted') and unit = :unit and coalesce(region, '') = :region "
                        + "order by proposed_at limit 1")
                .param("jurisdiction", jurisdiction).param("category", wish.category()).param("unit", wish.unit())
                .param("region", wish.region() == null ? "" : wish.region()).query(String.class).optional();
    }

    /** Two nodes that propose the same at once collide at the open key; the later step is tried again and finds the first. */
    private String insert(String jurisdiction, Wish wish, Unit unit, String returnedBy, Evidence evidence) {
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into routing_proposed_row (id, jurisdiction, category, region, unit, basis, evidence_no, minutes_ref, "
                        + "status, proposed_by, proposed_at, returned_by, open_key) values (:id, :jurisdiction, :category, :region, :unit, "
                        + ":basis, :evidence, :minutes, 'proposed', :by, :at, :returnedBy, :key)")
                .param("id", id).param("jurisdiction", jurisdiction).param("category", wish.category())
                .param("region", wish.region()).param("unit", unit.code()).param("basis", wish.basis())
                .param("evidence", evidence.number()).param("minutes", evidence.minutesRef())
                .param("by", actors.current().id()).param("at", clock.millis()).param("returnedBy", returnedBy)
                .param("key", String.join("|", jurisdiction, wish.category(), wish.region() == null ? "" : wish.region(), unit.code()))
                .update();
        return id;
    }

    /** A page of proposals with their evidence, newest first. */
    @Transactional(readOnly = true)
    public Page<Proposal> list(String jurisdiction, int page, int size) {
        Page.check(page, size);
        Actor actor = actors.current();
        if (!actor.hasAny("dispatcher", "supervisor", "designer", "camunda-admin")) {
            throw Refusal.forbidden("routing.proposalsNotForRole", "只有派单员、督办员、流程设计员和系统管理员可以查看拟入目录的规则。");
        }
        Map<String, Object> parameters = jurisdiction == null ? Map.of() : Map.of("jurisdiction", jurisdiction);
        return Page.of(withEvidence(jdbc.sql("select * from routing_proposed_row"
                        + (jurisdiction == null ? "" : " where jurisdiction = :jurisdiction")
                        + " order by proposed_at desc, id desc limit :limit offset :offset")
                .params(parameters).param("limit", size + 1).param("offset", (long) page * size)
                .query((row, n) -> proposal(row)).list()), page, size);
    }

    /**
     * The proposal, for somebody who may decide on it and while nobody has.
     *
     * @throws Refusal FORBIDDEN {@code routing.proposalsNotYours}, UNKNOWN {@code routing.unknownProposal}, RULE
     *     {@code routing.proposalDecided}
     */
    public Proposal requireOpen(String id) {
        requireDesigner();
        Proposal proposal = one(id);
        if (!proposal.status().equals(PROPOSED)) {
            throw decided();
        }
        return proposal;
    }

    /** The row of the proposal stands in a draft from now on. @throws Refusal RULE {@code routing.proposalDecided} */
    public void drafted(String id, String draft) {
        decide(id, DRAFTED, draft, null);
    }

    /**
     * Says no.
     *
     * @throws Refusal as {@link #requireOpen}; INVALID {@code common.missingField} without a reason
     */
    @Transactional
    public Proposal reject(String id, String reason) {
        requireOpen(id);
        decide(id, REJECTED, null, Texts.required("理由", reason, LONGEST_REASON));
        return one(id);
    }

    private void decide(String id, String status, String draft, String reason) {
        int changed = jdbc.sql("update routing_proposed_row set status = :status, draft = :draft, reason = :reason, decided_by = :by, "
                        + "decided_at = :at, open_key = case when :status = 'rejected' then null else open_key end "
                        + "where id = :id and status = 'proposed'")
                .param("status", status).param("draft", draft).param("reason", reason).param("by", actors.current().id())
                .param("at", clock.millis()).param("id", id).update();
        if (changed == 0) {
            throw decided();
        }
    }

    private static Refusal decided() {
        return Refusal.rule("routing.proposalDecided", "该建议已写入草稿、已采纳或已不予采纳，请刷新列表。");
    }

    /**
     * A draft has come to its end: rows it held are in the catalogue now, or open for a decision again.
     *
     * @param published whether it came into force
     */
    public void draftClosed(String draft, boolean published) {
        jdbc.sql(published ? "update routing_proposed_row set status = 'accepted', open_key = null where draft = :draft and status = 'drafted'"
                        : "update routing_proposed_row set status = 'proposed', draft = null, decided_by = null, decided_at = null "
                                + "where draft = :draft and status = 'drafted'").param("draft", draft).update();
    }

    private void requireDesigner() {
        if (!actors.current().hasAny("designer", "camunda-admin")) {
            throw Refusal.forbidden("routing.proposalsNotYours", "只有流程设计员和系统管理员可以处理拟入目录的规则。");
        }
    }

    private Proposal one(String id) {
        return withEvidence(jdbc.sql("select * from routing_proposed_row where id = :id").param("id", id)
                .query((row, n) -> proposal(row)).list()).stream().findFirst()
                .orElseThrow(() -> Refusal.unknown("routing.unknownProposal", "没有这条建议，请刷新列表。"));
    }

    private List<Proposal> withEvidence(List<Proposal> proposals) {
        Map<String, List<Reason>> reasons = reasons(proposals.stream().map(Proposal::id).toList());
        return proposals.stream().map(proposal -> proposal.because(reasons.getOrDefault(proposal.id(), List.of()))).toList();
    }

    private Map<String, List<Reason>> reasons(List<String> proposals) {
        Map<String, List<Reason>> reasons = new HashMap<>();
        if (!proposals.isEmpty()) {
            jdbc.sql("select * from routing_proposal_evidence where proposal in (:ids) order by happened_at, number")
                    .param("ids", proposals).query(row -> {
                        reasons.computeIfAbsent(row.getString("proposal"), id -> new ArrayList<>()).add(new Reason(row.getString("number"),
                                row.getString("reference"), time(row.getLong("happened_at"))));
                    });
        }
        return reasons;
    }

    private OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atZone(clock.getZone()).toOffsetDateTime();
    }

    private Proposal proposal(ResultSet row) throws SQLException {
        String unit = row.getString("unit");
        String returnedBy = row.getString("returned_by");
        return new Proposal(row.getString("id"), row.getString("jurisdiction"), row.getString("category"),
                row.getString("region"), unit, name(unit), row.getString("basis"),
                row.getString("evidence_no"), row.getString("minutes_ref"), row.getString("status"),
                row.getString("proposed_by"), time(row.getLong("proposed_at")), returnedBy, name(returnedBy), List.of(),
                row.getString("draft"), row.getString("decided_by"),
                row.getObject("decided_at") == null ? null : time(row.getLong("decided_at")), row.getString("reason"));
    }

    private String name(String unit) {
        return units.find(unit).map(Unit::name).orElse(unit);
    }

    /**
     * What the row would say.
     *
     * @param region code of the place, or null for everywhere
     */
    public record Wish(String category, String region, String unit, String basis) {
    }

    /**
     * Where the wish comes from.
     *
     * @param number ticket or consultation number
     * @param minutesRef which minutes or which return, in words
     * @param at when it happened, or null for now
     */
    public record Evidence(String number, String minutesRef, Instant at) {

        public Evidence(String number, String minutesRef) {
            this(number, minutesRef, null);
        }
    }

    /** A piece of evidence as it is listed. */
    public record Reason(String number, String reference, OffsetDateTime at) {
    }

    /**
     * A proposed row as it is listed.
     *
     * @param evidenceNo the first piece of evidence, as is minutesRef
     * @param status proposed, drafted, accepted or rejected
     * @param returnedBy the unit whose returns it follows from, or null
     * @param evidence everything that speaks for it, oldest first
     * @param draft the draft it stands in, or null
     * @param reason why it was rejected, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Proposal(String id, String jurisdiction, String category, String region, String unit, String unitName,
            String basis, String evidenceNo, String minutesRef, String status, String proposedBy, OffsetDateTime proposedAt,
            String returnedBy, String returnedByName, List<Reason> evidence, String draft, String decidedBy, OffsetDateTime decidedAt,
            String reason) {

        private Proposal because(List<Reason> reasons) {
            return new Proposal(id, jurisdiction, category, region, unit, unitName, basis, evidenceNo, minutesRef, status, proposedBy,
                    proposedAt, returnedBy, returnedByName, reasons, draft, decidedBy, decidedAt, reason);
        }
    }
}
