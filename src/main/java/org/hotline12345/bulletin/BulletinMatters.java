package org.hotline12345.bulletin;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.bulletin.Edition.State;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Matters;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Measures;
import org.springframework.stereotype.Component;

/** What task lists show of bulletins: to those who work on them, and to units of what they were asked about or were given. */
@Component
class BulletinMatters implements Matters {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Set<State> OPEN = Set.of(State.DRAFT, State.OBJECTING, State.REVIEW, State.SIGNING, State.ISSUING);

    private final Editions editions;
    private final Snapshots snapshots;
    private final CrossFoot crossFoot;
    private final Sight sight;
    private final Shares shares;
    private final Measures measures;
    private final Clock clock;

    BulletinMatters(Editions editions, Snapshots snapshots, CrossFoot crossFoot, Sight sight, Shares shares, Measures measures, Clock clock) {
        this.editions = editions;
        this.snapshots = snapshots;
        this.crossFoot = crossFoot;
        this.sight = sight;
        this.shares = shares;
        this.measures = measures;
        this.clock = clock;
    }

    @Override
    public Map<String, Matter> of(Collection<String> keys, Actor actor) {
        return known(keys, actor).stream().collect(Collectors.toMap(Edition::id, BulletinMatters::matter));
    }

    @Override
    public Optional<Card> card(String key, Actor actor) {
        return known(List.of(key), actor).stream().findFirst().map(edition -> card(edition, actor));
    }

    private List<Edition> known(Collection<String> keys, Actor actor) {
        List<String> own = keys.stream().filter(key -> key.startsWith(BULLETINS)).toList();
        return own.isEmpty() ? List.of() : sight.known(editions.list("e.id in (:ids)", Map.of("ids", own)), actor);
    }

    private static Matter matter(Edition edition) {
        return new Matter(edition.id(), edition.name(), edition.kind().label(), edition.state().label(),
                edition.from() + " 至 " + edition.to(), edition.jurisdiction());
    }

    private Card card(Edition edition, Actor actor) {
        List<Fact> facts = new ArrayList<>();
        fact(facts, "统计期", edition.from() + " 至 " + edition.to());
        if (edition.snapshot() != null) {
            fact(facts, "数据截至", MOMENT.format(snapshots.asOf(edition.snapshot()).atZone(clock.getZone())));
        }
        fact(facts, "核对期限", edition.objectionsUntil() == null ? null : edition.objectionsUntil() + " 止，未答复的视为无异议");
        fact(facts, "文号", edition.number());
        boolean all = Readers.seesAll(actor);
        if (all) {
            fact(facts, "采编", edition.editorName());
            fact(facts, "审核", edition.reviewerName());
            fact(facts, "签发", edition.signerName());
            fact(facts, "更正的通报", edition.corrects() == null ? null : editions.require(edition.corrects()).number());
        }
        boolean checked = all && edition.snapshot() != null && OPEN.contains(edition.state());
        List<String> problems = checked ? crossFoot.of(snapshots.frozen(edition)).stream().map(Contradiction::message).toList() : List.of();
        return new Card(matter(edition), facts, problems, checked && problems.isEmpty() ? "勾稽核对一致。" : null,
                all || edition.state() == State.ISSUED ? List.of(new Link("bulletins#/bulletins/" + edition.id(), "打开通报"))
                        : edition.state() == State.OBJECTING ? behindOwn(edition, actor) : List.of());
    }

    /** The tickets behind what a unit was asked about, by figure: whoever objects has to name them. They are those of the moment they are opened. */
    private List<Link> behindOwn(Edition edition, Actor actor) {
        Set<String> own = actor.units();
        Figures figures = snapshots.figures(edition.snapshot());
        return shares.of(edition.id()).stream().filter(share -> own.contains(share.unit())).flatMap(share -> Shares.MEASURES.stream()
                .filter(measure -> figures.count(measure, Dimension.UNIT, share.unit()) > 0)
                .map(measure -> new Link("bulletins#/statistics?jurisdiction=" + edition.jurisdiction() + "&from=" + edition.from() + "&to=" + edition.to()
                        + "&measure=" + measure + "&dimension=unit&item=" + share.unit(), measures.require(measure).name() + "的工单"
                        + (own.size() > 1 ? "（" + share.name() + "）" : "")))).toList();
    }

    private static void fact(List<Fact> facts, String name, String value) {
        if (value != null) {
            facts.add(new Fact(name, value));
        }
    }
}
