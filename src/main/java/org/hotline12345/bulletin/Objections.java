package org.hotline12345.bulletin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.PersonNames;
import org.hotline12345.common.Refusal;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Measures;
import org.hotline12345.supervision.Exclusions;
import org.hotline12345.ticket.IdentityText;
import org.hotline12345.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * The objection period (核对与异议): every unit with figures agrees or objects to single figures with the tickets behind them;
 * who keeps silent agrees. Every objection is ruled on, and what an upheld one changes is counted and shown, before anybody
 * signs.
 */
@Component
public class Objections {

    private static final int MOST_TICKETS = 50;

    private final Editions editions;
    private final Snapshots snapshots;
    private final Shares shares;
    private final FigureChanges changes;
    private final Wording wording;
    private final Measures measures;
    private final Exclusions exclusions;
    private final Tickets tickets;
    private final IdentityText identityText;
    private final Journal journal;
    private final PersonNames names;
    private final Actors actors;

    Objections(Editions editions, Snapshots snapshots, Shares shares, FigureChanges changes, Wording wording, Measures measures, Exclusions exclusions,
            Tickets tickets, IdentityText identityText, Journal journal, PersonNames names, Actors actors) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.shares = shares;
        this.changes = changes;
        this.wording = wording;
        this.measures = measures;
        this.exclusions = exclusions;
        this.tickets = tickets;
        this.identityText = identityText;
        this.journal = journal;
        this.names = names;
        this.actors = actors;
    }

    /**
     * What a unit does not agree with.
     *
     * @param measure code of one of the six figures of its row
     * @param tickets numbers of the tickets it is about
     */
    public record Raised(String measure, List<String> tickets, String reason) {
    }

    /** Codes of the units that have yet to answer, in order. */
    public List<String> asked(String id) {
        return shares.asked(id);
    }

    /** Numbers of the objections nobody has ruled on, in the order they came. */
    public List<String> open(String id) {
        return shares.objections(id).stream().filter(objection -> objection.ruling() == null).map(objection -> Long.toString(objection.id())).toList();
    }

    /**
     * A unit answers.
     *
     * @param raised empty to agree
     * @throws Refusal FORBIDDEN {@code bulletin.notYourFigures}; INVALID {@code bulletin.unknownFigure},
     *     {@code bulletin.ticketsMissing}, {@code bulletin.reasonTooShort}; RULE {@code bulletin.answered}; UNKNOWN for a ticket
     *     the unit does not know
     */
    public void answer(String id, String unit, List<Raised> raised) {
        Actor actor = actors.current();
        if (!actor.belongsTo(unit) && !actor.leads(unit)) {
            throw Refusal.forbidden("bulletin.notYourFigures", "各单位的数据由本单位核对。");
        }
        Edition edition = editions.lock(id);
        if (!shares.answer(id, unit, raised.isEmpty() ? "agreed" : "objected", actor.id())) {
            throw Refusal.rule("bulletin.answered", "本单位已经核对过，或核对期已过，请刷新后查看。");
        }
        Figures figures = snapshots.figures(edition.snapshot());
        String unitName = snapshots.names(edition.snapshot()).of(Dimension.UNIT, unit);
        for (Raised one : raised) {
            if (!Shares.MEASURES.contains(one.measure())) {
                throw Refusal.invalid("bulletin.unknownFigure", "请选择有异议的数据：" + Shares.MEASURES.stream()
                        .map(code -> measures.require(code).name()).collect(Collectors.joining("、")) + "。");
            }
            if (one.tickets().isEmpty() || one.tickets().size() > MOST_TICKETS) {
                throw Refusal.invalid("bulletin.ticketsMissing", "请填写异议涉及的工单编号，1至" + MOST_TICKETS + "件，用逗号分开。");
            }
            if (EffectiveText.length(one.reason()) < 6) {
                throw Refusal.invalid("bulletin.reasonTooShort", "请写明异议理由，不少于6个字。");
            }
            one.tickets().forEach(ticketNo -> tickets.visible(ticketNo, actor));
            shares.object(id, unit, one.measure(), figures.count(one.measure(), Dimension.UNIT, unit), one.tickets(),
                    identityText.scrub(one.tickets().get(0), one.reason()), actor.id(), names.nameOf(actor.id()));
        }
        journal.write(id, raised.isEmpty() ? "单位核对无异议" : "单位提出异议", unitName + (raised.isEmpty() ? "" : "：" + raised.stream().map(one ->
                measures.require(one.measure()).name() + " " + figures.count(one.measure(), Dimension.UNIT, unit) + "，工单"
                        + String.join("、", one.tickets())).collect(Collectors.joining("；"))));
    }

    /** The period is over for a unit that did not answer: it agrees. */
    public void silent(String id, String unit) {
        Edition edition = editions.lock(id);
        if (shares.answer(id, unit, "silent", actors.current().id())) {
            journal.write(id, "逾期视为同意", snapshots.names(edition.snapshot()).of(Dimension.UNIT, unit));
        }
    }

    /**
     * A supervisor rules on an objection.
     *
     * @param ruling upheld or rejected
     * @param remedy of an upheld one: exclusion (the tickets are left out of rates) or mended (the data was put right)
     * @param reasonCode of an exclusion, see {@link Exclusions}
     * @throws Refusal FORBIDDEN {@code bulletin.notSupervisor}, {@code bulletin.ownWork}; INVALID {@code bulletin.remedyMissing};
     *     RULE {@code bulletin.ruled}
     */
    public void rule(String id, long number, String ruling, String remedy, String reasonCode, String reason) {
        Actor actor = actors.current();
        if (!actor.has("supervisor")) {
            throw Refusal.forbidden("bulletin.notSupervisor", "异议由督办员裁定。");
        }
        editions.lock(id);
        Shares.Objection objection = shares.objection(number);
        if (wording.wrote(id, actor.id()) || actor.id().equals(objection.raisedBy())) {
            throw Refusal.forbidden("bulletin.ownWork", "拟稿人和提出异议的人不能裁定异议，请由另一名督办员裁定。");
        }
        if (objection.ruling() != null || !objection.bulletinId().equals(id)) {
            throw Refusal.rule("bulletin.ruled", "这项异议已经裁定，请刷新后查看。");
        }
        boolean upheld = ruling.equals("upheld");
        if (upheld && remedy == null) {
            throw Refusal.invalid("bulletin.remedyMissing", "异议成立的，请选择处理方式：同意剔除，或数据已改正。").at("remedy");
        }
        if (upheld && remedy.equals("exclusion")) {
            objection.tickets().forEach(ticketNo -> exclusions.grantObjected(ticketNo, objection.unit(), objection.raisedBy(), reasonCode,
                    "通报数据异议：" + reason));
        }
        shares.rule(number, ruling, upheld ? remedy : null, reason, actor.id(), names.nameOf(actor.id()));
        journal.write(id, "异议裁定", objection.unitName() + " " + measures.require(objection.measure()).name() + "：" + (upheld ? "成立，"
                + (remedy.equals("exclusion") ? "同意剔除" : "数据已改正") : "不成立") + "。" + reason);
    }

    /**
     * All objections are ruled on: after an upheld one the figures are frozen anew, and both snapshots are kept. Where that changed
     * what units have that did not object, all are asked once more when the draft is submitted.
     *
     * @return whether the draft goes back to its editor because of it
     */
    public boolean settle(String id) {
        Edition edition = editions.lock(id);
        Map<String, Long> states = new TreeMap<>(shares.states(id));
        journal.write(id, "核对期结束", "无异议" + states.getOrDefault("agreed", 0L) + "家，提出异议" + states.getOrDefault("objected", 0L)
                + "家，逾期视为同意" + states.getOrDefault("silent", 0L) + "家");
        List<Shares.Objection> upheld = shares.objections(id).stream().filter(objection -> "upheld".equals(objection.ruling())
                && objection.changeNote() == null).toList();
        if (upheld.isEmpty()) {
            editions.state(id, State.REVIEW);
            return false;
        }
        long taken = snapshots.take(edition, "异议成立后重新冻结");
        Figures before = snapshots.figures(edition.snapshot());
        Figures after = snapshots.figures(taken);
        Set<String> others = shares.changed(edition, before, after);
        upheld.forEach(objection -> others.remove(objection.unit()));
        Map<String, Object> columns = new HashMap<>(Map.of("snapshot", taken, "state", State.DRAFT.code()));
        if (!others.isEmpty()) {
            // They agreed to figures that are no longer theirs: all are asked again.
            columns.put("objections_until", null);
        }
        editions.set(id, columns);
        for (Shares.Objection objection : upheld) {
            shares.settled(objection.id(), taken, measures.require(objection.measure()).name() + "由"
                    + before.count(objection.measure(), Dimension.UNIT, objection.unit()) + "变为"
                    + after.count(objection.measure(), Dimension.UNIT, objection.unit()));
        }
        journal.write(id, "异议成立，重新冻结数据", Change.inWords(changes.between(edition.snapshot(), taken))
                + (others.isEmpty() ? "" : "。其他单位的数据也有变化，提交时再请各单位核对"));
        return true;
    }
}
