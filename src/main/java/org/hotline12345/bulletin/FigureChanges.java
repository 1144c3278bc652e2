package org.hotline12345.bulletin;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hotline12345.report.Dimension;
import org.hotline12345.report.Figures;
import org.hotline12345.report.Measure;
import org.hotline12345.report.Measures;
import org.hotline12345.report.Period;
import org.springframework.stereotype.Component;

/** Compares frozen figures and tells what changed by the names of then. */
@Component
class FigureChanges {

    private final Snapshots snapshots;
    private final NamesThen namesThen;
    private final Measures measures;

    FigureChanges(Snapshots snapshots, NamesThen namesThen, Measures measures) {
        this.snapshots = snapshots;
        this.namesThen = namesThen;
        this.measures = measures;
    }

    /** What two snapshots do not agree on, wholes first. */
    List<Change> between(long before, long after) {
        return told(Difference.between(snapshots.figures(before), snapshots.figures(after)), snapshots.names(before), snapshots.names(after), measures);
    }

    /** What the bulletin's figures, counted now, and a snapshot do not agree on, wholes first. */
    List<Change> since(Edition edition, long before, Figures now) {
        return told(Difference.between(snapshots.figures(before), now), snapshots.names(before),
                namesThen.of(new Period(edition.jurisdiction(), edition.from(), edition.to())), measures);
    }

    /** Differences in words, by the names that held then, else by the later ones. */
    static List<Change> told(List<Difference> found, Names then, Names later, Measures measures) {
        // A catalogue that changed since may no longer have a measure.
        Map<String, String> names = measures.all().stream().collect(Collectors.toMap(Measure::code, Measure::name));
        return found.stream().map(one -> new Change(one.measure(), names.getOrDefault(one.measure(), one.measure()), one.dimension(), one.dimension().label(),
                one.item(), nameOf(one.dimension(), one.item(), then, later), one.before(), one.after())).toList();
    }

    /** What came into being only afterwards has its first name. */
    private static String nameOf(Dimension dimension, String item, Names then, Names later) {
        return dimension == Dimension.ALL ? Dimension.ALL.label() : then.find(dimension, item).or(() -> later.find(dimension, item))
                .map(Names.Named::name).orElse(item);
    }
}
